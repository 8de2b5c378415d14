# All handouts by topic, for the pages that list them.

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.content.addresses import page_address
from generator.schema.page import Show
from generator.website.navigation import SECTIONS, menu_title

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.content.library import Library
    from generator.schema.leaflet import Leaflet
    from generator.site import Site

_GENERAL = "pages"
"""The kind of pages written by hand: what is on them is for everybody."""


class HandoutGroup(NamedTuple):
    """Handouts on one kind of topic."""

    id: str
    """The kind."""
    title: str
    """Its heading."""
    leaflets: tuple[Leaflet, ...]
    """In the site's order; those on the same topic stand together."""


def handout_groups(library: Library, gettext: Callable[[str], str]) -> list[HandoutGroup]:
    """The handouts of a site: those for everybody, then by kind of topic.

    Args:
        library: all content.
        gettext: translates the first heading.
    """
    found: dict[str, list[Leaflet]] = {}
    for leaflet in library.leaflets.values():
        found.setdefault(library.resolve(leaflet.topic).kind, []).append(leaflet)
    titles = {_GENERAL: gettext("For everybody")}
    titles |= {kind: menu_title(library.pages[f"{folder}/index"]) for folder, kind in SECTIONS}
    return [
        HandoutGroup(kind, title, _by_topic(found[kind])) for kind, title in titles.items() if kind in found
    ]


def _by_topic(leaflets: list[Leaflet]) -> tuple[Leaflet, ...]:
    topics = [leaflet.topic for leaflet in leaflets]
    return tuple(sorted(leaflets, key=lambda leaflet: topics.index(leaflet.topic)))


def paper_forms(site: Site) -> list[tuple[str, str]]:
    """The forms of a sheet and what they are called, the region's paper first.

    Args:
        site: the site.
    """
    _ = site.translations.gettext
    papers = [("a4", _("A4")), ("letter", _("US Letter"))]
    papers.sort(key=lambda paper: paper[0] != site.region.paper)
    large = [(f"large-{id_}", _("Large print, {paper}").format(paper=name)) for id_, name in papers]
    return [*papers, *large]


def maker_address(library: Library) -> str:
    """Where handouts are put together, or an empty text.

    Args:
        library: all content.
    """
    pages = library.pages.values()
    return next((page_address(page.path) for page in pages if page.show is Show.HANDOUT_MAKER), "")
