# What touches the body: four tools, each drawn from capsules around its contact point (0, 0).
#
# All parts of a silhouette are stroked first in the outline's colour and then in the hand's, which
# gives one clean outline without a cut-out. Arms dissolve towards the upper right.

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.diagrams import palette
from generator.diagrams.svg import Point, element, smooth
from generator.schema.technique import Tool

if TYPE_CHECKING:
    from collections.abc import Iterator

_OUTLINE = 4.4
_FLAT = "matrix(1 0 .6 -.79 0 0)"
"""From a flat hand seen from above to the plane of the fibres."""


@dataclass(frozen=True)
class Capsule:
    """A rounded stroke: a finger, a palm, an arm."""

    points: tuple[Point, ...]
    width: float
    flat: bool = False
    """Whether it lies in the plane of the fibres, its points given as seen from above."""


@dataclass(frozen=True)
class Silhouette:
    """Capsules that share one outline."""

    capsules: tuple[Capsule, ...]
    outlined: bool = True
    """Off for a part that only closes the seam between two silhouettes."""


@dataclass(frozen=True)
class Detail:
    """A line on the hand."""

    data: str
    width: float
    opacity: float = 0.75
    flat: bool = False


@dataclass(frozen=True)
class Hand:
    """A tool ready to be drawn."""

    silhouettes: tuple[Silhouette, ...]
    """From back to front."""
    shades: tuple[Detail, ...]
    """Soft shadows."""
    creases: tuple[Detail, ...]
    """Skin folds and gaps between fingers."""
    fade: tuple[Point, Point]
    """The arm dissolves between these."""
    thickness: float = 0
    """How far the tool stands above the bottom of its dent."""
    nail: str = ""
    """The outline of a nail."""
    shadow: tuple[str, float] = field(default=("", 0))
    """Where it darkens the fibres: a line and its width."""


_THUMB = Hand(
    silhouettes=(
        Silhouette(
            (
                Capsule(((0, -13), (0, -32), (3, -50)), 26.5),
                Capsule(((3, -50), (15, -85)), 28.5),
                Capsule(((25, -91), (59, -104)), 44),
                Capsule(((42, -66), (68, -60)), 20),
                Capsule(((47, -83), (80, -76)), 20),
                Capsule(((53, -101), (87, -93)), 21),
                Capsule(((64, -118), (91, -110)), 21),
                Capsule(((57, -108), (74, -131), (98, -178), (114, -212)), 44),
            )
        ),
    ),
    shades=(
        Detail("M10.5-17Q8.5-38 20-70", 4.2),
        Detail("M81-119L119-201", 6.4),
    ),
    creases=(
        Detail("M-7.4-48Q2-43.5 12.7-49", 1.8),
        Detail("M-5.300-53Q3-50 10.6-54", 1.3, 0.45),
        Detail("M51-73L78-68", 1.8),
        Detail("M57-91L87-85", 1.8),
        Detail("M66-109L95-102", 1.8),
        Detail("M41-61.500Q33-74 43.5-88", 2),
    ),
    nail="M-8-13V-17.500a8 8 0 0 1 16 0V-13a8 6.6 0 0 1-16 0z",
    fade=((85, -150), (108, -195)),
)

_PALM = Hand(
    silhouettes=(
        Silhouette(
            (
                Capsule(((30, -16), (30, 16)), 40, flat=True),
                Capsule(((10, -16), (10, 16)), 34, flat=True),
                Capsule(((4, 24), (-44, 30)), 16.5, flat=True),
                Capsule(((2, 9), (-58, 11)), 17, flat=True),
                Capsule(((2, -8), (-54, -9)), 17, flat=True),
                Capsule(((4, -24), (-40, -28)), 15.5, flat=True),
                Capsule(((40, -14), (30, -36), (13, -47)), 19, flat=True),
                Capsule(((36, -2), (70, -30), (130, -96), (160, -130)), 43),
            )
        ),
    ),
    shades=(
        Detail("M40 14Q46 0 40-14", 4, flat=True),
        Detail("M60 1L150-96", 6),
    ),
    creases=(
        Detail("M2 17L-30 20", 1.8, flat=True),
        Detail("M2 .5L-36 1", 1.8, flat=True),
        Detail("M2-16.500L-28-18.5", 1.8, flat=True),
        Detail("M16-31Q26-26 30-14", 1.8, flat=True),
    ),
    shadow=("M-46 6L24 6", 40),
    fade=((92, -54), (140, -108)),
    thickness=11,
)

