# Words as the search compares them: `text.js` splits what readers type by the same rules.

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_MARKS = re.compile("[\u0300-\u036f’']")
_WORD = re.compile(r"[^\W_]+")
_SHORT_NUMBER = re.compile(r"[0-9]{1,2}")
SMALL_WORDS = """
a about ago am an and any are at be because but by can could did do does for from get go got had has
have having he her hes his how i if im in is it its ive just me month months my of ok okay on or our
put she shes should since so still taking that the their there they this to too very was we week
weeks what when where which while who why will with would year years you your
"""
"""Words that count only where nothing else was typed."""
_SMALL = frozenset(SMALL_WORDS.split())


def words(text: str) -> list[str]:
    """The words of a text in order, without case, accents and apostrophes."""
    return _WORD.findall(_MARKS.sub("", unicodedata.normalize("NFD", text.lower())))


def joined(list_: list[str]) -> list[str]:
    """Each two neighbours as one word, because people type them so."""
    return [first + second for first, second in pairwise(list_)]


def telling(list_: Iterable[str]) -> list[str]:
    """The words that count: all but the small ones and short numbers, unless there are no others."""
    all_words = list(list_)
    others = [word for word in all_words if word not in _SMALL and not _SHORT_NUMBER.fullmatch(word)]
    return others or all_words
