# What tells the right option apart without knowing the answer: length, echoes, grammar.

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator import readability
from generator.checks.items.item import content_words, found_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checks.items.item import Choice, Finding, Item
    from generator.schema.item_writing import ItemWriting

_ECHO = 4
"""Letters from which on a word that comes back is noticed."""
_NOUN_WORDS = 3
"""Words up to which an option is taken as one thing with a name, whose last word can be a plural."""


def longest_key(item: Item, language: ItemWriting) -> Iterator[Finding]:
    """A right option that stands out by its length."""
    if not item.keys or not item.distractors:
        return
    right = sum(len(key.text) for key in item.keys) / len(item.keys)
    wrong = max(len(choice.text) for choice in item.distractors)
    if right >= language.long_key * wrong:
        message = (
            f"{right / wrong:.1f} times as long as the longest wrong option; shorten it, or fill those out"
        )
        yield item.keys[0].path, message


def clang(item: Item, language: ItemWriting) -> Iterator[Finding]:
    """A word of the stem that comes back in the right options only."""
    if not item.keys or not item.distractors:
        return
    echoed = content_words(item.stem, language)
    for key in item.keys:
        echoed &= content_words(key.text, language)
    for choice in item.distractors:
        echoed -= content_words(choice.text, language)
    if echo := sorted(word for word in echoed if len(word) >= _ECHO and word.isalpha()):
        said = next(
            word for word in readability.words(item.keys[0].text) if word.casefold().startswith(echo[0])
        )
        message = (
            f"“{said}” stands in the stem and in no wrong option; use another word, or use it in those too"
        )
        yield item.keys[0].path, message


def grammar(item: Item, language: ItemWriting) -> Iterator[Finding]:
    """An option that the stem's grammar rules out, or the right one in."""
    yield from _article(item, language)
    yield from _how_many(item, language)
    if item.single and len(item.choices) > 2:  # noqa: PLR2004 - with two, each differs from the other
        yield from _starts_alone(item, language)
        yield from _number(item, language)


def _article(item: Item, language: ItemWriting) -> Iterator[Finding]:
    last = re.findall(r"[^\W\d]+", item.stem)[-1:]
    pattern = language.articles.get(last[0].casefold()) if last else None
    for choice in item.choices if pattern else ():
        if not re.match(pattern or "", choice.text, re.IGNORECASE):
            yield choice.path, f"it does not follow “{last[0]}”; put the article into the options"


def _how_many(item: Item, language: ItemWriting) -> Iterator[Finding]:
    asked = next((language.numerals[w] for w in _first_words(item.lead_in) if w in language.numerals), None)
    if item.keys and asked not in {None, len(item.keys)}:
        yield item.at("stem"), f"it asks for {asked} and {len(item.keys)} are right; make them agree"


def _first_words(lead_in: str) -> list[str]:
    return [word.casefold() for word in readability.words(lead_in)[1:2]]


def _starts_alone(item: Item, language: ItemWriting) -> Iterator[Finding]:
    articles = "|".join(map(re.escape, language.articles))

    def starts(choice: Choice) -> bool:
        return bool(articles and re.match(rf"(?:{articles})\b", choice.text, re.IGNORECASE))

    (key,) = item.keys
    if all(starts(choice) is not starts(key) for choice in item.distractors):
        which = "alone starts" if starts(key) else "alone does not start"
        yield key.path, f"it {which} with an article; make all options start alike"


def _number(item: Item, language: ItemWriting) -> Iterator[Finding]:
    plural = bool(found_in(item.lead_in, language.plural_verbs))
    if plural is bool(found_in(item.lead_in, language.singular_verbs)):
        return
    things = [readability.words(choice.text) for choice in item.choices]
    if any(not 0 < len(words) <= _NOUN_WORDS for words in things):
        return
    fitting = [
        choice
        for choice, words in zip(item.choices, things, strict=True)
        if bool(re.search(r"[^siu]s$", words[-1])) is plural
    ]
    if fitting == [*item.keys]:
        number = "a plural" if plural else "a singular"
        yield (
            item.keys[0].path,
            f"it is {number} as the stem's verb is, and no other option is; make them alike",
        )
