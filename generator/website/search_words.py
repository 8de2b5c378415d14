# Words as the search compares them: `text.js` splits what readers type by the same rules.

from __future__ import annotations

import re
import unicodedata
from itertools import chain, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

_VOWELS = "\u0640\u064b-\u065f\u0670"
"""Arabic vowel signs, which hardly anybody types, and tatweel, which stretches a word."""
_MARKS = re.compile(f"[\u0300-\u036f’'{_VOWELS}]")
_ARABIC_MARKS = re.compile(f"[{_VOWELS}]")
_TYPED_AS = str.maketrans("ىةٱیک٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "يهايك01234567890123456789")
"""Arabic letters that are often typed as another one, and Arabic digits."""
_ARTICLE = re.compile("^(?:[وفبك]?ال|لل)(?=.{3})")
"""The article of Arabic, and what is written together with it."""
_NAMES = ("search_words", "also_called", "chip", "plain_name")
"""Fields with what else a topic is called: lists and single names."""
_WORD = re.compile(r"[^\W_]+")
_SHORT_NUMBER = re.compile(r"[0-9]{1,2}")


def small_words(gettext: Callable[[str], str]) -> str:
    """Words that count only where nothing else was typed, with spaces between them."""
    # Translators: no sentence, but small words that tell nothing in a search, with spaces between them:
    # "the", "how", "I have", "months". Write those of your language, without those of English.
    return gettext(
        "a about ago am an and any are at be because but by can could did do does for from get go got had"
        " has have having he her hes his how i if im in is it its ive just me month months my of ok okay on"
        " or our put she shes should since so still taking that the their there they this to too very was"
        " we week weeks what when where which while who why will with would year years you your"
    )


def other_names(topic: object) -> tuple[str, ...]:
    """What readers may type for a topic or a page beside its title."""
    values = (getattr(topic, field, ()) for field in _NAMES)
    return tuple(chain.from_iterable([value] if isinstance(value, str) else value for value in values))


def words(text: str) -> list[str]:
    """The words of a text in order, without case, accents, apostrophes and the Arabic article."""
    folded = _MARKS.sub("", unicodedata.normalize("NFD", text.lower())).translate(_TYPED_AS)
    return [_ARTICLE.sub("", word) for word in _WORD.findall(folded)]


def without_vowels(text: str) -> str:
    """A text without Arabic vowel signs and tatweel, at which patterns of words would split it."""
    return _ARABIC_MARKS.sub("", text)


def joined(list_: list[str]) -> list[str]:
    """Each two neighbours as one word, because people type them so."""
    return [first + second for first, second in pairwise(list_)]


def telling(list_: Iterable[str], small: Collection[str]) -> list[str]:
    """The words that count: all but the small ones and short numbers, unless there are no others."""
    all_words = list(list_)
    others = [word for word in all_words if word not in small and not _SHORT_NUMBER.fullmatch(word)]
    return others or all_words
