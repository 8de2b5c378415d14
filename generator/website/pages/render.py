# The pages a reader reads: one function a page type, and the pictures they show.

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from generator.website.pages.authored import render_written
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
    """Every page but those of quizzes and handouts, with its pictures.

    Args:
        site: the site.
        formats: what quizzes can be downloaded as.
        offers: what was printed of each leaflet.
    """
    yield from render_topics(site)
    yield from render_written(site, formats, offers)
    yield from render_pictures(site)
