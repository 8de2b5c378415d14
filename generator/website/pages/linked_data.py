# Data about pages for search engines: JSON-LD with the types and properties of https://schema.org.
#
# It claims no more than the page does: without a review by a clinician there is no `lastReviewed`.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.content import citations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.content.review import Review
    from generator.output.page import Place
    from generator.schema.sources import Source
    from generator.site import Site

ABOUT = {
    "symptoms": "MedicalSymptom",
    "muscles": "AnatomicalStructure",
    "self-care": "MedicalEntity",
}
"""Kind of content → the type of its topics in schema.org. The content says what a technique is."""
_LICENSE = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True)
class Subject:
    """What the linked data says about a page."""

    address: str
    """The page's address from the site's root."""
    title: str
    """The page's title."""
    description: str
    """One sentence of plain text."""
    crumbs: tuple[Place, ...]
    """The breadcrumb trail, from the home page to the page above this one."""
    review: Review
    """Who checked the page, and when."""
    sources: tuple[Source, ...] = ()
    """The sources that the page cites."""
    kind: str = ""
    """The kind of the page's topic, such as `techniques`; empty if the page is not about one topic."""
    medical: bool = True
    """Whether the page is about the subject rather than about the site."""


def linked_data(site: Site, subject: Subject, main: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """A page and its breadcrumb trail, as a JSON-LD graph.

    Args:
        site: the site.
        subject: what to say about the page.
        main: the main entity of the page, such as a quiz, with an `@id`; None if it has none.
    """
    graph = [dict(_page(site, subject))]
    if main:
        graph[0]["mainEntity"] = {"@id": main["@id"]}
        graph.append(dict(main))
    if subject.crumbs:
        graph.append(_breadcrumbs(site, subject))
    return {"@context": "https://schema.org", "@graph": graph}


def _page(site: Site, subject: Subject) -> Iterator[tuple[str, Any]]:
    """https://schema.org/MedicalWebPage."""
    yield "@type", "MedicalWebPage" if subject.medical else "WebPage"
    yield "@id", full_address(site, subject.address, subject.address)
    yield "name", subject.title
    yield "description", subject.description
    yield "inLanguage", site.region.language
    yield "isAccessibleForFree", True
    yield "license", _LICENSE
    yield "version", site.settings.version
    home = full_address(site, subject.address, "")
    yield "isPartOf", {"@type": "WebSite", "name": site.settings.site_name, "url": home}
    if subject.medical:
        yield "audience", {"@type": "MedicalAudience", "audienceType": "Patient"}
    about = site.say("linked_data.technique") if subject.kind == "techniques" else ABOUT.get(subject.kind)
    if about:
        yield "about", {"@type": about, "name": subject.title}
    if subject.sources:
        yield "citation", list(_citations(subject.sources))
    if subject.review.translation_reviewer:
        yield "contributor", {"@type": "Person", "name": subject.review.translation_reviewer}
    if subject.review.reviewer:
        yield "lastReviewed", subject.review.checked.isoformat()
        yield "reviewedBy", {"@type": "Person", "name": subject.review.reviewer}


def _citations(sources: Iterable[Source]) -> Iterator[dict[str, str]]:
    for source in sources:
        url = citations.address(source)
        type_ = "ScholarlyArticle" if source.type == "article-journal" else "CreativeWork"
        yield {"@type": type_, "name": source.title, **({"url": url} if url else {})}


def _breadcrumbs(site: Site, subject: Subject) -> dict[str, Any]:
    """https://schema.org/BreadcrumbList."""
    trail = [*subject.crumbs, (subject.title, subject.address)]
    items = [
        {
            "@type": "ListItem",
            "position": position,
            "name": title,
            "item": full_address(site, subject.address, address),
        }
        for position, (title, address) in enumerate(trail, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def full_address(site: Site, page: str, address: str) -> str:
    """A full address, or a relative one if the site has no address yet. JSON-LD resolves both as HTML does.

    Args:
        site: the site.
        page: the address of the page that has the linked data, from the site's root.
        address: the address to convert, from the site's root.
    """
    return site.settings.absolute(address) or site.references(page).link(address)
