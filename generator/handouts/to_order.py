# Handouts made to order: one or several leaflets in one document, for one reader.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.handouts.printing.fit import printed
from generator.handouts.sheet.context import Reader, SheetChapter
from generator.handouts.sheet.documents import document
from generator.schema.leaflet import Block

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.handouts.printing.fit import Fit
    from generator.handouts.printing.forms import Form
    from generator.handouts.sheet.documents import SheetDocument
    from generator.schema.leaflet import Leaflet
    from generator.site import Site


class TooLong(ValueError):  # noqa: N818 - the name says what was met, as KeyError does
    """A note that takes more than a page; the message says how much."""


def to_order(site: Site, leaflets: Sequence[Leaflet], form: Form, reader: Reader) -> bytes:
    """One PDF of some leaflets.

    Args:
        site: the site.
        leaflets: at least one; a booklet only alone.
        form: paper and type.
        reader: whose name and note are printed.

    Raises:
        NoSheet: a sheet would be empty.
        TooLong: the note adds more than one page.
        UnknownCharacter: some text has characters that no font has.
    """
    found, pdf = _printed(site, leaflets, form, reader)
    if reader.note:
        more = found.pages - _printed(site, leaflets, form, Reader(reader.name))[0].pages
        if more > 1:
            raise TooLong(f"the note adds {more} pages; shorten it until it adds one at most")
    return pdf


def _printed(site: Site, leaflets: Sequence[Leaflet], form: Form, reader: Reader) -> tuple[Fit, bytes]:
    pages = sum(one.pages for one in leaflets) + (_ENDS if len(leaflets) > 1 else 0)
    return printed(bundle(site, leaflets, reader).data, form, pages, site.library.newest)


_ENDS = 2
"""A first page, and one for the sources."""


def bundle(site: Site, leaflets: Sequence[Leaflet], reader: Reader) -> SheetDocument:
    """Some leaflets as one document. The first page has what belongs to all of them.

    Args:
        site: the site.
        leaflets: at least one.
        reader: whose name and note are printed.

    Raises:
        NoSheet: a sheet would be empty.
    """
    if len(leaflets) == 1:
        return document(site, _with(leaflets[0], reader), reader=reader)
    _ = site.translations.gettext
    asked = {block for one in leaflets for block in one.blocks}
    notes = (Block.NOTES,) if reader.note or Block.NOTES in asked else ()
    help_ = (Block.EMERGENCY,) if Block.EMERGENCY in asked else ()
    changed = {
        "title": _("Your handouts"),
        "subtitle": " · ".join(one.title for one in leaflets),
        "blocks": (Block.NAMES, Block.CONTENTS, *notes, *help_),
        "chapters": (),
    }
    first = leaflets[0].model_copy(update=changed)
    return document(site, first, (SheetChapter("", tuple(map(_inner, leaflets))),), reader)


_SHARED = {Block.NAMES, Block.EMERGENCY, Block.NOTES, Block.SOURCES}
"""What a document has once, however many leaflets are in it."""


def _inner(leaflet: Leaflet) -> Leaflet:
    kept = tuple(block for block in leaflet.blocks if block not in _SHARED)
    return leaflet.model_copy(update={"blocks": kept or leaflet.blocks})


def _with(leaflet: Leaflet, reader: Reader) -> Leaflet:
    """A leaflet with a place for what is to be printed on it."""
    wanted = ((Block.NAMES, reader.name), (Block.NOTES, reader.note))
    added = tuple(block for block, said in wanted if said and block not in leaflet.blocks)
    return leaflet.model_copy(update={"blocks": (*added, *leaflet.blocks)})
