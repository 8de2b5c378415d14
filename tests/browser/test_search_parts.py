# SPDX-License-Identifier: MIT
"""An index in parts answers as one in a single file does, and loads only what a search needs."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from generator.build import open_site, promise_files
from generator.hosts.mkdocs.project import open_project
from generator.website.search_index import index_files, promise_search
from tests.browser.test_search_help import FIRST_RESULTS, OTHER_WORDS, SIGNS
from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

PHRASES = (*SIGNS, *OTHER_WORDS, *FIRST_RESULTS, "mas", "the", "what is", "1234", "qqqq", "pian", "masage")
SCRIPTS = ("text.js", "search-ranking.js", "search-index.js", "search-help.js")
ANSWERS = """async phrases => {
    const answers = {};
    for (const text of phrases) {
        const {index, results} = await unknotSearch.search("assets/search-index.js", text);
        answers[text] = {
            help: unknotSearch.helpFor(index, text),
            page: unknotSearch.helpPage(index),
            isPartial: Boolean(index.isPartial),
            results: results.map(({entry: {t, u, d, g}, part, score}) =>
                [t, u, d, index.groups[g], part && part.id, part && part.heading, score.toFixed(6)]),
        };
    }
    return answers;
}"""


def publish(folder: Path, index: Any, whole: int) -> Path:
    """A folder with a page, the scripts of the search and the index."""
    for path, text in index_files(index, whole).items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    for name in SCRIPTS:
        shutil.copyfile(REPOSITORY / "overrides" / "assets" / "js" / name, folder / name)
    tags = "".join(f"<script src={name}></script>" for name in SCRIPTS)
    page = f"<!doctype html><html lang=en><meta charset=utf-8><title>x</title>{tags}"
    (folder / "index.html").write_text(page, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def index() -> Any:
    """The index of the shipped content."""
    project = open_project(REPOSITORY / "mkdocs.yml")
    site, _ = open_site(project.content, project.settings(), dt.date(2026, 11, 28))
    script = promise_search(site, promise_files(site)).data.decode()
    index: Any = json.loads(script.removeprefix("var unknotIndex=").removesuffix(";\n"))
    assert len(index["entries"]) > 100
    return index


@pytest.fixture(scope="module")
def in_parts(index: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(tmp_path_factory.mktemp("parts"), index, 0)


@pytest.fixture(scope="module")
def in_one(index: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(tmp_path_factory.mktemp("whole"), index, 10**9)


@pytest.mark.parametrize("from_disk", [False, True], ids=["http", "file"])
def test_an_index_in_parts_gives_the_same_answers(
    page: Page, in_parts: Path, in_one: Path, serve: Callable[[Path], str], *, from_disk: bool
) -> None:
    page.goto(serve(in_one))
    expected = page.evaluate(ANSWERS, PHRASES)
    page.goto((in_parts / "index.html").as_uri() if from_disk else serve(in_parts))
    answers = page.evaluate(ANSWERS, PHRASES)
    assert len(list(in_parts.rglob("*.js"))) > 50
    wrong = {text: (answers[text], expected[text]) for text in PHRASES if answers[text] != expected[text]}
    assert wrong == {}


def test_a_search_loads_a_few_parts(page: Page, in_parts: Path, serve: Callable[[Path], str]) -> None:
    requests: list[str] = []
    page.goto(serve(in_parts))
    page.on("request", lambda request: requests.append(request.url))
    page.evaluate(ANSWERS, ["bending"])
    assert 3 < len(requests) < 20
    page.evaluate(ANSWERS, ["bending"])
    assert len(requests) == len({*requests}), "each part is loaded once"


def test_a_part_that_fails_is_tried_again_and_help_is_given(
    page: Page, in_parts: Path, serve: Callable[[Path], str]
) -> None:
    page.goto(serve(in_parts))
    page.route("**/assets/search/**", lambda route: route.abort())
    answer = page.evaluate(ANSWERS, ["chest pain", "massage"])
    assert answer["chest pain"]["help"][0]["anchor"] == "chest-pain"
    assert answer["massage"]["isPartial"]
    assert answer["massage"]["results"] == []
    page.unroute("**/assets/search/**")
    answer = page.evaluate(ANSWERS, ["massage"])
    assert not answer["massage"]["isPartial"]
    assert answer["massage"]["results"]
