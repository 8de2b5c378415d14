# Handouts to order: one or more leaflets in a single PDF, with the reader's name and a note.

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from generator.handouts.longer import longer
from generator.handouts.printing.fit import printed
from generator.handouts.printing.forms import page_target
from generator.handouts.sheet.context import NoSheet, Reader, SheetChapter
from generator.handouts.sheet.documents import document
from generator.handouts.sheet.side_by_side import side_by_side
from generator.schema.leaflet import Block

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.handouts.printing.fit import Fit
    from generator.handouts.printing.forms import Form
    from generator.handouts.sheet.documents import SheetDocument
    from generator.problems import Problem
    from generator.schema.leaflet import Leaflet
    from generator.site import Site


class TooLong(ValueError):  # noqa: N818 - the name says what went wrong, as KeyError does
    """A note adds more than one page; the message says how many."""


def to_order(
    site: Site, leaflets: Sequence[Leaflet], form: Form, reader: Reader
) -> tuple[bytes, list[Problem]]:
    """Print one or more leaflets as one PDF.

    Args:
        site: The site that the leaflets belong to.
        leaflets: At least one; a booklet cannot be combined with others.
        form: Paper and type.
        reader: The reader whose name, note and doses are printed.

    Returns:
        The PDF, and a hint if a single leaflet has more pages than it plans, even without name and note.

    Raises:
        NoSheet: A sheet would be empty.
        TooLong: The note adds more than one page.
        UnknownCharacter: The text has characters that none of our fonts has.
    """
    fitted, pdf = _print(site, leaflets, form, reader)
    if reader.note:
        more = fitted.pages - _print(site, leaflets, form, Reader(reader.name))[0].pages
        if more > 1:
            raise TooLong(f"the note adds {more} pages; shorten it until it adds one at most")
    if len(leaflets) > 1:
        return pdf, []
    return pdf, longer(site, leaflets[0], _print(site, leaflets, form, Reader())[0])


def _print(site: Site, leaflets: Sequence[Leaflet], form: Form, reader: Reader) -> tuple[Fit, bytes]:
    pages = sum(leaflet.pages for leaflet in leaflets) + (_ADDED_PAGES if len(leaflets) > 1 else 0)
    if form.side_by_side:
        doc = _in_two_languages(site, leaflets, reader)
        return printed(doc.data, form, page_target(pages, form), site.library.newest)
    return printed(bundle(site, leaflets, reader).data, form, pages, site.library.newest)


def _in_two_languages(site: Site, leaflets: Sequence[Leaflet], reader: Reader) -> SheetDocument:
    """A leaflet in two languages side by side.

    Raises:
        NoSheet: There are several leaflets, or the leaflet has no sheet in two languages.
    """
    if len(leaflets) > 1:
        raise NoSheet("sheets in two languages are made one at a time; name a single handout")
    return side_by_side(site, leaflets[0].id, reader, partial(_with_reader_blocks, reader=reader))


_ADDED_PAGES = 2
"""A first page, and a page for the sources."""


def bundle(site: Site, leaflets: Sequence[Leaflet], reader: Reader) -> SheetDocument:
    """Combine one or more leaflets into one document. Several get a first page with the blocks they share.

    Raises:
        NoSheet: A sheet would be empty.
    """
    if len(leaflets) == 1:
        return document(site, _with_reader_blocks(leaflets[0], reader), reader=reader)
    _ = site.translations.gettext
    blocks = {block for leaflet in leaflets for block in leaflet.blocks}
    notes = (Block.NOTES,) if reader.note or Block.NOTES in blocks else ()
    help_ = (Block.EMERGENCY,) if Block.EMERGENCY in blocks else ()
    changed = {
        "title": _("Your handouts"),
        "subtitle": " · ".join(leaflet.title for leaflet in leaflets),
        "blocks": (Block.NAMES, Block.CONTENTS, *notes, *help_),
        "chapters": (),
    }
    first = leaflets[0].model_copy(update=changed)
    return document(site, first, (SheetChapter("", tuple(map(_without_shared, leaflets))),), reader)


_SHARED = {Block.NAMES, Block.EMERGENCY, Block.NOTES, Block.SOURCES}
"""Blocks that a document of several leaflets prints only once."""


def _without_shared(leaflet: Leaflet) -> Leaflet:
    """A leaflet without its shared blocks, unless it has no others."""
    blocks = tuple(block for block in leaflet.blocks if block not in _SHARED)
    return leaflet.model_copy(update={"blocks": blocks or leaflet.blocks})


def _with_reader_blocks(leaflet: Leaflet, reader: Reader) -> Leaflet:
    """A leaflet that has the blocks in which the reader's name and note are printed."""
    needed = ((Block.NAMES, reader.name), (Block.NOTES, reader.note))
    added = tuple(block for block, text in needed if text and block not in leaflet.blocks)
    return leaflet.model_copy(update={"blocks": (*added, *leaflet.blocks)})
