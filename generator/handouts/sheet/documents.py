# Documents to print, one PDF each: a single sheet, or a first sheet and chapters of further sheets, which
# share their citation numbers, sources and review.

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Any

from generator.handouts.sheet.blocks import sources
from generator.handouts.sheet.context import Reader, SharedReferences, SheetChapter, context
from generator.handouts.sheet.parts import has_practice
from generator.handouts.sheet.practice import practice_words
from generator.handouts.sheet.sheet import files_of, review_fields, sheet, with_shape
from generator.schema.leaflet import Block

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.content.addresses import Entry
    from generator.content.part import Carried
    from generator.handouts.sheet.context import SheetContext
    from generator.handouts.sheet.sheet import Sheet
    from generator.schema import leaflet as schema
    from generator.schema.leaflet import Leaflet
    from generator.settings.settings import Clinic
    from generator.site import Site


@dataclass(frozen=True)
class SheetDocument:
    """The content of one PDF."""

    leaflet: Leaflet
    """The leaflet of the only or first sheet."""
    first: SheetContext
    """The context of that sheet."""
    data: dict[str, Any]
    """The data that the Typst templates print; see `data`."""


def document(
    site: Site, leaflet: Leaflet, chapters: tuple[SheetChapter, ...] = (), reader: Reader | None = None
) -> SheetDocument:
    """Make the document of a leaflet.

    Args:
        site: The site that the leaflet belongs to.
        leaflet: The leaflet of the only or first sheet.
        chapters: Chapters that follow it; if empty, those of the leaflet itself.
        reader: The person the document is made for.

    Raises:
        NoSheet: A sheet would be empty, or its topic cannot be printed.
        UnknownTarget: A topic does not exist.
    """
    first, inside = _contexts(site, leaflet, chapters, reader or Reader())
    sheets = [{**sheet(first), **({"web": None} if chapters else {})}]
    for chapter, contexts in zip(first.chapters, inside, strict=True):
        sheets += _chapter_sheets(chapter, contexts)
    return SheetDocument(leaflet, first, data(site, _with_end(first, inside, sheets)))


def made_from(site: Site, leaflet: Leaflet) -> list[Carried]:
    """The content files, and parts of them, whose words are in the document of a leaflet.

    Raises:
        NoSheet: A topic cannot be printed.
        UnknownTarget: A topic does not exist.
    """
    return _made_from(*_contexts(site, leaflet, (), Reader()))


def _contexts(
    site: Site, leaflet: Leaflet, chapters: tuple[SheetChapter, ...], reader: Reader
) -> tuple[SheetContext, list[list[SheetContext]]]:
    """The context of the first sheet, and those of the sheets in each chapter."""
    chapters = chapters or tuple(_chapter(site, leaflet, chapter) for chapter in leaflet.chapters)
    references = SharedReferences(site, chapters) if chapters else None
    first = replace(context(site, leaflet, references), reader=reader, chapters=chapters)
    doses = Reader(doses=reader.doses)
    inside = [
        [replace(context(site, inner, references), reader=doses) for inner in chapter.leaflets]
        for chapter in chapters
    ]
    return first, inside


def _made_from(first: SheetContext, inside: list[list[SheetContext]]) -> list[Carried]:
    return [file for ctx in (first, *chain.from_iterable(inside)) for file in files_of(ctx)]


def _chapter(site: Site, leaflet: Leaflet, chapter: schema.Chapter) -> SheetChapter:
    """A chapter of a booklet, with a leaflet for each of its topics."""
    entries = [entry for pattern in chapter.topics for entry in site.library.topics(pattern)]
    return SheetChapter(chapter.title, tuple(_leaflet(site, leaflet, chapter, entry) for entry in entries))


def _leaflet(site: Site, leaflet: Leaflet, chapter: schema.Chapter, entry: Entry) -> Leaflet:
    """The leaflet that prints a topic in a booklet."""
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
    """The sheets of a chapter, without a review of their own: it comes at the end of the document."""
    for ctx in contexts:
        title = chapter.title if ctx is contexts[0] else ""
        level = 3 if chapter.title else 2
        yield {**sheet(ctx, is_first=False), "level": level, "chapter": title, "review": []}


def _with_end(first: SheetContext, inside: list[list[SheetContext]], sheets: list[Sheet]) -> list[Sheet]:
    """The sheets of a document; if there are several, with sources and review of all of them at the end."""
    if len(sheets) == 1:
        return sheets
    practice = any(has_practice(section) for sheet in sheets for section in sheet["sections"])
    review = review_fields(first, _made_from(first, inside), practice=practice)
    sheets = [{**sheets[0], **review, "review": [], "to": ""}, *sheets[1:]]
    source_sections = [with_shape(Block.SOURCES, section) for section in sources(first)]
    if not source_sections:
        return [*sheets[:-1], {**sheets[-1], "review": review["review"]}]
    title = source_sections[0]["heading"]
    untitled = [{**section, "heading": ""} for section in source_sections]
    head = {"title": title, "subtitle": "", "level": 2, "chapter": "", "to": "", "web": None}
    return [*sheets, {**head, "sections": untitled, **review}]


def data(site: Site, sheets: list[Sheet]) -> dict[str, Any]:
    """The data of one PDF: its sheets, and what they share, such as language, clinic and colours."""
    _ = site.translations.gettext
    language, _dash, country = site.region.language.partition("-")
    clinic = site.settings.clinic
    words = {"page": _("Page {page} of {pages}"), "see": _("page {page}"), **practice_words(_)}
    return {
        "sheets": sheets,
        "sides": [],
        "language": language,
        "country": country or None,
        "author": clinic.name if clinic else site.settings.site_name,
        "clinic": clinic.lines if clinic else [],
        "logo": _logo(clinic),
        "colours": site.settings.colours._asdict(),
        "fonts": [*site.fonts.families],
        "font_digest": site.fonts.digest,
        "font_folder": site.fonts.folder,
        "words_of": {language: words},
    }


def _logo(clinic: Clinic | None) -> dict[str, Any] | None:
    """The clinic's logo, with the clinic's name as its alternative text."""
    if clinic is None or clinic.logo is None:
        return None
    logo = clinic.logo
    return {"svg": logo.svg, "ratio": logo.width / logo.height, "alt": clinic.name}
