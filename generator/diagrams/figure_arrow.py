# The arrow of an exercise: the way of the part of the body that moves farthest, beside the figure.

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from generator.diagrams import arrows
from generator.diagrams.settle import settled
from generator.diagrams.skeleton import HAND
from generator.schema.figure import Follow
from generator.schema.posture import SIDES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.diagrams.skeleton import Skeleton
    from generator.diagrams.space import Camera, Vector
    from generator.diagrams.svg import Point
    from generator.schema.figure import Figure

_STEPS = 6
_SHORTEST = 15
"""The least length of an arrow, in hundredths of a person's height."""
_GAP = 3.6
"""How far the middle of an arrow must be from the figure."""


class Disc(NamedTuple):
    """A part of the figure that an arrow should not cover."""

    middle: Point
    radius: float


_PLACES: dict[Follow, Callable[[Skeleton, str], Vector]] = {
    Follow.HAND: lambda f, side: f.arms[side][2].place(0, -HAND * 0.6),
    Follow.FOOT: lambda f, side: f.legs[side][2].place(4, -2),
    Follow.HEAD: lambda f, _: f.head.place(0, 6),
    Follow.HIPS: lambda f, _: f.pelvis.at,
    Follow.KNEE: lambda f, side: f.legs[side][1].at,
    Follow.BACK: lambda f, _: f.spine[3].place(-4, 0),
    Follow.SHOULDER: lambda f, side: f.arms[side][0].at,
}
_WEIGHTS = {Follow.KNEE: 0.85, Follow.BACK: 0.85, Follow.SHOULDER: 0.8, Follow.HIPS: 0.95}
_PAIRED = (Follow.HAND, Follow.FOOT, Follow.KNEE, Follow.SHOULDER)


def postures(figure: Figure) -> list[Skeleton]:
    """The figure on its way from start to end."""
    first, last = figure.start_angles, figure.end_angles
    return [
        settled(
            figure.position,
            {joint: first[joint] + (last[joint] - first[joint]) * step / _STEPS for joint in first},
        )
        for step in range(_STEPS + 1)
    ]


def paths(figure: Figure, way: Sequence[Skeleton], camera: Camera) -> list[list[Point]]:
    """The ways that arrows show, at first on the body itself."""
    if figure.start_angles["turn"] != figure.end_angles["turn"] and not figure.follow:
        around = _around_head(figure, way[0], camera)
        others = [path for path in _ways(way, camera).values() if _length(path) > _SHORTEST]
        if not others:
            return [around]
    ways = _ways(way, camera)
    if figure.follow:
        return [path for (part, side), path in ways.items() if part in figure.follow and _leads(ways, part, side)]
    ranked = sorted(ways, key=lambda key: -_length(ways[key]) * _WEIGHTS.get(key[0], 1))
    best = ranked[0]
    chosen = [best]
    for part, side in ranked[1:]:
        apart = min(math.dist(ways[part, side][0], ways[key][0]) for key in chosen)
        far = _length(ways[part, side]) > 0.6 * _length(ways[best])
        if (
            far
            and len(chosen) < 2
            and ((part is best[0] and apart > 14) or (part in (Follow.HAND, Follow.FOOT) and apart > 45))
        ):
            chosen.append((part, side))
    return [ways[key] for key in chosen]


def _leads(ways: dict[tuple[Follow, str], list[Point]], part: Follow, side: str) -> bool:
    """Whether this side moves more than the other, or as much but apart from it."""
    if part not in _PAIRED:
        return True
    other = ways[part, "left" if side == "right" else "right"]
    mine = ways[part, side]
    if _length(mine) < 0.5 * _length(other):
        return False
    return side == "right" or _length(other) < 0.5 * _length(mine) or math.dist(mine[0], other[0]) > 14


def _ways(way: Sequence[Skeleton], camera: Camera) -> dict[tuple[Follow, str], list[Point]]:
    return {
        (part, side): [camera.point(place(figure, side)) for figure in way]
        for part, place in _PLACES.items()
        for side in (("right", "left") if part in _PAIRED else ("right",))
    }


def _length(path: Sequence[Point]) -> float:
    return sum(math.dist(a, b) for a, b in pairwise(path))


def _around_head(figure: Figure, start: Skeleton, camera: Camera) -> list[Point]:
    """Part of a circle above the head, as seen from slightly above."""
    first, last = figure.start_angles["turn"], figure.end_angles["turn"]
    neck = start.neck[1]
    path = []
    for step in range(_STEPS + 1):
        angle = math.radians(first + (last - first) * step / _STEPS)
        x, y = camera.point(neck.place(9 * math.cos(angle), 20.5, 9 * math.sin(angle)))
        path.append((x, y + 3.5 * math.cos(angle)))
    return path


def beside(path: Sequence[Point], figure: Sequence[Disc]) -> list[Point]:
    """The way, moved aside until it is clear of the figure, and not too short to see."""
    path = _lengthened(path)
    (ax, ay), (bx, by) = path[0], path[-1]
    length = math.dist(path[0], path[-1]) or 1
    along = (bx - ax) / length, (by - ay) / length
    aside = -along[1], along[0]
    best, best_gap = list(path), -math.inf
    for by_ in range(0, 26):
        for forward in (0, 4, 8):
            for sign in (1, -1):
                dx = aside[0] * by_ * sign + along[0] * forward
                dy = aside[1] * by_ * sign + along[1] * forward
                moved = [(x + dx, y + dy) for x, y in path]
                gap = _gap(moved, figure)
                if gap >= _GAP:
                    return moved
                if gap > best_gap:
                    best, best_gap = moved, gap
    return best


def _lengthened(path: Sequence[Point]) -> list[Point]:
    length = math.dist(path[0], path[-1])
    if length >= _SHORTEST or length == 0:
        return list(path)
    x = (path[0][0] + path[-1][0]) / 2
    y = (path[0][1] + path[-1][1]) / 2
    by = _SHORTEST / length
    return [(x + (px - x) * by, y + (py - y) * by) for px, py in path]


def _gap(path: Sequence[Point], figure: Sequence[Disc]) -> float:
    return min(math.dist(point, disc.middle) - disc.radius for point in path for disc in figure)


def draw(path: Sequence[Point], size: float) -> str:
    """The arrow as SVG."""
    return arrows.draw(_thinned(path), size=size)


def _thinned(path: Sequence[Point]) -> list[Point]:
    """A straight way by its ends, another one by a few points."""
    (ax, ay), (bx, by) = path[0], path[-1]
    length = math.dist(path[0], path[-1]) or 1
    bow = max(abs((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / length for x, y in path)
    return [path[0], path[-1]] if bow < 0.04 * length else [path[0], path[2], path[4], path[-1]]
