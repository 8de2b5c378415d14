# The context that the blocks of a sheet are made from: leaflet, topic, references, reader.

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.content.references import References
from generator.handouts.sheet import parts
from generator.handouts.sheet.rules import naming_sheets
from generator.handouts.sheet.urgency import with_urgency
from generator.schema.leaflet import Block
from generator.schema.page import Page
from generator.schema.quiz import Quiz
from generator.schema.self_care import SelfCare
from generator.schema.symptom import Symptom
from generator.schema.technique import Technique

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import TypeAlias

    from generator.content.addresses import Entry
    from generator.content.library import Library
    from generator.content.subject_words import SubjectWords
    from generator.handouts.sheet.parts import Item
    from generator.prose import Prose
    from generator.schema.common import Statement
    from generator.schema.exercise import Dose
    from generator.schema.leaflet import Leaflet
    from generator.site import Site

    Topic: TypeAlias = Technique | Symptom | SelfCare | Page | Quiz


class NoSheet(ValueError):  # noqa: N818 - the name says what went wrong, as KeyError does
    """A leaflet cannot be made into a sheet; the message says why."""


@dataclass(frozen=True)
class Reader:
    """The person a sheet is made for."""

    name: str = ""
    """Printed in place of the empty line for the name."""
    note: str = ""
    """Printed above the lines for notes; an empty line separates paragraphs."""
    doses: Mapping[str, Dose] = field(default_factory=dict)
    """Key of an exercise, such as `self-care/an-example` → the dose agreed with the reader."""


@dataclass(frozen=True)
class SheetChapter:
    """A part of a document of several sheets."""

    title: str
    """Heading of the chapter; empty if the sheets have no common heading."""
    leaflets: tuple[Leaflet, ...]
    """The leaflets printed in it, one sheet each."""


@dataclass(frozen=True)
class SheetContext:
    """Everything that the blocks of one sheet are made from."""

    site: Site
    """The site that the leaflet belongs to."""
    leaflet: Leaflet
    """The leaflet: title, blocks, page target."""
    topic: Topic
    """The content that the sheet is about."""
    entry: Entry
    """The topic's page."""
    path: str
    """The topic's file: its id within its kind, such as `about/index`."""
    references: References
    """Resolves links, and numbers sources in the order in which the sheet cites them."""
    reader: Reader = Reader()
    """The person the sheet is made for."""
    chapters: tuple[SheetChapter, ...] = ()
    """The chapters that follow in the same document."""

    @property
    def library(self) -> Library:
        """All content of the site."""
        return self.site.library

    @property
    def gettext(self) -> Callable[[str], str]:
        """Translates interface words into the region's language."""
        return self.site.translations.gettext

    @property
    def say(self) -> SubjectWords:
        """Says a word of the subject by its name, such as `sheet.practice`."""
        return self.site.say

    def prose_items(self, texts: Iterable[Prose]) -> list[Item]:
        """Items that are never marked as usual practice."""
        return self.on_paper(parts.prose_items(texts, self.references))

    def statement_items(self, statements: Iterable[Statement]) -> list[Item]:
        """Items that are marked as usual practice if their statements rest on usual practice alone."""
        return self.on_paper(parts.statement_items(statements, self.references))

    def on_paper(self, items: list[Item]) -> list[Item]:
        """Items that name sheets in place of links, with the urgency of the help that they name."""
        named = naming_sheets(items, self.library, self.leaflet, self.gettext)
        return with_urgency(named, self.library)


def context(site: Site, leaflet: Leaflet, references: References | None = None) -> SheetContext:
    """Make the context of a leaflet's sheet.

    Args:
        site: The site that the leaflet belongs to.
        leaflet: The leaflet to print.
        references: The references of the whole document, if the sheet is one of several.

    Raises:
        UnknownTarget: The leaflet's topic does not exist.
        NoSheet: Content of the topic's kind cannot be printed.
    """
    entry = site.library.resolve(leaflet.topic)
    models = site.library.content.items.get(entry.kind, {})
    path = entry.id if entry.id in models else f"{entry.id}/index"
    topic = models.get(path)
    if not isinstance(topic, Technique | Symptom | SelfCare | Page | Quiz):
        raise NoSheet(
            f"a sheet cannot be about {entry.key};"
            " choose a technique, symptom, self-care topic, quiz or page"
        )
    kind = References if Block.SOURCES in leaflet.blocks else _Unnumbered
    references = references or kind(site.library, site.region, entry.address, explain=False)
    return SheetContext(site, leaflet, topic, entry, path, references)


class _Unnumbered(References):
    """The references of a sheet without a list of sources, which prints no citation numbers."""

    def cite(self, sources: tuple[str, ...]) -> tuple[int, ...]:
        del sources
        return ()


class SharedReferences(References):
    """References shared by the sheets of one document.

    Sources are numbered through the whole document, and links between its sheets become page numbers.
    """

    def __init__(self, site: Site, chapters: tuple[SheetChapter, ...]) -> None:
        gettext = site.translations.gettext
        super().__init__(site.library, site.region, "", explain=False, gettext=gettext)
        topics = [
            site.library.resolve(leaflet.topic) for chapter in chapters for leaflet in chapter.leaflets
        ]
        self._inside = {entry.address: entry.key for entry in topics}

    def inside(self, target: str) -> str | None:
        """The label of the sheet in this document that prints a target; None if there is none."""
        return self._inside.get(self._library.resolve(target).address.partition("#")[0])
