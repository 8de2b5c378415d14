# What of a figure touches the ground, and the search for the angle with which it does.

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from generator.diagrams.skeleton import ANKLE_HEIGHT, BALL, HAND_LENGTH, HEEL, TOES, Bone, Skeleton
from generator.diagrams.space import plus
from generator.schema.posture import SIDES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from generator.diagrams.space import Rotation, Vector
    from generator.schema.posture import Angles

NEAR = 6
"""How far from the ground a foot may be to be put on it, in hundredths of a person's height."""
BENT = 30
"""From how many degrees on a knee is so bent that the foot stands on its sole."""
_STEP = 5
"""How many degrees apart angles are tried."""


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
        _, fore, hand = figure.arms[side]
        yield f"{side} elbow", fore.at, 2.3
        yield f"{side} wrist", hand.at, 1.5
        yield f"{side} fingers", hand.place(0, -HAND_LENGTH + 1), 1.0
        _, shank, foot, toes = figure.legs[side]
        yield f"{side} knee", shank.at, 3.5
        yield f"{side} heel", foot.place(HEEL + 2, 2 - ANKLE_HEIGHT), 2.0
        yield f"{side} ball", foot.place(BALL, 1.3 - ANKLE_HEIGHT), 1.3
        yield f"{side} toes", toes.place(TOES - 1, 1.0), 1.0


FOOT = ("heel", "ball", "toes")
"""The contacts of a foot."""


def foot(side: str) -> tuple[str, ...]:
    """The contacts of the foot on one side."""
    return tuple(f"{side} {name}" for name in FOOT)


def lowest(figure: Skeleton, *names: str) -> float:
    """The height of the lowest of the named contacts, or of all."""
    return min(
        middle[1] - radius
        for name, middle, radius in contacts(figure)
        if not names or any(name.endswith(n) for n in names)
    )


def moved(figure: Skeleton, by: Vector) -> Skeleton:
    """The figure at another place."""

    def shifted(bones: Sequence[Bone]) -> tuple[Bone, ...]:
        return tuple(Bone(plus(bone.at, by), bone.frame) for bone in bones)

    pelvis, head = shifted((figure.pelvis, figure.head))
    return Skeleton(
        pelvis,
        shifted(figure.spine),
        shifted(figure.neck),
        head,
        {side: shifted(arm) for side, arm in figure.arms.items()},
        {side: shifted(leg) for side, leg in figure.legs.items()},
    )


def pitch(frame: Rotation) -> float:
    """The angle of a bone's forward direction above the horizontal, in degrees."""
    return math.degrees(math.atan2(frame[0][1], frame[0][0]))


def level_foot(put: dict[str, float], base: Angles, side: str, figure: Callable[[], Skeleton]) -> None:
    """Bend the ankle so that the sole of a bent leg is flat on the ground."""
    ankle = f"{side} ankle"
    if put[ankle] == base[ankle] and put[f"{side} knee"] > BENT:
        sole = figure().legs[side][2]
        put[ankle] = max(-50, min(30, put[ankle] - pitch(sole.frame)))


def root(gap: Callable[[float], float], start: float, reach: int) -> float:
    """The argument nearest to `start` where `gap` is 0, else where it is nearest to 0."""
    gaps = {0: gap(start)}
    for step in range(_STEP, reach + _STEP, _STEP):
        for sign in (1, -1):
            at, before = sign * step, sign * (step - _STEP)
            gaps[at] = gap(start + at)
            if gaps[at] * gaps[before] <= 0:
                return _bisect(gap, start + before, start + at, gaps[before])
    return start + min(gaps, key=lambda at: abs(gaps[at]))


def _bisect(gap: Callable[[float], float], low: float, high: float, gap_at_low: float) -> float:
    for _ in range(12):
        middle = (low + high) / 2
        gap_at_middle = gap(middle)
        if gap_at_low * gap_at_middle <= 0:
            high = middle
        else:
            low, gap_at_low = middle, gap_at_middle
    return (low + high) / 2
