# A massage stroke against muscle fibres, drawn from its data: tool, direction, hold, depth, area, mark.
#
# Fibres always run from left to right. The picture is one file for a page, an <img> or a PDF. The moving
# one goes along its arrow for under five seconds (WCAG 2.2, 2.2.2), and only where motion is welcome.

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from generator.diagrams import arrows, badge, fibres, hands, marks
from generator.diagrams.dents import LENGTH, bend_of, contact_of, depth_of, heading
from generator.diagrams.svg import document, element, move, number
from generator.diagrams.tools import TOOLS
from generator.memo import once_for_each
from generator.schema.technique import Direction, Extra, Stroke

if TYPE_CHECKING:
    from generator.diagrams.svg import Point


class StrokeForm(Enum):
    """How much of the picture is shown; the value is its view box."""

    FULL = (4, 6, 332, 270)
    """With the badge."""
    THUMBNAIL = (2, 44, 336, 230)
    """Without words, and still."""


class _Scene(NamedTuple):
    """Where things are in one picture."""

    stroke: Stroke
    block: fibres.FibreBlock
    rest: Point
    """The middle of the contact on the fibres at rest."""
    bottom: Point
    """The same on the bent fibres."""


def stroke_svg(stroke: Stroke, *, form: StrokeForm, alt: str, still: bool = True) -> str:
    """The picture of a stroke as an SVG file.

    Args:
        stroke: what to draw.
        form: full or thumbnail.
        alt: what it shows, for people who cannot see it; see `stroke_alt`.
        still: leave the motion out. Thumbnails are always still. A page must offer the moving picture only
            where motion is welcome, as a <source media="(prefers-reduced-motion: no-preference)">:
            Chromium does not pass the reader's wish on to a picture in an <img>.
    """
    full = form is StrokeForm.FULL
    parts = (
        _motion(stroke) if full and not still else "",
        *_drawing(stroke),
        badge.draw(stroke.hold, stroke.badge) if full else "",
    )
    return document(form.value, *parts, title=alt)


@once_for_each
def _drawing(stroke: Stroke) -> tuple[str, ...]:
    """What all forms of the picture show, from back to front."""
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
    """Everything on the fibres, from back to front."""
    stroke, block = scene.stroke, scene.block
    pulled = stroke.direction is Direction.STRETCH
    arrow = arrows.arrow(stroke.direction, stroke.tool, scene.rest, block.middle_of_end)
    tool = move(hands.draw(TOOLS[stroke.tool]), _grip(scene))
    behind, before = marks.pin(scene.bottom, TOOLS[stroke.tool].ring if pulled else None)
    bone = marks.bone(block.middle_of_end) if stroke.extra is Extra.BONE else ""
    if pulled:
        began = marks.began(*_start_of_stretch(block))
        return (_mark(scene), _moving(bone), began, _moving(arrow), behind, tool, before)
    return (_mark(scene), bone, _moving(tool + arrow))


def _grip(scene: _Scene) -> Point:
    """Where the tool's contact point stands: as deep as the dent, less the tool's own thickness."""
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
    """Along the arrow and back, twice."""
    x, y = arrows.step(stroke.direction, heading(stroke))
    rules = (
        ".move{animation:move 2.4s ease-in-out 2}"
        f"@keyframes move{{50%{{transform:translate({number(x)}px,{number(y)}px)}}}}"
    )
    return element("style", f"@media screen and (prefers-reduced-motion:no-preference){{{rules}}}")
