# Alternative text of the drawing of an exercise, made from the same data as the drawing.
#
# Each joint has a whole sentence for each direction and side, so that a language may order it as it needs.

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from generator.schema.figure import Prop, View
from generator.schema.posture import LIMB_JOINTS, SIDES, TRUNK_JOINTS, BasePosition, resolve

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.diagrams.words import Gettext
    from generator.schema.figure import Figure
    from generator.schema.posture import Angles

_Sentences: TypeAlias = "Mapping[str, tuple[str, str]]"
"""Joint, with its side for a limb (`both hip`) → the sentence if its angle grows, and if it shrinks."""

_SMALL = 8
"""Changes below this many degrees are not mentioned."""
_MOST = 4
"""How many changes are mentioned at most: the largest."""


def figure_alt(figure: Figure, gettext: Gettext) -> str:
    """Alternative text of the picture of an exercise, in both forms."""
    sentences = {**_trunk(gettext), **_arms(gettext), **_legs(gettext)}
    first, last = figure.start_angles, figure.end_angles
    position = figure.starts
    ready = _changes(resolve(position), first, sentences)
    movement = _changes(first, last, sentences) or gettext("Only a little.")
    parts = (
        _position(position, figure.prop, gettext),
        _prop(position, figure.prop, gettext),
        _view(figure.view, gettext),
        gettext("Start: {sentences}").format(sentences=ready) if ready else "",
        gettext("Movement: {sentences}").format(sentences=movement),
    )
    return " ".join(filter(None, parts))


def _changes(before: Angles, after: Angles, sentences: _Sentences) -> str:
    """The largest changes between two postures, a sentence a joint."""
    by = {joint: after[joint] - before[joint] for joint in TRUNK_JOINTS}
    for joint in LIMB_JOINTS:
        left, right = (after[f"{side} {joint}"] - before[f"{side} {joint}"] for side in SIDES)
        by |= {f"both {joint}": left} if left == right else {f"left {joint}": left, f"right {joint}": right}
    largest = sorted(by, key=lambda joint: -abs(by[joint]))[:_MOST]
    return " ".join(
        sentences[joint][by[joint] < 0].format(degrees=round(abs(by[joint])))
        for joint in by
        if joint in largest and abs(by[joint]) >= _SMALL
    )


def _position(position: BasePosition, prop: Prop | None, gettext: Gettext) -> str:
    if position is BasePosition.SITTING and prop is Prop.BALL:
        return gettext("A person sits on a large ball.")
    return {
        BasePosition.STANDING: gettext("A person stands."),
        BasePosition.SITTING: gettext("A person sits on a chair."),
        BasePosition.ON_BACK: gettext("A person lies face up on a mat."),
        BasePosition.FACE_DOWN: gettext("A person lies face down on a mat."),
        BasePosition.ON_SIDE: gettext("A person lies on the left side on a mat."),
        BasePosition.ALL_FOURS: gettext("A person is on hands and knees on a mat."),
        BasePosition.KNEELING: gettext("A person kneels on a mat."),
    }[position]


def _prop(position: BasePosition, prop: Prop | None, gettext: Gettext) -> str:
    match prop:
        case Prop.CHAIR:
            return "" if position is BasePosition.SITTING else gettext("There is a chair.")
        case Prop.WALL:
            return gettext("There is a wall.")
        case Prop.DESK:
            return gettext("There is a desk in front.")
        case Prop.STEP:
            return gettext("There is a step in front.")
        case Prop.BAND:
            return gettext("The hands hold an elastic band.")
        case Prop.BALL | None:
            return ""


def _view(view: View, gettext: Gettext) -> str:
    return {
        View.SIDE: gettext("The view is from the side."),
        View.FRONT: gettext("The view is from the front."),
        View.ABOVE: gettext("The view is from above."),
    }[view]


def _trunk(gettext: Gettext) -> _Sentences:
    return {
        "neck": (
            gettext("The neck bends forward by {degrees} degrees."),
            gettext("The neck bends backward by {degrees} degrees."),
        ),
        "head": (
            gettext("The chin drops by {degrees} degrees."),
            gettext("The chin lifts by {degrees} degrees."),
        ),
        "neck_side": (
            gettext("The head tilts to the right by {degrees} degrees."),
            gettext("The head tilts to the left by {degrees} degrees."),
        ),
        "turn": (
            gettext("The head turns to the right by {degrees} degrees."),
            gettext("The head turns to the left by {degrees} degrees."),
        ),
        "spine_upper": (
            gettext("The upper half of the trunk bends forward by {degrees} degrees."),
            gettext("The upper half of the trunk bends backward by {degrees} degrees."),
        ),
        "spine_lower": (
            gettext("The lower half of the trunk bends forward by {degrees} degrees."),
            gettext("The lower half of the trunk bends backward by {degrees} degrees."),
        ),
        "spine_side": (
            gettext("The trunk bends to the right by {degrees} degrees."),
            gettext("The trunk bends to the left by {degrees} degrees."),
        ),
        "spine_turn": (
            gettext("The chest turns to the right of the hips by {degrees} degrees."),
            gettext("The chest turns to the left of the hips by {degrees} degrees."),
        ),
    }


