# How a tool is drawn: as capsules around its contact point (0, 0).
#
# All parts of a silhouette are stroked first in the outline's colour and then in the hand's, which
# gives one clean outline without a cut-out. Arms dissolve towards the upper right.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from generator.diagrams import palette
from generator.diagrams.svg import element, gradient, mask, smooth, smooth_ring
from generator.memo import once_for_each

if TYPE_CHECKING:
    from generator.diagrams.svg import Point

_OUTLINE = 4.4
_FLAT = "matrix(1 0 .6 -.79 0 0)"
"""From a flat hand seen from above to the plane of the fibres."""
_ROOM = (-120, -230, 320, 340)
"""Left, top, width and height of the space around any tool."""


@dataclass(frozen=True)
class Capsule:
    """A rounded stroke: a finger, a palm, an arm."""

    points: str
    """`x,y x,y`: its middle line."""
    width: float
    flat: bool = False
    """Whether it lies in the plane of the fibres, its points given as seen from above."""
    filled: bool = False
    """Whether the points go round a shape instead of along its middle."""


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
    """The `d` of its path."""
    width: float
    flat: bool = False
    """As for a capsule."""


class Ring(NamedTuple):
    """An ellipse round a contact."""

    middle: float
    rx: float
    ry: float


@dataclass(frozen=True)
class Hand:
    """A tool ready to be drawn."""

    silhouettes: tuple[Silhouette, ...]
    """From back to front."""
    shades: tuple[Detail, ...]
    """Soft shadows on it."""
    creases: tuple[Detail, ...]
    """Skin folds and gaps between fingers."""
    shadow: Detail
    """Where it darkens the fibres."""
    fade: tuple[Point, Point]
    """The arm dissolves between these."""
    thickness: float = 0
    """How far the tool stands above the bottom of its dent."""
    nails: tuple[Detail, ...] = ()
    """Outlines of nails."""
    ring: Ring | None = None
    """A ring round the contact, if there is room for one."""


@once_for_each
def draw(hand: Hand) -> str:
    """The tool as SVG, with its contact point at (0, 0)."""
    parts = (
        *(_silhouette(s) for s in hand.silhouettes),
        *(_detail(d, palette.HAND_SHADE) for d in hand.shades),
        *(_detail(d, palette.CREASE) for d in hand.creases),
        *(_detail(d, palette.TEAL, fill=palette.WHITE) for d in hand.nails),
    )
    drawing = element("g", *parts, mask="url(#arm)")
    return element(
        "g",
        element("g", _detail(hand.shadow, palette.SHADOW), opacity=0.16),
        element("defs", gradient("arm-fade", ("#fff", "#000"), *hand.fade), mask("arm", "arm-fade", _ROOM)),
        drawing,
        fill="none",
        stroke_linecap="round",
        stroke_linejoin="round",
    )


def _silhouette(silhouette: Silhouette) -> str:
    outline = _strokes(silhouette, palette.TEAL, _OUTLINE) if silhouette.outlined else ""
    return outline + _strokes(silhouette, palette.HAND, 0)


def _strokes(silhouette: Silhouette, colour: str, extra: float) -> str:
    return element("g", *(_capsule(c, colour, extra) for c in silhouette.capsules), stroke=colour)


def _capsule(capsule: Capsule, colour: str, extra: float) -> str:
    points = [(float(x), float(y)) for x, y in (pair.split(",") for pair in capsule.points.split())]
    return element(
        "path",
        d=smooth_ring(points) if capsule.filled else smooth(points),
        fill=colour if capsule.filled else None,
        stroke_width=capsule.width + extra,
        transform=_FLAT if capsule.flat else None,
    )


def _detail(detail: Detail, colour: str, *, fill: str | None = None) -> str:
    return element(
        "path",
        d=detail.data,
        stroke=colour,
        stroke_width=detail.width,
        fill=fill,
        transform=_FLAT if detail.flat else None,
    )
