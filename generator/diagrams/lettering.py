# Words in pictures: which font, and about how wide they come out.

from __future__ import annotations

FONTS = "'Atkinson Hyperlegible Next', 'Atkinson Hyperlegible', system-ui, sans-serif"
"""The site's font where it is known (a page, a PDF), the device's own otherwise: pictures load none."""

_WIDTHS = {
    **dict.fromkeys(" .,:;'’|ijl", 0.3),
    **dict.fromkeys("frtI1-", 0.4),
    **dict.fromkeys("acesvxyzk–“”", 0.53),
    **dict.fromkeys("w", 0.74),
    **dict.fromkeys("mMW%", 0.88),
}


def text_width(words: str, size: float) -> float:
    """About how wide bold words are in the site's font."""
    return size * sum(_WIDTHS.get(c, 0.68 if c.isupper() else 0.6) for c in words)
