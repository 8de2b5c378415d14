# Puts a figure on the ground: on its feet, its seat, its knees and hands, or on the mat that it lies on.

from __future__ import annotations

import math
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from generator.diagrams.skeleton import (
    ANKLE_HEIGHT,
    BALL,
    FOREARM,
    HAND,
    HEEL,
    SHANK,
    THIGH,
    TOES,
    UPPER_ARM,
    Bone,
    Skeleton,
    skeleton,
)
from generator.diagrams.space import IDENTITY, about_x, about_y, about_z, after, plus
from generator.schema.posture import SIDES, Position, resolve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from generator.diagrams.space import Rotation, Vector
    from generator.diagrams.svg import Point
    from generator.schema.posture import Angles

SEAT = 5.0
"""How far the seat is below the hips."""
_LYING = {
    Position.ON_BACK: about_z(90),
    Position.FACE_DOWN: about_z(-90),
    Position.ON_SIDE: about_x(90),
    Position.ALL_FOURS: about_z(-90),
}


Planted: TypeAlias = "Mapping[str, Vector]"
"""Side → where its ankle stays."""


def settled(position: Position, angles: Angles, planted: Planted = MappingProxyType({})) -> Skeleton:
    """The figure on the ground, which is at y = 0.

    Args:
        position: from which the posture starts.
        angles: the posture.
        planted: the feet of a lying figure that stay where they are.
    """
    match position:
        case Position.STANDING:
            return _on(angles, _standing)
        case Position.KNEELING:
            return _on(angles, _kneeling)
        case Position.SITTING:
            return _sitting(angles)
        case Position.ALL_FOURS:
            return _all_fours(angles)
        case Position.ON_SIDE:
            return _on_side(angles)
        case Position.ON_BACK | Position.FACE_DOWN:
            return _lying(position, angles, planted)


# --- what touches the ground -----------------------------------------------------------------------


def contacts(figure: Skeleton) -> Iterator[tuple[str, Vector, float]]:
    """Name, middle and radius of everything with which a figure can touch the ground."""
    pelvis, chest, middle = figure.pelvis, figure.chest, figure.spine[2]
    yield "seat", pelvis.place(-1.6, -0.5), 5.6
    yield "belly", pelvis.place(1.0, 1.5), 5.4
    yield "waist", middle.place(0.2, 0), 5.2
    yield "back", chest.place(-0.4, -6), 6.2
    yield "breast", chest.place(0.8, -9), 6.2
    yield "head", figure.head.place(-0.2, 6.2), 5.0
    yield "face", figure.head.place(1.4, 2.4), 3.5
    for side in SIDES:
        upper, fore, hand = figure.arms[side]
        yield f"{side} elbow", fore.at, 2.3
        yield f"{side} wrist", hand.at, 1.5
        yield f"{side} fingers", hand.place(0, -HAND + 1), 1.0
        thigh, shank, foot, toes = figure.legs[side]
        yield f"{side} knee", shank.at, 3.5
        yield f"{side} heel", foot.place(HEEL + 2, 2 - ANKLE_HEIGHT), 2.0
        yield f"{side} ball", foot.place(BALL, 1.3 - ANKLE_HEIGHT), 1.3
        yield f"{side} toes", toes.place(TOES - 1, 1.0), 1.0
        del upper, thigh


def lowest(figure: Skeleton, *names: str) -> float:
    """The height of the lowest of the named contacts, or of all."""
    return min(
        middle[1] - radius
        for name, middle, radius in contacts(figure)
        if not names or any(name.endswith(n) for n in names)
    )


def moved(figure: Skeleton, by: Vector) -> Skeleton:
    """The figure at another place."""

    def bones(old: tuple[Bone, ...]) -> tuple[Bone, ...]:
        return tuple(Bone(plus(bone.at, by), bone.frame) for bone in old)

    return Skeleton(
        *bones((figure.pelvis,)),
        bones(figure.spine),
        bones(figure.neck),
        *bones((figure.head,)),
        {side: bones(arm) for side, arm in figure.arms.items()},  # type: ignore[misc]
        {side: bones(leg) for side, leg in figure.legs.items()},  # type: ignore[misc]
    )


# --- positions -------------------------------------------------------------------------------------


def _pitch(frame: Rotation) -> float:
    """The angle of a bone's forward direction above the horizontal, in degrees."""
    return math.degrees(math.atan2(frame[0][1], frame[0][0]))


def _on(angles: Angles, support: Callable[[Skeleton], tuple[float, Bone]]) -> Skeleton:
    """Turn a figure so that its support is level, and put it down."""
    tilt, _ = support(skeleton(angles))
    level = skeleton(angles, facing=about_z(tilt))
    _, bone = support(level)
    return moved(level, (-bone.at[0], -lowest(level), 0))


def _standing(figure: Skeleton) -> tuple[float, Bone]:
    _, _, foot, toes = figure.legs[_lower(figure, "heel", "ball", "toes")]
    return -_pitch(toes.frame), toes


