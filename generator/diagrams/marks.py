# Marks that some pictures of strokes have: a sheet, a tender spot, a trail, a lane, a ring, a bone.

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.diagrams import palette
from generator.diagrams.fibres import ROW_STEP
from generator.diagrams.svg import element, fit, move, path, polyline, trace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.diagrams.dents import Contact
    from generator.diagrams.fibres import FibreBlock
    from generator.diagrams.hands import Ring
    from generator.diagrams.svg import Point

# --- sheet -----------------------------------------------------------------------------------------

_HEM = 6
_MESH = 13
_SHEET_FRONT, _SHEET_BACK = -0.45, 7.4


def sheet(block: FibreBlock) -> str:
    """A thin mesh over the fibres, bent with them."""
    cloth = element(
        "path",
        d=_hem(block),
        fill=palette.SHEET,
        fill_opacity=0.66,
        stroke=palette.SHEET_LINE,
        stroke_width=1.6,
    )
    threads = element(
        "path",
        d="".join(_mesh(block)),
        fill="none",
        stroke=palette.TENDON_LINE,
        stroke_width=0.9,
        opacity=0.5,
    )
    return cloth + threads


def _hem(block: FibreBlock) -> str:
    start, end = _HEM, block.length - 24

    edge, back = block.row(_SHEET_FRONT), block.row(_SHEET_BACK, lift=6)

    def front(along: float) -> Point:
        x, y = edge(along)
        return x, y - (2 - 2.6 * math.sin((along - _HEM) / 6.9))

    corner = back(end)
    cubics = [*fit(front, start, end, pieces=12), (corner, corner, corner), *fit(back, end, start)]
    return path(front(start), cubics, closed=True)


def _mesh(block: FibreBlock) -> Iterator[str]:
    """Slanting threads in both directions."""
    left, right = _HEM + 2, block.length - 26
    for lean in (9, -9):
        for start in range(-7 * _MESH, 26 * _MESH, _MESH):
            thread = _Thread(block, start, lean)
            near, far = sorted(((left - start) / lean, (right - start) / lean))
            near, far = max(near, _SHEET_FRONT), min(far, _SHEET_BACK)
            if near < far:
                yield trace(thread, near, far, tolerance=0.7)


@dataclass(frozen=True)
class _Thread:
    """One thread of the mesh, as a curve: rows across the fibres → point."""

    block: FibreBlock
    start: float
    lean: float

    def __call__(self, across: float) -> Point:
        return self.block.row(across, lift=4)(self.start + self.lean * across)


# --- tender spot -----------------------------------------------------------------------------------


def spot(at: Point) -> str:
    """A tender spot with rings for the ache that spreads from it."""
    rings = "".join(
        element(
            "ellipse",
            cy=-2,
            rx=33 * size,
            ry=15.5 * size,
            fill="none",
            stroke=palette.WHITE,
            stroke_width=2.6,
            stroke_dasharray="7 6",
            opacity=opacity,
        )
        for size, opacity in ((1.7, 0.9), (2.35, 0.6))
    )
    return move(rings + _sore(35, 16), at)


def _sore(rx: float, ry: float, *, turn: float = 0) -> str:
    return element(
        "g",
        element("ellipse", rx=rx, ry=ry, fill=palette.SPOT, stroke=palette.SPOT_LINE, stroke_width=1.5),
        element("ellipse", cy=-2, rx=rx * 0.76, ry=ry * 0.63, fill=palette.SPOT_LIT),
        transform=f"rotate({turn:g})" if turn else None,
    )


# --- trail -----------------------------------------------------------------------------------------


def trail(block: FibreBlock, contact: Contact, heading: int) -> str:
    """Dotted lines along the path of the stroke so far, and a dashed line where it started."""
    start = 14 if heading > 0 else block.length - 14
    first, last = sorted((start + 10 * heading, contact.along - 20 * heading))
    dots = "".join(_trail_in_row(block, row, first, last) for row in range(1, 7))
    return element(
        "path",
        d=dots,
        fill="none",
        stroke=palette.WHITE,
        stroke_width=3,
        stroke_dasharray=".1 7.5",
        stroke_linecap="round",
        opacity=0.95,
    ) + start_line(block.plane(start, 0.4), block.plane(start, 6.7))


def _trail_in_row(block: FibreBlock, row: int, first: float, last: float) -> str:
    return trace(block.row(row, lift=3), first, last, tolerance=0.5)


def start_line(front: Point, back: Point) -> str:
    """A dashed line across the fibres, where the movement started."""
    data = polyline([front, back])
    return element(
        "g",
        element("path", d=data, stroke=palette.WHITE, stroke_width=7),
        element("path", d=data, stroke=palette.TEAL, stroke_width=3, stroke_dasharray="6 5"),
        stroke_linecap="round",
    )


# --- lane ------------------------------------------------------------------------------------------


def lane(at: Point) -> str:
    """A short lane across the fibres, a finger's width each way, with a sore spot in the middle."""
    reach = 2.35
    end = ROW_STEP[0] * reach, ROW_STEP[1] * reach
    data = polyline([(-end[0], -end[1]), end])
    return move(
        element(
            "g",
            element("path", d=data, stroke=palette.TEAL, stroke_width=33),
            element("path", d=data, stroke=palette.LANE, stroke_width=29),
            stroke_linecap="round",
        )
        + _sore(17, 14, turn=-50),
        at,
    )


# --- pin and bone ----------------------------------------------------------------------------------


def pin(at: Point, ring: Ring | None) -> tuple[str, str]:
    """A ring around a contact that does not move: the half behind the tool, then the half in front."""
    if ring is None:
        return "", ""
    start, width = ring.middle - ring.rx, 2 * ring.rx
    far, near = (f"M{start:g} 0a{ring.rx:g} {ring.ry:g} 0 0 {sweep} {width:g} 0" for sweep in (1, 0))
    return move(_half(far), at), move(_half(near), at)


def _half(half: str) -> str:
    return element("path", d=half, fill="none", stroke=palette.WHITE, stroke_width=6.5) + element(
        "path", d=half, fill="none", stroke=palette.TEAL, stroke_width=3
    )


def bone(end: Point) -> str:
    """A bone at the far end of the fibres."""
    shaft, near, far = "M-27 66L39-36", "M-31 64L-19 70", "M31-38L47-34"
    return move(
        element(
            "g",
            *_bone_parts(((shaft, 30), (near, 26), (far, 26)), palette.BONE_LINE, 4),
            *_bone_parts(((shaft, 30), (near, 26), (far, 26)), palette.BONE, 0),
            element("path", d="M-17 66L47-30", stroke=palette.BONE_SHADE, stroke_width=6),
            stroke_linecap="round",
        ),
        end,
    )


def _bone_parts(parts: tuple[tuple[str, float], ...], colour: str, extra: float) -> Iterator[str]:
    for data, width in parts:
        yield element("path", d=data, stroke=colour, stroke_width=width + extra)
