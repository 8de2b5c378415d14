# SPDX-License-Identifier: MIT
"""Related pages: found by links in content, each with a reason, without those a page lists anyway."""

from __future__ import annotations

import gettext
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from generator.content.related import LinkGraph, Related, link_graph, related
from generator.content.subject_words import SubjectWords
from tests.website.test_navigator import FOLDERS, library

if TYPE_CHECKING:
    from playwright.sync_api import Page

WORDS = SubjectWords({}, gettext.NullTranslations())


def graph(**linked: set[str]) -> LinkGraph:
    """A graph from names and their links. The first letter is the kind: `t`, `s`, `c` or `m`."""
    everything = link_graph(library("examples/neck-and-shoulder/content"))
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


def related_to(graph: LinkGraph, key: str, **limits: int) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.entry.id, one.reasons) for one in related(graph, key, WORDS, **limits)]


def test_pages_linked_with_the_same_things_are_related_and_name_them() -> None:
    links = graph(
        t1={"m1", "m2"}, t2={"m1", "m2"}, t3={"m2"}, t4=set(), m1={"t1", "t2"}, m2={"t1", "t2", "t3"}
    )
    assert related_to(links, "techniques/t1") == [
        ("t2", ("Same muscles: M1, M2",)),
        ("t3", ("Same muscle: M2",)),
    ]
    assert related_to(links, "techniques/t4") == []


def test_a_thing_that_few_pages_share_counts_for_more() -> None:
    links = graph(
        t1={"m1", "s1"},
        t2={"m1"},
        t3={"s1"},
        t4={"m1"},
        m1={"t1", "t2", "t4"},
        s1={"t1", "t3"},
    )
    assert [id_ for id_, _ in related_to(links, "techniques/t1")] == ["t3", "t2"]
    assert [id_ for id_, _ in related_to(links, "techniques/t1", per_kind=3)] == ["t3", "t2", "t4"]
    assert [id_ for id_, _ in related_to(links, "techniques/t1", limit=1)] == ["t3"]


def test_only_the_first_names_of_a_long_list_are_given() -> None:
    muscles = {f"m{number}" for number in range(6)}
    links = graph(t1=muscles, t2=muscles, **{name: {"t1", "t2"} for name in sorted(muscles)})
    assert related_to(links, "techniques/t1") == [("t2", ("Same muscles: M0, M1, M2 and 3 more",))]


@pytest.mark.parametrize("folder", FOLDERS)
def test_related_pages_of_every_topic_have_true_reasons(folder: str) -> None:
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


def test_a_mention_relates_both_pages() -> None:
    links = link_graph(library("content"))
    there = dict(related_to(links, "muscles/piriformis"))
    back = dict(related_to(links, "symptoms/down-the-leg"))
    assert there["down-the-leg"] == ("This page links to it",)
    assert back["piriformis"] == ("It links to this page",)


def test_a_page_shows_its_related_pages_with_the_reasons(page: Page, site: str) -> None:
    page.goto(f"{site}techniques/trigger-point-therapy/")
    cards = page.locator(".related > li")
    expect(cards).to_have_count(4)
    for card in cards.all():
        expect(card.locator(".line").first).to_contain_text("Same ")
    cards.first.locator("a").click()
    page.wait_for_url(f"{site}techniques/pin-and-stretch/")
