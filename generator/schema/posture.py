# Schema of a posture: the angles of a jointed figure, and the positions that it starts from.
#
# Joints are named by what they do, in degrees. Joints that are not named stay as they are.

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from pydantic import Field

from generator.schema.common import Model

if TYPE_CHECKING:
    from collections.abc import Mapping

Angles: TypeAlias = "Mapping[str, float]"
"""Every joint of a figure, in degrees: `neck`, `left hip`, `right hip` …"""

SIDES = ("left", "right")


class BasePosition(StrEnum):
    """The position from which both postures start."""

    STANDING = "standing"
    """Upright, arms hanging, feet flat on the floor."""
    SITTING = "sitting"
    """Upright on a seat, feet flat on the floor, each hand on a thigh."""
    ON_BACK = "lying-on-back"
    """Flat on a mat, face up, legs straight, arms at the sides."""
    FACE_DOWN = "lying-face-down"
    """Flat on a mat, face down, legs straight, arms at the sides."""
    ON_SIDE = "side-lying"
    """On the left side, legs straight, the head on the left arm."""
    ALL_FOURS = "all-fours"
    """On hands and knees, back level, hands under the shoulders."""
    KNEELING = "kneeling"
    """Upright on both knees, arms hanging."""


class Limbs(Model):
    """The joints of arms and legs, in degrees. Whatever is left out stays as it is."""

    shrug: int | None = Field(None, ge=-10, le=30)
    """The shoulder towards the ear; below zero: down."""
    shoulder: int | None = Field(None, ge=-60, le=180)
    """The upper arm forward and up, from 0 at the side to 180 overhead; below zero: backward."""
    shoulder_out: int | None = Field(None, ge=-30, le=180)
    """The upper arm sideways, away from the body; below zero: across it."""
    shoulder_turn: int | None = Field(None, ge=-90, le=90)
    """The upper arm turned about its own length, so that a bent forearm swings out; below zero: in."""
    elbow: int | None = Field(None, ge=0, le=150)
    """The elbow bent, from 0 (straight)."""
    wrist: int | None = Field(None, ge=-80, le=90)
    """The hand bent back; below zero: towards the palm."""
    hip: int | None = Field(None, ge=-30, le=130)
    """The thigh bent forward and up, towards the belly; below zero: backward."""
    hip_out: int | None = Field(None, ge=-30, le=60)
    """The thigh sideways, away from the other; below zero: across it."""
    hip_turn: int | None = Field(None, ge=-45, le=60)
    """The thigh turned outward about its own length; below zero: inward."""
    knee: int | None = Field(None, ge=0, le=150)
    """The knee bent, from 0 (straight)."""
    ankle: int | None = Field(None, ge=-50, le=30)
    """The foot bent up, towards the shin; below zero: pointed."""
    toes: int | None = Field(None, ge=0, le=60)
    """The toes bent up, as when the heel leaves the floor."""


class Posture(Limbs):
    """A posture, in degrees. Joints of arms and legs hold for both sides, if neither differs."""

    neck: int | None = Field(None, ge=-60, le=60)
    """The whole neck bent forward; below zero: back."""
    head: int | None = Field(None, ge=-40, le=40)
    """The head nodded forward on top of the neck; below zero: chin up.

    With `neck` the other way, the chin goes in or out.
    """
    neck_side: int | None = Field(None, ge=-45, le=45)
    """The right ear towards the right shoulder; below zero: the left one."""
    turn: int | None = Field(None, ge=-80, le=80)
    """The head turned to the right; below zero: to the left."""
    spine_upper: int | None = Field(None, ge=-30, le=45)
    """The upper half of the trunk bent forward; below zero: back."""
    spine_lower: int | None = Field(None, ge=-35, le=50)
    """The lower half of the trunk bent forward; below zero: hollow."""
    spine_side: int | None = Field(None, ge=-40, le=40)
    """The trunk bent to the right; below zero: to the left."""
    spine_turn: int | None = Field(None, ge=-60, le=60)
    """The chest turned to the right, as seen from the pelvis; below zero: to the left."""
    left: Limbs = Limbs()
    """Joints of the left arm and leg that differ."""
    right: Limbs = Limbs()
    """Joints of the right arm and leg that differ."""


_SITTING = {"shoulder": 14, "elbow": 52, "wrist": 15, "hip": 90, "knee": 90}
_BASE: dict[BasePosition, dict[str, int]] = {
    BasePosition.STANDING: {"elbow": 8, "shoulder_out": 5},
    BasePosition.SITTING: _SITTING,
    BasePosition.ON_BACK: {"elbow": 6, "ankle": -15},
    BasePosition.FACE_DOWN: {"elbow": 6, "ankle": -50},
    BasePosition.ON_SIDE: {"left shoulder_out": 172, "left elbow": 10, "shoulder": 10, "elbow": 25},
    BasePosition.ALL_FOURS: {"neck": -10, "shoulder": 90, "wrist": 85, "hip": 90, "knee": 90, "ankle": -50},
    BasePosition.KNEELING: {"elbow": 8, "shoulder_out": 5, "knee": 90, "ankle": -50},
}
"""The joints of each position that are not at 0."""

LIMB_JOINTS = tuple(Limbs.model_fields)
TRUNK_JOINTS = tuple(name for name in Posture.model_fields if name not in (*LIMB_JOINTS, *SIDES))


def resolve(position: BasePosition, *changes: Posture) -> Angles:
    """The angle of every joint, after the changes of one posture after the other."""
    base = _BASE[position]
    angles: dict[str, float] = {joint: base.get(joint, 0) for joint in TRUNK_JOINTS}
    for side in SIDES:
        for joint in LIMB_JOINTS:
            angles[f"{side} {joint}"] = base.get(f"{side} {joint}", base.get(joint, 0))
    for posture in changes:
        angles |= changed(posture)
    return angles


def changed(posture: Posture) -> Angles:
    """The joints that a posture names."""
    trunk = {joint: getattr(posture, joint) for joint in TRUNK_JOINTS}
    both = {f"{side} {joint}": getattr(posture, joint) for side in SIDES for joint in LIMB_JOINTS}
    one = {
        f"{side} {joint}": getattr(limbs, joint)
        for side, limbs in zip(SIDES, (posture.left, posture.right), strict=True)
        for joint in LIMB_JOINTS
    }
    return {
        joint: angle
        for angles in (trunk, both, one)
        for joint, angle in angles.items()
        if angle is not None
    }
