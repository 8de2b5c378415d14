# The order of the site: sections and their pages, as `nav` of MkDocs.

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from generator.memo import once_per_object

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.content.addresses import Entry
    from generator.content.library import Library
    from generator.schema.page import Page

Nav: TypeAlias = "list[dict[str, Any]]"
"""Title → path of a page, or title → list of the same."""

SECTIONS = (
    ("symptoms", "symptoms"),
    ("techniques", "techniques"),
    ("muscles", "muscles"),
    ("self-care", "self-care"),
    ("handouts", "leaflets"),
    ("quizzes", "quizzes"),
)
"""Folder of the site and the kind that fills it, in the order of the menu."""
MORE = "more"
"""The section of pages that the header does not list."""


LISTED = 30
"""A section with more pages than these is listed on its own page only; others show the pages near them."""
_NEAR = 5
"""So many pages before a page, and as many after it."""


def near(library: Library, kind: str, id_: str) -> list[tuple[str, str]]:
    """Title and address of the pages around one, itself among them, where its section is long.

    Args:
        library: whose sections they are.
        kind: the kind that fills the section.
        id_: the page's id within it.
    """
    entries = _sections(library)[kind]
    if len(entries) <= LISTED:
        return []
    at = _places(library)[f"{kind}/{id_}"]
    return [(entry.title, entry.address) for entry in entries[max(0, at - _NEAR) : at + _NEAR + 1]]


def neighbours(library: Library, key: str) -> tuple[Entry | None, Entry | None]:
    """The pages before and after one in its section; None at the ends.

    Args:
        library: what there is.
        key: the page's kind and id, such as `techniques/slow-glide`.
    """
    entries, at = _sections(library)[key.partition("/")[0]], _places(library)[key]
    return entries[at - 1] if at else None, entries[at + 1] if at + 1 < len(entries) else None


@once_per_object
def _sections(library: Library) -> dict[str, list[Entry]]:
    """Each kind's pages, in order."""
    return {
        kind: [library.entries[f"{kind}/{id_}"] for id_ in library.of_kind(kind)] for _, kind in SECTIONS
    }


@once_per_object
def _places(library: Library) -> dict[str, int]:
    """Each page's place in its section."""
    return {entry.key: at for entries in _sections(library).values() for at, entry in enumerate(entries)}


def titles(nav: Nav) -> dict[str, str]:
    """The title of each page in the menu, by its path.

    Args:
        nav: the menu.
    """
    found: dict[str, str] = {}
    for item in nav:
        for title, below in item.items():
            found.update({below: title} if isinstance(below, str) else titles(below))
    return found


def navigation(library: Library) -> Nav:
    """The site's pages: home, the sections, then what was written by hand beside them."""
    sections = [_section(library, folder, kind) for folder, kind in SECTIONS]
    return [*_page(library.pages, "index"), *sections, *_rest(library.pages)]


def _section(library: Library, folder: str, kind: str) -> dict[str, Any]:
    index = library.pages[f"{folder}/index"]
    below = [p for p in sorted(library.pages) if p.startswith(f"{folder}/") and p != f"{folder}/index"]
    items = [{_title(model): f"{folder}/{id_}/index.md"} for id_, model in library.of_kind(kind).items()]
    written = [entry for path in below for entry in _page(library.pages, path)]
    return {menu_title(index): [{menu_title(index): f"{folder}/index.md"}, *items, *written]}


def _title(model: Any) -> str:
    title: str = model.title
    return title


def menu_title(page: Page) -> str:
    """A page's title where space is short."""
    return page.menu or page.title


def _page(pages: Mapping[str, Page], path: str) -> Iterator[dict[str, Any]]:
    if path in pages:
        yield {menu_title(pages[path]): f"{path}.md"}


def _rest(pages: Mapping[str, Page]) -> list[dict[str, Any]]:
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
