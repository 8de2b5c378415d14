# Checks that text is easy to read and true: how easy, lengths, passive voice, "you", percentages, jargon,
# promises.
#
# The limits are in `content/plain-language.yml`. Numbers as "1 in 100" and addressing the reader as "you"
# follow the NHS content guide and the CDC Clear Communication Index.

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Literal, TypeAlias

from generator.checks.each import EachFile
from generator.checks.reading_ease import TOO_SHORT_TO_GRADE, highest, too_hard
from generator.checks.wording import all_texts, promises, technical_words
from generator.content.fields import fields_in
from generator.content.reading import SHOWN_TO_READERS, Reading, reading
from generator.content.requirements import Requirement
from generator.memo import once_per_object
from generator.prose import Prose
from generator.prose.languages import is_english
from generator.prose.phrases import Phrases, words_in
from generator.schema.common import Statement

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.checks.each import Found
    from generator.content.library import Library
    from generator.problems import FieldPath, Problem
    from generator.schema.common import Model
    from generator.schema.kinds import Kind
    from generator.schema.plain_language import Jargon, PlainLanguage

    Limit: TypeAlias = Literal["grade", "jargon", "percent"]

_RULE = "plain-language"
_PERCENT = re.compile(r"\d+(?:[.,]\d+)?\s?(?:%|per ?cent\b)")
SPEAKS_TO_READER = ("techniques", "symptoms", "self-care", "session", "warning-signs", "cautions")
"""Kinds that tell readers what to do or expect."""


def check(library: Library) -> Iterator[Found]:
    """Report every text over a limit in the files that readers see."""
    dependencies = (
        library.plain_language,
        next(iter(library.regions.values())),
        frozenset(library.term_by_form).intersection(
            jargon.word.casefold() for jargon in library.plain_language.jargon
        ),
        frozenset(library.leaflet_of),
    )
    yield EachFile(_check, dependencies, library.easy_words, _words)


def asks(library: Library, kind: Kind) -> Iterator[Requirement]:
    """Say the limits of what readers see."""
    if kind.name in SHOWN_TO_READERS or kind.name == "words":
        language = next((region.language for region in library.regions.values()), "en")
        messages = _limits(library.plain_language, kind.name, language)
        yield from (Requirement(_RULE, message) for message in messages)


def _limits(limits: PlainLanguage, kind: str, language: str) -> Iterator[str]:
    yield highest(limits, language)
    yield (
        f"Sentences of at most {limits.sentence_words} words, paragraphs and list items of at most"
        f" {limits.paragraph_words}, lists of at most {limits.list_items} items."
    )
    if is_english(language):
        yield from _limits_of_english(limits, kind)
    yield "No jargon and no technical word, unless glossary.yml or brackets after it explain it."
    if limits.promises:
        yield f"No promise of a result, such as “{limits.promises[0]}”."


def _limits_of_english(limits: PlainLanguage, kind: str) -> Iterator[str]:
    passive = f"At most {limits.passive_share:.0%} of sentences are passive"
    if kind in SPEAKS_TO_READER:
        yield f"{passive}; at least {limits.you_per_100_words:g} in 100 words is “you” or “your”."
    else:
        yield f"{passive}."
    yield "Numbers of people as “1 in 100”, not in per cent."


def _check(library: Library, kind: str, id_: str, model: Model) -> Iterator[Problem]:
    if kind in SHOWN_TO_READERS or kind == "words":
        file_text = reading(library, next(iter(library.regions.values())), model)
        for path, message in over_limits(library, kind, id_, model, file_text):
            yield _problem(library, kind, id_, path, message)
        file_text.trim()


def _words(library: Library, kind: str, _id: str, model: Model) -> Iterator[str]:
    """All words of a file that may be easy words: as its grade counts them, and as technical words."""
    if kind in SHOWN_TO_READERS or kind == "words":
        file_text = reading(library, next(iter(library.regions.values())), model)
        texts = [text for _, text in all_texts(model, file_text)]
        yield from map(str.casefold, {*chain.from_iterable(file_text.words_of_sentences)})
        yield from words_in(*texts).each


def is_over(limit: Limit, library: Library, kind: str, id_: str, file_text: Reading) -> bool:
    """Whether the text of a file is over one limit that is not waived.

    Args:
        limit: its name.
        library: all content.
        kind: the kind of the file.
        id_: its id.
        file_text: its text.
    """
    if _waived(library.plain_language, library.content.name(kind, id_), limit):
        return False
    match limit:
        case "grade":
            return any(too_hard(library, kind, id_, file_text))
        case "jargon":
            return any(_jargon(library, library.plain_language, file_text))
        case "percent":
            return is_english(file_text.language) and any(_percent(file_text))


def over_limits(
    library: Library, kind: str, id_: str, model: Model, file_text: Reading
) -> Iterator[tuple[FieldPath, str]]:
    """Every text of one file that is over a limit that is not waived: the field, and the message."""
    limits, name = library.plain_language, library.content.name(kind, id_)
    over = chain(
        too_hard(library, kind, id_, file_text),
        _of_english(limits, kind, file_text) if is_english(file_text.language) else (),
        _sentences(limits, file_text),
        _jargon(library, limits, file_text),
        _wording(library, limits, kind, all_texts(model, file_text)),
        _lists(limits, model),
    )
    yield from ((path, message) for limit, path, message in over if not _waived(limits, name, limit))


