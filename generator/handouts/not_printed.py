# Problems with leaflets that cannot be printed: no sheet can be made of them, or a character has no font.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.content.fields import fields_in
from generator.output.fonts import ADD_A_FONT
from generator.prose.characters import named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.handouts.sheet.context import NoSheet, SheetContext
    from generator.problems import FieldPath, Problem
    from generator.schema.leaflet import Leaflet
    from generator.site import Site


def no_sheet(site: Site, leaflet: Leaflet, error: NoSheet) -> Problem:
    """A problem with a leaflet of which no sheet can be made."""
    field = "chapters" if leaflet.chapters else "topic"
    return site.library.content.problem("leaflets", leaflet.file, (field,), str(error), "handout")


def unknown_character(ctx: SheetContext, character: str) -> Problem:
    """A problem at the first field with the character: in the leaflet, in its topic, or anywhere else."""
    message = f"no font of the handouts has {named(character)}; write it in another way, or {ADD_A_FONT}"
    location = next(_fields_with(ctx, character), None)
    if location is None:
        location = ("leaflets", ctx.leaflet.file, ())
        message += "; it is not in the content, so look in the site's settings"
    return ctx.library.content.problem(*location, message, "handout")


def _fields_with(ctx: SheetContext, character: str) -> Iterator[tuple[str, str, FieldPath]]:
    """Kind, id and path of every field with the character; those of the leaflet and its topic first."""
    own = {("leaflets", ctx.leaflet.file), (ctx.entry.kind, ctx.path)}
    for kind, id_, model in sorted(ctx.library.documents(), key=lambda document: document[:2] not in own):
        fields = fields_in(model)
        for path, value in (*fields.prose, *fields.texts):
            if character in str(value):
                yield kind, id_, path
