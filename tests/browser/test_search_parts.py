# SPDX-License-Identifier: MIT
"""An index in parts answers as one in a single file does, and loads only what a search needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bench import search
from bench.search import FIRST_KB, enlarged, loads, shipped
from bench.search import PHRASES as SEARCHES
from generator.website.search_index import SEARCH_INDEX, index_files
from tests.browser.test_search_help import FIRST_RESULTS, OTHER_WORDS, SIGNS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Page

PHRASES = (*SIGNS, *OTHER_WORDS, *FIRST_RESULTS, "mas", "the", "what is", "1234", "qqqq", "pian", "masage")
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
    search.publish(folder, index_files(index, whole))
    return folder


@pytest.fixture(scope="module")
def index() -> Any:
    """The index of the shipped content."""
    index, _ = shipped()
    assert len(index["entries"]) > 100
    return index


@pytest.fixture(scope="module")
def in_parts(index: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(tmp_path_factory.mktemp("parts"), index, 0)


@pytest.fixture(scope="module")
def in_one(index: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(tmp_path_factory.mktemp("whole"), index, 10**9)


@pytest.mark.builds
def test_an_edit_moves_the_parts_beside_it_and_no_others(index: Any) -> None:
    """What is at an address never changes, since parts of two versions do not fit together."""
    entries = [*index["entries"]]
    entries[7] = {**entries[7], "d": f"{entries[7]['d']} Wordaftereword."}
    before, after = index_files(index, 0), index_files({**index, "entries": entries}, 0)
    both = before.keys() & after.keys() - {SEARCH_INDEX}
    assert {path for path in both if before[path] != after[path]} == set()
    assert after.keys() - both - {SEARCH_INDEX}, "the entry's own parts move"
    assert both, "others stay"


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


def test_a_first_search_stays_small_on_a_site_of_1000_topics(index: Any, browser: Browser) -> None:
    large = enlarged(index, 30)
    assert len(large["entries"]) > 12 * len(index["entries"])
    sizes = dict(zip(SEARCHES, loads(browser, large, SEARCHES), strict=True))
    assert {phrase: size for phrase, size in sizes.items() if size > FIRST_KB} == {}
