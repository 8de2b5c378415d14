# The shape of a figure: ellipsoids along its bones, by part of the body and by what it wears.

from __future__ import annotations

import math
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from generator.diagrams.skeleton import (
    ANKLE_HEIGHT,
    BALL,
    FOREARM,
    HAND_LENGTH,
    HEEL,
    SHANK,
    THIGH,
    TOES,
    UPPER_ARM,
    Bone,
    outward,
)
from generator.diagrams.space import between, times
from generator.diagrams.svg import mixed
from generator.schema.posture import SIDES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.diagrams.skeleton import Skeleton
    from generator.diagrams.space import Camera, Vector
    from generator.diagrams.svg import Point


class Ball(NamedTuple):
    """An ellipsoid on a bone."""

    at: Vector
    """Its middle on the line along which the part runs."""
    axes: tuple[Vector, Vector, Vector]
    """Half of its length forward, up and sideways."""
    shift: Vector
    """Where its middle really is, from `at`."""

    def seen_from(self, camera: Camera) -> Oval:
        """The ellipsoid in the picture."""
        a, b, c = self.axes
        axes = camera.direction(a), camera.direction(b), camera.direction(c)
        return Oval(camera.point(self.at), axes, camera.direction(self.shift))


class Oval(NamedTuple):
    """An ellipsoid as the camera sees it."""

    at: Point
    """See `Ball.at`."""
    axes: tuple[Point, Point, Point]
    shift: Point

    def reach(self, normal: Point) -> float:
        """How far it reaches in a direction of the picture, from `at`."""
        x, y = normal
        (ax, ay), (bx, by), (cx, cy) = self.axes
        sx, sy = self.shift
        return sx * x + sy * y + math.hypot(ax * x + ay * y, bx * x + by * y, cx * x + cy * y)


def ball(bone: Bone, at: Vector, half: tuple[float, float], up: float = 0, shift: float = 0) -> Ball:
    """An ellipsoid that moves with a bone.

    Args:
        bone: the bone.
        at: its place on the line of the part.
        half: half of its length forward and sideways.
        up: half of its length along the bone; the smaller of the other two if it is 0.
        shift: how far its middle is in front of `at`.
    """
    x, y, z = bone.frame
    forward, side = half
    return Ball(
        bone.place(*at),
        (times(x, forward), times(y, up or min(half)), times(z, side)),
        times(x, shift),
    )


class Disc(NamedTuple):
    """What a part of the figure covers in the picture, roughly."""

    middle: Point
    radius: float


class Covering(Enum):
    """What covers a part of the body, and so its colour."""

    SKIN = "skin"
    TOP = "top"
    TROUSERS = "trousers"


class BodyPart(NamedTuple):
    """A part of the body: a row of ellipsoids with one outline around them."""

    balls: tuple[Ball, ...]
    cover: Covering
    shaded: bool = True
    joined: bool = False
    """Whether its first ellipsoid has no outline, so that it merges with the part it hangs on."""
    hem: bool = False
    """Whether a line is drawn across its end."""


def trunk(figure: Skeleton, shoulders: Iterable[str] = SIDES) -> tuple[BodyPart, ...]:
    """Pelvis and chest, with the shoulders of the given sides."""
    pelvis, s, chest = figure.pelvis, figure.spine, figure.chest
    hips = (
        ball(pelvis, (0, -1.8, 0), (4.8, 7.6), 3.0, -0.7),
        ball(pelvis, (0, 0.8, 0), (6.3, 8.9), 4, -0.9),
        ball(s[1], (0, -1.5, 0), (5.5, 8.0), 4, 0.1),
    )
    top = (
        ball(pelvis, (0, 3.6, 0), (6.0, 8.5), 1.5, -0.4),
        ball(s[1], (0, 0, 0), (5.5, 7.8), 4, 0.3),
        ball(s[2], (0, 2, 0), (5.3, 7.5), 4, 0.4),
        ball(s[4], (0, 0, 0), (6.1, 8.3), 4, 0.5),
        ball(s[5], (0, 0.5, 0), (6.3, 8.8), 4, 0.1),
        ball(chest, (0, -2.4, 0), (4.9, 7.6), 3, -0.8),
        ball(chest, (0, 0.3, 0), (3.4, 4.6), 1.6, -0.5),
    )
    return (
        BodyPart(hips, Covering.TROUSERS, shaded=False),
        BodyPart(top, Covering.TOP),
        *(_shoulder(figure, side) for side in shoulders),
    )


