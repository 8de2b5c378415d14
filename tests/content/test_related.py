# SPDX-License-Identifier: MIT
"""Related pages: only what links of content join, with the reason, and nothing that is listed anyway."""

from __future__ import annotations

import gettext
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from generator.content.related import LinkGraph, Related, link_graph, related
from tests.website.test_navigator import FOLDERS, library

if TYPE_CHECKING:
    from playwright.sync_api import Page

WORDS = gettext.NullTranslations()


def graph(**linked: set[str]) -> LinkGraph:
    """Pages by name, and what each is linked with; `t`, `s`, `c`, `m` begin the four kinds."""
    everything = link_graph(library("tests/neck-and-shoulder/content"))
    entry = next(iter(everything.entries.values()))
    kinds = {"t": "techniques", "s": "symptoms", "c": "self-care", "m": "muscles"}
    key = {name: f"{kinds[name[0]]}/{name}" for name in linked}
    entries = {key[n]: type(entry)(kinds[n[0]], n, n.upper(), f"{key[n]}/") for n in linked}
    return LinkGraph(
        entries,
        {key[name]: frozenset(key[other] for other in others) for name, others in linked.items()},
        dict.fromkeys(entries, frozenset()),
        {key: entry.title for key, entry in entries.items()},
    )


def found(graph: LinkGraph, key: str, **limits: int) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.entry.id, one.reasons) for one in related(graph, key, WORDS, **limits)]


def test_pages_linked_with_the_same_things_are_related_and_say_with_which() -> None:
    links = graph(
        t1={"m1", "m2"}, t2={"m1", "m2"}, t3={"m2"}, t4=set(), m1={"t1", "t2"}, m2={"t1", "t2", "t3"}
    )
    assert found(links, "techniques/t1") == [
        ("t2", ("Same muscles: M1, M2",)),
        ("t3", ("Same muscle: M2",)),
    ]
    assert found(links, "techniques/t4") == []


def test_what_few_pages_share_counts_for_more() -> None:
    links = graph(
        t1={"m1", "s1"},
        t2={"m1"},
        t3={"s1"},
        t4={"m1"},
        m1={"t1", "t2", "t4"},
        s1={"t1", "t3"},
    )
    assert [id_ for id_, _ in found(links, "techniques/t1")] == ["t3", "t2"]
    assert [id_ for id_, _ in found(links, "techniques/t1", of_a_kind=3)] == ["t3", "t2", "t4"]
    assert [id_ for id_, _ in found(links, "techniques/t1", limit=1)] == ["t3"]


def test_long_lists_are_counted() -> None:
    muscles = {f"m{number}" for number in range(6)}
    links = graph(t1=muscles, t2=muscles, **{name: {"t1", "t2"} for name in sorted(muscles)})
    assert found(links, "techniques/t1") == [("t2", ("Same muscles: M0, M1, M2 and 3 more",))]


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_topic_has_related_pages_with_reasons_that_hold(folder: str) -> None:
    links = link_graph(library(folder))
    reasons: list[Related] = []
    for key in links.entries:
        more = related(links, key, WORDS)
        assert key not in [one.entry.key for one in more]
        for one in more:
            assert one.entry.key not in links.linked[key], "listed on the page anyway"
            assert one.reasons
            shared = links.shared(key, one.entry.key)
            assert bool(shared) == any(reason.startswith("Same ") for reason in one.reasons)
        reasons += more
    assert len(reasons) > len(links.entries)


def test_a_mention_is_a_reason_both_ways() -> None:
    links = link_graph(library("content"))
    there = dict(found(links, "muscles/piriformis"))
    back = dict(found(links, "symptoms/down-the-leg"))
    assert there["down-the-leg"] == ("This page links to it",)
    assert back["piriformis"] == ("It links to this page",)


def test_a_page_shows_them_with_their_reasons(page: Page, site: str) -> None:
    page.goto(f"{site}techniques/trigger-point-therapy/")
    cards = page.locator(".related > li")
    expect(cards).to_have_count(4)
    for card in cards.all():
        expect(card.locator(".line").first).to_contain_text("Same ")
    cards.first.locator("a").click()
    page.wait_for_url(f"{site}techniques/pin-and-stretch/")
