# Checks for cues that give the right option away: its length, words of the question in it, grammar.

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.checks.items.item import content_words, found_in
from generator.prose import readability
from generator.schema.quiz import MatchingQuestion, ShortAnswerQuestion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checks.items.item import CheckedChoice, CheckedItem, Finding
    from generator.problems import FieldPath
    from generator.schema.item_writing import ItemWriting

_ECHO = 4
"""Fewest letters of a word that readers notice when it is repeated."""
_NOTICED = 10
"""Fewest characters by which the right option must be longer to stand out; words differ by less."""
_NOUN_WORDS = 3
"""Most words an option may have to count as the name of one thing, whose last word may be a plural."""


def longest_key(item: CheckedItem, language: ItemWriting) -> Iterator[Finding]:
    """Report a right option that is `long_key` times as long as the longest wrong one."""
    if not item.keys or not item.distractors:
        return
    right = sum(len(key.text) for key in item.keys) / len(item.keys)
    wrong = max(len(choice.text) for choice in item.distractors)
    if right >= language.long_key * wrong and right - wrong >= _NOTICED:
        message = (
            f"{right / wrong:.1f} times as long as the longest wrong option; shorten it, or fill those out"
        )
        yield item.keys[0].path, message


def clang(item: CheckedItem, language: ItemWriting) -> Iterator[Finding]:
    """Report a word of the question that the right answer repeats and no wrong one does."""
    match item.question:
        case MatchingQuestion():
            yield from _clang_in_pairs(item, language)
        case ShortAnswerQuestion(accepted=(shown, *_)):
            yield from _echo(item.at("accepted"), shown, [item.stem], [], language)
        case _ if item.keys and item.distractors:
            first, *more = (key.text for key in item.keys)
            others = [choice.text for choice in item.distractors]
            yield from _echo(item.keys[0].path, first, [item.stem, *more], others, language)


def _clang_in_pairs(item: CheckedItem, language: ItemWriting) -> Iterator[Finding]:
    matches = [text for text, _ in item.pairs]
    for number, (match, prompt) in enumerate(item.pairs):
        others = [other for other in matches if other != match]
        yield from _echo((*item.at("pairs"), number, "match"), match, [prompt], others, language)


def _echo(
    path: FieldPath, key: str, within: list[str], without: list[str], language: ItemWriting
) -> Iterator[Finding]:
    """Report the first content word of `key` that is in every text of `within` and in none of `without`."""
    inside = [content_words(text, language) for text in within]
    outside = [content_words(text, language) for text in without]
    for form in readability.words(key):
        (word,) = content_words(form, language) or {""}
        is_cue = all(word in words for words in inside) and not any(word in words for words in outside)
        if len(word) >= _ECHO and word.isalpha() and is_cue:
            message = (
                f"“{form}” stands in the question and in no wrong answer; use another word, or use it there"
            )
            yield path, message
            return


def grammar(item: CheckedItem, language: ItemWriting) -> Iterator[Finding]:
    """Report options that the stem's grammar rules out, and a right one that it picks out."""
    yield from _article(item, language)
    yield from _numeral(item, language)
    if item.single and len(item.choices) > 2:  # noqa: PLR2004 - with two, each differs from the other
        yield from _leading_article(item, language)
        yield from _plural(item, language)


def _article(item: CheckedItem, language: ItemWriting) -> Iterator[Finding]:
    last = re.findall(r"[^\W\d]+", item.stem)[-1:]
    pattern = language.articles.get(last[0].casefold()) if last else None
    for choice in item.choices if pattern else ():
        if not re.match(pattern or "", choice.text, re.IGNORECASE):
            yield choice.path, f"it does not follow “{last[0]}”; put the article into the options"


def _numeral(item: CheckedItem, language: ItemWriting) -> Iterator[Finding]:
    numeral = next(
        (language.numerals[w] for w in _second_word(item.lead_in) if w in language.numerals), None
    )
    if item.keys and numeral not in {None, len(item.keys)}:
        yield item.at("stem"), f"it asks for {numeral} and {len(item.keys)} are right; make them agree"


def _second_word(lead_in: str) -> list[str]:
    return [word.casefold() for word in readability.words(lead_in)[1:2]]


def _leading_article(item: CheckedItem, language: ItemWriting) -> Iterator[Finding]:
    articles = "|".join(map(re.escape, language.articles))

    def starts(choice: CheckedChoice) -> bool:
        return bool(articles and re.match(rf"(?:{articles})\b", choice.text, re.IGNORECASE))

    (key,) = item.keys
    if all(starts(choice) is not starts(key) for choice in item.distractors):
        which = "alone starts" if starts(key) else "alone does not start"
        yield key.path, f"it {which} with an article; make all options start alike"


def _plural(item: CheckedItem, language: ItemWriting) -> Iterator[Finding]:
    plural = bool(found_in(item.lead_in, language.plural_verbs))
    if plural is bool(found_in(item.lead_in, language.singular_verbs)):
        return
    nouns = [readability.words(choice.text) for choice in item.choices]
    if any(not 0 < len(words) <= _NOUN_WORDS for words in nouns):
        return
    agreeing = [
        choice
        for choice, words in zip(item.choices, nouns, strict=True)
        if bool(re.search(r"[^siu]s$", words[-1])) is plural
    ]
    if agreeing == [*item.keys]:
        number = "a plural" if plural else "a singular"
        yield (
            item.keys[0].path,
            f"it is {number} as the stem's verb is, and no other option is; make them alike",
        )
