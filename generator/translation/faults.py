# What is wrong with a translation, as far as it shows without knowing the language.

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from generator.prose import Prose, ProseError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{[a-z_]*(?::[^{}]*)?\}")
_CITATION = re.compile(r"\[(@[^\]]*)\]")
_TARGET = re.compile(r"\]\[([^\]]*)\]|\]\(([^)\s]*)[^)]*\)")
_TAG = re.compile(r"</?[a-z]+\b[^>]*>|\{[#:.][^{}]*\}")
"""HTML, and the attributes of a heading in Markdown."""
_NUMBER = re.compile(r"\d+(?:[.,\u066b\u066c\u00a0\u202f]\d+|[ ]\d{3}(?!\d))*")
_ASIDE = re.compile("|".join(one.pattern for one in (_PLACEHOLDER, _CITATION, _TARGET, _TAG)))
"""What has digits that are no numbers, such as the ids of sources."""
_WORD = re.compile(r"[A-Za-z’']+")
_ENGLISH = frozenset(
    [
        "and",
        "are",
        "for",
        "if",
        "is",
        "of",
        "should",
        "that",
        "the",
        "their",
        "this",
        "to",
        "what",
        "when",
        "with",
        "you",
        "your",
    ]
)
"""Common words of English that no other language has."""


def differences(
    source: str, translation: str, *, has_markup: bool = False, small_in_words: bool = False
) -> Iterator[str]:
    """Say what a translation has lost or added, so that it says something else, or cannot be shown.

    Args:
        source: the words in the source language.
        translation: the words that stand for them.
        has_markup: whether they are prose of content.
        small_in_words: whether 1 and 2 may be words, as in a language with a form for two things.
    """
    for parts, name in _KEPT:
        before, after = parts(source), parts(translation)
        if small_in_words and parts is _numbers:
            before, after = before - Counter(_SMALL), after - Counter(_SMALL)
        if lost := before - after:
            yield f"{name} missing: {_listed(lost)}"
        if added := after - before:
            yield f"{name} that the source does not have: {_listed(added)}"
    if has_markup:
        try:
            Prose.parse(translation)
        except ProseError as error:
            yield str(error)


def slips(source: str, translation: str, *, is_running_text: bool = True) -> Iterator[str]:
    """Say what is not well done in a translation that says the same.

    Args:
        source: the words in the source language.
        translation: the words that stand for them.
        is_running_text: whether they are sentences or labels, and no list of names or sounds, which may be
            English ones.
    """
    if is_running_text and _is_copy(source, translation):
        yield "the same words as in the source; translate them"
    elif is_running_text and (english := [word for word in _words(translation) if word in _ENGLISH]):
        yield f"English words: {', '.join(dict.fromkeys(english))}"
    if unicodedata.normalize("NFC", translation) != translation:
        yield "letters are split into parts; save the text as Unicode NFC"


def _found(pattern: re.Pattern[str]) -> Callable[[str], Counter[str]]:
    """A function that finds what a translation keeps, each once: it may need a word in another number."""

    def find(text: str) -> Counter[str]:
        found = (next(filter(None, match.groups()), match[0]) for match in pattern.finditer(text))
        return Counter({" ".join(one.split()) for one in found})

    return find


def _numbers(text: str) -> Counter[str]:
    """The numbers in a text, in European digits and without the marks that languages write in them."""
    plain = _ASIDE.sub(" ", text)
    return Counter({_digits(match[0]) for match in _NUMBER.finditer(plain)})


_SMALL = ("1", "2")
_DIGITS_IN_A_GROUP = 3
"""As in 12,345."""


def _digits(number: str) -> str:
    marks = re.sub(r"[^\d]", ".", number)
    whole, _, part = marks.rpartition(".")
    grouped = bool(whole) and len(part) == _DIGITS_IN_A_GROUP
    text = marks.replace(".", "") if grouped else marks
    return "".join(str(unicodedata.digit(one)) if one.isdigit() else one for one in text)


_KEPT: tuple[tuple[Callable[[str], Counter[str]], str], ...] = (
    (_found(_PLACEHOLDER), "placeholders"),
    (_found(_CITATION), "citations"),
    (_found(_TARGET), "targets of links"),
    (_found(_TAG), "tags"),
    (_numbers, "numbers"),
)
"""What a translation keeps, and its name."""


def _listed(found: Counter[str]) -> str:
    return ", ".join(sorted(found))


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(_ASIDE.sub(" ", text))]


_FEW = 2
"""Names and loanwords of so many words may be the same in both languages."""


def _is_copy(source: str, translation: str) -> bool:
    words = _words(source)
    return words == _words(translation) and len(words) > _FEW and not _ENGLISH.isdisjoint(words)
