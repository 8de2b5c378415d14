# The menu: sections and their pages in order, in the format of MkDocs' `nav`.

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from generator.content import long_lists
from generator.memo import fact, once_per_object, unrecorded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.content.addresses import Entry
    from generator.content.library import Library
    from generator.schema.page import Page

Nav: TypeAlias = "list[dict[str, Any]]"
"""Each entry maps a title to the path of a page, or to a list of such entries."""

SECTIONS = (
    ("symptoms", "symptoms"),
    ("techniques", "techniques"),
    ("muscles", "muscles"),
    ("self-care", "self-care"),
    ("handouts", "leaflets"),
    ("quizzes", "quizzes"),
)
"""Folder of each section and the kind of its content, in the order of the menu."""
MORE = "more"
"""The section of pages that the header does not list."""
MAX_LISTED = 30
"""A section with more pages is listed in full on its own page only; its pages list those near them."""
_TOPICS = ("techniques", "symptoms", "muscles", "self-care")
_NEAR = 5
"""How many pages before a page are near it, and how many after it."""


def sections_of(library: Library) -> list[tuple[str, str, Page]]:
    """Folder, kind and index page of each section that the site has."""
    pages = library.pages
    return [
        (folder, kind, pages[index]) for folder, kind in SECTIONS if (index := f"{folder}/index") in pages
    ]


def is_large(library: Library) -> bool:
    """Whether a site has so many topics that a page may have to do with too many to name."""
    return sum(len(library.of_kind(kind)) for kind in _TOPICS) > long_lists.LIMIT


@fact
def near(library: Library, kind: str, id_: str) -> list[tuple[str, str]]:
    """Titles and addresses of the pages near one in its section, itself included.

    Empty if the section has at most `MAX_LISTED` pages.
    """
    entries = _sections(library)[kind]
    if len(entries) <= MAX_LISTED:
        return []
    at = _positions(library)[f"{kind}/{id_}"]
    return [(entry.title, entry.address) for entry in entries[max(0, at - _NEAR) : at + _NEAR + 1]]


@fact
def neighbours(library: Library, key: str) -> tuple[Entry | None, Entry | None]:
    """The pages before and after one in its section; None at the ends.

    Args:
        library: the site's content.
        key: kind and id of the page, such as `techniques/an-example`.
    """
    entries, at = _sections(library)[key.partition("/")[0]], _positions(library)[key]
    return entries[at - 1] if at else None, entries[at + 1] if at + 1 < len(entries) else None


@once_per_object
def _sections(library: Library) -> dict[str, list[Entry]]:
    """Kind → its pages, in the order of the menu."""
    with unrecorded():  # only facts ask for it
        return {
            kind: [library.entries[f"{kind}/{id_}"] for id_ in library.of_kind(kind)]
            for _, kind in SECTIONS
        }


@once_per_object
def _positions(library: Library) -> dict[str, int]:
    """Key of a page → its position in its section, from 0."""
    return {entry.key: at for entries in _sections(library).values() for at, entry in enumerate(entries)}


def titles(nav: Nav) -> dict[str, str]:
    """The titles of all pages in the menu, by path."""
    by_path: dict[str, str] = {}
    for entry in nav:
        for title, value in entry.items():
            by_path.update({value: title} if isinstance(value, str) else titles(value))
    return by_path


def navigation(library: Library) -> Nav:
    """The menu: the home page, the sections, then all other authored pages."""
    sections = [_section(library, *section) for section in sections_of(library)]
    return [*_page(library.pages, "index"), *sections, *_rest(library.pages)]


def _section(library: Library, folder: str, kind: str, index: Page) -> dict[str, Any]:
    paths = [p for p in sorted(library.pages) if p.startswith(f"{folder}/") and p != f"{folder}/index"]
    items = [{_title(model): f"{folder}/{id_}/index.md"} for id_, model in library.of_kind(kind).items()]
    authored = [entry for path in paths for entry in _page(library.pages, path)]
    return {menu_title(index): [{menu_title(index): f"{folder}/index.md"}, *items, *authored]}


def _title(model: Any) -> str:
    title: str = model.title
    return title


def menu_title(page: Page) -> str:
    """The title of a page in menus, where space is short."""
    return page.menu or page.title


def _page(pages: Mapping[str, Page], path: str) -> Iterator[dict[str, Any]]:
    if path in pages:
        yield {menu_title(pages[path]): f"{path}.md"}


def _rest(pages: Mapping[str, Page]) -> list[dict[str, Any]]:
    """Authored pages outside the sections; pages of one folder form a group, which its index begins."""
    folders = {folder for folder, _ in SECTIONS}
    rest = [path for path in pages if path.split("/")[0] not in folders and path != "index"]
    groups: dict[str, list[str]] = {}
    for path in sorted(rest, key=lambda path: (path.split("/")[0], not path.endswith("/index"), path)):
        groups.setdefault(path.split("/")[0], []).append(path)
    return [_group(pages, paths) for paths in groups.values()]


def _group(pages: Mapping[str, Page], paths: list[str]) -> dict[str, Any]:
    if len(paths) == 1:
        return next(_page(pages, paths[0]))
    return {menu_title(pages[paths[0]]): [entry for path in paths for entry in _page(pages, path)]}
