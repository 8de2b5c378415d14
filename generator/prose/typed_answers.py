# Short answers that readers type: how they are compared with the accepted ones.
#
# `fold` in `quiz.js` does the same on the page; `tests/prose/typed-answers.json` holds both to it.

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from generator.prose.visible import without_invisible

if TYPE_CHECKING:
    from collections.abc import Iterator

_ACCENTS = re.compile(
    "[\u0300-\u0333\u0339-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670]"
)
"""Marks that many keyboards cannot type: of Latin, Greek and Cyrillic letters; vowels of Hebrew and Arabic,
and the sign that stretches Arabic words.

Marks that cross out a sign are not among them, because `≠` is a `=` with such a mark."""

_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ħ": "h",
        "ı": "i",
        "ł": "l",
        "ŧ": "t",
        "ς": "σ",
        "ى": "ي",
        "ة": "ه",
        "ٱ": "ا",
        "ی": "ي",
        "ک": "ك",
        **{chr(zero + digit): str(digit) for zero in (0x660, 0x6F0) for digit in range(10)},
    }
)
"""Letters with an accent that Unicode does not take apart, letters with two forms, and Arabic digits."""

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("⁄∕", "/"),
        "∶": ":",
        **dict.fromkeys("≤⩽", "<="),
        **dict.fromkeys("≥⩾", ">="),
        "×": "x",
    }
)
"""Signs that change a number, and how they are typed on a keyboard."""

_IN_NUMBERS = frozenset(".,:/^<>=±-")
"""Signs that count in and before numbers. Anywhere else they are punctuation."""

_POWER = re.compile("([0-9])([⁺⁻]?[⁰¹²³⁴-⁹])")
_MIXED_FRACTION = re.compile("([0-9])([¼½¾⅐-⅟↉])")
_BETWEEN_NUMBERS = re.compile("([0-9]) ?([-/^]) ?(?=[0-9])")
_FIRST_MINUS = re.compile("^ ?- (?=[0-9.])")
_THOUSANDS = re.compile("[0-9]+(?:,[0-9]{3})+(?![0-9])")
_GROUPED = re.compile("[1-9][0-9]{0,2},")
_TOKEN = re.compile(
    "(?P<word>[^ 0-9.,:/^<>=±-]+)[-.,:/^]?"
    "|(?P<bound>(?:[<>]=?|±)?) ?(?P<number>-?[.,]?[0-9]+(?:[.,:/-][0-9]+|\\^-?[0-9]+)*)"
)
"""A word, with a sign behind it that is not one of a number, as in `covid-19`; or a number."""


def folded(text: str, *, keep_accents: bool = False) -> str:
    """Normalise a typed or an accepted answer for comparison.

    Capitals, accents, punctuation, white space and invisible characters make no difference. A sign that
    changes a number does: `-1.5`, `1.5`, `1/5` and `1 5` are four answers. Numbers may be written with a
    decimal comma and with commas between thousands.

    Args:
        text: the answer.
        keep_accents: whether accents make a difference.

    Returns:
        Its words and numbers in lower case, one space between them.
    """
    text = _MIXED_FRACTION.sub(r"\1 \2", _POWER.sub(r"\1^\2", without_invisible(text)))
    lower = unicodedata.normalize("NFKD", text).lower()
    plain = _without_punctuation((lower if keep_accents else _bare(lower)).translate(_SIGNS))
    plain = _FIRST_MINUS.sub("-", _BETWEEN_NUMBERS.sub(r"\1\2", plain))
    tokens = (
        match["word"] or match["bound"] + _number(match["number"]) for match in _TOKEN.finditer(plain)
    )
    return unicodedata.normalize("NFC", " ".join(tokens))


def typeable(text: str) -> str:
    """An accepted answer without what nobody can type or see: soft hyphens, and spaces of odd widths."""
    return " ".join(unicodedata.normalize("NFC", without_invisible(text, keep="\u200c\u200d")).split())


def spellings(text: str) -> Iterator[str]:
    """Ways to type an accepted answer, for programs that ignore case but nothing else.

    Yields:
        The answer itself; with straight and with curly apostrophes; without accents; without punctuation.
    """
    yield text
    for form in (text, _without_accents(text)):
        yield form.replace("’", "'")
        yield form.replace("'", "’")
    yield folded(text, keep_accents=True)
    yield folded(text)


def _without_accents(text: str) -> str:
    return unicodedata.normalize("NFC", _bare(unicodedata.normalize("NFD", text).lower()))


def _bare(lower: str) -> str:
    """Decomposed text in lower case, without accents."""
    return _ACCENTS.sub("", lower).translate(_LETTERS)


def _without_punctuation(text: str) -> str:
    kept = (char if char in _IN_NUMBERS or unicodedata.category(char)[0] in "LMN" else " " for char in text)
    return " ".join("".join(kept).split())


def _number(token: str) -> str:
    """A number with a point before its decimals, and nothing between thousands."""
    whole = _THOUSANDS.sub(
        lambda match: match[0].replace(",", "") if _GROUPED.match(match[0]) else match[0], token
    )
    return re.sub(r"^(-?)\.", r"\g<1>0.", whole.replace(",", "."))
