# One sheet as plain JSON: its title, sections, address and review, for any paper and type size.

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from generator.content.carried import exercises_in, frame_of, on_site, printed_items
from generator.content.part import Carried
from generator.content.review import checked_by, review_of, unchecked
from generator.content.signatures import reviews_of
from generator.handouts.sheet import list_blocks, quiz_blocks
from generator.handouts.sheet.blocks import MAKERS
from generator.handouts.sheet.context import NoSheet
from generator.handouts.sheet.help_blocks import strip
from generator.handouts.sheet.own_sections import own_sections
from generator.handouts.sheet.parts import has_practice
from generator.prose.formats import month
from generator.schema.leaflet import Block
from generator.schema.own_blocks import OwnBlock, OwnLook
from generator.schema.quiz import Quiz

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from generator.handouts.sheet.context import SheetContext
    from generator.handouts.sheet.parts import Section
    from generator.schema.leaflet import AnyBlock

    Gettext: TypeAlias = Callable[[str], str]

Sheet: TypeAlias = "dict[str, Any]"
"""The data that `templates/sheet.typ` prints; see `sheet` for its keys."""


def sheet(ctx: SheetContext, *, is_first: bool = True) -> Sheet:
    """Make the sheet of a leaflet.

    Args:
        ctx: context of the sheet.
        is_first: whether a document begins with it.

    Raises:
        NoSheet: none of the leaflet's blocks has anything in it.
    """
    sections = _sections(ctx)
    if not sections:
        raise NoSheet(f"{ctx.entry.key} has nothing for any of the leaflet's blocks; choose other blocks")
    if is_first and Block.EMERGENCY in ctx.leaflet.blocks:
        sections = _with_strip(ctx, sections)
    return {
        "title": ctx.leaflet.title,
        "subtitle": ctx.leaflet.subtitle,
        "level": 1,
        "chapter": "",
        "to": ctx.entry.key,
        "sections": sections,
        "web": _web(ctx),
        **review_fields(ctx, files_of(ctx), practice=any(map(has_practice, sections))),
    }


def _sections(ctx: SheetContext) -> list[Section]:
    """The sections in the leaflet's order. The sources are made last: they list what the others cite."""
    blocks = ctx.leaflet.blocks
    order = sorted(range(len(blocks)), key=lambda at: blocks[at] is Block.SOURCES)
    made = {at: _sections_of(ctx, blocks[at]) for at in order}
    return [section for at in range(len(blocks)) for section in made[at]]


def _sections_of(ctx: SheetContext, block: AnyBlock) -> list[Section]:
    made = own_sections(ctx, block) if isinstance(block, OwnBlock) else MAKERS[block](ctx)
    return [with_shape(block, section) for section in made]


def _with_strip(ctx: SheetContext, sections: list[Section]) -> list[Section]:
    """Add when to get help at the top.

    It is there on a quiz, which has the emergency box below its questions, and in large print, where there
    is no room for the box on the first page.
    """
    form = "" if isinstance(ctx.topic, Quiz) else "large"
    added = [{**with_shape(Block.EMERGENCY, one), "block": "strip", "form": form} for one in strip(ctx)]
    place = sum(section["block"] == Block.NAMES.value for section in sections)
    return [*sections[:place], *added, *sections[place:]]


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
"""Blocks whose sections may stand side by side."""


def with_shape(block: AnyBlock, section: Section) -> Section:
    """Add to a section its `block`, and the `shape` that decides where it may go: see `plan.Size`."""
    if isinstance(block, OwnBlock):
        return {**section, "block": block.name, "shape": _shape_of_own(block)}
    if section["look"] == "picture":
        shape = "picture"
    elif block is Block.IN_SHORT:
        shape = "opening"
    else:
        shape = "narrow" if block in _NARROW and section["look"] != "tint" else "wide"
    return {**section, "block": block.value, "shape": shape}


