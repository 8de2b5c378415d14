# `/handouts/<id>/`: the page of a leaflet, where readers download its PDFs.

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from babel.core import Locale

from generator.content.review import review_of
from generator.content.signatures import reviews_of
from generator.handouts.printing.forms import SIDE_BY_SIDE
from generator.handouts.sheet.documents import made_from
from generator.handouts.sheet.side_by_side import languages
from generator.output.files import PromisedFile
from generator.output.page import Head, page_content
from generator.website.downloads import NO_OFFER
from generator.website.navigation import near
from generator.website.pages.frame import crumbs, page_variables
from generator.website.pages.handout_list import maker_address, paper_forms
from generator.website.pages.linked_data import Subject, linked_data
from generator.website.share_pictures import share_picture

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.output.page import PageContent
    from generator.schema.leaflet import Leaflet
    from generator.site import Site
    from generator.website.downloads import Offer


def render_handout_pages(site: Site, offers: Mapping[str, Offer]) -> Iterator[PromisedFile[PageContent]]:
    """A page for each leaflet; `offers` has the files that it offers, by the leaflet's id."""
    shared = {
        **page_variables(site),
        "maker": maker_address(site.library),
        "paper_forms": paper_forms(site),
        "side_by_side": _side_by_side(site),
        "languages": _languages(site),
    }

    for leaflet in site.library.leaflets.values():
        address = f"handouts/{leaflet.id}/"
        render = partial(_page, site, leaflet, address, offers, shared)
        yield PromisedFile(
            f"{address}index.md", site.library.content.name("leaflets", leaflet.file), render
        )


def _page(
    site: Site, leaflet: Leaflet, address: str, offers: Mapping[str, Offer], shared: Mapping[str, Any]
) -> PageContent:
    offer = offers.get(leaflet.id, NO_OFFER)
    references = site.references(address)
    topic = site.library.resolve(leaflet.topic)
    lead = _lead(site, _pages(site, leaflet, offer))
    review = review_of(*reviews_of(site.library, made_from(site, leaflet)))
    trail = crumbs(site, "handouts")
    body = site.render(
        "website/handout.html",
        references,
        leaflet=leaflet,
        topic=topic,
        offer=offer,
        review=review,
        **shared,
    )
    head = Head(
        title=leaflet.title,
        description=lead,
        lead=lead,
        section="handouts",
        crumbs=trail,
        styles=("assets/css/handouts.css",),
        near=tuple(near(site.library, "leaflets", leaflet.id)),
        share_picture=share_picture(site, f"{address}index.md"),
        linked_data=linked_data(site, Subject(address, leaflet.title, lead, trail, review)),
    )
    return page_content(head, body)


def _side_by_side(site: Site) -> list[tuple[str, str]]:
    """Id and name of each form of a sheet in two languages; empty if the site is not translated."""
    names = dict(paper_forms(site))
    forms = {form.id: form.id.removeprefix("side-by-side-") for form in SIDE_BY_SIDE}
    known = [(id_, names[paper]) for id_, paper in forms.items()] if site.source else []
    return sorted(known, key=lambda form: not form[0].endswith(site.region.paper))


def _languages(site: Site) -> dict[str, str]:
    """The names of both languages of a translated site, in its own."""
    if not site.source:
        return {}
    source, own = (Locale.parse(tag, sep="-") for tag in languages(site))
    one, other = (each.get_language_name(own.language) or each.language for each in (source, own))
    return {"one": f"{one[0].upper()}{one[1:]}", "other": other}


def _lead(site: Site, pages: int) -> str:
    sentence = site.translations.ngettext(
        "A sheet of one page to print or keep.", "A sheet of {count} pages to print or keep.", pages
    )
    return sentence.format(count=pages)


def _pages(site: Site, leaflet: Leaflet, offer: Offer) -> int:
    """The number of pages on the region's paper; if it was not printed, the number that it should have."""
    standard = offer.forms.get(site.region.paper)
    return standard.pages if standard else leaflet.pages
