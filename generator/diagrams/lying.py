# Puts a lying figure on its mat: it rests on its trunk, and what a posture leaves as it is comes down, too.

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from generator.diagrams.contacts import FOOT, NEAR, contacts, foot, level_foot, lowest, moved, pitch, root
from generator.diagrams.skeleton import SHANK, THIGH, skeleton, unchanged
from generator.diagrams.space import about_y, about_z, after, plus
from generator.schema.posture import SIDES, BasePosition, resolve

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.diagrams.skeleton import Skeleton
    from generator.diagrams.space import Vector
    from generator.diagrams.svg import Point
    from generator.schema.posture import Angles

Planted: TypeAlias = "Mapping[str, Vector]"
"""Side → where its ankle stays."""

_FACING = {BasePosition.ON_BACK: about_z(90), BasePosition.FACE_DOWN: about_z(-90)}
_RESTS = {
    BasePosition.ON_BACK: (("seat", "back"), FOOT),
    BasePosition.FACE_DOWN: (("belly", "breast", "waist", "knee", "wrist", "elbow"), ("toes", "ball")),
}
"""What a lying figure rests on: with its trunk, and with its feet."""


def lying(position: BasePosition, angles: Angles, planted: Planted) -> Skeleton:
    """On the mat with the trunk; limbs that the posture leaves as they are come down to it as well.

    Args:
        position: on the back, or face down.
        angles: the posture.
        planted: the feet that stay where they are.
    """
    trunk, feet = _RESTS[position]
    figure = _at_rest(position, angles, trunk)
    if not planted and lowest(figure, *feet) < -NEAR:
        figure = _at_rest(position, angles, (*trunk, *feet))
    put = _Put({**angles}, figure, position)
    base = resolve(position)
    if angles["neck"] == base["neck"]:
        put.down("neck", 50, "head", "face")
    for side in SIDES:
        still = unchanged(base, angles, f"{side} shoulder", f"{side} elbow")
        hand = f"{side} wrist", f"{side} fingers"
        if still or lowest(put.figure(), *hand) < -1:
            put.down(f"{side} shoulder", 50, *hand)
        put.leg(side, planted.get(side))
    figure = put.figure()
    return moved(figure, (0, -lowest(figure, *trunk, *feet), 0))


@dataclass
class _Put:
    """A lying figure whose limbs are put on the mat one after the other."""

    angles: dict[str, float]
    trunk: Skeleton
    position: BasePosition

    def figure(self) -> Skeleton:
        """The figure so far; its pelvis stays where it is."""
        fresh = skeleton(self.angles, facing=self.trunk.pelvis.frame)
        return moved(fresh, plus(self.trunk.pelvis.at, fresh.pelvis.at, -1))

    def down(self, joint: str, reach: int, *names: str) -> None:
        """Bend a joint, by `reach` degrees at most, until one of the named contacts is on the mat."""

        def gap(angle: float) -> float:
            self.angles[joint] = angle
            return lowest(self.figure(), *names)

        self.angles[joint] = root(gap, self.angles[joint], reach)

    def leg(self, side: str, ankle: Vector | None) -> None:
        """Put a foot on the mat that is near it, or where it was."""
        if ankle is not None:
            self.angles |= _leg_to(self.figure(), side, ankle)
            self._level(side)
        elif abs(lowest(self.figure(), *foot(side))) < NEAR:
            for _ in range(2):
                self._level(side)
                self.down(f"{side} hip", 25, *foot(side))

    def _level(self, side: str) -> None:
        if self.position is BasePosition.ON_BACK:
            level_foot(self.angles, resolve(self.position), side, self.figure)


def _leg_to(figure: Skeleton, side: str, ankle: Vector) -> dict[str, float]:
    """The angles of hip and knee with which the ankle is at a place, or as near as the leg reaches."""
    hip = figure.legs[side][0].at
    x, y = ankle[0] - hip[0], ankle[1] - hip[1]
    length = min(math.hypot(x, y), THIGH + SHANK - 0.01)
    knee = 180 - _corner(THIGH, SHANK, length)
    down = math.degrees(math.atan2(x, -y))
    thigh = down + _corner(THIGH, length, SHANK)
    return {f"{side} hip": thigh - pitch(figure.pelvis.frame), f"{side} knee": knee}


def _corner(a: float, b: float, opposite: float) -> float:
    """The angle between two sides of a triangle, in degrees."""
    cos = (a * a + b * b - opposite * opposite) / (2 * a * b)
    return math.degrees(math.acos(max(-1, min(1, cos))))


def _at_rest(position: BasePosition, angles: Angles, names: tuple[str, ...]) -> Skeleton:
    """As a rigid body lies: on the two contacts on both sides of its middle."""
    # what lies flat is the chest; the pelvis turns against it
    facing = after(_FACING[position], about_y(angles["spine_turn"]))
    figure = skeleton(angles, facing=facing)
    tilt = 0.0
    for _ in range(3):
        tilt += _tilt_to_rest(figure, names)
        figure = skeleton(angles, facing=after(about_z(tilt), facing))
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
