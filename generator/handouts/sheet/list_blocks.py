# Blocks that list other content: what a page lists, a week to tick, the contents of a booklet.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagrams.body_map import body_map_svg
from generator.handouts.sheet import parts
from generator.handouts.sheet.markdown_blocks import sections_of
from generator.handouts.sheet.parts import section
from generator.schema.page import Page, Show

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.handouts.sheet.context import SheetContext
    from generator.handouts.sheet.parts import Item, Section
    from generator.prose import Prose
    from generator.schema.common import Model
    from generator.schema.muscle import Muscle
    from generator.schema.self_care import SelfCare
    from generator.schema.symptom import Symptom
    from generator.schema.technique import Technique


def listed(at: SheetContext) -> list[Section]:
    """What the topic's page lists, a line each."""
    heading = at.topic.title if isinstance(at.topic, Page) and at.topic.title != at.leaflet.title else ""
    return section(heading, parts.bullets([_line(at, title, line) for title, line in _listed(at)]))


def _listed(at: SheetContext) -> list[tuple[str, Prose]]:
    """Title and line of each."""
    shown = at.topic.show if isinstance(at.topic, Page) else None
    if shown is Show.GLOSSARY:
        return [(one.term, one.definition) for one in at.library.glossary.terms]
    return [(one.title, one.one_line) for one in _topics(at, shown)]


def _topics(at: SheetContext, shown: Show | None) -> Iterable[Symptom | Technique | Muscle | SelfCare]:
    """The topics that a page lists."""
    match shown:
        case Show.SYMPTOMS:
            return at.library.symptoms.values()
        case Show.TECHNIQUES:
            return at.library.techniques.values()
        case Show.MUSCLES:
            return at.library.muscles.values()
        case Show.SELF_CARE:
            return at.library.self_care.values()
    return ()


def files_of(at: SheetContext) -> list[Model]:
    """The content files that the blocks here print lines of."""
    shown = at.topic.show if isinstance(at.topic, Page) else None
    glossary = [at.library.glossary] if shown is Show.GLOSSARY else []
    return [*glossary, *_topics(at, shown), *(at.library.self_care[id_] for id_ in at.leaflet.week)]


def _line(at: SheetContext, title: str, line: Prose) -> Item:
    (item,) = at.plain([line])
    return parts.led(f"{title[0].upper()}{title[1:]}", item)


def muscles(at: SheetContext) -> list[Section]:
    """The body map with all muscles on it, where the topic's page lists them."""
    if not isinstance(at.topic, Page) or at.topic.show is not Show.MUSCLES:
        return []
    found = at.library.body_map
    svg = body_map_svg(found, [shape.id for shape in found.muscles], alt=found.title)
    return section("", parts.picture(svg, found.title, []), look="picture")


def text(at: SheetContext) -> list[Section]:
    """The words of a page written by hand."""
    return sections_of(at.topic.body, at.references) if isinstance(at.topic, Page) else []


_OWN_ROWS = 2


def week(at: SheetContext) -> list[Section]:
    """A table to tick, day by day."""
    _ = at.gettext
    days = [_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")]
    topics = [at.library.self_care[id_] for id_ in at.leaflet.week]
    rows = [(topic.title, topic.short_line) for topic in topics]
    table = parts.week(_("What I will do"), days, rows, _OWN_ROWS)
    return section(_("My week"), table, hint=_("Tick each day you do it")) if rows else []


def contents(at: SheetContext) -> list[Section]:
    """The chapters and sheets that follow, with their pages."""
    entries = []
    for chapter in at.chapters:
        sheets = [(one.title, at.library.resolve(one.topic).key) for one in chapter.leaflets]
        if chapter.title:
            entries.append((chapter.title, sheets[0][1], 1))
        level = 2 if chapter.title else 1
        entries += [(title, to, level) for title, to in sheets if title != chapter.title]
    return section(at.gettext("Contents"), parts.contents(entries)) if entries else []
