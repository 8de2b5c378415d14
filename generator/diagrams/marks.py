# The mark of its own that a picture may carry: a sheet, a tender spot, a trail, a lane, a bone.

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from generator.diagrams import palette
from generator.diagrams.fibres import ROW_STEP
from generator.diagrams.svg import Point, element, fit, move, path, polyline, trace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.diagrams.dents import Contact
    from generator.diagrams.fibres import Block

# --- sheet -----------------------------------------------------------------------------------------

_HEM = 6
_MESH = 13
_SHEET_FRONT, _SHEET_BACK = -0.45, 7.4


def sheet(block: Block) -> str:
    """A thin mesh that lies over the fibres and gives way with them."""
    return element(
        "path", d=_hem(block), fill=palette.SHEET, fill_opacity=0.66, stroke=palette.SHEET_LINE, stroke_width=1.6
    ) + element("path", d="".join(_mesh(block)), fill="none", stroke=palette.TENDON_LINE, stroke_width=0.9, opacity=0.5)


def _hem(block: Block) -> str:
    start, end = _HEM, block.length - 24

    def front(along: float) -> Point:
        return block.surface(along, _SHEET_FRONT, lift=2 - 2.6 * math.sin((along - _HEM) / 6.9))

    def back(along: float) -> Point:
        return block.surface(along, _SHEET_BACK, lift=6)

    corner = back(end)
    cubics = [*fit(front, start, end, pieces=12), (corner, corner, corner), *fit(back, end, start)]
    return path(front(start), cubics, closed=True)


def _mesh(block: Block) -> Iterator[str]:
    """Slanting threads, both ways."""
    start, end, lean = _HEM + 2, block.length - 26, 9
    for sign in (1, -1):
        for k in range(-7, 26):
            offset = k * _MESH
            stops = sorted((side - offset) / (sign * lean) for side in (start, end))
            near, far = max(stops[0], -0.4), min(stops[1], 7.3)
            if far - near > 0.4:
                yield trace(
                    lambda across, offset=offset, sign=sign: block.surface(offset + sign * lean * across, across, lift=4),
                    near,
                    far,
                    tolerance=0.7,
                )


# --- tender spot -----------------------------------------------------------------------------------


def spot(at: Point) -> str:
    """A tender spot with the ache spreading from it."""
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


def trail(block: Block, contact: Contact, heading: int) -> str:
    """Dotted lines along the way the stroke has come, and a dashed line where it began."""
    start = 14 if heading > 0 else block.length - 14
    first, last = sorted((start + 10 * heading, contact.along - 20 * heading))
    dots = "".join(
        trace(lambda along, row=row: block.surface(along, row, lift=3), first, last, tolerance=0.5)
        for row in range(1, 7)
    )
    return element(
        "path",
        d=dots,
        fill="none",
        stroke=palette.WHITE,
        stroke_width=3,
        stroke_dasharray=".1 7.5",
        stroke_linecap="round",
        opacity=0.95,
    ) + began(block.plane(start, 0.4), block.plane(start, 6.7))


def began(front: Point, back: Point) -> str:
    """A dashed line across the fibres: where the movement began."""
    data = polyline([front, back])
    return element(
        "g",
        element("path", d=data, stroke=palette.WHITE, stroke_width=7),
        element("path", d=data, stroke=palette.TEAL, stroke_width=3, stroke_dasharray="6 5"),
        stroke_linecap="round",
    )


# --- lane ------------------------------------------------------------------------------------------


def lane(at: Point) -> str:
    """A finger's width each way across the fibres, with a sore spot in the middle."""
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


def pin(at: Point, size: tuple[float, float, float] | None) -> tuple[str, str]:
    """A ring round a contact that stays: its far half, behind the tool, and its near half.

    Args:
        at: the contact.
        size: middle, half width and half height of the ring; None for no ring.
    """
    if size is None:
        return "", ""
    middle, rx, ry = size
    far, near = (f"M{middle - rx} 0a{rx} {ry} 0 0 {sweep} {2 * rx} 0" for sweep in (1, 0))
    return move(_ring(far), at), move(_ring(near), at)


def _ring(half: str) -> str:
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
