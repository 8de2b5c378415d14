# What a block of a sheet is made from.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.content.references import References
from generator.handouts.sheet import parts
from generator.schema.leaflet import Block
from generator.schema.page import Page
from generator.schema.quiz import Quiz
from generator.schema.self_care import SelfCare
from generator.schema.symptom import Symptom
from generator.schema.technique import Technique

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TypeAlias

    from generator.content.addresses import Entry
    from generator.content.library import Library
    from generator.handouts.sheet.parts import Item
    from generator.prose import Prose
    from generator.schema.common import Statement
    from generator.schema.leaflet import Leaflet
    from generator.site import Site

    Topic: TypeAlias = Technique | Symptom | SelfCare | Page | Quiz


class NoSheet(ValueError):  # noqa: N818 - the name says what was met, as KeyError does
    """A leaflet of which no sheet can be made; the message says why."""


@dataclass(frozen=True)
class Reader:
    """Who a sheet is made for."""

    name: str = ""
    """Printed instead of a line for the name."""
    note: str = ""
    """Printed above the lines for notes; an empty line starts a paragraph."""


@dataclass(frozen=True)
class SheetChapter:
    """A part of a document of several sheets."""

    title: str
    """Its heading; empty where the sheets stand for themselves."""
    leaflets: tuple[Leaflet, ...]
    """Its sheets."""


@dataclass(frozen=True)
class SheetContext:
    """One sheet in the making."""

    site: Site
    """The site."""
    leaflet: Leaflet
    """What the sheet is to hold."""
    topic: Topic
    """What it is about."""
    entry: Entry
    """The topic's page."""
    path: str
    """The topic's file: its id within its kind."""
    references: References
    """Numbers of sources, in the order in which the sheet cites them."""
    reader: Reader = Reader()
    """Who it is made for."""
    chapters: tuple[SheetChapter, ...] = ()
    """What follows in the same document."""

    @property
    def library(self) -> Library:
        """All content."""
        return self.site.library

    @property
    def gettext(self) -> Callable[[str], str]:
        """Interface words in the region's language."""
        return self.site.translations.gettext

    def plain(self, texts: Iterable[Prose]) -> list[Item]:
        """Items that say nothing about how sure they are."""
        return parts.plain(texts, self.references)

    def stated(self, statements: Iterable[Statement]) -> list[Item]:
        """Items marked as custom where they rest on nothing else."""
        return parts.stated(statements, self.references)


def context(site: Site, leaflet: Leaflet, references: References | None = None) -> SheetContext:
    """Everything that the blocks of a leaflet need.

    Args:
        site: the site.
        leaflet: the leaflet.
        references: of the document that the sheet is a part of, if it is not alone.

    Raises:
        UnknownTarget: the leaflet's topic is not there.
        NoSheet: no sheet can be made of its topic.
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
    own = references or kind(site.library, site.region, entry.address, explain=False)
    return SheetContext(site, leaflet, topic, entry, path, own)


class _Unnumbered(References):
    """The references of a sheet that lists no sources: a number would point at nothing."""

    def cite(self, sources: tuple[str, ...]) -> tuple[int, ...]:
        del sources
        return ()


class SharedReferences(References):
    """The references of a document of several sheets: one list of sources, and pages that it has itself."""

    def __init__(self, site: Site, chapters: tuple[SheetChapter, ...]) -> None:
        """Start a document.

        Args:
            site: the site.
            chapters: what is in it.
        """
        super().__init__(site.library, site.region, "", explain=False)
        topics = [site.library.resolve(one.topic) for chapter in chapters for one in chapter.leaflets]
        self._inside = {entry.address: entry.key for entry in topics}

    def inside(self, target: str) -> str | None:
        """The sheet of this document that has a target."""
        return self._inside.get(self._library.resolve(target).address.partition("#")[0])
