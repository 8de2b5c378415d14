# One sheet as plain JSON: what stands on it, whatever the paper and the size of its type.

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

import segno

from generator.content.review import not_checked, review_of
from generator.handouts.sheet import list_blocks, quiz_blocks
from generator.handouts.sheet.blocks import MAKERS
from generator.handouts.sheet.context import NoSheet
from generator.handouts.sheet.parts import has_custom
from generator.schema.common import Reviewed
from generator.schema.leaflet import Block

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable

    from generator.handouts.sheet.context import SheetContext
    from generator.handouts.sheet.parts import Section

    Gettext: TypeAlias = Callable[[str], str]

Sheet: TypeAlias = "dict[str, Any]"
"""What `templates/handouts/sheet.typ` prints."""


def sheet(at: SheetContext) -> Sheet:
    """The sheet of a leaflet.

    Raises:
        NoSheet: none of the leaflet's blocks has anything in it.
    """
    sections = _sections(at)
    if not sections:
        raise NoSheet(f"{at.entry.key} has nothing for any of the leaflet's blocks; choose other blocks")
    return {
        "title": at.leaflet.title,
        "subtitle": at.leaflet.subtitle,
        "level": 1,
        "chapter": "",
        "to": at.entry.key,
        "sections": sections,
        "web": _web(at),
        **reviewed(at, parts_of(at), custom=any(map(has_custom, sections))),
    }


def _sections(at: SheetContext) -> list[Section]:
    """The sections in the leaflet's order. The sources are made last: they list what the others cite."""
    blocks = sorted(at.leaflet.blocks, key=lambda block: block is Block.SOURCES)
    made = {block: [placed(block, one) for one in MAKERS[block](at)] for block in blocks}
    return [one for block in at.leaflet.blocks for one in made[block]]


_NARROW = {
    Block.WHAT_IT_IS,
    Block.FEEL,
    Block.STEPS,
    Block.BEFORE,
    Block.DURING,
    Block.AFTER,
    Block.AT_HOME,
    Block.QUESTIONS,
    Block.HOW_SURE,
    Block.TEACH_BACK,
    Block.NOTES,
    Block.TEXT,
    Block.QUIZ,
    Block.ANSWERS,
    Block.LIST,
}
"""Blocks that may share a row."""


def placed(block: Block, section: Section) -> Section:
    """A section with its block, and how it may stand on the page: see `plan.Size`.

    Args:
        block: what it was made for.
        section: see `parts.section`.
    """
    if section["look"] == "picture":
        shape = "picture"
    elif block is Block.IN_SHORT:
        shape = "opening"
    else:
        shape = "narrow" if block in _NARROW and section["look"] != "tint" else "wide"
    return {**section, "block": block.value, "shape": shape}


def _web(at: SheetContext) -> dict[str, str] | None:
    """The printed address and its QR code, when the site has an address."""
    url = at.site.settings.absolute(at.entry.address)
    if not url:
        return None
    _ = at.gettext
    return {
        "url": url,
        "shown": url.removeprefix("https://").rstrip("/"),
        "qr": _qr(url),
        "alt": _("QR code that opens {url}").format(url=url),
        "lead": _("Read this page online"),
    }


@cache
def _qr(url: str) -> str:
    """A QR code as SVG, with its white edge."""
    svg = io.BytesIO()
    segno.make(url, micro=False, error="m").save(svg, kind="svg", border=4, xmldecl=False, svgns=True)
    return svg.getvalue().decode()


def reviewed(at: SheetContext, made_from: Iterable[Reviewed], *, custom: bool) -> dict[str, Any]:
    """Who checked a sheet and when: for its head, its end, and the foot of each page.

    Args:
        at: the sheet.
        made_from: the content files whose words are in it.
        custom: whether something in it is marked as custom.
    """
    _ = at.gettext
    review = review_of(*made_from)
    unchecked = not_checked(_, full_stop=False)
    checked = _("Checked against its sources: {month}").format(month=_month(review.checked, _))
    version = _("Version {version}").format(version=at.site.settings.version)
    contact = at.site.settings.contact
    explained = _("“Custom” marks what therapists usually do or say, and nobody has tested")
    said = [
        _("Checked by {name}").format(name=review.reviewer) if review.reviewer else unchecked,
        checked,
        _("Next check: {month}").format(month=_month(review.review_by, _)),
        version,
        explained if custom else "",
        _("Found a mistake? Tell us: {contact}").format(contact=contact) if contact else "",
        _("This sheet is general information. It does not replace advice from your health professional"),
    ]
    return {
        "warning": "" if review.reviewer else unchecked,
        "review": [line for line in said if line],
        "foot": [checked, version],
    }


_SHARED = (
    ({Block.EMERGENCY, Block.WARNING_SIGNS}, "warning-signs"),
    ({Block.BEFORE, Block.DURING, Block.AFTER}, "session"),
    ({Block.ASK_FIRST, Block.CAUTIONS}, "cautions"),
)
"""Blocks, and the file that they take words from besides the topic's own."""


def parts_of(at: SheetContext) -> list[Reviewed]:
    """The content files that a sheet is made from: all of them count for its review."""
    shared = [
        at.library.content.items[kind][kind] for blocks, kind in _SHARED if blocks & {*at.leaflet.blocks}
    ]
    listed = list_blocks.files_of(at) if {Block.LIST, Block.WEEK} & {*at.leaflet.blocks} else []
    drawn = quiz_blocks.files_of(at)
    files = (*shared, *listed, *drawn)
    return [at.leaflet, at.topic, *(part for part in files if isinstance(part, Reviewed))]


def _month(day: dt.date, _: Gettext) -> str:
    names = (
        _("January"),
        _("February"),
        _("March"),
        _("April"),
        _("May"),
        _("June"),
        _("July"),
        _("August"),
        _("September"),
        _("October"),
        _("November"),
        _("December"),
    )
    return f"{names[day.month - 1]} {day.year}"
