# Arrows for the direction of a stroke, thick and teal with a white edge: clear on muscle and in greyscale.

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from generator.diagrams import palette
from generator.diagrams.svg import element, move, number, polyline, smooth
from generator.schema.technique import Direction, Tool

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.diagrams.svg import Point

_WIDTH = 8.5
_HEAD = 16
_EDGE = 5

_PLACES: dict[Direction, tuple[Point, ...]] = {
    Direction.SLANT: ((-10, -106), (-32, -80), (-62, -57)),
    Direction.IN: ((-49, -92), (-49, -30)),
    Direction.ALONG: ((35, 8), (73, 8), (111, 8)),
    Direction.ACROSS: ((-79, 38), (-52, 2), (-25, -34)),
}
_PLACES_BESIDE_PALM: dict[Direction, tuple[Point, ...]] = {
    Direction.SLANT: ((40, -86), (6, -62), (-32, -42)),
    Direction.IN: ((-8, -112), (-8, -50)),
    Direction.ALONG: ((-66, 8), (-92, 8), (-122, 8)),
    Direction.ACROSS: ((-113, 38), (-86, 2), (-59, -34)),
}
_FROM_END = ((-35, 8), (13, 8), (49, 8))
"""The arrow of a stretch, which starts at the far end of the fibres."""

_CREEP = {Tool.PALM: (-79, 25)}
_CREEP_OTHERS = (-52, 14)

STEP = 3
"""How far an arrow moves in the animation."""
_HEADINGS: dict[Direction, Point] = {
    Direction.SLANT: (-0.83, 0.56),
    Direction.IN: (0, 1),
    Direction.ALONG: (1, 0),
    Direction.ACROSS: (0.6, -0.8),
    Direction.STRETCH: (1, 0),
}


def arrow(direction: Direction, tool: Tool, contact: Point, end: Point) -> str:
    """Draw the arrow of a stroke.

    Args:
        direction: the direction of the stroke.
        tool: the tool, which the arrow must not cover.
        contact: where the tool touches the fibres at rest.
        end: the middle of the fibres' far end.
    """
    if direction is Direction.STRETCH:
        return move(draw(_FROM_END), end)
    places = _PLACES_BESIDE_PALM if tool is Tool.PALM else _PLACES
    drawing = draw(places[direction], both=direction is Direction.ACROSS)
    if direction is Direction.SLANT:
        drawing += move(_chevrons(), _CREEP.get(tool, _CREEP_OTHERS))
    return move(drawing, contact)


def step(direction: Direction, heading: int) -> Point:
    """How far the animation moves along the arrow, as x and y.

    Args:
        direction: the direction of the stroke.
        heading: 1 to the right, -1 to the left.
    """
    x, y = _HEADINGS[direction]
    return STEP * x * heading, STEP * y


def animation(steps: Mapping[str, Point]) -> str:
    """The style sheet of an animation for readers who have not asked for reduced motion.

    It lasts less than five seconds (WCAG 2.2, 2.2.2): there and back, twice.

    Args:
        steps: the class of each group that moves → how far, as x and y.
    """
    rules = "".join(
        f".{name}{{animation:{name} 2.4s ease-in-out 2}}"
        f"@keyframes {name}{{50%{{transform:translate({number(x)}px,{number(y)}px)}}}}"
        for name, (x, y) in steps.items()
    )
    return element("style", f"@media screen and (prefers-reduced-motion:no-preference){{{rules}}}")


def draw(points: Sequence[Point], *, both: bool = False, size: float = 1) -> str:
    """Draw an arrow through points.

    Args:
        points: at least two.
        both: whether it has a head at each end.
        size: how thick it is, compared with the arrow of a stroke.
    """
    ends = [(points[-2], points[-1])] + ([(points[1], points[0])] if both else [])
    heads = "".join(_head(*end, _HEAD * size) for end in ends)
    shaft = smooth(points)
    width, edge = _WIDTH * size, _EDGE * min(size, 1)
    return element(
        "g",
        element("path", d=shaft, stroke=palette.WHITE, stroke_width=width + edge, fill="none"),
        element("path", d=heads, stroke=palette.WHITE, stroke_width=edge + 1),
        element("path", d=shaft, stroke_width=width, fill="none"),
        element("path", d=heads, stroke_width=1.5),
        fill=palette.TEAL,
        stroke=palette.TEAL,
        stroke_linecap="round",
        stroke_linejoin="round",
    )


def _head(before: Point, tip: Point, size: float) -> str:
    """A triangle that points from `before` to slightly beyond `tip`."""
    angle = math.atan2(tip[1] - before[1], tip[0] - before[0])
    cos, sin = math.cos(angle), math.sin(angle)
    corners = ((0.75, 0), (-0.45, 0.78), (-0.45, -0.78))
    return polyline(
        [(tip[0] + size * (cos * x - sin * y), tip[1] + size * (sin * x + cos * y)) for x, y in corners],
        closed=True,
    )


def _chevrons() -> str:
    """Three fading chevrons for a slow creep to the left."""
    shape = "M8-9L-1 0L8 9"
    return element(
        "g",
        *(
            element(
                "g",
                element("path", d=shape, stroke=palette.WHITE, stroke_width=9),
                element("path", d=shape, stroke=palette.TEAL, stroke_width=4.6),
                transform=f"translate({number(x)})",
                opacity=opacity,
            )
            for x, opacity in ((-30, 0.42), (-15, 0.7), (0, 1))
        ),
        fill="none",
        stroke_linecap="round",
        stroke_linejoin="round",
    )
