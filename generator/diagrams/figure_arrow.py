# The arrow of an exercise: the way of the part of the body that moves farthest, beside the figure.

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from generator.diagrams import arrows
from generator.diagrams.settle import lowest, moved, settled
from generator.diagrams.skeleton import HAND
from generator.schema.figure import Follow
from generator.schema.posture import SIDES, Position

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from generator.diagrams.skeleton import Skeleton
    from generator.diagrams.space import Camera, Vector
    from generator.diagrams.svg import Point
    from generator.schema.figure import Figure

_STEPS = 6
_SHORTEST = 15
"""The least length of an arrow, in hundredths of a person's height."""
_LONGEST = 36
"""The greatest length; a longer way is shown by its first part."""
_GAP = 3.6
"""How far the middle of an arrow must be from the figure."""


class Disc(NamedTuple):
    """A part of the figure that an arrow should not cover."""

    middle: Point
    radius: float


_PLACES: dict[Follow, Callable[[Skeleton, str], Vector]] = {
    Follow.HAND: lambda f, side: f.arms[side][2].place(0, -HAND * 0.6),
    Follow.FOOT: lambda f, side: f.legs[side][2].place(4, -2),
    Follow.HEAD: lambda f, _: f.head.place(0, 4),
    Follow.HIPS: lambda f, _: f.pelvis.at,
    Follow.KNEE: lambda f, side: f.legs[side][1].at,
    Follow.BACK: lambda f, _: f.spine[3].place(-4, 0),
    Follow.SHOULDER: lambda f, side: f.arms[side][0].at,
}
_PAIRED = (Follow.HAND, Follow.FOOT, Follow.KNEE, Follow.SHOULDER)


def postures(figure: Figure) -> list[Skeleton]:
    """The figure on its way from start to end."""
    first, last = figure.start_angles, figure.end_angles
    start, end = settled(figure.position, first), last
    planted = {
        side: start.legs[side][2].at
        for side in SIDES
        if all(first[joint] == end[joint] for joint in (f"{side} hip", f"{side} knee", "spine_turn"))
        and first[f"{side} knee"] > _BENT
        and lowest(start, f"{side} heel", f"{side} ball") < 1
    }
    way = [start] + [
        settled(
            figure.position,
            {joint: first[joint] + (last[joint] - first[joint]) * step / _STEPS for joint in first},
            planted,
        )
        for step in range(1, _STEPS + 1)
    ]
    return _in_place(way) if figure.position is Position.STANDING else way


_BENT = 30


def _in_place(way: list[Skeleton]) -> list[Skeleton]:
    """Postures with the foot in the same place that stays on the floor, the one in front if both do."""
    ends = (way[0], way[-1])
    down = [s for s in SIDES if all(lowest(f, f"{s} heel", f"{s} ball", f"{s} toes") < 1 for f in ends)]
    if not down:
        return way
    side = max(down, key=lambda s: way[0].legs[s][3].at[0])
    x = way[0].legs[side][3].at[0]
    return [moved(figure, (x - figure.legs[side][3].at[0], 0, 0)) for figure in way]


def paths(figure: Figure, way: Sequence[Skeleton], camera: Camera) -> list[list[Point]]:
    """The ways that arrows show, at first on the body itself."""
    ways = _ways(way, camera)
    turns = figure.start_angles["turn"] != figure.end_angles["turn"]
    if turns and not figure.follow and max(map(_length, ways.values())) < _SHORTEST:
        return [_around_head(figure, way[0], camera)]
    parts = figure.follow or tuple(_farthest(figure, ways))
    return [path for (part, side), path in ways.items() if part in parts and _leads(ways, part, side)]


def _farthest(figure: Figure, ways: dict[tuple[Follow, str], list[Point]]) -> Iterator[Follow]:
    """The part that moves farthest, and hand or foot if they move as far elsewhere."""
    lengths = {part: max(_length(ways[key]) for key in ways if key[0] is part) for part in Follow}
    farthest = max(lengths.values())
    if figure.position is Position.ALL_FOURS and max(lengths[Follow.HAND], lengths[Follow.FOOT]) < _STILL:
        yield Follow.BACK
        return
    # what carries others along is what moves
    for part, carried in ((Follow.HEAD, 0.7), (Follow.HIPS, 0.9), (Follow.SHOULDER, 0.85), (Follow.KNEE, 0.95)):
        if lengths[part] > carried * farthest:
            yield part
            return
    limbs = [part for part in (Follow.HAND, Follow.FOOT) if lengths[part] > 0.6 * farthest]  # noqa: PLR2004
    yield from limbs or [max(lengths, key=lambda part: lengths[part])]


_STILL = 6
"""Movements below this length, in hundredths of a person's height, do not count."""


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
    """The way, moved aside until it is clear of the figure, and neither too short to see nor too long."""
    short = _length(path) < _SHORTEST
    path = _lengthened(path) if short else _shortened(path)
    length = math.dist(path[0], path[-1]) or 1
    along = (path[-1][0] - path[0][0]) / length, (path[-1][1] - path[0][1]) / length
    best, best_gap = list(path), -math.inf
    for ahead, aside in _SHORT_SHIFTS if short else _SHIFTS:
        dx, dy = along[0] * ahead - along[1] * aside, along[1] * ahead + along[0] * aside
        shifted = [(x + dx, y + dy) for x, y in path]
        gap = _gap(shifted, figure)
        if gap >= _GAP:
            return shifted
        if gap > best_gap:
            best, best_gap = shifted, gap
    return best


_SHIFTS = [(ahead, sign * aside) for aside in range(26) for ahead in (0, 4, 8) for sign in (1, -1)]
"""Where an arrow may be, from its way, along it and at right angles to it: the best first."""
_SHORT_SHIFTS = [(ahead, 0) for ahead in range(6, 26)] + _SHIFTS
"""The same for a short movement, whose arrow is in front of what moves."""


def _shortened(path: Sequence[Point]) -> list[Point]:
    """The first part of a long way, in as many steps."""
    share = min(1, _LONGEST / _length(path))
    points = []
    for step in range(len(path)):
        at = step * share
        low = min(int(at), len(path) - 2)
        (ax, ay), (bx, by) = path[low], path[low + 1]
        points.append((ax + (bx - ax) * (at - low), ay + (by - ay) * (at - low)))
    return points


def _lengthened(path: Sequence[Point]) -> list[Point]:
    """A straight way as long as an arrow must be at least."""
    (ax, ay), (bx, by) = path[0], path[-1]
    length = math.dist(path[0], path[-1])
    if length == 0:
        return list(path)
    by_ = _SHORTEST / length / (len(path) - 1)
    return [(ax + (bx - ax) * by_ * step, ay + (by - ay) * by_ * step) for step in range(len(path))]


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
