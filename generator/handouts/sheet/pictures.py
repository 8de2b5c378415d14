# The pictures of a sheet: a technique's stroke, and the muscles it is used on.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagrams.body_map import body_map_svg
from generator.diagrams.strokes import StrokeForm, stroke_svg
from generator.diagrams.words import body_map_alt, stroke_alt
from generator.handouts.sheet import parts
from generator.schema.technique import Technique

if TYPE_CHECKING:
    from generator.handouts.sheet.context import SheetContext
    from generator.handouts.sheet.parts import Part


def pictures_of(at: SheetContext) -> list[Part]:
    """The pictures that the topic has."""
    if not isinstance(at.topic, Technique):
        return []
    return [_stroke(at, at.topic), *_map(at, at.topic)]


def _stroke(at: SheetContext, technique: Technique) -> Part:
    alt = stroke_alt(technique.stroke, at.gettext)
    svg = stroke_svg(technique.stroke, form=StrokeForm.FULL, alt=alt, still=True)
    return parts.picture(svg, alt, at.plain([technique.stroke.caption]))


def _map(at: SheetContext, technique: Technique) -> list[Part]:
    """The body map with the technique's muscles, where any of them is on it."""
    body_map = at.library.body_map
    muscles = [at.library.muscles[use.id] for use in technique.muscles]
    known = {shape.id for shape in body_map.muscles}
    shapes = [id_ for muscle in muscles for id_ in muscle.shapes if id_ in known]
    if not shapes:
        return []
    titles = [muscle.title for muscle in muscles]
    alt = body_map_alt(body_map.title, titles, at.gettext)
    lead = at.gettext("Often used on:")
    return [parts.body_map(body_map_svg(body_map, shapes, alt=alt), alt, lead, titles)]
