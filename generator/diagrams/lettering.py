# Text in pictures: its font and its approximate width.

from __future__ import annotations

FONTS = "'Atkinson Hyperlegible Next', 'Atkinson Hyperlegible', system-ui, sans-serif"
"""The site's font where available (in a page, in a PDF), else the device's: pictures load no font."""

_WIDTHS = {
    **dict.fromkeys(" .,:;'’|ijl", 0.3),
    **dict.fromkeys("frtI1-", 0.4),
    **dict.fromkeys("acesvxyzk–“”", 0.53),
    **dict.fromkeys("w", 0.74),
    **dict.fromkeys("mMW%", 0.88),
}


def text_width(words: str, size: float) -> float:
    """The approximate width of bold text in the site's font, in the unit of `size`."""
    return size * sum(_WIDTHS.get(c, 0.68 if c.isupper() else 0.6) for c in words)