def _of_english(
    limits: PlainLanguage, kind: str, file_text: Reading
) -> Iterator[tuple[str, FieldPath, str]]:
    """Limits for which words are looked for that only English has."""
    yield from _you(limits, kind, file_text)
    yield from _passive(limits, file_text)
    yield from _percent(file_text)


def _you(limits: PlainLanguage, kind: str, file_text: Reading) -> Iterator[tuple[str, FieldPath, str]]:
    if kind not in SPEAKS_TO_READER or file_text.word_count < TOO_SHORT_TO_GRADE:
        return
    count = file_text.said_you
    if 100 * count < limits.you_per_100_words * file_text.word_count:
        words, least = file_text.word_count, limits.you_per_100_words
        often = f"“you” stands {count} times in {words} words, and {least:g} in 100 is the least"
        message = f"{often}; speak to the reader"
        yield "you_per_100_words", (), message


def _passive(limits: PlainLanguage, file_text: Reading) -> Iterator[tuple[str, FieldPath, str]]:
    if file_text.passive_share > limits.passive_share and file_text.word_count >= TOO_SHORT_TO_GRADE:
        examples = "; ".join(f"“{sentence}”" for sentence in file_text.passive)
        share, most = f"{file_text.passive_share:.0%}", f"{limits.passive_share:.0%}"
        message = f"{share} of sentences are passive, and the limit is {most}; say who does it: {examples}"
        yield "passive_share", (), message


def _sentences(limits: PlainLanguage, file_text: Reading) -> Iterator[tuple[str, FieldPath, str]]:
    for (path, _), length in zip(file_text.texts, file_text.paragraph_words, strict=True):
        if length > limits.paragraph_words:
            message = f"a paragraph of {length} words, and the limit is {limits.paragraph_words}; split it"
            yield "paragraph_words", path, message
    for (path, sentence), length in zip(file_text.sentences, file_text.sentence_words, strict=True):
        if length > limits.sentence_words:
            most = limits.sentence_words
            yield (
                "sentence_words",
                path,
                f"a sentence of {length} words, and the limit is {most}; split: “{sentence}”",
            )


def _percent(file_text: Reading) -> Iterator[tuple[str, FieldPath, str]]:
    all_text = file_text.words.text
    for path, text in file_text.texts if "%" in all_text or "cent" in all_text else ():
        if match := _PERCENT.search(text):
            yield "percent", path, f"write “{match[0]}” as people: “1 in 100”, “about half”"


def _jargon(
    library: Library, limits: PlainLanguage, file_text: Reading
) -> Iterator[tuple[str, FieldPath, str]]:
    for jargon, phrases in _jargon_of(limits) if _any_jargon(limits).may_be_in(file_text.words) else ():
        if jargon.word.casefold() in library.term_by_form or not phrases.may_be_in(file_text.words):
            continue  # the glossary explains it, or the text does not use it
        message = f"“{jargon.word}” is jargon; say “{jargon.say}”, or explain it in glossary.yml"
        yield from (("jargon", path, message) for path, text in file_text.texts if any(phrases.find(text)))


@once_per_object
def _any_jargon(limits: PlainLanguage) -> Phrases:
    return Phrases([jargon.word for jargon in limits.jargon])


@once_per_object
def _jargon_of(limits: PlainLanguage) -> tuple[tuple[Jargon, Phrases], ...]:
    return tuple((jargon, Phrases([jargon.word])) for jargon in limits.jargon)


def _wording(
    library: Library, limits: PlainLanguage, kind: str, texts: Sequence[tuple[FieldPath, str]]
) -> Iterator[tuple[str, FieldPath, str]]:
    for path, word in technical_words(limits, library.easy_words, texts):
        message = f"“{word}” is a technical word; say it plainly, or explain it in glossary.yml"
        yield "technical", path, message
    for path, phrase in promises(limits, kind, texts):
        yield "promises", path, f"“{phrase}” promises a result; say what may happen, and how sure we are"


def _lists(limits: PlainLanguage, model: Model) -> Iterator[tuple[str, FieldPath, str]]:
    for path, value in fields_in(model).lists:
        if len(value) > limits.list_items and _is_text(value[0]):
            message = (
                f"a list of {len(value)} items, and the limit is {limits.list_items}; group or shorten it"
            )
            yield "list_items", path, message


def _is_text(item: object) -> bool:
    return isinstance(item, Prose | Statement)


def _waived(limits: PlainLanguage, name: str, limit: str) -> bool:
    return any(waiver.file == name and waiver.limit == limit for waiver in limits.waivers)


def _problem(library: Library, kind: str, id_: str, path: FieldPath, message: str) -> Problem:
    return library.content.problem(kind, id_, path, message, _RULE)
