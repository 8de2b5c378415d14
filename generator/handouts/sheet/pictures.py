# The pictures on a sheet about a technique: the diagram of the stroke, and the muscles it is used on.

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
    from generator.schema.technique import Stroke


def pictures_of(ctx: SheetContext) -> list[Part]:
    """The pictures of the topic; none unless it is a technique."""
    if not isinstance(ctx.topic, Technique):
        return []
    strokes = [ctx.topic.stroke] if ctx.topic.stroke else []
    return [*(_stroke(ctx, stroke) for stroke in strokes), *_map(ctx, ctx.topic)]


def _stroke(ctx: SheetContext, stroke: Stroke) -> Part:
    alt = stroke_alt(stroke, ctx.gettext)
    svg = stroke_svg(stroke, form=StrokeForm.FULL, alt=alt, still=True)
    return parts.picture(svg, alt, ctx.prose_items([stroke.caption]))


def _map(ctx: SheetContext, technique: Technique) -> list[Part]:
    """The body map with the technique's muscles highlighted; nothing if none of them is on the map."""
    body_map = ctx.library.body_map
    muscles = [ctx.library.muscles[use.id] for use in technique.muscles]
    on_map = {shape.id for shape in body_map.muscles}
    shapes = [id_ for muscle in muscles for id_ in muscle.shapes if id_ in on_map]
    if not shapes:
        return []
    titles = [muscle.title for muscle in muscles]
    alt = body_map_alt(body_map.title, titles, ctx.gettext)
    lead = ctx.gettext("Often used on the muscles shown here:")
    places = [f"{muscle.plain_name[0].lower()}{muscle.plain_name[1:]}" for muscle in muscles]
    sides = body_map.surface_label, body_map.deep_label
    return [parts.body_map(body_map_svg(body_map, shapes, alt=alt), alt, lead, places, sides)]
