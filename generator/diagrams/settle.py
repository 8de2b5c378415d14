# Puts a figure on the ground: on its feet, its seat, its knees and hands, or on the mat that it lies on.

from __future__ import annotations

import math
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from generator.diagrams.contacts import FOOT, NEAR, foot, level_foot, lowest, moved, pitch, root
from generator.diagrams.lying import lying
from generator.diagrams.skeleton import ANKLE_HEIGHT, FOREARM, SHANK, UPPER_ARM, Bone, skeleton, unchanged
from generator.diagrams.space import about_z, plus
from generator.schema.posture import SIDES, BasePosition, resolve

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.diagrams.lying import Planted
    from generator.diagrams.skeleton import Skeleton
    from generator.schema.posture import Angles


def settled(position: BasePosition, angles: Angles, planted: Planted = MappingProxyType({})) -> Skeleton:
    """The figure on the ground, which is at y = 0.

    Args:
        position: from which the posture starts.
        angles: the posture.
        planted: the feet of a lying figure that stay where they are.
    """
    match position:
        case BasePosition.STANDING:
            return _on(angles, _standing)
        case BasePosition.KNEELING:
            return _on(_with_front_foot(angles), _kneeling)
        case BasePosition.SITTING:
            return _sitting(angles)
        case BasePosition.ALL_FOURS:
            return _all_fours(angles)
        case BasePosition.ON_SIDE:
            return _on_side(angles)
        case BasePosition.ON_BACK | BasePosition.FACE_DOWN:
            return lying(position, angles, planted)


def _on(angles: Angles, support: Callable[[Skeleton], tuple[float, Bone]]) -> Skeleton:
    """Turn a figure so that its support is level, and put it down."""
    tilt, _ = support(skeleton(angles))
    level = skeleton(angles, facing=about_z(tilt))
    _, bone = support(level)
    return moved(level, (-bone.at[0], -lowest(level), 0))


def _standing(figure: Skeleton) -> tuple[float, Bone]:
    _, _, _, toes = figure.legs[_lower(figure, *FOOT)]
    return -pitch(toes.frame), toes


def _with_front_foot(angles: Angles) -> Angles:
    """The posture with the foot of a leg that does not kneel flat on the floor."""
    figure = _on(angles, _kneeling)
    side = "left" if _lower(figure, "knee") == "right" else "right"
    if lowest(figure, f"{side} knee") < NEAR or abs(lowest(figure, *foot(side))) > 2 * NEAR:
        return angles
    put = {**angles}

    def gap(hip: float) -> float:
        put[f"{side} hip"] = hip
        level_foot(put, resolve(BasePosition.KNEELING), side, lambda: _on(put, _kneeling))
        return lowest(_on(put, _kneeling), *foot(side))

    put[f"{side} hip"] = root(gap, angles[f"{side} hip"], 40)
    return put


def _kneeling(figure: Skeleton) -> tuple[float, Bone]:
    _, shank, _, _ = figure.legs[_lower(figure, "knee")]
    return -90 - pitch(shank.frame), shank


def _lower(figure: Skeleton, *names: str) -> str:
    """The side whose contacts are lower; the right one if they are level."""
    left, right = (lowest(figure, *(f"{side} {name}" for name in names)) for side in SIDES)
    return "left" if left < right - 0.01 else "right"


def _sitting(angles: Angles) -> Skeleton:
    put = {**angles}

    def seated() -> Skeleton:
        return skeleton(put, (0, SHANK + ANKLE_HEIGHT, 0))

    for side in SIDES:
        if abs(lowest(seated(), f"{side} heel", f"{side} ball")) < NEAR:
            level_foot(put, resolve(BasePosition.SITTING), side, seated)
    figure = seated()
    below = min(0.0, lowest(figure, *FOOT))
    return moved(figure, (0, -below, 0))


def _on_side(angles: Angles) -> Skeleton:
    # the head points to the right of the picture, the right side up
    figure = skeleton(angles, facing=((1, 0, 0), (0, 0, -1), (0, 1, 0)))
    return moved(figure, (0, -lowest(figure), 0))


def _all_fours(angles: Angles) -> Skeleton:
    base = resolve(BasePosition.ALL_FOURS)
    rest = _on_knees(base, -90)
    planted = [side for side in SIDES if unchanged(base, angles, f"{side} shoulder", f"{side} elbow")]

    def gap(tilt: float) -> float:
        figure = _on_knees(angles, tilt)
        if not planted:
            return lowest(figure, "wrist", "fingers", "elbow")
        side = planted[0]
        reach = math.dist(figure.arms[side][0].at, rest.arms[side][2].at)
        return UPPER_ARM + FOREARM - reach

    figure = _on_knees(angles, root(gap, -90, 60))
    for side in planted:
        figure = _arm_to(figure, side, rest.arms[side][2])
    return moved(figure, (0, -min(0.0, lowest(figure)), 0))


def _on_knees(angles: Angles, tilt: float) -> Skeleton:
    """On the lower knee, its thigh as in the position unless the posture bends it; the trunk at `tilt`."""
    base = resolve(BasePosition.ALL_FOURS)
    still = [side for side in SIDES if unchanged(base, angles, f"{side} hip", f"{side} knee")]
    free = {f"{side} hip": angles[f"{side} hip"] - 90 - tilt for side in still}
    figure = skeleton({**angles, **free}, facing=about_z(tilt))
    if not still:
        level, _ = _kneeling(figure)
        hips = {f"{side} hip": angles[f"{side} hip"] + level for side in SIDES}
        figure = skeleton({**angles, **hips}, facing=about_z(tilt))
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
    return replace(figure, arms={**figure.arms, side: (upper, fore, wrist)})
