# What a block of a sheet is made from.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.library import page_id
from generator.references import References
from generator.schema.leaflet import Block
from generator.schema.page import Page
from generator.schema.self_care import SelfCare
from generator.schema.symptom import Symptom
from generator.schema.technique import Technique

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from generator.library import Entry, Library
    from generator.schema.leaflet import Leaflet
    from generator.site import Site

    Topic: TypeAlias = Technique | Symptom | SelfCare | Page


class NoSheet(ValueError):  # noqa: N818 - the name says what was met, as KeyError does
    """A leaflet of which no sheet can be made; the message says why."""


@dataclass(frozen=True)
class Context:
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

    @property
    def library(self) -> Library:
        """All content."""
        return self.site.library

    @property
    def gettext(self) -> Callable[[str], str]:
        """Interface words in the region's language."""
        return self.site.translations.gettext


def context(site: Site, leaflet: Leaflet) -> Context:
    """Everything that the blocks of a leaflet need.

    Raises:
        UnknownTarget: the leaflet's topic is not there.
        NoSheet: no sheet can be made of its topic.
    """
    entry = site.library.resolve(leaflet.topic)
    models = site.library.content.items.get(entry.kind, {})
    path = next((path for path in models if page_id(path) == entry.id), None)
    topic = models[path] if path else None
    if not isinstance(topic, Technique | Symptom | SelfCare | Page):
        raise NoSheet(
            f"a sheet cannot be about {entry.key}; choose a technique, symptom, self-care topic or page"
        )
    kind = References if Block.SOURCES in leaflet.blocks else _Unnumbered
    references = kind(site.library, site.region, entry.address, explain=False)
    return Context(site, leaflet, topic, entry, str(path), references)


class _Unnumbered(References):
    """The references of a sheet that lists no sources: a number would point at nothing."""

    def cite(self, sources: tuple[str, ...]) -> tuple[int, ...]:
        del sources
        return ()
