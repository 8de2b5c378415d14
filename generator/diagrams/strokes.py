# Draws a stroke on muscle fibres from its data: tool, direction, hold, depth, area, mark.
#
# Fibres always run from left to right. The same SVG works in a page, in an <img> and in a PDF. The animated
# picture moves along its arrow for less than five seconds (WCAG 2.2, 2.2.2), and only if the reader has not
# asked for reduced motion.

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from generator.diagrams import arrows, badge, fibres, hands, marks
from generator.diagrams.dents import LENGTH, bend_of, contact_of, depth_of, heading
from generator.diagrams.svg import document, element, move
from generator.diagrams.tools import TOOLS
from generator.memo import once_per_object
from generator.schema.technique import Direction, Extra, Stroke

if TYPE_CHECKING:
    from generator.diagrams.svg import Point


class StrokeForm(Enum):
    """The forms of the picture; the value is the view box."""

    FULL = (4, 6, 332, 270)
    """With the badge."""
    THUMBNAIL = (2, 44, 336, 230)
    """Without the badge, never animated."""


class _Scene(NamedTuple):
    """The parts of one picture and their positions."""

    stroke: Stroke
    block: fibres.FibreBlock
    rest: Point
    """The middle of the contact, on fibres at rest."""
    bottom: Point
    """The middle of the contact, on the bent fibres."""


def stroke_svg(stroke: Stroke, *, form: StrokeForm, alt: str, still: bool = True) -> str:
    """Draw a stroke as an SVG file.

    Args:
        stroke: the stroke.
        form: the full picture or the thumbnail.
        alt: the alternative text; see `stroke_alt`.
        still: whether to leave out the animation; a thumbnail never has one. A page must offer the animated
            picture as a <source media="(prefers-reduced-motion: no-preference)">, since Chromium does not
            apply the reader's setting inside an <img>.
    """
    full = form is StrokeForm.FULL
    parts = (
        _motion(stroke) if full and not still else "",
        *_drawing(stroke),
        badge.draw(stroke.hold, stroke.badge) if full else "",
    )
    return document(form.value, *parts, title=alt)


@once_per_object
def _drawing(stroke: Stroke) -> tuple[str, ...]:
    """What both forms of the picture show, from back to front."""
    scene = _scene(stroke)
    return (fibres.draw(scene.block), *_foreground(scene))


def _scene(stroke: Stroke) -> _Scene:
    pulled = stroke.direction is Direction.STRETCH
    short = pulled or stroke.extra is Extra.BONE
    contact = contact_of(stroke)
    block = fibres.FibreBlock(
        left=18 if short else 26,
        length=LENGTH - 22 if short else LENGTH,
        bend=bend_of(stroke),
        tendon_from=contact.along - 68 if stroke.extra is Extra.LANE else None,
        taut_from=contact.along + 26 if pulled else None,
    )
    return _Scene(stroke, block, block.plane(*contact), block.surface(*contact))


def _foreground(scene: _Scene) -> tuple[str, ...]:
    """Everything in front of the fibres, from back to front."""
    stroke, block = scene.stroke, scene.block
    pulled = stroke.direction is Direction.STRETCH
    arrow = arrows.arrow(stroke.direction, stroke.tool, scene.rest, block.middle_of_end)
    tool = move(hands.draw(TOOLS[stroke.tool]), _grip(scene))
    ring_behind, ring_in_front = marks.pin(scene.bottom, TOOLS[stroke.tool].ring if pulled else None)
    bone = marks.bone(block.middle_of_end) if stroke.extra is Extra.BONE else ""
    if pulled:
        start = marks.start_line(*_start_of_stretch(block))
        return (_mark(scene), _moving(bone), start, _moving(arrow), ring_behind, tool, ring_in_front)
    return (_mark(scene), bone, _moving(tool + arrow))


def _grip(scene: _Scene) -> Point:
    """Where to place the tool's contact point: as deep as the dent, less the tool's thickness."""
    sink = depth_of(scene.stroke) - TOOLS[scene.stroke.tool].thickness
    return scene.rest[0], scene.rest[1] + sink


def _start_of_stretch(block: fibres.FibreBlock) -> tuple[Point, Point]:
    x, y = block.middle_of_end
    return (x - 75, y + 54), (x - 7, y - 48)


def _mark(scene: _Scene) -> str:
    stroke, block = scene.stroke, scene.block
    match stroke.extra:
        case Extra.SHEET:
            return marks.sheet(block)
        case Extra.SPOT:
            return marks.spot((scene.rest[0], scene.rest[1] + depth_of(stroke) * 0.75))
        case Extra.TRAIL:
            return marks.trail(block, contact_of(stroke), heading(stroke))
        case Extra.LANE:
            return marks.lane(_grip(scene))
        case Extra.BONE | None:
            return ""


def _moving(drawing: str) -> str:
    return element("g", drawing, class_="move") if drawing else ""


def _motion(stroke: Stroke) -> str:
    """The style sheet of the animation, along the arrow."""
    return arrows.animation({"move": arrows.step(stroke.direction, heading(stroke))})
