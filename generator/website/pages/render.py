# Renders all pages except those of quizzes and handouts, and the pictures they show.

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from generator.website.pages.authored import render_authored
from generator.website.pages.pictures import render_pictures
from generator.website.pages.topics import render_topics

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.output.files import FileContent, PromisedFile
    from generator.site import Site
    from generator.website.downloads import Format, Offer


def render_pages(
    site: Site, formats: Sequence[Format] = (), offers: Mapping[str, Offer] = MappingProxyType({})
) -> Iterator[PromisedFile[FileContent]]:
    """All pages except those of quizzes and handouts, and their pictures.

    Args:
        site: the site.
        formats: the formats in which quizzes can be downloaded.
        offers: the printed files of each leaflet, by its id.
    """
    yield from render_topics(site)
    yield from render_authored(site, formats, offers)
    yield from render_pictures(site)
