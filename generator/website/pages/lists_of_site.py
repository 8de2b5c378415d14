# The lists that grow with the site, by the page that shows them.
#
# Warning signs and cautions are none of them: they are always on one page, whole.

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from generator import prose
from generator.checks.coverage.report import SINGLE_FILES, covered_files
from generator.checks.pemat.rated_ids import rated_ids
from generator.content.list_pages import page_id
from generator.schema.page import Show
from generator.website.navigation import menu_title, sections_of
from generator.website.pages.handout_list import handout_groups

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from generator.site import Site


class ListedGroup(NamedTuple):
    """Items under one heading."""

    id: str
    """Empty if the list has no headings."""
    title: str
    items: Sequence[str]
    """Their ids, in the order of the site."""


@dataclass(frozen=True)
class Listing:
    """A list."""

    groups: tuple[ListedGroup, ...]
    """Its items."""
    title: Callable[[str, str], str]
    """Returns the title of an item, given the ids of its group and of itself."""
    page: Callable[[str, str], str] = lambda _group, _id: ""
    """Returns the address of the page about an item; empty if the list itself says all of it."""
    places: str | None = ""
    """What the places of items begin with, before their ids; None if they have none."""
    weight: int = 1
    """How many times as much room an item takes as a line with its link and a sentence."""
    by_group: bool = False
    """Whether a long list is cut by group first. The group's id is then part of an item's place."""

    def key(self, group: str, id_: str) -> str:
        """By what an item is sorted into parts: its title, or its id if that is its place on its page.

        A script finds the part of a place by its letters.
        """
        if self.places is not None:
            return id_
        title = unicodedata.normalize("NFKD", self.title(group, id_)).encode("ascii", "ignore").decode()
        return f"{title} {id_}"

    def place(self, group: str, id_: str) -> str:
        """The id of an item on its page; what those of a group begin with if `id_` is empty."""
        if self.places is None:
            return ""
        return self.places + (f"{group}-" if group else "") + id_.replace("/", "-")


def listings(site: Site) -> dict[str, Listing]:
    """Path of a hand-written page → the list that it shows."""
    lists = {path: _LISTS[page.show] for path, page in site.library.pages.items() if page.show in _LISTS}
    return {path: listing(site) for path, listing in lists.items()}


def _one_group(ids: Iterable[str]) -> tuple[ListedGroup, ...]:
    return (ListedGroup("", "", tuple(ids)),)


def _topics(kind: str) -> Callable[[Site], Listing]:
    """The list of all content files of a kind, each with a page of its own."""

    def listing(site: Site) -> Listing:
        entries = site.library.entries
        return Listing(
            _one_group(site.library.of_kind(kind)),
            title=lambda _, id_: entries[f"{kind}/{id_}"].title,
            page=lambda _, id_: entries[f"{kind}/{id_}"].address,
            places=None,
        )

    return listing


def _embeds(site: Site) -> Listing:
    quizzes = site.library.quizzes
    return Listing(_one_group(quizzes), title=lambda _, id_: quizzes[id_].title, places="embed-", weight=2)


def _handouts(site: Site) -> Listing:
    entries = site.library.entries
    return Listing(
        tuple(
            ListedGroup(group.id, group.title, [leaflet.id for leaflet in group.leaflets])
            for group in handout_groups(site.library, site.translations.gettext)
        ),
        title=lambda _, id_: entries[f"leaflets/{id_}"].title,
        page=lambda _, id_: entries[f"leaflets/{id_}"].address,
        places=None,
        weight=2,
        by_group=True,
    )


def _glossary(site: Site) -> Listing:
    terms = site.library.terms
    return Listing(_one_group(terms), title=lambda _, id_: terms[id_].term)


def _claims(site: Site) -> Listing:
    claims = {claim.id: claim for claim in site.library.claim_list}
    references = site.references("", explain=False)
    return Listing(_one_group(claims), title=lambda _, id_: prose.to_text(claims[id_].claim, references))


def _sources(site: Site) -> Listing:
    sources = site.library.sources
    by_kind: dict[str, list[str]] = {}
    for source in sources.values():
        by_kind.setdefault(source.custom.kind, []).append(source.id)
    groups = (ListedGroup(kind, "", ids) for kind, ids in by_kind.items())
    return Listing(tuple(groups), title=lambda _, id_: sources[id_].title)


def _pemat(site: Site) -> Listing:
    library, groups = site.library, []
    titles = {kind: menu_title(index) for _, kind, index in sections_of(library)}
    titles["pages"] = site.translations.gettext("Other pages")
    for kind, ids in rated_ids((site.source or site).library).items():
        if ids:
            groups.append(ListedGroup(kind, titles[kind], [page_id(id_) for id_ in ids]))
    return Listing(
        tuple(groups),
        title=lambda kind, id_: library.entries[f"{kind}/{id_}"].title,
        places="why-",
        weight=3,
        by_group=True,
    )


def _coverage(site: Site) -> Listing:
    groups = []
    for group, name, files in covered_files(site.library, site.translations):
        if files:
            groups.append(ListedGroup(group, name, [file.removeprefix(f"{group}/") for file in files]))

    def title(group: str, id_: str) -> str:
        kind, _, name = (id_ if "/" in id_ and group == SINGLE_FILES else f"{group}/{id_}").partition("/")
        model: Any = site.library.content.items[kind][name]
        return str(getattr(model, "title", name))

    return Listing(tuple(groups), title=title, places=None, by_group=True)


_LISTS: dict[Show | None, Callable[[Site], Listing]] = {
    Show.TECHNIQUES: _topics("techniques"),
    Show.COMPARE: _topics("techniques"),
    Show.SYMPTOMS: _topics("symptoms"),
    Show.MUSCLES: _topics("muscles"),
    Show.SELF_CARE: _topics("self-care"),
    Show.QUIZZES: _topics("quizzes"),
    Show.HANDOUTS: _handouts,
    Show.EMBEDS: _embeds,
    Show.GLOSSARY: _glossary,
    Show.CLAIMS: _claims,
    Show.SOURCES: _sources,
    Show.PEMAT: _pemat,
    Show.COVERAGE: _coverage,
}
"""Value of `show:` → the function that returns the list on such a page."""