def _arms(gettext: Gettext) -> _Sentences:
    return {
        "both shrug": (
            gettext("Both shoulders lift by {degrees} degrees."),
            gettext("Both shoulders drop by {degrees} degrees."),
        ),
        "left shrug": (
            gettext("The left shoulder lifts by {degrees} degrees."),
            gettext("The left shoulder drops by {degrees} degrees."),
        ),
        "right shrug": (
            gettext("The right shoulder lifts by {degrees} degrees."),
            gettext("The right shoulder drops by {degrees} degrees."),
        ),
        "both shoulder": (
            gettext("Both arms swing forward and up by {degrees} degrees."),
            gettext("Both arms swing down and back by {degrees} degrees."),
        ),
        "left shoulder": (
            gettext("The left arm swings forward and up by {degrees} degrees."),
            gettext("The left arm swings down and back by {degrees} degrees."),
        ),
        "right shoulder": (
            gettext("The right arm swings forward and up by {degrees} degrees."),
            gettext("The right arm swings down and back by {degrees} degrees."),
        ),
        "both shoulder_out": (
            gettext("Both arms move out to the side by {degrees} degrees."),
            gettext("Both arms move in towards the body by {degrees} degrees."),
        ),
        "left shoulder_out": (
            gettext("The left arm moves out to the side by {degrees} degrees."),
            gettext("The left arm moves in towards the body by {degrees} degrees."),
        ),
        "right shoulder_out": (
            gettext("The right arm moves out to the side by {degrees} degrees."),
            gettext("The right arm moves in towards the body by {degrees} degrees."),
        ),
        "both shoulder_turn": (
            gettext("Both upper arms turn outward by {degrees} degrees."),
            gettext("Both upper arms turn inward by {degrees} degrees."),
        ),
        "left shoulder_turn": (
            gettext("The left upper arm turns outward by {degrees} degrees."),
            gettext("The left upper arm turns inward by {degrees} degrees."),
        ),
        "right shoulder_turn": (
            gettext("The right upper arm turns outward by {degrees} degrees."),
            gettext("The right upper arm turns inward by {degrees} degrees."),
        ),
        "both elbow": (
            gettext("Both elbows bend by {degrees} degrees."),
            gettext("Both elbows straighten by {degrees} degrees."),
        ),
        "left elbow": (
            gettext("The left elbow bends by {degrees} degrees."),
            gettext("The left elbow straightens by {degrees} degrees."),
        ),
        "right elbow": (
            gettext("The right elbow bends by {degrees} degrees."),
            gettext("The right elbow straightens by {degrees} degrees."),
        ),
        "both wrist": (
            gettext("Both hands bend back by {degrees} degrees."),
            gettext("Both hands bend towards the palm by {degrees} degrees."),
        ),
        "left wrist": (
            gettext("The left hand bends back by {degrees} degrees."),
            gettext("The left hand bends towards the palm by {degrees} degrees."),
        ),
        "right wrist": (
            gettext("The right hand bends back by {degrees} degrees."),
            gettext("The right hand bends towards the palm by {degrees} degrees."),
        ),
    }


def _legs(gettext: Gettext) -> _Sentences:
    return {
        "both hip": (
            gettext("Both thighs move towards the belly by {degrees} degrees."),
            gettext("Both thighs move away from the belly by {degrees} degrees."),
        ),
        "left hip": (
            gettext("The left thigh moves towards the belly by {degrees} degrees."),
            gettext("The left thigh moves away from the belly by {degrees} degrees."),
        ),
        "right hip": (
            gettext("The right thigh moves towards the belly by {degrees} degrees."),
            gettext("The right thigh moves away from the belly by {degrees} degrees."),
        ),
        "both hip_out": (
            gettext("Both thighs move out to the side by {degrees} degrees."),
            gettext("Both thighs move in to the middle by {degrees} degrees."),
        ),
        "left hip_out": (
            gettext("The left thigh moves out to the side by {degrees} degrees."),
            gettext("The left thigh moves in to the middle by {degrees} degrees."),
        ),
        "right hip_out": (
            gettext("The right thigh moves out to the side by {degrees} degrees."),
            gettext("The right thigh moves in to the middle by {degrees} degrees."),
        ),
        "both hip_turn": (
            gettext("Both thighs turn outward by {degrees} degrees."),
            gettext("Both thighs turn inward by {degrees} degrees."),
        ),
        "left hip_turn": (
            gettext("The left thigh turns outward by {degrees} degrees."),
            gettext("The left thigh turns inward by {degrees} degrees."),
        ),
        "right hip_turn": (
            gettext("The right thigh turns outward by {degrees} degrees."),
            gettext("The right thigh turns inward by {degrees} degrees."),
        ),
        "both knee": (
            gettext("Both knees bend by {degrees} degrees."),
            gettext("Both knees straighten by {degrees} degrees."),
        ),
        "left knee": (
            gettext("The left knee bends by {degrees} degrees."),
            gettext("The left knee straightens by {degrees} degrees."),
        ),
        "right knee": (
            gettext("The right knee bends by {degrees} degrees."),
            gettext("The right knee straightens by {degrees} degrees."),
        ),
        "both ankle": (
            gettext("Both feet bend up by {degrees} degrees."),
            gettext("Both feet point down by {degrees} degrees."),
        ),
        "left ankle": (
            gettext("The left foot bends up by {degrees} degrees."),
            gettext("The left foot points down by {degrees} degrees."),
        ),
        "right ankle": (
            gettext("The right foot bends up by {degrees} degrees."),
            gettext("The right foot points down by {degrees} degrees."),
        ),
        "both toes": (
            gettext("The toes of both feet bend up by {degrees} degrees."),
            gettext("The toes of both feet straighten by {degrees} degrees."),
        ),
        "left toes": (
            gettext("The left toes bend up by {degrees} degrees."),
            gettext("The left toes straighten by {degrees} degrees."),
        ),
        "right toes": (
            gettext("The right toes bend up by {degrees} degrees."),
            gettext("The right toes straighten by {degrees} degrees."),
        ),
    }
