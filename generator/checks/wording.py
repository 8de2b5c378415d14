# Searches texts for technical words that nobody explains, and for promises that nobody can keep.
#
# `content/plain-language.yml` says which parts of words are technical, and which phrases promise something.

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.content.fields import fields_in
from generator.content.localise import SPELT_BY_REGION
from generator.memo import once_per_object
from generator.prose.phrases import Phrases, words_in
from generator.prose.readability import sentences
from generator.schema.words import WordGroup, Words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from generator.content.reading import Reading
    from generator.problems import FieldPath
    from generator.schema.common import Model
    from generator.schema.plain_language import PlainLanguage

_ELSEWHERE = frozenset({"accepted", "body"})
"""Fields of plain text that readers type, or that `Reading` has paragraph by paragraph."""
_OF_OTHERS = frozenset({"claims"})
"""Fields with what other people say."""
_TO_BE_JUDGED = frozenset({"extra", "item", "match", "stem", "text"})
"""Fields of a question that readers must judge, so that they may be wrong."""


def all_texts(model: Model, file_text: Reading) -> list[tuple[FieldPath, str]]:
    """Path and text of all that readers see of a file: its prose, and its titles and other short texts."""
    short = [
        (path, text)
        for path, text in fields_in(model).texts
        if _is_seen(model, path) and _ELSEWHERE.isdisjoint(path)
    ]
    return [*file_text.texts, *short]


def _is_seen(model: Model, path: FieldPath) -> bool:
    """Whether readers see a plain text of a file."""
    if isinstance(model, Words):
        return isinstance(getattr(model, str(path[0])), WordGroup)
    return not SPELT_BY_REGION.isdisjoint(path)


def technical_words(
    limits: PlainLanguage, easy_words: Collection[str], texts: Iterable[tuple[FieldPath, str]]
) -> Iterator[tuple[FieldPath, str]]:
    """Find technical words that neither the glossary nor the file explains: their fields, and the words.

    A file explains a word in brackets after it, or has it in brackets itself: "reddening (erythema)".

    Args:
        limits: which words are technical.
        easy_words: words that the glossary explains, case-folded.
        texts: the texts of one file.
    """
    pattern = _technical(limits)
    texts = list(texts)
    words = words_in(*(text for _, text in texts)).each if pattern else ()
    suspects = {word for word in words if pattern and pattern.fullmatch(word)}
    suspects -= {*map(str.casefold, limits.technical.known)}
    for word in sorted(word for word in suspects if word not in easy_words):
        whole = rf"\b{re.escape(word)}\b"
        explained = re.compile(rf"{whole} \(|\([^()]*{whole}[^()]*\)", re.IGNORECASE)
        if not any(explained.search(text) for _, text in texts):
            matches = ((path, re.search(whole, text, re.IGNORECASE)) for path, text in texts)
            yield from ((path, match[0]) for path, match in matches if match)


@once_per_object
def _technical(limits: PlainLanguage) -> re.Pattern[str] | None:
    """Matches a technical word, in lower case; None if no part of a word is technical."""
    starts = [rf"{re.escape(part)}\w*" for part in limits.technical.starts]
    ends = [rf"\w+{re.escape(part)}s?" for part in limits.technical.ends]
    return re.compile("|".join([*starts, *ends])) if starts or ends else None


def promises(
    limits: PlainLanguage, kind: str, texts: Iterable[tuple[FieldPath, str]]
) -> Iterator[tuple[FieldPath, str]]:
    """Find phrases that promise a result: their fields, and the phrases.

    A question promises nothing, nor does a sentence that denies it before the phrase: "It is not a cure."

    Args:
        limits: which phrases promise something, and which words deny it.
        kind: the kind of content.
        texts: the texts of one file.
    """
    others = _OF_OTHERS | _TO_BE_JUDGED if kind == "quizzes" else _OF_OTHERS
    for path, text in texts:
        if others.isdisjoint(path[-2:]):
            yield from ((path, phrase) for phrase in _promised(limits, text.replace("’", "'")))


def _promised(limits: PlainLanguage, text: str) -> Iterator[str]:
    """The first phrase of each sentence of a text that promises a result."""
    promised, denied = _promises(limits)
    for sentence in sentences(text) if promised.may_be_in(words_in(text)) else ():
        match = next(promised.find(sentence), None)
        if match and not sentence.endswith("?") and not any(denied.find(sentence[: match.start()])):
            yield match[0]


@once_per_object
def _promises(limits: PlainLanguage) -> tuple[Phrases, Phrases]:
    return Phrases(limits.promises), Phrases(limits.denials)
