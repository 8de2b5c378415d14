# SPDX-License-Identifier: MIT
"""One content for two countries: each gets its own numbers, words and spelling, and none of the other's."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest

from generator.checks.regions import check as regions_check
from generator.content.library import Library
from generator.content.load import load
from generator.content.localise import localise, respeller
from generator.problems import Problem, Severity
from generator.prose import Prose, map_text
from generator.quizzes.quiz_pages import render_quizzes
from generator.settings.settings import Settings
from generator.site import Site
from generator.website.data import render_data
from generator.website.pages.render import render_pages
from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.output.files import AnyFile

pytestmark = pytest.mark.builds


@cache
def rendered(region: str) -> tuple[Site, tuple[AnyFile, ...]]:
    content, problems = load(REPOSITORY / "content")
    assert problems == []
    site = Site(Library(localise(content, region)), Settings(site_name="Test", version="0", region=region))
    return site, (*render_pages(site), *render_quizzes(site), *render_data(site))


def readable(file: AnyFile) -> str:
    """The words of a file: no tags, ids, addresses, references, counts, drawings or words to search for."""
    text = re.sub(r"\b\d+ of \d+\b", " ", file.data.decode())
    if file.path.endswith(".json"):
        return " | ".join(_values(json.loads(text)))
    text = re.sub(r'<(section|p|details) class="(?:\w+-)?sources">.*?</\1>', "", text, flags=re.DOTALL)
    text = re.sub(r'^(?:linked_data|search_words): .*$|"id": "[^"]*"', "", text, flags=re.MULTILINE)
    text = re.sub(r'(?:alt|title|aria-label|data-definition|content)="([^"]*)"', r">\1<", text)
    return re.sub(
        r"<[^>]*>|\{#[^}]*\}|https?://\S+|[\w-]+/[\w/#-]*|[\w-]*[a-z0-9]-[a-z][\w-]*\b(?=\")", " ", text
    )


def _values(data: object, key: str = "") -> Iterator[str]:
    """The texts in JSON data, without ids."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield from _values(value, name)
    elif isinstance(data, list):
        for value in data:
            yield from _values(value, key)
    elif isinstance(data, str) and key != "search_words" and (" " in data or data.isdigit()):
        yield data


EXEMPT = ("evidence/sources", "data/sources", "data/body-map", "assets/")
"""Files left out: titles in the bibliography stay as published, and drawings hold no other words."""


@pytest.mark.parametrize(("region", "other"), [("uk", "us"), ("us", "uk")])
def test_no_page_has_a_word_of_the_other_country(region: str, other: str) -> None:
    site, files = rendered(region)
    foreign = set(site.library.regions[other].only_here)
    foreign |= set(site.library.regions[region].spelling)
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(foreign)))})(?![\w-])")
    for file in files:
        if not file.path.startswith(EXEMPT) and file.path.endswith((".md", ".html", ".json")):
            match = pattern.search(readable(file))
            assert not match, (file.path, readable(file)[max(0, match.start() - 60) : match.end() + 40])


@pytest.mark.parametrize("region", ["uk", "us"])
def test_every_page_has_the_emergency_number_and_says_what_to_do_elsewhere(region: str) -> None:
    site, files = rendered(region)
    pages = [
        file for file in files if file.path.endswith("index.md") or file.path.endswith("embed/index.html")
    ]
    for file in pages:
        text = file.data.decode()
        assert site.region.emergency_number in text, file.path
        assert site.region.words["elsewhere"] in text, file.path
    assert pages


def test_a_statement_for_one_country_is_left_out_in_another() -> None:
    content, _ = load(REPOSITORY / "content")
    everywhere = Library(content).session
    marked = [s for phase in everywhere.phases for s in phase.points if s.regions]
    assert {region for s in marked for region in s.regions} == {"uk", "us"}
    for region in ("uk", "us"):
        session = Library(localise(content, region)).session
        shown = [s.text.source for phase in session.phases for s in phase.points if s.regions]
        assert shown == [s.text.source for s in marked if region in s.regions]


def test_a_change_of_spelling_keeps_capitals_and_other_words() -> None:
    spell = respeller({"fibre": "fiber", "tumour": "tumor"})
    assert spell
    assert (
        spell("Fibre, cross-fibre, tumours and fibreglass") == "Fiber, cross-fiber, tumours and fibreglass"
    )
    assert respeller({}) is None


def test_the_spelling_of_ids_and_addresses_never_changes() -> None:
    site, files = rendered("us")
    paths = {file.path for file in files}
    assert "techniques/cross-fibre-friction/index.md" in paths
    written = rendered("uk")[0].library.techniques["cross-fibre-friction"].title
    assert site.library.techniques["cross-fibre-friction"].title == written.replace("fibre", "fiber")
    techniques = json.loads(next(f for f in files if f.path == "data/techniques.json").data)["items"]
    assert {item["id"] for item in techniques} >= {"cross-fibre-friction"}


def test_the_spelling_of_published_titles_never_changes() -> None:
    uk, us = (rendered(region)[0].library.sources for region in ("uk", "us"))
    assert {s.id: s.title for s in uk.values()} == {s.id: s.title for s in us.values()}


def test_a_change_of_spelling_keeps_markup() -> None:
    changed = map_text(
        Prose.parse("**Fibre** [fibre][techniques/cross-fibre-friction] {physio}"), str.upper
    )
    assert changed.targets == ("techniques/cross-fibre-friction",)
    assert changed.words == ("physio",)


def test_a_model_that_a_region_does_not_change_stays_the_same_object() -> None:
    """So results that are cached for the model (its grade, its links) serve for the region too."""
    content, _ = load(REPOSITORY / "content")
    uk, us = localise(content, "uk"), localise(content, "us")
    same = [
        id_ for id_, model in content.items["techniques"].items() if uk.items["techniques"][id_] is model
    ]
    assert same == list(content.items["techniques"])
    changed = us.items["techniques"]["cross-fibre-friction"]
    assert changed is not content.items["techniques"]["cross-fibre-friction"]
    assert changed is localise(content, "us").items["techniques"]["cross-fibre-friction"]


def test_content_in_a_language_without_words_of_the_interface_is_warned_of() -> None:
    content, _ = load(REPOSITORY / "content")
    regions = {
        id_: region.model_copy(update={"language": {"uk": "fr", "us": "es-MX"}[id_]})
        for id_, region in content.items["regions"].items()
    }
    library = Library(replace(content, items={**content.items, "regions": regions}))
    found = [one for one in regions_check(library) if isinstance(one, Problem)]
    assert [(one.file, one.where, one.severity) for one in found] == [
        ((REPOSITORY / "content/regions/uk.yml").as_posix(), "language", Severity.WARNING)
    ]
    assert found[0].message.startswith("'fr' has no words of the interface: ")
