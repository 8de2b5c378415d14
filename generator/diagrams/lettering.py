# Text in pictures: its font and its approximate width.

from __future__ import annotations

import re
import unicodedata

FONTS = "'Atkinson Hyperlegible Next', 'Atkinson Hyperlegible', system-ui, sans-serif"
"""The site's font where available (in a page, in a PDF), else the device's: pictures load no font."""

_WIDTHS = {
    **dict.fromkeys(" .,:;'’|ijl", 0.3),
    **dict.fromkeys("frtI1-", 0.4),
    **dict.fromkeys("acesvxyzk–“”", 0.53),
    **dict.fromkeys("w", 0.74),
    **dict.fromkeys("mMW%", 0.88),
}


_TURNED = re.compile("[\u0590-\u08ff]")
"""A letter of Hebrew, Arabic and other scripts that are written from right to left."""
_JOINED = 0.52
"""The mean width of Arabic letters, which are joined, and of Hebrew ones."""


def is_turned(words: str) -> bool:
    """Whether words are written from right to left."""
    return bool(_TURNED.search(words))


def text_width(words: str, size: float) -> float:
    """The approximate width of bold text in the site's font, in the unit of `size`."""
    return size * sum(map(_width, words))


def _width(character: str) -> float:
    if _TURNED.match(character):
        return 0 if unicodedata.combining(character) else _JOINED
    return _WIDTHS.get(character, 0.68 if character.isupper() else 0.6)