_HALF = 50
"""A picture of at most half the width may stand beside others, and so may a table of two columns."""


def _shape_of_own(block: OwnBlock) -> str:
    narrow = (
        (block.text and block.text.look is not OwnLook.TINT)
        or (block.picture and block.picture.width <= _HALF)
        or (block.table and len(block.table.columns) == 2)  # noqa: PLR2004 - as above
    )
    return "narrow" if narrow else "wide"


def _web(ctx: SheetContext) -> dict[str, str] | None:
    """The page's address to print and its QR code; None if the site has no address."""
    url = ctx.site.settings.absolute(ctx.entry.address)
    if not url:
        return None
    _ = ctx.gettext
    return {
        "url": url,
        "shown": url.removeprefix("https://").rstrip("/"),
        "qr": _qr(url),
        "alt": _("QR code that opens {url}").format(url=url),
        "lead": _("Read this page online"),
    }


@lru_cache(maxsize=64)  # the same address is on the sheets for paper and for the screen
def _qr(url: str) -> str:
    """A QR code as SVG, with its quiet zone."""
    svg = io.BytesIO()
    import segno  # noqa: PLC0415 - most builds draw no new code

    segno.make(url, micro=False, error="m").save(svg, kind="svg", border=4, xmldecl=False, svgns=True)
    return svg.getvalue().decode()


def review_fields(ctx: SheetContext, made_from: Iterable[Carried], *, practice: bool) -> dict[str, Any]:
    """Say who checked a sheet and when.

    Args:
        ctx: Context of the sheet.
        made_from: The content files whose words are on the sheet.
        practice: Whether something on the sheet is marked as usual practice.

    Returns:
        `notice` with what the site says of itself, `warning` for the head of the sheet (empty if a
        clinician has checked it), `review` with the sentences at its end, and `foot` with the texts at
        the foot of each page.
    """
    _, language = ctx.gettext, ctx.site.region.language
    review = review_of(*reviews_of(ctx.library, made_from))
    warning = unchecked(review, _).removesuffix(".")
    notice = ctx.say("site.notice").removesuffix(".")
    checked = _("Checked against its sources: {month}").format(month=month(review.checked, language))
    version = _("Version {version}").format(version=ctx.site.settings.version)
    contact = ctx.site.settings.contact
    sentences = [
        notice,
        *(sentence.removesuffix(".") for sentence in checked_by(review, _)),
        warning,
        checked,
        _("Next check: {month}").format(month=month(review.review_by, language)),
        version,
        ctx.say("sheet.practice") if practice else "",
        _("Found a mistake? Tell us: {contact}").format(contact=contact) if contact else "",
        _("This sheet is general information. It does not replace advice from your health professional"),
    ]
    return {
        "notice": notice,
        "warning": warning,
        "review": [sentence for sentence in sentences if sentence],
        "foot": [checked, version],
    }


_WHOLE = (
    ({Block.BEFORE, Block.DURING, Block.AFTER}, "session"),
    ({Block.CAUTIONS}, "cautions"),
)
"""Blocks, and the content file that they print besides the topic's own."""


def files_of(ctx: SheetContext) -> list[Carried]:
    """The content files, and parts of them, that a sheet is made from; all of them count for its review."""
    blocks = {*ctx.leaflet.blocks}
    whole = [Carried(kind, kind) for own, kind in _WHOLE if own & blocks]
    listed = list_blocks.files_of(ctx) if {Block.LIST, Block.WEEK} & blocks else []
    own = [Carried("leaflets", ctx.leaflet.file), Carried(ctx.entry.kind, ctx.path)]
    parts = [
        *frame_of(ctx.site.region),
        *printed_items(ctx.library, ctx.leaflet),
        *exercises_in(ctx.library, ctx.leaflet),
    ]
    return on_site(ctx.library, [*own, *parts, *whole, *listed, *quiz_blocks.files_of(ctx)])
