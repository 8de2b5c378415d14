# Handouts grouped by topic, their paper forms, and the address of the page that makes handouts.

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.content.addresses import page_address
from generator.schema.page import Show
from generator.website.navigation import menu_title, sections_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.content.library import Library
    from generator.schema.leaflet import Leaflet
    from generator.site import Site

_GENERAL = "pages"
"""The kind of hand-written pages. Handouts on them are listed as being for everybody."""


class HandoutGroup(NamedTuple):
    """Handouts on one kind of topic."""

    id: str
    """The kind, such as `techniques`."""
    title: str
    """The heading of the group."""
    leaflets: tuple[Leaflet, ...]
    """In the site's order, except that leaflets on the same topic are next to each other."""


def handout_groups(library: Library, gettext: Callable[[str], str]) -> list[HandoutGroup]:
    """The handouts of a site, grouped: first those for everybody, then by kind of topic."""
    by_kind: dict[str, list[Leaflet]] = {}
    for leaflet in library.leaflets.values():
        by_kind.setdefault(library.resolve(leaflet.topic).kind, []).append(leaflet)
    titles = {_GENERAL: gettext("For everybody")}
    titles |= {kind: menu_title(index) for _, kind, index in sections_of(library)}
    return [
        HandoutGroup(kind, title, _by_topic(by_kind[kind]))
        for kind, title in titles.items()
        if kind in by_kind
    ]


def _by_topic(leaflets: list[Leaflet]) -> tuple[Leaflet, ...]:
    topics = {topic: at for at, topic in enumerate(dict.fromkeys(leaflet.topic for leaflet in leaflets))}
    return tuple(sorted(leaflets, key=lambda leaflet: topics[leaflet.topic]))


def sheets_to_choose(library: Library) -> list[Leaflet]:
    """The handouts of which a set can be put together: all but booklets."""
    return [leaflet for leaflet in library.leaflets.values() if not leaflet.chapters]


def paper_forms(site: Site) -> list[tuple[str, str]]:
    """Id and name of each form of a sheet (paper size, normal or large print), the region's paper first."""
    _ = site.translations.gettext
    papers = [("a4", _("A4")), ("letter", _("US Letter"))]
    papers.sort(key=lambda paper: paper[0] != site.region.paper)
    large = [(f"large-{id_}", _("Large print, {paper}").format(paper=name)) for id_, name in papers]
    return [*papers, *large]


def maker_address(library: Library) -> str:
    """The address of the page that makes handouts, or an empty string if the site has none."""
    pages = library.pages.values()
    return next((page_address(page.path) for page in pages if page.show is Show.HANDOUT_MAKER), "")
