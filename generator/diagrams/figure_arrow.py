# The arrow of an exercise: the way of the part of the body that moves farthest, beside the figure.

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from generator.diagrams.contacts import BENT, foot, lowest, moved
from generator.diagrams.settle import settled
from generator.diagrams.skeleton import HAND_LENGTH, unchanged
from generator.diagrams.space import plus
from generator.diagrams.svg import mixed
from generator.schema.figure import Follow, View
from generator.schema.posture import SIDES, BasePosition

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from generator.diagrams.figure_shapes import Disc
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


class Way(NamedTuple):
    """The way of a part of the body."""

    points: list[Point]
    free: bool = False
    """Whether it is clear of the figure already."""


_PLACES: dict[Follow, Callable[[Skeleton, str], Vector]] = {
    Follow.HAND: lambda f, side: f.arms[side][2].place(0, -HAND_LENGTH * 0.6),
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
    start = settled(figure.position, first)
    planted = {
        side: start.legs[side][2].at
        for side in SIDES
        if unchanged(first, last, f"{side} hip", f"{side} knee", "spine_turn")
        and first[f"{side} knee"] > BENT
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
    return _in_place(way) if figure.position is BasePosition.STANDING else way


_DOWN = 3
"""Up to which height a foot is on the floor."""
_APART = 14
"""How far apart both sides must be for each to have an arrow."""


def _in_place(way: list[Skeleton]) -> list[Skeleton]:
    """Postures with the foot in the same place that stays on the floor, the one in front if both do."""
    ends = (way[0], way[-1])
    down = [side for side in SIDES if all(lowest(figure, *foot(side)) < _DOWN for figure in ends)]
    if not down:
        return way
    side = max(down, key=lambda s: way[0].legs[s][3].at[0])
    x = way[0].legs[side][3].at[0]
    return [moved(figure, (x - figure.legs[side][3].at[0], 0, 0)) for figure in way]


def ways(figure: Figure, way: Sequence[Skeleton], camera: Camera) -> list[Way]:
    """The ways that arrows show, at first on the body itself."""
    paths = _paths(way, camera)
    if not figure.follow and _turns(figure, paths):
        return [Way(_around_head(figure, way[0], camera), free=True)]
    parts = figure.follow or tuple(_farthest(figure, paths))
    return [
        Way(path) for (part, side), path in paths.items() if part in parts and _leads(paths, part, side)
    ]


def _turns(figure: Figure, paths: dict[tuple[Follow, str], list[Point]]) -> bool:
    """Whether the head turns and nothing else moves far, or the trunk turns, as seen from the front."""
    first, last = figure.start_angles, figure.end_angles
    if figure.view is View.FRONT and first["spine_turn"] != last["spine_turn"]:
        return True
    return first["turn"] != last["turn"] and max(map(_length, paths.values())) < _SHORTEST


def _farthest(figure: Figure, paths: dict[tuple[Follow, str], list[Point]]) -> Iterator[Follow]:
    """The part that moves farthest, and hand or foot if they move as far elsewhere."""
    lengths = {part: max(_length(paths[key]) for key in paths if key[0] is part) for part in Follow}
    farthest = max(lengths.values())
    if (
        figure.position is BasePosition.ALL_FOURS
        and max(lengths[Follow.HAND], lengths[Follow.FOOT]) < _STILL
    ):
        yield Follow.BACK
        return
    # what carries others along is what moves
    for part, carried in (
        (Follow.HEAD, 0.7),
        (Follow.HIPS, 0.9),
        (Follow.SHOULDER, 0.85),
        (Follow.KNEE, 0.95),
    ):
        if lengths[part] > carried * farthest:
            yield part
            return
    limbs = [part for part in (Follow.HAND, Follow.FOOT) if lengths[part] > max(0.6 * farthest, _SHORTEST)]
    yield from limbs or [max(lengths, key=lambda part: lengths[part])]


_STILL = 6
"""Movements below this length, in hundredths of a person's height, do not count."""


def _leads(paths: dict[tuple[Follow, str], list[Point]], part: Follow, side: str) -> bool:
    """Whether this side moves more than the other, or as much but apart from it."""
    if part not in _PAIRED:
        return True
    other = paths[part, "left" if side == "right" else "right"]
    mine = paths[part, side]
    if _length(mine) < 0.5 * _length(other):
        return False
    return side == "right" or _length(other) < 0.5 * _length(mine) or math.dist(mine[0], other[0]) > _APART


def _paths(way: Sequence[Skeleton], camera: Camera) -> dict[tuple[Follow, str], list[Point]]:
    return {
        (part, side): [camera.point(place(figure, side)) for figure in way]
        for part, place in _PLACES.items()
        for side in (("right", "left") if part in _PAIRED else ("right",))
    }


def _length(path: Sequence[Point]) -> float:
    """How far a way leads from where it starts."""
    return max(math.dist(path[0], point) for point in path)


def _around_head(figure: Figure, start: Skeleton, camera: Camera) -> list[Point]:
    """Part of a circle above the head, as seen from above, from beyond one side to the other."""
    first, last = (
        angles["turn"] + angles["spine_turn"] for angles in (figure.start_angles, figure.end_angles)
    )
    first -= 0.6 * (last - first)
    neck = start.neck[1]
    path = []
    for step in range(_STEPS + 1):
        angle = math.radians(first + (last - first) * step / _STEPS)
        cos, sin = math.cos(angle), math.sin(angle)
        x, y = camera.point(neck.place(_CIRCLE * cos, _ABOVE, _CIRCLE * sin))
        path.append((x, y + 0.5 * _CIRCLE * camera.depth(plus(neck.place(cos, 0, sin), neck.at, -1))))
    return path


_CIRCLE = 11
_ABOVE = 27
"""Radius and height above the neck of the circle around a head that turns."""


def beside(way: Way, figure: Sequence[Disc], ground: float, longest: float = _LONGEST) -> list[Point]:
    """The way, moved until it is clear of the figure, and neither too short to see nor too long.

    Args:
        way: the way on the body.
        figure: what the arrow must not cover.
        ground: below which height in the picture the arrow must not be.
        longest: the greatest length; a longer way is shown by its first part.
    """
    if way.free:
        return list(way.points)
    path = way.points
    path = _lengthened(path) if math.dist(path[0], path[-1]) < _SHORTEST else _shortened(path, longest)
    length = math.dist(path[0], path[-1]) or 1
    along = (path[-1][0] - path[0][0]) / length, (path[-1][1] - path[0][1]) / length

    def move(ahead: float, aside: float) -> Point:
        return along[0] * ahead - along[1] * aside, along[1] * ahead + along[0] * aside

    def moved(by: Point) -> list[Point]:
        return [(x + by[0], y + by[1]) for x, y in path]

    lowest = max(y for _, y in path)
    moves = [move(*shift) for shift in _SHIFTS]
    above = [by for by in moves if lowest + by[1] <= ground + 1] or moves
    in_the_way = [*figure]
    clear = (place for by in above if _is_clear(place := moved(by), in_the_way))
    return next(clear, None) or max(map(moved, above), key=lambda place: _gap(place, figure))


def _is_clear(path: Sequence[Point], figure: list[Disc]) -> bool:
    """Whether a way is clear of a figure. A disc in the way comes first next time: it often still is."""
    points = path[::2]
    for index, (middle, radius) in enumerate(figure):
        if any(math.dist(point, middle) < radius + _GAP for point in points):
            figure.insert(0, figure.pop(index))
            return False
    return True


def _cost(shift: tuple[int, int]) -> float:
    """How far an arrow is from its way; one that points at the body is the next best."""
    ahead, aside = shift
    return abs(aside) + 0.8 * abs(ahead) + (6 if ahead < 0 else 0)


_SHIFTS = sorted(((ahead, aside) for ahead in range(-32, 33, 2) for aside in range(-26, 27, 2)), key=_cost)
"""Where an arrow may be, from its way: along it, and at right angles to it. The best come first."""


def _shortened(path: Sequence[Point], longest: float) -> list[Point]:
    """The first part of a long way, in as many steps."""
    share = min(1, longest / sum(math.dist(a, b) for a, b in pairwise(path)))
    points = []
    for step in range(len(path)):
        at = step * share
        low = min(int(at), len(path) - 2)
        points.append(mixed(path[low], path[low + 1], at - low))
    return points


def _lengthened(path: Sequence[Point]) -> list[Point]:
    """A straight way as long as an arrow must be at least."""
    length = math.dist(path[0], path[-1])
    if length == 0:
        return list(path)
    share = _SHORTEST / length / (len(path) - 1)
    return [mixed(path[0], path[-1], share * step) for step in range(len(path))]


def _gap(path: Sequence[Point], figure: Sequence[Disc]) -> float:
    return min(math.dist(point, disc.middle) - disc.radius for point in path for disc in figure)


def thinned(path: Sequence[Point]) -> list[Point]:
    """A straight way by its ends, another one by a few points."""
    (ax, ay), (bx, by) = path[0], path[-1]
    length = math.dist(path[0], path[-1]) or 1
    bow = max(abs((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / length for x, y in path)
    return [path[0], path[-1]] if bow < 0.04 * length else [path[0], path[2], path[4], path[-1]]
