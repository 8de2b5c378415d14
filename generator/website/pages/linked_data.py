# A page as search engines read it: JSON-LD in the words of https://schema.org.
#
# It says what the page says and no more: `lastReviewed` stands only where a clinician is named.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.content.review import Review
    from generator.output.page import Place
    from generator.schema.sources import Source
    from generator.site import Site

ABOUT = {
    "techniques": "MedicalTherapy",
    "symptoms": "MedicalSymptom",
    "muscles": "AnatomicalStructure",
    "self-care": "MedicalEntity",
}
"""What the topics of a kind are."""
_LICENSE = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True)
class Subject:
    """What a page is about and rests on."""

    address: str
    """Where it stands, from the site's root."""
    title: str
    """Its title."""
    description: str
    """One plain sentence."""
    crumbs: tuple[Place, ...]
    """The way to it from home, the page itself left out."""
    review: Review
    """Who checked it."""
    sources: tuple[Source, ...] = ()
    """What it cites."""
    kind: str = ""
    """The kind of content that it is about, if it is about one topic."""
    medical: bool = True
    """Whether it teaches; a page about the site does not."""


def linked_data(site: Site, subject: Subject, main: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """A page and the way to it, as a graph.

    Args:
        site: the site.
        subject: the page.
        main: what the page is there for, if it is a thing of its own, with its `@id`.
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
    if subject.kind in ABOUT:
        yield "about", {"@type": ABOUT[subject.kind], "name": subject.title}
    if subject.sources:
        yield "citation", list(_citations(subject.sources))
    if subject.review.reviewer:
        yield "lastReviewed", subject.review.checked.isoformat()
        yield "reviewedBy", {"@type": "Person", "name": subject.review.reviewer}


def _citations(sources: Iterable[Source]) -> Iterator[dict[str, str]]:
    for source in sources:
        url = f"https://doi.org/{source.DOI}" if source.DOI else source.URL
        type_ = "ScholarlyArticle" if source.type == "article-journal" else "CreativeWork"
        yield {"@type": type_, "name": source.title, **({"url": url} if url else {})}


def _breadcrumbs(site: Site, subject: Subject) -> dict[str, Any]:
    """https://schema.org/BreadcrumbList."""
    way = [*subject.crumbs, (subject.title, subject.address)]
    items = [
        {
            "@type": "ListItem",
            "position": position,
            "name": title,
            "item": full_address(site, subject.address, address),
        }
        for position, (title, address) in enumerate(way, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def full_address(site: Site, page: str, address: str) -> str:
    """The full address, or a relative one while the site has none: JSON-LD resolves it as HTML does.

    Args:
        site: the site.
        page: the address of the page that names it, from the site's root.
        address: what it names, from the site's root.
    """
    return site.settings.absolute(address) or site.references(page).link(address)
