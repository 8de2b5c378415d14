# The makers of blocks that list other content: the topics of a page, a week to tick, the contents of a
# booklet; and of the block that prints the text of a page.

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from generator.content.carried_parts import LINE, NAME
from generator.content.part import Carried
from generator.diagrams.body_map import body_map_svg
from generator.handouts.sheet import parts, tick_tables
from generator.handouts.sheet.markdown_blocks import sections_of
from generator.handouts.sheet.parts import section
from generator.schema.page import Page, Show

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.handouts.sheet.context import SheetContext
    from generator.handouts.sheet.parts import Item, Section
    from generator.prose import Prose
    from generator.schema.muscle import Muscle
    from generator.schema.self_care import SelfCare
    from generator.schema.symptom import Symptom
    from generator.schema.technique import Technique


def listed(ctx: SheetContext) -> list[Section]:
    """The topics or terms that a page lists, one line each."""
    heading = (
        ctx.topic.title if isinstance(ctx.topic, Page) and ctx.topic.title != ctx.leaflet.title else ""
    )
    return section(heading, parts.bullets([_line(ctx, title, line) for title, line in _entries(ctx)]))


def _entries(ctx: SheetContext) -> list[tuple[str, Prose]]:
    """Title and line of each topic or term that the page lists."""
    show = ctx.topic.show if isinstance(ctx.topic, Page) else None
    if show is Show.GLOSSARY:
        return [(entry.term, entry.definition) for entry in ctx.library.glossary.terms]
    return [(topic.title, topic.one_line) for topic in _topics(ctx, show)]


_KINDS = {
    Show.SYMPTOMS: "symptoms",
    Show.TECHNIQUES: "techniques",
    Show.MUSCLES: "muscles",
    Show.SELF_CARE: "self-care",
}
"""What a page shows → the kind of the topics that it lists."""


def _topics(ctx: SheetContext, show: Show | None) -> Iterable[Symptom | Technique | Muscle | SelfCare]:
    """The topics that a page lists."""
    kind = _KINDS.get(show) if show else None
    topics = ctx.library.of_kind(kind).values() if kind else ()
    return cast("Iterable[Symptom | Technique | Muscle | SelfCare]", topics)


def files_of(ctx: SheetContext) -> list[Carried]:
    """The content files whose lines the list and the week print."""
    show = ctx.topic.show if isinstance(ctx.topic, Page) else None
    glossary = [Carried("glossary", "glossary")] if show is Show.GLOSSARY else []
    kind = _KINDS.get(show, "") if show else ""
    topics = [Carried(kind, topic.id, LINE) for topic in _topics(ctx, show)]
    week = [Carried("self-care", id_, part) for id_ in ctx.leaflet.week for part in (NAME, LINE)]
    return [*glossary, *topics, *week]


def _line(ctx: SheetContext, title: str, line: Prose) -> Item:
    (item,) = ctx.prose_items([line])
    return parts.with_lead(f"{title[0].upper()}{title[1:]}", item)


def muscles(ctx: SheetContext) -> list[Section]:
    """The body map with all muscles, if the topic is the page that lists them."""
    if not isinstance(ctx.topic, Page) or ctx.topic.show is not Show.MUSCLES:
        return []
    body_map = ctx.library.body_map
    svg = body_map_svg(body_map, [shape.id for shape in body_map.muscles], alt=body_map.title)
    return section("", parts.picture(svg, body_map.title, []), look="picture")


def text(ctx: SheetContext) -> list[Section]:
    """The text of a hand-written page."""
    return sections_of(ctx, ctx.topic) if isinstance(ctx.topic, Page) else []


def days(ctx: SheetContext) -> list[str]:
    """The days of the week, in short."""
    _ = ctx.gettext
    return [_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")]


_OWN_ROWS = 2
"""Empty rows in the week, for the reader's own plans."""


def week(ctx: SheetContext) -> list[Section]:
    """A table of self-care activities, to tick for each day of the week."""
    _ = ctx.gettext
    topics = [ctx.library.self_care[id_] for id_ in ctx.leaflet.week]
    rows = [(topic.title, topic.short_line) for topic in topics]
    table = tick_tables.week(_("What I will do"), days(ctx), rows, _OWN_ROWS)
    return section(_("My week"), table, hint=_("Tick each day you do it")) if rows else []


def contents(ctx: SheetContext) -> list[Section]:
    """The table of contents: the chapters and sheets that follow in the document."""
    entries = []
    for chapter in ctx.chapters:
        sheets = [(leaflet.title, ctx.library.resolve(leaflet.topic).key) for leaflet in chapter.leaflets]
        if chapter.title:
            entries.append((chapter.title, sheets[0][1], 1))
        level = 2 if chapter.title else 1
        entries += [(title, to, level) for title, to in sheets if title != chapter.title]
    return section(ctx.gettext("Contents"), parts.contents(entries)) if entries else []