def _kneeling(figure: Skeleton) -> tuple[float, Bone]:
    _, shank, _, _ = figure.legs[_lower(figure, "knee")]
    return -90 - _pitch(shank.frame), shank


def _lower(figure: Skeleton, *names: str) -> str:
    """The side whose contacts are lower; the right one if they are level."""
    left, right = (lowest(figure, *(f"{side} {name}" for name in names)) for side in SIDES)
    return "left" if left < right - 0.01 else "right"  # noqa: PLR2004 - level but for rounding


def _sitting(angles: Angles) -> Skeleton:
    put = {**angles}

    def seated() -> Skeleton:
        return skeleton(put, (0, SHANK + ANKLE_HEIGHT, 0))

    for side in SIDES:
        if abs(lowest(seated(), f"{side} heel", f"{side} ball")) < _NEAR:
            _level_foot(put, resolve(Position.SITTING), side, seated)
    figure = seated()
    below = min(0.0, lowest(figure, "heel", "ball", "toes"))
    return moved(figure, (0, -below, 0))


def _on_side(angles: Angles) -> Skeleton:
    # the head points to the right of the picture, the right side up
    figure = skeleton(angles, facing=((1, 0, 0), (0, 0, -1), (0, 1, 0)))
    return moved(figure, (0, -lowest(figure), 0))


def _all_fours(angles: Angles) -> Skeleton:
    base = resolve(Position.ALL_FOURS)
    rest = _on_knees(base, -90)
    planted = [
        side
        for side in SIDES
        if all(angles[f"{side} {joint}"] == base[f"{side} {joint}"] for joint in ("shoulder", "elbow"))
    ]

    def gap(pitch: float) -> float:
        figure = _on_knees(angles, pitch)
        if not planted:
            return lowest(figure, "wrist", "fingers", "elbow")
        side = planted[0]
        reach = math.dist(figure.arms[side][0].at, rest.arms[side][2].at)
        return UPPER_ARM + FOREARM - reach

    figure = _on_knees(angles, _root(gap, -90, 60))
    for side in planted:
        figure = _arm_to(figure, side, rest.arms[side][2])
    return moved(figure, (0, -min(0.0, lowest(figure)), 0))


def _on_knees(angles: Angles, pitch: float) -> Skeleton:
    """On the lower knee, its thigh as in the position unless the posture bends it; the trunk at `pitch`."""
    base = resolve(Position.ALL_FOURS)
    still = [s for s in SIDES if all(angles[f"{s} {j}"] == base[f"{s} {j}"] for j in ("hip", "knee"))]
    free = {f"{side} hip": angles[f"{side} hip"] - 90 - pitch for side in still}
    figure = skeleton({**angles, **free}, facing=about_z(pitch))  # type: ignore[dict-item]
    if not still:
        tilt, _ = _kneeling(figure)
        hips = {f"{side} hip": angles[f"{side} hip"] + tilt for side in SIDES}
        figure = skeleton({**angles, **hips}, facing=about_z(pitch))  # type: ignore[dict-item]
    knee = figure.legs[_lower(figure, "knee")][1]
    return moved(figure, (-knee.at[0], -lowest(figure, "knee"), 0))


def _arm_to(figure: Skeleton, side: str, hand: Bone) -> Skeleton:
    """The figure with one arm straight to where the hand is."""
    upper, _, _ = figure.arms[side]
    direction = plus(hand.at, upper.at, -1)
    angle = math.degrees(math.atan2(direction[0], -direction[1]))
    frame = about_z(angle)
    upper = Bone(upper.at, frame)
    fore = Bone(upper.place(0, -UPPER_ARM), frame)
    wrist = Bone(fore.place(0, -FOREARM), hand.frame)
    return Skeleton(
        figure.pelvis,
        figure.spine,
        figure.neck,
        figure.head,
        {**figure.arms, side: (upper, fore, wrist)},
        figure.legs,
    )


def _lying(position: Position, angles: Angles, planted: Planted) -> Skeleton:
    """On the mat with the trunk; what the posture leaves as it is comes down to the mat as well."""
    trunk, feet = _RESTS[position]
    figure = _at_rest(position, angles, trunk)
    if not planted and lowest(figure, *feet) < -_NEAR:
        figure = _at_rest(position, angles, (*trunk, *feet))
    tilt = _pitch(figure.pelvis.frame)
    put = {**angles}

    def again() -> Skeleton:
        fresh = skeleton(put, facing=after(about_z(tilt), about_y(angles["spine_turn"])))
        return moved(fresh, plus(figure.pelvis.at, fresh.pelvis.at, -1))

    def bring_down(joint: str, reach: int, *names: str) -> None:
        def gap(angle: float) -> float:
            put[joint] = angle
            return lowest(again(), *names)

        put[joint] = _root(gap, put[joint], reach)

    base = resolve(position)
    if put["neck"] == base["neck"]:
        bring_down("neck", 50, "head", "face")
    for side in SIDES:
        if all(put[f"{side} {joint}"] == base[f"{side} {joint}"] for joint in ("shoulder", "elbow")):
            bring_down(f"{side} shoulder", 50, f"{side} wrist", f"{side} fingers")
        foot = (f"{side} heel", f"{side} ball", f"{side} toes")
        if side in planted:
            put |= _leg_to(again(), side, planted[side])
            _level_foot(put, base, side, again)
        elif abs(lowest(again(), *foot)) < _NEAR:
            if position is Position.ON_BACK:
                _level_foot(put, base, side, again)
            bring_down(f"{side} hip", 25, *foot)
            if position is Position.ON_BACK:
                _level_foot(put, base, side, again)
            bring_down(f"{side} hip", 25, *foot)
    return again()