def _shoulder(figure: Skeleton, side: str) -> BodyPart:
    chest = figure.chest
    joint = Bone(figure.arms[side][0].at, chest.frame)
    base = chest.place(-0.5, 0.6, outward(side) * 2.4)
    slope = Bone(between(base, joint.at, 0.5), chest.frame)
    return BodyPart(
        (
            ball(joint, (0, -0.1, 0), (3.2, 2.9)),
            ball(slope, (0, 0, 0), (2.8, 2.8)),
            ball(Bone(base, chest.frame), (0, 0, 0), (2.6, 2.6)),
        ),
        Covering.TOP,
        shaded=False,
    )


def arm(bones: tuple[Bone, ...]) -> tuple[BodyPart, ...]:
    """Hand, forearm and upper arm with its sleeve."""
    upper, fore, hand = bones
    palm = (
        ball(hand, (0, 0.6, 0), (1.45, 1.55)),
        ball(hand, (0.1, -HAND_LENGTH * 0.3, 0), (1.5, 2.2)),
        ball(hand, (0.1, -HAND_LENGTH * 0.68, 0), (1.25, 2.0)),
        ball(hand, (0, -HAND_LENGTH + 0.9, 0), (0.9, 1.3)),
    )
    thumb = (
        ball(hand, (0.5, -HAND_LENGTH * 0.12, 0), (1.1, 1.1)),
        ball(hand, (1.9, -HAND_LENGTH * 0.38, 0), (1.0, 1.0)),
        ball(hand, (2.2, -HAND_LENGTH * 0.58, 0), (0.8, 0.8)),
    )
    forearm = (
        ball(fore, (0, 0.4, 0), (2.3, 2.2)),
        ball(fore, (0, -FOREARM * 0.28, 0), (2.5, 2.4)),
        ball(fore, (0, -FOREARM * 0.7, 0), (1.95, 1.95)),
        ball(fore, (0, -FOREARM, 0), (1.5, 1.6)),
    )
    bare = (
        ball(upper, (0, -UPPER_ARM * 0.5, 0), (2.8, 2.7)),
        ball(upper, (0, -UPPER_ARM * 0.78, 0), (2.5, 2.4)),
        ball(upper, (0, -UPPER_ARM, 0), (2.3, 2.2)),
    )
    sleeve = (
        ball(upper, (0, -0.4, 0), (3.1, 2.8)),
        ball(upper, (0, -UPPER_ARM * 0.26, 0), (3.2, 2.9)),
        ball(upper, (0, -UPPER_ARM * 0.5, 0), (3.15, 2.95), 0.9),
    )
    return (
        BodyPart(palm, Covering.SKIN, shaded=False),
        BodyPart(thumb, Covering.SKIN, shaded=False),
        BodyPart(forearm, Covering.SKIN),
        BodyPart(bare, Covering.SKIN),
        BodyPart(sleeve, Covering.TOP, joined=True, hem=True),
    )


