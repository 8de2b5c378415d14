# `/handouts/<id>/`: where a sheet is downloaded, in each of its forms.

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from generator import prose
from generator.handouts import Handout
from generator.handouts.documents import made_from
from generator.linked_data import Subject, linked_data
from generator.navigation import near
from generator.output import made
from generator.page_file import Head, page_file
from generator.pages.frame import crumbs, shared_names
from generator.review import review_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.output import OutputFile
    from generator.schema.leaflet import Leaflet
    from generator.site import Site


def render_handout_pages(site: Site, handouts: Iterable[OutputFile]) -> Iterator[OutputFile]:
    """A page for each leaflet.

    Args:
        site: the site.
        handouts: what was printed; a page lists its leaflet's own.
    """
    printed: dict[str, list[OutputFile]] = defaultdict(list)
    for handout in handouts:
        printed[handout.path.split("/")[1]].append(handout)
    shared = shared_names(site)

    def page(leaflet: Leaflet) -> list[OutputFile]:
        forms = {
            handout.form: handout
            for handout in map(made, printed[leaflet.id])
            if isinstance(handout, Handout)
        }
        return [_page(site, leaflet, forms, shared)]

    leaflets = site.library.leaflets.values()
    yield from site.each(page, leaflets, lambda leaflet: [f"handouts/{leaflet.id}/index.md"])


def _page(
    site: Site, leaflet: Leaflet, forms: Mapping[str, Handout], shared: Mapping[str, Any]
) -> OutputFile:
    address = f"handouts/{leaflet.id}/"
    references = site.references(address)
    topic = site.library.resolve(leaflet.topic)
    lead = site.render("pages/handout-lead.html", references, pages=_pages(site, leaflet, forms)).strip()
    description = prose.to_text(prose.Prose.parse(lead), references)
    review = review_of(*made_from(site, leaflet), site.library.warning_signs)
    way = crumbs(site, "handouts")
    body = site.render(
        "pages/handout.html",
        references,
        leaflet=leaflet,
        topic=topic,
        forms=forms,
        usual=site.region.paper,
        review=review,
        **shared,
    )
    head = Head(
        title=leaflet.title,
        description=description,
        lead=lead,
        section="handouts",
        crumbs=way,
        near=tuple(near(site.library, "leaflets", leaflet.id)),
        linked_data=linked_data(site, Subject(address, leaflet.title, description, way, review)),
    )
    return page_file(f"{address}index.md", head, body, f"leaflets/{leaflet.file}.yml")


def _pages(site: Site, leaflet: Leaflet, forms: Mapping[str, Handout]) -> int:
    """How many pages it has on the region's paper; what it may have, where nothing was printed."""
    return forms[site.region.paper].pages if site.region.paper in forms else leaflet.pages
