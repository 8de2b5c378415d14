# What the templates of lists get of each item that a page shows.

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from generator.checks.coverage.report import SINGLE_FILES, coverage
from generator.checks.pemat import scores
from generator.checks.pemat.rated_page import rated_ids
from generator.memo import once_per_object
from generator.schema.page import Show

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

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
    ids = {group.id: group.items for group in shown.groups}
    found = _scores_of(site, ids) if shown.part else all_scores(site)
    return {score.entry.key: score for score in found}


def _scores_of(site: Site, ids: Mapping[str, Sequence[str]]) -> tuple[PageScore, ...]:
    """The scores of some pages: kind → ids."""
    return _scores(site, {**ids, "pages": _paths(site, ids.get("pages", ()))})


def _paths(site: Site, ids: Sequence[str]) -> list[str]:
    """The paths of hand-written pages."""
    return [path if (path := f"{id_}/index") in site.library.pages else id_ for id_ in ids]


@once_per_object
def all_scores(site: Site) -> tuple[PageScore, ...]:
    """Scores of all rated pages. Cached, because two pages show them."""
    return _scores(site)


def _scores(site: Site, only: Mapping[str, Sequence[str]] | None = None) -> tuple[PageScore, ...]:
    """The scores of a site. A translation has those of its source, whose words the items are made for."""
    source = site.source or site
    found = scores.scores(source.library, source.region, site.translations, only, pemat=site.library.pemat)
    entries = site.library.entries
    return tuple(replace(score, entry=entries[score.entry.key]) for score in found)


@once_per_object
def whole_coverage(site: Site) -> Coverage:
    """The coverage table."""
    return coverage(site.library, site.region, site.translations, all_scores(site))


def part_of_coverage(site: Site, shown: Shown) -> Coverage:
    """The rows of the coverage table that a page shows."""
    if not shown.part:
        return whole_coverage(site)
    names = [
        id_ if group.id == SINGLE_FILES else f"{group.id}/{id_}"
        for group in shown.groups
        for id_ in group.items
    ]
    rated = {
        kind: [id_ for id_ in ids if f"{kind}/{id_}" in names]
        for kind, ids in rated_ids((site.source or site).library).items()
    }
    return coverage(site.library, site.region, site.translations, _scores(site, rated), names)


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
