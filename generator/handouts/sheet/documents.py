# Documents: one sheet, or a first sheet and chapters of sheets that share numbers, sources and review.

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Any

from generator.handouts.sheet.blocks import sources
from generator.handouts.sheet.context import Reader, SharedReferences, SheetChapter, context
from generator.handouts.sheet.parts import has_custom
from generator.handouts.sheet.sheet import parts_of, placed, reviewed, sheet
from generator.schema.leaflet import Block

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.content.addresses import Entry
    from generator.handouts.sheet.context import SheetContext
    from generator.handouts.sheet.sheet import Sheet
    from generator.schema import leaflet as schema
    from generator.schema.common import Reviewed
    from generator.schema.leaflet import Leaflet
    from generator.settings.settings import Clinic
    from generator.site import Site


@dataclass(frozen=True)
class SheetDocument:
    """One PDF in the making."""

    leaflet: Leaflet
    """What it is made for: its only sheet, or the first."""
    first: SheetContext
    """That sheet, as it was made."""
    data: dict[str, Any]
    """What the templates print."""


def document(
    site: Site, leaflet: Leaflet, chapters: tuple[SheetChapter, ...] = (), reader: Reader | None = None
) -> SheetDocument:
    """A leaflet as a document, with the chapters that it has itself or that are given.

    Args:
        site: the site.
        leaflet: the only sheet, or the first.
        chapters: what follows; empty for the leaflet's own.
        reader: who it is made for.

    Raises:
        NoSheet: a sheet would be empty, or its topic cannot be printed.
        UnknownTarget: a topic is not there.
    """
    first, inside = _contexts(site, leaflet, chapters, reader or Reader())
    sheets = [{**sheet(first), **({"web": None} if chapters else {})}]
    for chapter, contexts in zip(first.chapters, inside, strict=True):
        sheets += _chapter_sheets(chapter, contexts)
    return SheetDocument(leaflet, first, data(site, _ended(first, inside, sheets)))


def made_from(site: Site, leaflet: Leaflet) -> list[Reviewed]:
    """The content files whose words are in the document of a leaflet.

    Args:
        site: the site.
        leaflet: the leaflet.

    Raises:
        NoSheet: a topic cannot be printed.
        UnknownTarget: a topic is not there.
    """
    return _made_from(*_contexts(site, leaflet, (), Reader()))


def _contexts(
    site: Site, leaflet: Leaflet, chapters: tuple[SheetChapter, ...], reader: Reader
) -> tuple[SheetContext, list[list[SheetContext]]]:
    """The first sheet of a document, and those of its chapters."""
    chapters = chapters or tuple(_chapter(site, leaflet, one) for one in leaflet.chapters)
    references = SharedReferences(site, chapters) if chapters else None
    first = replace(context(site, leaflet, references), reader=reader, chapters=chapters)
    return first, [[context(site, one, references) for one in chapter.leaflets] for chapter in chapters]


def _made_from(first: SheetContext, inside: list[list[SheetContext]]) -> list[Reviewed]:
    return [part for at in (first, *chain.from_iterable(inside)) for part in parts_of(at)]


def _chapter(site: Site, leaflet: Leaflet, chapter: schema.Chapter) -> SheetChapter:
    """A chapter of a booklet, with a leaflet for each of its pages."""
    entries = [entry for named in chapter.topics for entry in site.library.topics(named)]
    return SheetChapter(chapter.title, tuple(_leaflet(site, leaflet, chapter, entry) for entry in entries))


def _leaflet(site: Site, leaflet: Leaflet, chapter: schema.Chapter, entry: Entry) -> Leaflet:
    """A page as a sheet of a booklet."""
    model = site.library.of_kind(entry.kind).get(entry.id)
    changed = {
        "title": entry.title,
        "subtitle": getattr(model, "short_line", ""),
        "topic": entry.key,
        "blocks": chapter.blocks,
        "chapters": (),
        "teach_back": (),
    }
    return leaflet.model_copy(update=changed)


def _chapter_sheets(chapter: SheetChapter, contexts: list[SheetContext]) -> Iterator[Sheet]:
    """The sheets of a chapter: the review of all stands at the document's end."""
    for at in contexts:
        title = chapter.title if at is contexts[0] else ""
        level = 3 if chapter.title else 2
        yield {**sheet(at), "level": level, "chapter": title, "review": []}


def _ended(first: SheetContext, inside: list[list[SheetContext]], sheets: list[Sheet]) -> list[Sheet]:
    """The sheets of a document of several, with the sources and the review of all at its end."""
    if len(sheets) == 1:
        return sheets
    custom = any(has_custom(section) for one in sheets for section in one["sections"])
    review = reviewed(first, _made_from(first, inside), custom=custom)
    sheets = [{**sheets[0], **review, "review": [], "to": ""}, *sheets[1:]]
    found = [placed(Block.SOURCES, section) for section in sources(first)]
    if not found:
        return [*sheets[:-1], {**sheets[-1], "review": review["review"]}]
    title = found[0]["heading"]
    bare = [{**section, "heading": ""} for section in found]
    about = {"title": title, "subtitle": "", "level": 2, "chapter": "", "to": "", "web": None}
    return [*sheets, {**about, "sections": bare, **review}]


def data(site: Site, sheets: list[Sheet]) -> dict[str, Any]:
    """What all sheets of one PDF share, and the sheets.

    Args:
        site: the site.
        sheets: see `sheet.sheet`.
    """
    _ = site.translations.gettext
    language, _dash, country = site.region.language.partition("-")
    clinic = site.settings.clinic
    return {
        "sheets": sheets,
        "language": language,
        "country": country or None,
        "author": clinic.name if clinic else site.settings.site_name,
        "clinic": clinic.lines if clinic else [],
        "logo": _logo(clinic),
        "colours": site.settings.colours._asdict(),
        "words": {
            "page": _("Page {page} of {pages}"),
            "see": _("page {page}"),
            "custom": _("custom"),
            "unless-numbered": _("custom, unless numbered"),
        },
    }


def _logo(clinic: Clinic | None) -> dict[str, Any] | None:
    """The clinic's picture; its words are the clinic's name."""
    if clinic is None or clinic.logo is None:
        return None
    logo = clinic.logo
    return {"svg": logo.svg, "ratio": logo.width / logo.height, "alt": clinic.name}
