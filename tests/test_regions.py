# SPDX-License-Identifier: MIT
"""Two countries, one content: each gets its own numbers, words and spelling, and none of the other's."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.data import render_data
from generator.library import Library
from generator.load import load
from generator.localise import localise, respeller
from generator.pages import render_pages
from generator.prose import Prose, map_text
from generator.quizzes import render_quizzes
from generator.settings import Settings
from generator.site import Site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.output import OutputFile

REPOSITORY = Path(__file__).parent.parent


@cache
def rendered(region: str) -> tuple[Site, tuple[OutputFile, ...]]:
    content, problems = load(REPOSITORY / "content")
    assert problems == []
    site = Site(Library(localise(content, region)), Settings(site_name="Test", version="0", region=region))
    return site, (*render_pages(site), *render_quizzes(site), *render_data(site))


def readable(file: OutputFile) -> str:
    """The words of a file: no tags, ids, addresses, references, drawings or words to search for."""
    text = file.data.decode()
    if file.path.endswith(".json"):
        return " | ".join(_values(json.loads(text)))
    text = re.sub(r'<(section|p|details) class="(?:\w+-)?sources">.*?</\1>', "", text, flags=re.DOTALL)
    text = re.sub(r'^(?:linked_data|search_words): .*$|"id": "[^"]*"', "", text, flags=re.MULTILINE)
    text = re.sub(r'(?:alt|title|aria-label|data-definition|content)="([^"]*)"', r">\1<", text)
    return re.sub(
        r"<[^>]*>|\{#[^}]*\}|https?://\S+|[\w-]+/[\w/#-]*|[\w-]*[a-z0-9]-[a-z][\w-]*\b(?=\")", " ", text
    )


def _values(data: object, key: str = "") -> Iterator[str]:
    """The texts in JSON, without ids."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield from _values(value, name)
    elif isinstance(data, list):
        for value in data:
            yield from _values(value, key)
    elif isinstance(data, str) and key != "search_words" and (" " in data or data.isdigit()):
        yield data


EXEMPT = ("evidence/sources", "data/sources", "data/body-map", "assets/")
"""Titles in the bibliography stay as published; drawings hold no words but these."""


@pytest.mark.parametrize(("region", "other"), [("uk", "us"), ("us", "uk")])
def test_no_word_of_the_other_country_is_left(region: str, other: str) -> None:
    site, files = rendered(region)
    foreign = set(site.library.regions[other].only_here)
    foreign |= set(site.library.regions[region].spelling)
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(foreign)))})(?![\w-])")
    for file in files:
        if not file.path.startswith(EXEMPT) and file.path.endswith((".md", ".html", ".json")):
            found = pattern.search(readable(file))
            assert not found, (file.path, readable(file)[max(0, found.start() - 60) : found.end() + 40])


@pytest.mark.parametrize("region", ["uk", "us"])
def test_every_page_has_the_number_and_says_what_to_do_elsewhere(region: str) -> None:
    site, files = rendered(region)
    pages = [
        file for file in files if file.path.endswith("index.md") or file.path.endswith("embed/index.html")
    ]
    for file in pages:
        text = file.data.decode()
        assert site.region.emergency_number in text, file.path
        assert site.region.words["elsewhere"] in text, file.path
    assert pages


def test_a_statement_for_one_country_is_not_seen_in_another() -> None:
    content, _ = load(REPOSITORY / "content")
    everywhere = Library(content).session
    marked = [s for phase in everywhere.phases for s in phase.points if s.regions]
    assert {region for s in marked for region in s.regions} == {"uk", "us"}
    for region in ("uk", "us"):
        kept = Library(localise(content, region)).session
        shown = [s.text.source for phase in kept.phases for s in phase.points if s.regions]
        assert shown == [s.text.source for s in marked if region in s.regions]


def test_respelling_keeps_capitals_and_other_words() -> None:
    spell = respeller({"fibre": "fiber", "tumour": "tumor"})
    assert spell
    assert (
        spell("Fibre, cross-fibre, tumours and fibreglass") == "Fiber, cross-fiber, tumours and fibreglass"
    )
    assert respeller({}) is None


def test_ids_and_addresses_are_never_respelt() -> None:
    site, files = rendered("us")
    paths = {file.path for file in files}
    assert "techniques/cross-fibre-friction/index.md" in paths
    written = rendered("uk")[0].library.techniques["cross-fibre-friction"].title
    assert site.library.techniques["cross-fibre-friction"].title == written.replace("fibre", "fiber")
    techniques = json.loads(next(f for f in files if f.path == "data/techniques.json").data)["items"]
    assert {item["id"] for item in techniques} >= {"cross-fibre-friction"}


def test_published_titles_stay_as_published() -> None:
    uk, us = (rendered(region)[0].library.sources for region in ("uk", "us"))
    assert {s.id: s.title for s in uk.values()} == {s.id: s.title for s in us.values()}


def test_markup_survives_respelling() -> None:
    changed = map_text(
        Prose.parse("**Fibre** [fibre][techniques/cross-fibre-friction] {physio}"), str.upper
    )
    assert changed.targets == ("techniques/cross-fibre-friction",)
    assert changed.words == ("physio",)


def test_what_a_region_sees_as_it_is_written_stays_the_same_object() -> None:
    """What is known of a file by what it is (its grade, its links) is then known for the region too."""
    content, _ = load(REPOSITORY / "content")
    here, there = localise(content, "uk"), localise(content, "us")
    same = [
        id_ for id_, model in content.items["techniques"].items() if here.items["techniques"][id_] is model
    ]
    assert same == list(content.items["techniques"])
    seen = there.items["techniques"]["cross-fibre-friction"]
    assert seen is not content.items["techniques"]["cross-fibre-friction"]
    assert seen is localise(content, "us").items["techniques"]["cross-fibre-friction"]
