# Draws a tool (palm, thumb, forearm, fingertips) from capsules around its contact point (0, 0).
#
# All parts of a silhouette are stroked first in the colour of the outline and then, thinner, in that of the
# hand. This gives one clean outline around them all. Arms fade out towards the upper right.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from generator.diagrams import palette
from generator.diagrams.svg import element, gradient, mask, smooth, smooth_ring
from generator.memo import once_per_object

if TYPE_CHECKING:
    from generator.diagrams.svg import Point

_OUTLINE = 4.4
_FLAT = "matrix(1 0 .6 -.79 0 0)"
"""Transforms a flat hand seen from above into the plane of the fibres."""
_AREA = (-120, -230, 320, 340)
"""Left, top, width and height of an area that has room for any tool."""


@dataclass(frozen=True)
class Capsule:
    """A rounded stroke: a finger, a palm, an arm."""

    points: str
    """`x,y x,y …`: its centre line."""
    width: float
    flat: bool = False
    """Whether it is in the plane of the fibres; its points are then as seen from above."""
    filled: bool = False
    """Whether the points are the outline of a filled shape instead of a centre line."""


@dataclass(frozen=True)
class Silhouette:
    """Capsules that share one outline."""

    capsules: tuple[Capsule, ...]
    outlined: bool = True
    """False for a part that only covers the seam between two silhouettes."""


@dataclass(frozen=True)
class Detail:
    """A line on a hand."""

    data: str
    """The `d` attribute of its path."""
    width: float
    flat: bool = False
    """Whether it is in the plane of the fibres, as for a capsule."""


class Ring(NamedTuple):
    """An ellipse around a contact."""

    middle: float
    """x of its middle, from the contact."""
    rx: float
    ry: float


@dataclass(frozen=True)
class Hand:
    """All parts of a tool's drawing."""

    silhouettes: tuple[Silhouette, ...]
    """From back to front."""
    shades: tuple[Detail, ...]
    """Soft shadows on the hand."""
    creases: tuple[Detail, ...]
    """Skin folds and gaps between fingers."""
    shadow: Detail
    """Its shadow on the fibres."""
    fade: tuple[Point, Point]
    """Where the arm starts to fade out, and where it is gone."""
    thickness: float = 0
    """How far its contact point is drawn above the bottom of the dent."""
    nails: tuple[Detail, ...] = ()
    """Outlines of the nails."""
    ring: Ring | None = None
    """A ring around the contact, if there is room for one."""


@once_per_object
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
        element("defs", gradient("arm-fade", ("#fff", "#000"), *hand.fade), mask("arm", "arm-fade", _AREA)),
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
