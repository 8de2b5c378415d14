# What the templates of lists get of each item that a page shows.

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from generator.checks.coverage.cells import CellContext
from generator.checks.coverage.report import SINGLE_FILES, coverage, row_of
from generator.checks.coverage.table import Cell, CoverageRow, State
from generator.content.kept_facts import kept_fact
from generator.schema.page import Show

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.checks.coverage.table import Coverage
    from generator.checks.pemat.scores import PageScore
    from generator.site import Site
    from generator.website.pages.listings import Shown, ShownGroup


def list_items(site: Site, show: Show, shown: Shown) -> list[tuple[ShownGroup, list[Any]]]:
    """The groups that a page shows in full, each with its items as the page's template wants them."""
    if show not in _ITEMS:
        return []
    items = _ITEMS[show](site, shown)
    return [(group, [items[_key(show, group, id_)] for id_ in group.items]) for group in shown.groups]


def _key(show: Show, group: ShownGroup, id_: str) -> str:
    return f"{group.id}/{id_}" if show is Show.PEMAT else id_


def _kind(kind: str) -> Callable[[Site, Shown], Mapping[str, Any]]:
    return lambda site, _: site.library.of_kind(kind)


def _claims(site: Site, _: Shown) -> dict[str, Any]:
    return {claim.id: claim for claim in site.library.claim_list}


def _muscles(site: Site, shown: Shown) -> dict[str, str]:
    return {id_: id_ for group in shown.groups for id_ in group.items if id_ in site.library.muscles}


def _pemat(site: Site, shown: Shown) -> dict[str, PageScore]:
    pages = (
        (group.id, _path(site, id_) if group.id == "pages" else id_)
        for group in shown.groups
        for id_ in group.items
    )
    found = (covered(site).score_of(*page) for page in pages)
    return {score.entry.key: score for score in found if score}


def _path(site: Site, id_: str) -> str:
    """The path of a hand-written page."""
    return path if (path := f"{id_}/index") in site.library.pages else id_


def part_of_coverage(site: Site, shown: Shown) -> Coverage:
    """The rows of the coverage table that a page shows; all of them on the page itself."""
    names = {
        id_ if group.id == SINGLE_FILES else f"{group.id}/{id_}"
        for group in shown.groups
        for id_ in group.items
    }
    row = partial(_row, site)
    return coverage(covered(site), row, names if shown.part else None)


def _row(site: Site, kind: str, id_: str) -> CoverageRow:
    file, title, address, cells = _kept_row(site, kind, id_)
    return CoverageRow(file, title, address, tuple(Cell(State(state), text) for state, text in cells))


@kept_fact
def _kept_row(site: Site, kind: str, id_: str) -> list[Any]:
    """The row of a content file in the coverage table, as JSON holds it. It takes a few milliseconds."""
    return [*row_of(covered(site), kind, id_)]


def covered(site: Site) -> CellContext:
    """What the coverage table is about."""
    source = covered(site.source) if site.source else None
    return CellContext(site.library, site.region, site.translations, source)


_ITEMS: dict[Show, Callable[[Site, Shown], Mapping[str, Any]]] = {
    Show.TECHNIQUES: _kind("techniques"),
    Show.COMPARE: _kind("techniques"),
    Show.SYMPTOMS: _kind("symptoms"),
    Show.MUSCLES: _muscles,
    Show.SELF_CARE: _kind("self-care"),
    Show.QUIZZES: _kind("quizzes"),
    Show.HANDOUTS: _kind("leaflets"),
    Show.EMBEDS: _kind("quizzes"),
    Show.GLOSSARY: lambda site, _: site.library.terms,
    Show.CLAIMS: _claims,
    Show.SOURCES: lambda site, _: site.library.sources,
    Show.PEMAT: _pemat,
}
"""Value of `show:` → the function that returns the items of its list, by id."""
