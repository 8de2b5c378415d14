# The pictures on a sheet: the drawing of its topic, and the muscles that a technique is used on.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagrams.body_map import body_map_svg
from generator.diagrams.drawing import drawing_alt, drawing_svg
from generator.diagrams.words import body_map_alt
from generator.handouts.sheet import parts
from generator.schema.self_care import SelfCare
from generator.schema.technique import Technique

if TYPE_CHECKING:
    from generator.diagrams.drawing import Drawing
    from generator.handouts.sheet.context import SheetContext
    from generator.handouts.sheet.parts import Part


def pictures_of(ctx: SheetContext) -> list[Part]:
    """The pictures of the topic; none if it has no drawing and names no muscles."""
    if not isinstance(ctx.topic, Technique | SelfCare):
        return []
    drawing = ctx.topic.drawing
    pictures = [_drawn(ctx, drawing)] if drawing else []
    return [*pictures, *_map(ctx, ctx.topic)] if isinstance(ctx.topic, Technique) else pictures


def _drawn(ctx: SheetContext, drawing: Drawing) -> Part:
    svg, alt = drawing_svg(drawing, ctx.gettext), drawing_alt(drawing, ctx.gettext)
    return parts.picture(svg, alt, ctx.prose_items([drawing.caption]))


def _map(ctx: SheetContext, technique: Technique) -> list[Part]:
    """The body map with the technique's muscles highlighted; nothing if none of them is on the map."""
    body_map = ctx.library.body_map
    muscles = [ctx.library.muscles[use.id] for use in technique.muscles]
    on_map = {shape.id for shape in body_map.muscles}
    shapes = [id_ for muscle in muscles for id_ in muscle.shapes if id_ in on_map]
    if not shapes:
        return []
    titles = [muscle.title for muscle in muscles]
    alt = body_map_alt(body_map.title, titles, ctx.gettext, ctx.site.region.language)
    lead = ctx.gettext("Often used on the muscles shown here:")
    places = [f"{muscle.plain_name[0].lower()}{muscle.plain_name[1:]}" for muscle in muscles]
    sides = body_map.surface_label, body_map.deep_label
    return [parts.body_map(body_map_svg(body_map, shapes, alt=alt), alt, lead, places, sides)]