def _leg_to(figure: Skeleton, side: str, ankle: Vector) -> dict[str, float]:
    """The angles of hip and knee with which the ankle is at a place, or as near as the leg reaches."""
    hip = figure.legs[side][0].at
    x, y = ankle[0] - hip[0], ankle[1] - hip[1]
    length = min(math.hypot(x, y), THIGH + SHANK - 0.01)
    knee = 180 - _corner(THIGH, SHANK, length)
    down = math.degrees(math.atan2(x, -y))
    thigh = down + _corner(THIGH, length, SHANK)
    return {f"{side} hip": thigh - _pitch(figure.pelvis.frame), f"{side} knee": knee}


def _corner(a: float, b: float, opposite: float) -> float:
    """The angle between two sides of a triangle, in degrees."""
    cos = (a * a + b * b - opposite * opposite) / (2 * a * b)
    return math.degrees(math.acos(max(-1, min(1, cos))))


_NEAR = 6
"""How far from the ground a foot may be to be put on it."""
_RESTS = {
    Position.ON_BACK: (("seat", "back"), ("heel", "ball", "toes")),
    Position.FACE_DOWN: (("belly", "breast", "waist", "knee", "wrist", "elbow"), ("toes", "ball")),
}
"""What a lying figure rests on: with its trunk, and with its feet."""


def _level_foot(put: dict[str, float], base: Angles, side: str, figure: Callable[[], Skeleton]) -> None:
    """Bend the ankle so that the sole of a bent leg is flat on the ground."""
    ankle = f"{side} ankle"
    if put[ankle] == base[ankle] and put[f"{side} knee"] > _BENT:
        sole = figure().legs[side][2]
        put[ankle] = max(-50, min(30, put[ankle] - _pitch(sole.frame)))


_BENT = 30
"""From how many degrees on a knee is so bent that the foot stands on its sole."""


def _at_rest(position: Position, angles: Angles, names: tuple[str, ...]) -> Skeleton:
    """As a rigid body lies: on the two contacts on both sides of its middle."""
    # what lies flat is the chest; the pelvis turns against it
    facing = after(_LYING[position], about_y(angles["spine_turn"]))
    figure = skeleton(angles, facing=facing)
    pitch = 0.0
    for _ in range(3):
        pitch += _tilt_to_rest(figure, names)
        figure = skeleton(angles, facing=after(about_z(pitch), facing))
    return moved(figure, (-figure.chest.at[0], -lowest(figure, *names), 0))


def _tilt_to_rest(figure: Skeleton, names: tuple[str, ...]) -> float:
    """The rotation that makes the edge level on which the middle of the body rests, in degrees."""
    points = [(at[0], at[1] - radius) for name, at, radius in contacts(figure) if name.endswith(names)]
    middle = figure.pelvis.at[0] + 0.3 * (figure.chest.at[0] - figure.pelvis.at[0])
    edges = [(a, b) for a in points for b in points if a[0] < middle <= b[0] and b[0] - a[0] > 1]
    if not edges:
        return 0

    def height(edge: tuple[Point, Point]) -> float:
        (ax, ay), (bx, by) = edge
        return ay + (by - ay) * (middle - ax) / (bx - ax)

    (ax, ay), (bx, by) = min(edges, key=height)
    return -math.degrees(math.atan2(by - ay, bx - ax))


def _root(gap: Callable[[float], float], start: float, reach: int) -> float:
    """The argument nearest to `start` where `gap` is 0, else where it is nearest to 0."""
    gaps = {0: gap(start)}
    for step in range(_STEP, reach + _STEP, _STEP):
        for sign in (1, -1):
            at, before = sign * step, sign * (step - _STEP)
            gaps[at] = gap(start + at)
            if gaps[at] * gaps[before] <= 0:
                return _bisect(gap, start + before, start + at, gaps[before])
    return start + min(gaps, key=lambda at: abs(gaps[at]))


_STEP = 5


def _bisect(gap: Callable[[float], float], low: float, high: float, gap_at_low: float) -> float:
    for _ in range(12):
        middle = (low + high) / 2
        gap_at_middle = gap(middle)
        if gap_at_low * gap_at_middle <= 0:
            high = middle
        else:
            low, gap_at_low = middle, gap_at_middle
    return (low + high) / 2