def leg(bones: tuple[Bone, ...]) -> tuple[BodyPart, ...]:
    """Foot, shank and thigh."""
    thigh, shank, foot, toes = bones
    heel = (
        ball(foot, (0, 0.6, 0), (1.9, 1.9)),
        ball(foot, (HEEL + 2.0, 2.1 - ANKLE_HEIGHT, 0), (2.1, 1.9)),
    )
    sole = (
        ball(foot, (HEEL + 2.0, 2.1 - ANKLE_HEIGHT, 0), (2.1, 1.9), 2.1),
        ball(foot, (BALL * 0.35, 2.3 - ANKLE_HEIGHT, 0), (2.3, 2.0), 2.3),
        ball(foot, (BALL, 1.5 - ANKLE_HEIGHT, 0), (1.5, 2.4), 1.5),
        ball(toes, (TOES - 1.2, 1.1, 0), (1.1, 2.0), 1.1),
    )
    instep = (
        ball(foot, (0.2, 0.6, 0), (1.9, 1.9)),
        ball(foot, (BALL * 0.4, 2.4 - ANKLE_HEIGHT, 0), (2.1, 2.0)),
        ball(foot, (BALL * 0.9, 1.6 - ANKLE_HEIGHT, 0), (1.6, 2.0)),
    )
    lower = (
        ball(shank, (0, 0, 0), (3.35, 3.2), shift=0.1),
        ball(shank, (0, -SHANK * 0.28, 0), (3.5, 3.3), shift=-0.5),
        ball(shank, (0, -SHANK * 0.62, 0), (2.7, 2.6), shift=-0.2),
        ball(shank, (0, -SHANK * 0.86, 0), (2.3, 2.2), 0.6),
    )
    upper = (
        ball(thigh, (0, -0.6, 0), (5.0, 4.5), 2.2, -0.3),
        ball(thigh, (0, -THIGH * 0.3, 0), (4.9, 4.5), shift=0.2),
        ball(thigh, (0, -THIGH * 0.7, 0), (4.0, 3.7), shift=0.2),
        ball(thigh, (0, -THIGH, 0), (3.4, 3.2)),
    )
    return (
        BodyPart(heel, Covering.SKIN, shaded=False),
        BodyPart(sole, Covering.SKIN, shaded=False),
        BodyPart(instep, Covering.SKIN, shaded=False),
        BodyPart(lower, Covering.TROUSERS, hem=True),
        BodyPart(upper, Covering.TROUSERS, joined=True),
    )


def neck(figure: Skeleton) -> BodyPart:
    """From the collar to the skull."""
    return BodyPart(
        (
            ball(figure.chest, (-0.2, 0.2, 0), (3.1, 3.2), 1.6),
            ball(figure.neck[1], (0, 0, 0), (2.9, 2.9)),
            ball(figure.head, (0.2, 1, 0), (2.9, 2.9)),
        ),
        Covering.SKIN,
        shaded=False,
    )


_HEAD = (((-0.3, 6.1, 0), 5.2), ((2.2, 1.7, 0), 3.9), ((5.9, 2.9, 0), 0.8))
_BETWEEN = (0.25, 0.5, 0.75)


def discs(figure: Skeleton, camera: Camera) -> list[Disc]:
    """The whole figure as discs, close enough together that nothing gets between them."""
    parts = [*trunk(figure), neck(figure)]
    for side in SIDES:
        parts += [*arm(figure.arms[side]), *leg(figure.legs[side])]
    rows = [[_disc(b.seen_from(camera)) for b in part.balls] for part in parts]
    covered = [disc for row in rows for disc in row]
    covered += [Disc(camera.point(figure.head.place(*at)), radius * camera.scale) for at, radius in _HEAD]
    pairs = (pair for row in rows for pair in pairwise(row))
    covered += [_mixed(one, other, share) for one, other in pairs for share in _BETWEEN]
    return covered


def _disc(seen: Oval) -> Disc:
    x, y = seen.at
    right, left = seen.reach((1, 0)), seen.reach((-1, 0))
    down, up = seen.reach((0, 1)), seen.reach((0, -1))
    return Disc((x + (right - left) / 2, y + (down - up) / 2), max(right + left, down + up) / 2)


def _mixed(a: Disc, b: Disc, share: float) -> Disc:
    return Disc(mixed(a.middle, b.middle, share), min(a.radius, b.radius))
