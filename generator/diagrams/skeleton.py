# The joints of a figure in space: from the angles of a posture to the places of its bones.
#
# Every bone hangs on the one before it, from the pelvis outward, so that limbs stay attached and keep their
# length.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.diagrams.space import (
    IDENTITY,
    Rotation,
    Vector,
    about_x,
    about_y,
    about_z,
    after,
    plus,
    turned,
)
from generator.schema.posture import SIDES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.schema.posture import Angles

# Lengths in hundredths of a person's height
HIP_WIDTH = 4.9
THIGH, SHANK, ANKLE_HEIGHT = 24.5, 23.5, 4.0
SHOULDER_WIDTH, SHOULDER_HEIGHT = 9.5, -2.3
UPPER_ARM, FOREARM, HAND_LENGTH = 17.0, 14.5, 9.6
SPINE_BASE = 3.0
SPINE, NECK = (4.5, 4.5, 4.5, 4.6, 4.6, 4.6), (3.2, 3.2)
HEEL, BALL, TOES = -3.2, 7.6, 3.6


@dataclass(frozen=True)
class Bone:
    """A part of the figure: where it starts, and how it is turned."""

    at: Vector
    frame: Rotation

    def place(self, x: float, y: float, z: float = 0) -> Vector:
        """A point that moves with the bone: x forward, y up, z to the right, from its start."""
        return plus(self.at, turned(self.frame, (x, y, z)))


@dataclass(frozen=True)
class Skeleton:
    """All parts of a figure."""

    pelvis: Bone
    spine: tuple[Bone, ...]
    """From the pelvis to the neck."""
    neck: tuple[Bone, ...]
    """The first one is the end of the spine, with the shoulders."""
    head: Bone
    arms: Mapping[str, tuple[Bone, ...]]
    """Upper arm, forearm and hand of each side."""
    legs: Mapping[str, tuple[Bone, ...]]
    """Thigh, shank, foot and toes of each side."""

    @property
    def chest(self) -> Bone:
        """The end of the spine, on which shoulders and neck hang."""
        return self.neck[0]


def skeleton(angles: Angles, at: Vector = (0, 0, 0), facing: Rotation = IDENTITY) -> Skeleton:
    """Place all bones.

    Args:
        angles: the posture.
        at: the middle between the hips.
        facing: how the pelvis is turned.
    """
    pelvis = Bone(at, facing)
    side, turn = angles["spine_side"] / len(SPINE), angles["spine_turn"] / len(SPINE)
    halves = [_bend(angles[half] / 3, side, turn) for half in ("spine_lower", "spine_upper")]
    *spine, chest = _chain(
        Bone(pelvis.place(0, SPINE_BASE), facing), SPINE, [bend for bend in halves for _ in range(3)]
    )
    bend = _bend(angles["neck"] / 2, angles["neck_side"] / 2, angles["turn"] / 3)
    *neck, top = _chain(chest, NECK, [bend, bend])
    return Skeleton(
        pelvis,
        tuple(spine),
        (chest, *neck),
        Bone(top.at, after(top.frame, _bend(angles["head"], 0, angles["turn"] / 3))),
        {side: _arm(angles, side, chest) for side in SIDES},
        {side: _leg(angles, side, pelvis) for side in SIDES},
    )


def unchanged(one: Angles, other: Angles, *joints: str) -> bool:
    """Whether some joints have the same angles in two postures."""
    return all(one[joint] == other[joint] for joint in joints)


def outward(side: str) -> int:
    """1 for the right side, -1 for the left."""
    return 1 if side == "right" else -1


def _bend(forward: float, right: float, turn: float) -> Rotation:
    return after(about_z(-forward), about_x(right), about_y(-turn))


def _chain(start: Bone, lengths: tuple[float, ...], bends: list[Rotation]) -> list[Bone]:
    """Bones one on top of the other, and the place where the next one starts."""
    bones = []
    at, frame = start.at, start.frame
    for length, bend in zip(lengths, bends, strict=True):
        frame = after(frame, bend)
        bones.append(Bone(at, frame))
        at = bones[-1].place(0, length)
    return [*bones, Bone(at, frame)]


def _arm(angles: Angles, side: str, chest: Bone) -> tuple[Bone, Bone, Bone]:
    out = outward(side)
    collar = after(chest.frame, about_x(-out * angles[f"{side} shrug"]))
    joint = Bone(chest.place(-0.4, SHOULDER_HEIGHT), collar).place(0, 0, out * SHOULDER_WIDTH)
    upper = after(
        chest.frame,
        about_z(angles[f"{side} shoulder"]),
        about_x(-out * angles[f"{side} shoulder_out"]),
        about_y(-out * angles[f"{side} shoulder_turn"]),
    )
    upper_arm = Bone(joint, upper)
    forearm = Bone(upper_arm.place(0, -UPPER_ARM), after(upper, about_z(angles[f"{side} elbow"])))
    wrist = after(forearm.frame, about_z(angles[f"{side} wrist"]))
    return upper_arm, forearm, Bone(forearm.place(0, -FOREARM), wrist)


def _leg(angles: Angles, side: str, pelvis: Bone) -> tuple[Bone, Bone, Bone, Bone]:
    out = outward(side)
    frame = after(
        pelvis.frame,
        about_z(angles[f"{side} hip"]),
        about_x(-out * angles[f"{side} hip_out"]),
        about_y(-out * angles[f"{side} hip_turn"]),
    )
    thigh = Bone(pelvis.place(0, 0, out * HIP_WIDTH), frame)
    shank = Bone(thigh.place(0, -THIGH), after(frame, about_z(-angles[f"{side} knee"])))
    foot = Bone(shank.place(0, -SHANK), after(shank.frame, about_z(angles[f"{side} ankle"])))
    ball = foot.place(BALL, -ANKLE_HEIGHT)
    return thigh, shank, foot, Bone(ball, after(foot.frame, about_z(angles[f"{side} toes"])))
