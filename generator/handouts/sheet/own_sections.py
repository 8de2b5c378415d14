# The sections of blocks that are written in a leaflet: text, a picture, a table, lines for appointments.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.picture_files import picture_at
from generator.content.files_beside import beside_leaflets
from generator.handouts.sheet import page_parts, parts
from generator.handouts.sheet.context import NoSheet
from generator.handouts.sheet.parts import section

if TYPE_CHECKING:
    from generator.handouts.sheet.context import SheetContext
    from generator.handouts.sheet.parts import Item, Part, Section
    from generator.prose import Prose
    from generator.schema.own_blocks import Appointments, OwnBlock, OwnPicture, OwnTable, OwnText
    from generator.settings.picture_file import PictureFile

PUBLISHED = "assets/leaflets/"
"""The folder of pictures of leaflets on the website."""


def own_sections(ctx: SheetContext, block: OwnBlock) -> list[Section]:
    """The section of a block that is written in a leaflet.

    Raises:
        NoSheet: its picture cannot be used.
    """
    if block.text:
        return _text(ctx, block.text)
    if block.picture:
        return section(block.picture.heading, _picture(ctx, block.picture))
    if block.table:
        return section(block.table.heading, _table(ctx, block.table))
    return _appointments(ctx, block.appointments) if block.appointments else []


def _text(ctx: SheetContext, text: OwnText) -> list[Section]:
    return section(
        text.heading,
        parts.paragraphs(ctx.prose_items(text.paragraphs)),
        parts.bullets(ctx.prose_items(text.bullets)),
        parts.steps(ctx.prose_items(text.steps)),
        parts.ticks(ctx.prose_items(text.ticks)),
        look=text.look.value,
    )


def _picture(ctx: SheetContext, picture: OwnPicture) -> Part:
    file = usable(ctx, beside_leaflets(picture.file))
    caption = ctx.prose_items([picture.caption] if picture.caption else [])
    return page_parts.photo(file, picture.alt, caption, PUBLISHED + picture.file, picture.width)


def usable(ctx: SheetContext, path: str) -> PictureFile:
    """A picture beside content files.

    Raises:
        NoSheet: it cannot be used.
    """
    try:
        return picture_at(ctx.library, path)
    except ValueError as error:
        raise NoSheet(str(error)) from error


def _table(ctx: SheetContext, table: OwnTable) -> Part:
    rows = [[_cell(ctx, cell) for cell in row] for row in table.rows]
    return page_parts.table(ctx.prose_items(table.columns), rows)


def _cell(ctx: SheetContext, cell: Prose | None) -> Item:
    return ctx.prose_items([cell])[0] if cell else parts.empty_item()


def _appointments(ctx: SheetContext, block: Appointments) -> list[Section]:
    _ = ctx.gettext
    labels = [_("Date"), _("Time"), _("Place"), _("With whom")]
    return section(block.heading or _("My appointments"), page_parts.appointments(labels, block.lines))
