# Where the two postures of an exercise are in the picture: as large as both fit.

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.diagrams.figure_shapes import Disc
    from generator.diagrams.space import Camera
    from generator.diagrams.svg import Point

MARGIN = 9
_GAP = 10
"""Between both postures."""
_LARGEST = 3.4
"""The largest scale: pixels for a hundredth of a person's height."""
_LINE = 1
"""Half of the outline, in hundredths of a person's height."""
_ARROW = 4
"""Half of an arrow's head, in hundredths of a person's height."""


class Extent(NamedTuple):
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def middle(self) -> Point:
        """The point in its middle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


class Placed(NamedTuple):
    """The place of a posture."""

    extent: Extent
    """Its part of the picture."""
    camera: Camera
    """The view that puts the posture there."""


def extent(discs: Sequence[Disc], corners: Iterable[Point], ways: Iterable[Sequence[Point]]) -> Extent:
    """The rectangle around a figure, its props and its arrows."""
    edges = [(x, y, radius + _LINE) for (x, y), radius in discs]
    edges += [(x, y, _LINE) for x, y in corners]
    edges += [(x, y, _ARROW) for way in ways for x, y in way]
    return Extent(
        min(x - r for x, _, r in edges),
        min(y - r for _, y, r in edges),
        max(x + r for x, _, r in edges),
        max(y + r for _, y, r in edges),
    )


def together(extents: Sequence[Extent]) -> Extent:
    """The rectangle around several ones."""
    return Extent(
        min(e.left for e in extents),
        min(e.top for e in extents),
        max(e.right for e in extents),
        max(e.bottom for e in extents),
    )


def alone(posture: Extent, size: Point, camera: Camera) -> Placed:
    """One posture in the middle of the picture."""
    width, height = size
    scale = min((width - 2 * MARGIN) / posture.width, (height - 2 * MARGIN) / posture.height, _LARGEST)
    cell = Extent(MARGIN, MARGIN, width - MARGIN, height - MARGIN)
    return Placed(cell, _centred(posture, cell, camera, scale))


def pair(postures: tuple[Extent, Extent], size: Point, camera: Camera) -> tuple[Placed, Placed]:
    """Two postures side by side, on one floor, or one above the other: whichever is larger."""
    width, height = size[0] - 2 * MARGIN, size[1] - 2 * MARGIN
    both = together(postures)
    across, down = sum(e.width for e in postures), sum(e.height for e in postures)
    beside = min((width - _GAP) / across, height / both.height, _LARGEST)
    below = min(width / both.width, (height - _GAP) / down, _LARGEST)
    if beside >= below:
        framed = [Extent(e.left, both.top, e.right, both.bottom) for e in postures]
        shares = [beside * e.width + (width - _GAP - beside * across) / 2 for e in postures]
        cells = (
            Extent(MARGIN, MARGIN, MARGIN + shares[0], MARGIN + height),
            Extent(MARGIN + shares[0] + _GAP, MARGIN, MARGIN + width, MARGIN + height),
        )
    else:
        framed = [Extent(both.left, e.top, both.right, e.bottom) for e in postures]
        shares = [below * e.height + (height - _GAP - below * down) / 2 for e in postures]
        cells = (
            Extent(MARGIN, MARGIN, MARGIN + width, MARGIN + shares[0]),
            Extent(MARGIN, MARGIN + shares[0] + _GAP, MARGIN + width, MARGIN + height),
        )
    scale = max(beside, below)
    first, second = (
        Placed(cell, _centred(frame, cell, camera, scale))
        for cell, frame in zip(cells, framed, strict=True)
    )
    return first, second


def _centred(frame: Extent, cell: Extent, camera: Camera, scale: float) -> Camera:
    (x, y), (cx, cy) = frame.middle, cell.middle
    return camera._replace(scale=scale, origin=(cx - scale * x, cy - scale * y))
