# Schema of the drawing of an exercise: two postures of a jointed figure, and what it stands or lies on.

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from pydantic import ValidationInfo, field_validator, model_validator

from generator.prose import Prose
from generator.schema.common import Model
from generator.schema.posture import Angles, BasePosition, Posture, changed, resolve

if TYPE_CHECKING:
    from collections.abc import Mapping


class View(StrEnum):
    """The side from which the picture is drawn."""

    SIDE = "side"
    """From the right, so that a standing figure looks to the right of the picture."""
    FRONT = "front"
    """From the front: the figure's right hand is at the left of the picture."""
    ABOVE = "above"
    """From above, for a figure that lies on its back or face."""


class Prop(StrEnum):
    """What the exercise needs besides the floor."""

    CHAIR = "chair"
    """A chair: to sit on, or to hold on to if the figure does not sit."""
    WALL = "wall"
    """A wall: before the figure if its hands reach forward, else behind it."""
    DESK = "desk"
    """A desk before the figure; a figure that sits has its chair as well."""
    STEP = "step"
    """A step, as high as the higher foot is at the start."""
    BALL = "ball"
    """A large ball to sit on."""
    BAND = "band"
    """An elastic band between both hands."""


class Follow(StrEnum):
    """A part of the body whose way an arrow shows."""

    HEAD = "head"
    SHOULDER = "shoulder"
    HAND = "hand"
    BACK = "back"
    HIPS = "hips"
    KNEE = "knee"
    FOOT = "foot"


VIEWS: Mapping[BasePosition, tuple[View, ...]] = {
    BasePosition.STANDING: (View.SIDE, View.FRONT),
    BasePosition.SITTING: (View.SIDE, View.FRONT),
    BasePosition.KNEELING: (View.SIDE, View.FRONT),
    BasePosition.ON_BACK: (View.SIDE, View.ABOVE),
    BasePosition.FACE_DOWN: (View.SIDE, View.ABOVE),
    BasePosition.ON_SIDE: (View.FRONT,),
    BasePosition.ALL_FOURS: (View.SIDE,),
}
"""The views in which a position can be read."""

PROPS: Mapping[Prop, tuple[BasePosition, ...]] = {
    Prop.CHAIR: (BasePosition.SITTING, BasePosition.STANDING),
    Prop.WALL: (BasePosition.STANDING, BasePosition.SITTING),
    Prop.DESK: (BasePosition.SITTING, BasePosition.STANDING),
    Prop.STEP: (BasePosition.STANDING,),
    Prop.BALL: (BasePosition.SITTING,),
    Prop.BAND: (BasePosition.STANDING, BasePosition.SITTING, BasePosition.KNEELING),
}
"""The positions for which a prop can be drawn."""


HIDDEN: Mapping[View, frozenset[str]] = {
    View.SIDE: frozenset(
        {"shoulder_out", "shoulder_turn", "hip_out", "hip_turn", "neck_side", "spine_side", "spine_turn"}
    ),
    View.FRONT: frozenset({"neck", "head", "spine_upper", "spine_lower", "toes"}),
    View.ABOVE: frozenset({"neck", "head", "spine_upper", "spine_lower", "toes", "ankle"}),
}
"""The joints whose movement cannot be seen in a view."""

_SEATED = 60
"""From which bend of the hips on a figure before a chair sits on it, in degrees."""


class Figure(Model):
    """The drawing of an exercise: from which posture to which, in which view."""

    position: BasePosition
    """The position from which both postures start."""
    view: View = View.SIDE
    """The side from which the movement is seen best."""
    prop: Prop | None = None
    """What the exercise needs besides the floor. A sitting figure has a chair anyway, a lying one a mat."""
    start: Posture = Posture()
    """The posture at the start: the joints that differ from the position."""
    end: Posture
    """The posture at the end: the joints that differ from the start."""
    follow: tuple[Follow, ...] = ()
    """The parts of the body whose way arrows show. Leave it out to show what moves farthest."""
    caption: Prose
    """One or two short sentences under the picture."""

    @field_validator("view")
    @classmethod
    def _view_suits_position(cls, view: View, info: ValidationInfo) -> View:
        position = info.data.get("position")
        if position and view not in VIEWS[position]:
            views = " or ".join(VIEWS[position])
            message = f"{position} is drawn from {views}, not from {view}"
            raise ValueError(message)
        return view

    @field_validator("prop")
    @classmethod
    def _prop_suits_position(cls, prop: Prop | None, info: ValidationInfo) -> Prop | None:
        position = info.data.get("position")
        if prop and position and position not in PROPS[prop]:
            positions = ", ".join(PROPS[prop])
            message = f"a {prop} is drawn with {positions}, not with {position}"
            raise ValueError(message)
        return prop

    @field_validator("start", "end")
    @classmethod
    def _joints_show(cls, posture: Posture, info: ValidationInfo) -> Posture:
        view = info.data.get("view")
        named = {joint.split(" ")[-1] for joint in changed(posture)}
        hidden = sorted(named & HIDDEN[view]) if view else ()
        if hidden:
            joints = ", ".join(f"`{joint}`" for joint in hidden)
            message = f"{joints} cannot be seen from the {view}; take another view, or leave it out"
            raise ValueError(message.replace("from the above", "from above"))
        return posture

    @model_validator(mode="after")
    def _moves(self) -> Figure:
        """The posture at the end differs from that at the start."""
        if self.start_angles == self.end_angles:
            message = "`end` is the same posture as `start`; name a joint that moves"
            raise ValueError(message)
        return self

    @property
    def starts(self) -> BasePosition:
        """The position at the start: a figure whose hips are bent before a chair sits on it."""
        angles = self.start_angles
        bent = min(angles["left hip"], angles["right hip"])
        stands = self.position is BasePosition.STANDING and self.prop is Prop.CHAIR
        return BasePosition.SITTING if stands and bent > _SEATED else self.position

    @property
    def start_angles(self) -> Angles:
        """Every joint at the start."""
        return resolve(self.position, self.start)

    @property
    def end_angles(self) -> Angles:
        """Every joint at the end."""
        return resolve(self.position, self.start, self.end)
