# Draws the body of a figure with volume, from back to front.
#
# All parts of a limb are drawn first in the colour of the outline, with a border, and then in their own.
# This gives one clean outline around them all. A part is a row of ellipsoids, and its outline follows their
# edges, so that it is right from every side.

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from generator.diagrams import figure_head, figure_shapes, palette
from generator.diagrams.figure_shapes import Covering
from generator.diagrams.svg import element, path, smooth, through
from generator.schema.posture import SIDES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.diagrams.figure_shapes import BodyPart, Oval
    from generator.diagrams.skeleton import Skeleton
    from generator.diagrams.space import Camera
    from generator.diagrams.svg import Cubic, Point

_QUARTER = 0.5523
"""How far the control points of a quarter of a circle are from its ends, in radii."""
_POINT = 0.6
"""Below which distance two points are one, and have no direction between them."""
_LIGHT = (0.45, 0.9)
"""The direction in which light falls."""

_NEAR = {
    Covering.SKIN: (palette.FIGURE, palette.FIGURE_SHADE),
    Covering.TOP: (palette.MUSCLE, palette.MUSCLE_DEEP),
    Covering.TROUSERS: (palette.TROUSERS, palette.TROUSERS_SHADE),
}
_FAR = {
    Covering.SKIN: (palette.FIGURE_FAR, palette.FIGURE_FAR),
    Covering.TOP: (palette.MUSCLE_DEEP, palette.MUSCLE_DEEP),
    Covering.TROUSERS: (palette.TROUSERS_FAR, palette.TROUSERS_FAR),
}


class _Layer(NamedTuple):
    depth: float
    drawing: str


def draw(figure: Skeleton, camera: Camera) -> str:
    """The figure as SVG."""
    layers = sorted(_layers(figure, camera), key=lambda layer: layer.depth)
    return element(
        "g",
        *(layer.drawing for layer in layers),
        stroke_linecap="round",
        stroke_linejoin="round",
    )


def _layers(figure: Skeleton, camera: Camera) -> Iterator[_Layer]:
    middle = camera.depth(figure.spine[2].at)
    sideways = abs(camera.near[2]) > _SIDEWAYS
    far = [side for side in SIDES if sideways and camera.depth(figure.arms[side][0].at) < middle]
    near = [side for side in SIDES if side not in far]
    arms = {side: figure_shapes.arm(figure.arms[side]) for side in SIDES}
    legs = {side: figure_shapes.leg(figure.legs[side]) for side in SIDES}
    roots = [part for side in near for part in (*arms[side], *legs[side]) if part.joined]
    yield _Layer(0, _limb(figure_shapes.trunk(figure, near), camera, roots=roots))
    for side in SIDES:
        yield _Layer(-2 if side in far else 4, _limb(arms[side], camera, far=side in far))
        depth = sum(camera.depth(bone.at) for bone in figure.legs[side][:3]) / 1000
        yield _Layer(-1 + depth if side in far else 1 + depth, _limb(legs[side], camera, far=side in far))
    neck = _limb((figure_shapes.neck(figure),), camera)
    yield _Layer(3, neck + figure_head.draw(figure.head, camera))


_SIDEWAYS = 0.7
"""From how much on a view is from the side, so that one arm and one leg are farther away."""


def _limb(
    parts: Sequence[BodyPart], camera: Camera, *, far: bool = False, roots: Sequence[BodyPart] = ()
) -> str:
    """Parts with one outline around them all, and around the roots of what hangs on them."""
    colours = _FAR if far else _NEAR
    rows = [_seen(part, camera) for part in parts]
    whole = [*map(outline, rows)]
    edges = [
        outline(row[1:]) if part.joined and not far else drawn
        for part, row, drawn in zip(parts, rows, whole, strict=True)
    ]
    edges += [outline(_seen(part, camera)) for part in roots]
    line = palette.FIGURE_LINE
    border = element("path", d="".join(edges), fill=line, stroke=line, stroke_width=figure_head.OUTLINE)
    fills = (
        element("path", d=drawn, fill=colours[part.cover][0])
        for part, drawn in zip(parts, whole, strict=True)
    )
    shades = "" if far else _shades(parts, rows)
    hems = "".join(_hem(row) for part, row in zip(parts, rows, strict=True) if part.hem)
    return "".join((border, *fills, shades)) + (
        element("path", d=hems, fill="none", stroke=line, stroke_width=1.3) if hems else ""
    )


