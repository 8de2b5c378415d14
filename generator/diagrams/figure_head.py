# Draws the head of a figure: skull, face, nose, ears and hair, from every side.

from __future__ import annotations

import math
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, TypeAlias

from generator.diagrams import palette
from generator.diagrams.space import times, turned
from generator.diagrams.svg import element, smooth, smooth_ring

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.diagrams.skeleton import Bone
    from generator.diagrams.space import Camera, Vector
    from generator.diagrams.svg import Point

_Ellipsoid: TypeAlias = "tuple[Vector, Vector]"
"""Its middle, and half of its length forward, up and sideways."""

_SKULL: _Ellipsoid = ((-0.3, 6.1, 0), (5.1, 5.2, 4.3))
_BROW: _Ellipsoid = ((4.0, 4.8, 0), (1.1, 2.0, 2.0))
_JAW: _Ellipsoid = ((1.9, 1.7, 0), (3.2, 3.9, 3.1))
_NOSE: tuple[_Ellipsoid, ...] = (
    ((4.9, 4.2, 0), (0.5, 0.5, 0.5)),
    ((5.7, 2.9, 0), (0.75, 0.6, 0.8)),
    ((4.4, 2.3, 0), (0.5, 0.5, 0.7)),
)
OUTLINE = 3.6
"""Twice the width of the outline, that of the body too."""
_APART = 2
"""The least distance between points of an outline, so that it has few of them."""
_FEW = 3
_HAIRLINE = 3.2
"""The height of the hairline behind the ears, above the top of the neck."""
_SEEN = 0.01
"""How far beyond the edge a point of the hair still counts as seen."""
_TO_VIEWER = 0.4
"""How much a nose must point to the viewer for its ridge to be drawn."""
_EAR_SEEN = 0.25
"""How much an ear must face the viewer to be in front of the head; one at its edge is behind it."""


def draw(head: Bone, camera: Camera) -> str:
    """The head as SVG."""
    skull = _ring([p for shape in (_SKULL, _BROW, _JAW) for p in _edge(shape, head, camera)])
    nose = _ring([p for shape in _NOSE for p in _edge(shape, head, camera)])
    face = element(
        "path", d=skull + nose, fill=palette.FIGURE_LINE, stroke=palette.FIGURE_LINE, stroke_width=OUTLINE
    )
    ears = {side: camera.depth(head.place(0, 0, side)) - camera.depth(head.at) for side in (-1, 1)}
    return "".join(
        (
            *(_ear(head, camera, side) for side, near in ears.items() if abs(near) <= _EAR_SEEN),
            face,
            element("path", d=skull, fill=palette.FIGURE),
            _hair(head, camera),
            element("path", d=nose, fill=palette.FIGURE),
            _nose_line(head, camera),
            *(_ear(head, camera, side) for side, near in ears.items() if near > _EAR_SEEN),
        )
    )


def _edge(shape: _Ellipsoid, bone: Bone, camera: Camera) -> Iterator[Point]:
    """Points on the outline of an ellipsoid."""
    middle, half = shape
    x, y = camera.point(bone.place(*middle))
    axes = [camera.direction(times(v, k)) for v, k in zip(bone.frame, half, strict=True)]
    for step in range(24):
        cos, sin = math.cos(step * math.pi / 12), math.sin(step * math.pi / 12)
        along = [a * cos + b * sin for a, b in axes]
        length = math.hypot(*along) or 1
        yield (
            x + sum(a * s for (a, _), s in zip(axes, along, strict=True)) / length,
            y + sum(b * s for (_, b), s in zip(axes, along, strict=True)) / length,
        )


def _ring(points: Sequence[Point]) -> str:
    """Path data of a smooth curve around points."""
    around = _hull(points)
    kept = around[:1]
    for point in around[1:]:
        if math.dist(point, kept[-1]) > _APART and math.dist(point, kept[0]) > 1:
            kept.append(point)
    return smooth_ring(kept)


def _hull(points: Sequence[Point]) -> list[Point]:
    ordered = sorted({(round(x, 2), round(y, 2)) for x, y in points})
    return _half_hull(ordered)[:-1] + _half_hull(ordered[::-1])[:-1]


def _half_hull(points: Sequence[Point]) -> list[Point]:
    half: list[Point] = []
    for p in points:
        while len(half) > 1 and _left_turn(half[-2], half[-1], p) <= 0:
            half.pop()
        half.append(p)
    return half


def _left_turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _hair(head: Bone, camera: Camera) -> str:
    """Short hair: the part of the skull above and behind the ears that shows."""
    points = [camera.point(head.place(*p)) for p in _hair_points(head, camera)]
    return element("path", d=_ring(points), fill=palette.HAIR) if len(points) > _FEW else ""


def _hair_points(head: Bone, camera: Camera) -> Iterator[Vector]:
    for point, normal in _hairy():
        if camera.depth(turned(head.frame, normal)) > -_SEEN:
            yield point


@cache
def _hairy() -> list[tuple[Vector, Vector]]:
    """Points of the skull where hair grows, each with what is at right angles to the skull."""
    (mx, my, mz), (hx, hy, hz) = _SKULL
    points = []
    for i, j in product(range(19), range(24)):
        down, round_ = math.radians(i * 10), math.radians(j * 15)
        u, v, w = (
            math.sin(down) * math.cos(round_),
            math.cos(down),
            math.sin(down) * math.sin(round_),
        )
        x, y, z = mx + hx * u, my + hy * v, mz + hz * w
        if y > max(_HAIRLINE, 5.4 + 0.85 * x):
            points.append(((x, y, z), (u / hx, v / hy, w / hz)))
    return points


def _nose_line(head: Bone, camera: Camera) -> str:
    """The ridge of a nose that points to the viewer, so that its outline does not show."""
    if camera.depth(head.place(1, 0)) - camera.depth(head.at) < _TO_VIEWER:
        return ""
    ridge = [camera.point(head.place(*p)) for p in ((5.0, 4.2, 0), (6.4, 2.6, 0), (5.3, 2.2, 0.2))]
    return element("path", d=smooth(ridge), fill="none", stroke=palette.FIGURE_LINE, stroke_width=1.4)


def _ear(head: Bone, camera: Camera, side: int) -> str:
    edge = _ring([*_edge(((-0.8, 3.6, side * 4.1), (1.1, 1.7, 0.7)), head, camera)])
    return element("path", d=edge, fill=palette.FIGURE, stroke=palette.FIGURE_LINE, stroke_width=1.3)
