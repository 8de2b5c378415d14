# The badge of a stroke: a disc for a still hold or a circular arrow for repeated strokes, and a few words.
#
# It is a white pill, so that it is readable on light and dark panels.

from __future__ import annotations

from generator.diagrams import palette
from generator.diagrams.lettering import FONTS, text_width
from generator.diagrams.svg import element, move, text
from generator.schema.technique import Hold

_LEFT, _TOP, _HEIGHT = 11, 13, 34
_SIZE = 16.5


def draw(hold: Hold, words: str) -> str:
    """The badge as SVG, with its sign and at most 14 characters of text."""
    width = text_width(words, _SIZE)
    pill = element(
        "rect",
        width=width + 51,
        height=_HEIGHT,
        rx=_HEIGHT / 2,
        fill=palette.WHITE,
        stroke=palette.TEAL,
        stroke_width=2,
    )
    label = text(
        words,
        x=36,
        y=22.7,
        textLength=width,
        lengthAdjust="spacingAndGlyphs",
        fill=palette.TEAL,
        font_family=FONTS,
        font_size=_SIZE,
        font_weight=700,
    )
    return move(pill + move(sign(hold), (_HEIGHT / 2, _HEIGHT / 2)) + label, (_LEFT, _TOP))


def sign(hold: Hold) -> str:
    """The badge's sign, centred on (0, 0): a disc or a circular arrow."""
    if hold is Hold.STILL:
        return element("circle", r=10.5, fill=palette.TEAL)
    circle = element(
        "path",
        d="M7-4.5A8.3 8.3 0 1 0 8.1 2.3",
        fill="none",
        stroke=palette.TEAL,
        stroke_width=2.8,
        stroke_linecap="round",
    )
    return circle + element("path", d="M10-9.5L9.4-.6L1.8-4.4z", fill=palette.TEAL)