_FOREARM = Hand(
    silhouettes=(
        Silhouette(
            (
                Capsule(((50, -80), (76, -114), (114, -166)), 46),
                Capsule(((-42, 49), (-12.4, 12.2)), 33),
                Capsule(((-12.4, 12.2), (14.2, -29.7), (50, -80)), 43),
                Capsule(((46, -76), (56, -84)), 48),
                Capsule(((-64, 74), (-46, 63)), 36),
                Capsule(((-70, 84), (-56, 88)), 15),
                Capsule(((-59, 84), (-45, 85)), 15),
            )
        ),
    ),
    shades=(),
    creases=(),
    fade=((66, -100), (100, -146)),
    thickness=15,
)

_FINGERTIPS = Hand(
    silhouettes=(
        Silhouette((Capsule(((66, -100), (92, -122)), 50), Capsule(((88, -116), (112, -152), (132, -190)), 41))),
        Silhouette((Capsule(((84, -84), (66, -70)), 17), Capsule(((96, -94), (84, -74)), 16))),
        Silhouette((Capsule(((60, -122), (40, -108), (26, -92)), 18),)),
        Silhouette((Capsule(((17, -12), (25, -36), (46, -66)), 20), Capsule(((46, -66), (70, -92)), 22))),
        Silhouette((Capsule(((0, -9), (6, -32), (28, -66)), 20), Capsule(((28, -66), (56, -96)), 22))),
        Silhouette((Capsule(((60, -122), (44, -110)), 18), Capsule(((66, -102), (92, -122)), 46)), outlined=False),
    ),
    shades=(Detail("M5-16Q12-36 33-64", 4), Detail("M104-112L130-154", 6)),
    creases=(
        Detail("M30-86Q44-100 60-104", 1.7),
        Detail("M74-70Q80-84 90-88", 1.7),
        Detail("M13-58q8 3 16 12", 1.8),
        Detail("M3-33q6 1 11 5", 1.4, 0.5),
    ),
    nail="M-6-14a5.6 8 0 0 1 11.2 2.800a5.6 8 0 0 1-11.2-2.800z",
    fade=((104, -142), (126, -182)),
    thickness=7,
)

HANDS = {Tool.THUMB: _THUMB, Tool.PALM: _PALM, Tool.FOREARM: _FOREARM, Tool.FINGERTIPS: _FINGERTIPS}


def draw(tool: Tool) -> str:
    """The tool as SVG, with its contact point at (0, 0)."""
    hand = HANDS[tool]
    parts = (
        *(_silhouette(s) for s in hand.silhouettes),
        *(_detail(d, palette.HAND_SHADE) for d in hand.shades),
        *(_detail(d, palette.TEAL) for d in hand.creases),
        element("path", d=hand.nail, fill=palette.WHITE, stroke=palette.TEAL, stroke_width=1.5) if hand.nail else "",
    )
    drawing = element("g", *parts, fill="none", stroke_linecap="round", stroke_linejoin="round")
    return _shadow(hand) + _faded(drawing, *hand.fade)


def _shadow(hand: Hand) -> str:
    data, width = hand.shadow
    if not data:
        return ""
    return element("path", d=data, stroke=palette.SHADOW, stroke_width=width, stroke_linecap="round", opacity=0.16)


def _silhouette(silhouette: Silhouette) -> str:
    outline = _strokes(silhouette, palette.TEAL, _OUTLINE) if silhouette.outlined else ""
    return outline + _strokes(silhouette, palette.HAND, 0)


def _strokes(silhouette: Silhouette, colour: str, extra: float) -> str:
    return element("g", *_lines(silhouette, extra), stroke=colour)


def _lines(silhouette: Silhouette, extra: float) -> Iterator[str]:
    for capsule in silhouette.capsules:
        transform = _FLAT if capsule.flat else None
        yield element("path", d=smooth(capsule.points), stroke_width=capsule.width + extra, transform=transform)


def _detail(detail: Detail, colour: str) -> str:
    return element(
        "path",
        d=detail.data,
        stroke=colour,
        stroke_width=detail.width,
        opacity=detail.opacity if colour == palette.TEAL else None,
        transform=_FLAT if detail.flat else None,
    )


def _faded(drawing: str, start: Point, end: Point) -> str:
    """`drawing` that dissolves from `start` to `end`, so that no arm ends in a cut."""
    gradient = element(
        "linearGradient",
        element("stop", offset=0, stop_color="#fff"),
        element("stop", offset=1, stop_color="#000"),
        id="arm",
        gradientUnits="userSpaceOnUse",
        x1=start[0],
        y1=start[1],
        x2=end[0],
        y2=end[1],
    )
    area = {"x": -120, "y": -230, "width": 320, "height": 340}
    cover = element("rect", fill="url(#arm)", **area)
    mask = element("mask", cover, id="fade", maskUnits="userSpaceOnUse", **area)
    return element("defs", gradient, mask) + element("g", drawing, mask="url(#fade)")