def _seen(part: BodyPart, camera: Camera) -> list[Oval]:
    return [ball.seen_from(camera) for ball in part.balls]


def _shades(parts: Sequence[BodyPart], rows: Sequence[Sequence[Oval]]) -> str:
    """A darker stroke along the side of each part that is away from the light."""
    return element(
        "g",
        *(
            element(
                "path",
                d=_shaded_side(row),
                stroke=_NEAR[part.cover][1],
                stroke_width=0.4 * _radius(row),
            )
            for part, row in zip(parts, rows, strict=True)
            if part.shaded
        ),
        fill="none",
        stroke_linecap="butt",
    )


def _radius(row: Sequence[Oval]) -> float:
    return sum(oval.reach(n) for oval, n in zip(row, _normals(row), strict=True)) / len(row)


# --- outlines --------------------------------------------------------------------------------------


def outline(row: Sequence[Oval]) -> str:
    """Path data of the outline around a row of ellipsoids."""
    normals = _normals(row)
    left = _side(row, normals)
    right = _side(row, [(-x, -y) for x, y in normals])
    return path(
        left[0],
        [
            *through(left),
            *_cap(left[-1], right[-1], normals[-1], row[-1]),
            *through(right[::-1]),
            *_cap(right[0], left[0], (-normals[0][0], -normals[0][1]), row[0]),
        ],
        closed=True,
    )


def _side(row: Sequence[Oval], normals: Sequence[Point], share: float = 1) -> list[Point]:
    return [_off(oval.at, n, share * oval.reach(n)) for oval, n in zip(row, normals, strict=True)]


def _normals(row: Sequence[Oval]) -> list[Point]:
    """At the middle of each ellipsoid, what is at right angles to the row."""
    points = [oval.at for oval in row]
    whole = _unit(points[0], points[-1]) or (0.0, 1.0)
    neighbours = zip([points[0], *points], [*points[1:], points[-1]], strict=False)
    return [(y, -x) for x, y in (_unit(a, b) or whole for a, b in neighbours)]


def _unit(a: Point, b: Point) -> Point | None:
    """The direction from `a` to `b`, if they are far enough apart to have one."""
    length = math.dist(a, b)
    return ((b[0] - a[0]) / length, (b[1] - a[1]) / length) if length > _POINT else None


def _off(point: Point, normal: Point, by: float) -> Point:
    return point[0] + normal[0] * by, point[1] + normal[1] * by


def _cap(start: Point, end: Point, normal: Point, last: Oval) -> list[Cubic]:
    """Half an ellipse from one side of a part to the other, at its end."""
    middle = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    ahead = -normal[1], normal[0]
    high = max(last.reach(ahead), 0.5)
    wide = math.dist(start, end) / 2 * _QUARTER
    tip = _off(middle, ahead, high)
    k = high * _QUARTER
    return [
        (_off(start, ahead, k), _off(tip, normal, wide), tip),
        (_off(tip, normal, -wide), _off(end, ahead, k), end),
    ]


def _shaded_side(row: Sequence[Oval]) -> str:
    """Path data of a stroke along the side of a part that is away from the light."""
    normals = _normals(row)
    away = sum(x * _LIGHT[0] + y * _LIGHT[1] for x, y in normals) > 0
    side = normals if away else [(-x, -y) for x, y in normals]
    return smooth(_side(row, side, 0.58))


def _hem(row: Sequence[Oval]) -> str:
    normal = _normals(row)[-1]
    start = _side(row[-1:], [normal])[0]
    end = _side(row[-1:], [(-normal[0], -normal[1])])[0]
    return path(start, _cap(start, end, normal, row[-1]))
