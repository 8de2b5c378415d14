# Addresses on the site of everything that content can link to.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from generator.content import long_lists
from generator.content.list_pages import page_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.content.collection import Collection

FOLDERS = {
    "techniques": "techniques",
    "symptoms": "symptoms",
    "muscles": "muscles",
    "self-care": "self-care",
    "quizzes": "quizzes",
    "leaflets": "handouts",
}
"""Kind whose items have pages of their own → the folder of these pages on the site."""

EMBED = "embed/"
"""Where the page for frames is, below the page it belongs to."""

IN_PARTS = ("glossary", "claims", "sources")
"""Which of these lists are in parts if they are long. Warning signs and cautions are always on one page."""


@dataclass(frozen=True)
class Entry:
    """Something that content can link to."""

    kind: str
    """The name of its kind."""
    id: str
    """Its id within the kind."""
    title: str
    """Its title, for the text of links."""
    address: str
    """Its address relative to the site's root, with an anchor if it is part of a page."""

    @property
    def key(self) -> str:
        """`kind/id`, the qualified form of a target."""
        return f"{self.kind}/{self.id}"


def entries_of(collection: Collection) -> Iterator[Entry]:
    """Yield everything that can be linked to, in the order of the site."""
    for kind in FOLDERS:
        for id_, model in collection.of_kind(kind).items():
            yield Entry(kind, id_, cast("Any", model).title, topic_address(kind, id_))
    for path, page in collection.pages.items():
        yield Entry("pages", page_id(path), page.title, page_address(path))
    anchored: tuple[tuple[str, dict[str, str]], ...] = (
        ("glossary", {term.id: term.term for term in collection.terms.values()}),
        ("cautions", {id_: id_ for id_ in collection.caution_list}),
        ("warning-signs", {**{id_: id_ for id_ in collection.signs}, **_titles(collection.rules)}),
        ("sources", {source.id: source.title for source in collection.sources.values()}),
        ("claims", {claim.id: claim.id for claim in collection.claim_list}),
    )
    for kind, titles in anchored:
        shown_at = page_address_of(collection, collection.list_pages[kind])
        pages = long_lists.addresses(shown_at, titles) if kind in IN_PARTS else {}
        for id_, title in titles.items():
            yield Entry(kind, id_, title, f"{pages.get(id_, shown_at)}#{id_}")


def _titles(items: Mapping[str, Any]) -> dict[str, str]:
    return {id_: item.title for id_, item in items.items()}


def topic_address(kind: str, id_: str) -> str:
    """The address of a content file's own page, such as `techniques/an-example/`.

    Args:
        kind: one of `FOLDERS`.
        id_: the file's id.
    """
    return f"{FOLDERS[kind]}/{id_}/"


def quiz_address(id_: str) -> str:
    """The address of a quiz's page, such as `quizzes/an-example/`."""
    return topic_address("quizzes", id_)


def embed_address(address: str) -> str:
    """The address of the page that other websites show in a frame.

    Args:
        address: of the page it belongs to.
    """
    return f"{address}{EMBED}"


def page_address_of(collection: Collection, key: str) -> str:
    """The address of the page with the key `pages/id`. A missing page gets the address it usually has."""
    id_ = key.removeprefix("pages/")
    path = next((path for path in collection.pages if page_id(path) == id_), id_)
    return page_address(path) if path in collection.pages else f"{id_}/"


def page_address(path: str) -> str:
    """The address of a hand-written page: `about/index` → `about/`, `index` → the root."""
    if path == "index" or path.endswith("/index"):
        path = path.removesuffix("index").removesuffix("/")
    return f"{path}/" if path else ""
