# Syllables of Spanish words, by the rules of Spanish spelling; of numbers and units as they are read aloud.
#
# Rules: Real Academia Española, Ortografía de la lengua española, 2010, chapter II, 2.3 (diphthongs,
# triphthongs and hiatus). By them, a written h between vowels makes no difference, and i and u beside each
# other are always one syllable.

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.prose.readability import Measure

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_UNITS = {
    "cm": 4,
    "dr": 2,
    "dra": 3,
    "ej": 3,
    "etc": 4,
    "kg": 4,
    "km": 4,
    "mg": 4,
    "ml": 4,
    "mm": 4,
    "núm": 3,
    "pág": 3,
    "prof": 4,
    "sr": 2,
    "sra": 3,
    "vs": 2,
}
"""Abbreviation → the syllables of what it stands for, such as centímetros."""
_LETTERS = {**dict.fromkeys("bcdgkpqty", 1), **dict.fromkeys("fhjlmnñrsvxz", 2), "w": 3}
"""Consonant → the syllables of its name: de, ele, doble u."""

_SMALL = (2, 2, 1, 1, 2, 2, 1, 2, 2, 2, 1, 2, 2, 2, 3, 2, 3, 4, 3, 4, 2, 3, 3, 3, 4, 4, 3, 4, 3, 4)
"""The syllables of each number from cero to veintinueve."""
_TENS = (0, 0, 0, 2, 3, 3, 3, 3, 3, 3)
"""The syllables of treinta, cuarenta … noventa, at 3 to 9."""
_HUNDREDS = (0, 2, 3, 3, 4, 3, 3, 4, 4, 4)
"""The syllables of ciento, doscientos … novecientos, at 1 to 9."""
_THOUSAND, _MILLION, _HUNDRED, _POINT = 1, 3, 1, 2
"""The syllables of mil, millones, cien and punto."""

_SILENT_U = re.compile(r"(?<=g)u(?=[eiéí])|(?<=q)u")
_SILENT_H = re.compile(r"(?<![c\W])h|\bh")
_VOWEL_Y = re.compile(r"y(?![aeiouáéíóúü])")
_VOWELS = re.compile(r"[aeiouáéíóúü]+")
_OPEN = "aeoáéó"
_CLOSED_ALONE = re.compile(r"(?<=[aeoáéó])[íú]|[íú](?=[aeoáéó])")
"""An i or u with an accent beside an open vowel is a syllable of its own: día, país, baúl."""
_TWICE = re.compile(r"i(?=[ií])|u(?=[uú])")
_GROUPS = re.compile(r"(?<=\d)[.,](?=\d{3}(?:\D|$))")


def measure(sentences: Collection[Sequence[str]], _exempt: frozenset[str] = frozenset()) -> Measure:
    """Measure running text in Spanish. All words count, since the scale was validated that way.

    Args:
        sentences: the words of each sentence, at least one.
    """
    counts = [syllables(word) for sentence in sentences for word in sentence]
    return Measure(max(1, len(sentences)), len(counts), len(counts), sum(counts))


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """Count the syllables of a Spanish word, of a number in digits, or of an abbreviation.

    A number is one word with all its syllables as it is read aloud, so that it never makes a text easier.
    """
    if word[:1].isdigit():
        return _of_digits(word)
    word = unicodedata.normalize("NFC", word.casefold())
    if word in _UNITS:
        return _UNITS[word]
    spoken = _VOWEL_Y.sub("i", _SILENT_H.sub("", _SILENT_U.sub("", word)))
    groups = _VOWELS.findall(spoken)
    if not groups:
        return max(1, sum(_LETTERS.get(letter, 0) for letter in word))
    return sum(map(_of_vowels, groups))


def _of_vowels(group: str) -> int:
    """The syllables of vowels that follow each other."""
    open_ = sum(group.count(vowel) for vowel in _OPEN)
    return max(1, open_ + len(_CLOSED_ALONE.findall(group))) + len(_TWICE.findall(group))


def _of_digits(number: str) -> int:
    """The syllables of a number such as 1,000 or 2.5, read as one number."""
    whole, *rest = re.split(r"[.,]", _GROUPS.sub("", number))
    return _of_number(int(whole)) + sum(_POINT + _of_number(int(part)) for part in rest)


def _of_number(number: int) -> int:
    if number >= 10**6:
        return _part(number // 10**6) + _MILLION + _part(number % 10**6)
    if number >= 10**3:
        thousands = number // 10**3
        return (_part(thousands) if thousands > 1 else 0) + _THOUSAND + _part(number % 10**3)
    if number == 10**2:
        return _HUNDRED
    if number > 10**2:
        return _HUNDREDS[number // 10**2] + _part(number % 10**2)
    if number < len(_SMALL):
        return _SMALL[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens] + (1 + _SMALL[ones] if ones else 0)


def _part(number: int) -> int:
    """The syllables of a part of a number, which is silent if it is zero."""
    return _of_number(number) if number else 0
