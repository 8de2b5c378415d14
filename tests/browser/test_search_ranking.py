# SPDX-License-Identifier: MIT
"""Which results a search has, and in what order, with an index made for each rule."""

from __future__ import annotations

import shutil
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from generator.website import search_parts
from generator.website.search_index import SEARCH_INDEX, index_files
from generator.website.search_words import small_words
from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    Search = Callable[..., list[str]]

SCRIPTS = ("text.js", "search-ranking.js", "search-parts.js")
FIND = """async ([address, words]) => {
    const {results} = await unknotSearch.search(address, words);
    return results.map(({entry, part}) => part ? `${entry.t}#${part.id}` : entry.t);
}"""


def entry(title: str, **fields: Any) -> dict[str, Any]:
    """A page of the index: `about`, `synonyms`, `group`, `weight`, and `parts` as id, heading and text."""
    return {
        "t": title,
        "u": f"{title}/",
        "g": fields.get("group", 0),
        "d": fields.get("about", ""),
        "s": fields.get("synonyms", ""),
        "w": fields.get("weight", 1),
        "p": fields.get("parts", [["p", "", ""]]),
    }


@pytest.fixture(params=[10_000, 0], ids=["whole", "in-parts"])
def search(
    lasting_page: Page,
    tmp_path: Path,
    serve: Callable[..., str],
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> Search:
    """`search(words, *entries)`: titles of results, with the section that fits better than its page.

    Each rule holds for an index in one file and for one in parts, here of a word each.
    """
    monkeypatch.setattr(search_parts, "PART", 1)
    for name in SCRIPTS:
        shutil.copyfile(REPOSITORY / "overrides" / "assets" / "js" / name, tmp_path / name)
    tags = "".join(f"<script src={name}></script>" for name in SCRIPTS)
    (tmp_path / "index.html").write_text(
        f"<!doctype html><html lang=en><meta charset=utf-8>{tags}", encoding="utf-8"
    )
    address = serve(tmp_path)
    numbers = count()

    def search(words: str, *entries: dict[str, Any]) -> list[str]:
        index = {
            "groups": ["A", "B"],
            "entries": entries,
            "help": {"p": "", "tiers": []},
            "small": small_words(str),
        }
        folder = str(next(numbers))  # a new one each time, since browsers cache what is in them
        for path, text in index_files(index, request.param).items():
            file = tmp_path / folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        lasting_page.goto(address)
        results: list[str] = lasting_page.evaluate(FIND, [f"{folder}/{SEARCH_INDEX}", words])
        return results

    return search


def test_a_title_counts_more_than_synonyms_headings_the_lead_and_text(search: Search) -> None:
    entries = [
        entry("text", parts=[["t", "", "bread"]]),
        entry("lead", about="bread"),
        entry("headed", parts=[["h", "bread", ""]]),
        entry("other", synonyms="bread"),
        entry("bread"),
        entry("none"),
    ]
    assert search("Bread", *entries) == ["bread", "other", "headed#h", "lead", "text#t"]


def test_the_word_itself_comes_first_then_its_singular_then_one_that_begins_with_it(
    search: Search,
) -> None:
    entries = [entry("bun"), entry("bunsen"), entry("buns")]
    assert search("buns", *entries) == ["buns", "bun", "bunsen"]
    entries = [entry("muscle"), entry("musclesets"), entry("muscles")]
    assert search("muscles", *entries) == ["muscles", "muscle", "musclesets"]


def test_every_word_must_fit_somewhere_on_the_page(search: Search) -> None:
    entries = [entry("rye"), entry("rye bread"), entry("rye", parts=[["b", "", "bread"]])]
    assert search("rye bread", *entries) == ["rye bread", "rye#b"]


def test_small_words_count_only_alone(search: Search) -> None:
    assert search("what is the bread", entry("bread"), entry("the what")) == ["bread"]
    assert search("what is", entry("bread"), entry("what is")) == ["what is"]
    assert search("a", entry("a")) == []


@pytest.mark.parametrize("typed", ["braed", "brad", "breadd", "breed", "rbead", "breda", "breat"])
def test_one_typing_error_is_forgiven(search: Search, typed: str) -> None:
    expected = ["bread"] if len(typed) > 4 else []
    assert search(typed, entry("bread"), entry("water")) == expected


@pytest.mark.parametrize("typed", ["braet", "abreadx", "brxxd", "water"])
def test_two_typing_errors_are_not(search: Search, typed: str) -> None:
    assert search(typed, entry("bread")) == []


def test_a_typing_error_is_forgiven_in_a_word_that_no_page_has_and_not_in_text(search: Search) -> None:
    assert search("breads", entry("breaks"), entry("breads")) == ["breads"]
    assert search("braed", entry("text", parts=[["t", "", "bread"]])) == []
    assert search("fresh braed", entry("bread"), entry("fresh"), entry("breaks")) == ["fresh", "bread"]
    in_text = entry("rye", parts=[["t", "", "bread"]])
    assert search("braed toast", in_text, entry("rye toast")) == ["rye toast"]


def test_a_name_that_was_typed_whole_comes_first(search: Search) -> None:
    entries = [entry("bread and butter", group=0), entry("loaf", group=1, synonyms="rye,bread")]
    assert search("bread", *entries) == ["loaf", "bread and butter"]
    assert search("is this bread", *entries) == ["loaf", "bread and butter"]
    assert search("bread butter", *entries) == ["bread and butter"]


def test_joined_and_split_words_match(search: Search) -> None:
    entries = [entry("rye bread"), entry("oven", synonyms="hot-plate,pan,cake tin")]
    assert search("ryebread", *entries) == ["rye bread"]
    for typed in ("hotplate", "hot plate", "hot-plate"):
        assert search(typed, *entries) == ["oven"], typed
    assert search("pancake", *entries) == []


OTHERS = tuple(entry(f"oven {number}", parts=[["o", "", "bread"]]) for number in range(12))
"""Pages that are about something else, but have a word of the subject."""


def test_a_word_that_most_pages_have_may_be_missing_beside_a_telling_one(search: Search) -> None:
    entries = [entry("rye"), entry("salt"), *OTHERS]
    assert search("bread rye", *entries) == ["rye"]
    assert search("can I have bread with rye", *entries) == ["rye"]
    assert len(search("bread", *entries)) == len(OTHERS)


def test_where_no_page_has_all_words_those_with_most_are_offered(search: Search) -> None:
    entries = [entry("rye dough"), entry("salt"), *OTHERS]
    assert search("rye dough salt", *entries) == ["rye dough"]


def test_words_that_no_page_has_and_numbers_count_for_nothing(search: Search) -> None:
    entries = [entry("rye dough"), entry("salt"), entry("oven", about="3 months"), *OTHERS]
    assert search("my nan's salt 3 recipe cake", *entries) == ["salt"]
    assert search("recipe cake", *entries) == []


def test_a_word_that_names_a_page_tells_more_than_one_in_running_text(search: Search) -> None:
    entries = [entry("rye"), entry("oven", parts=[["t", "", "fitted wooden last"]])]
    assert search("rye last fitted wooden", *entries) == ["rye"]
    entries = [entry("rye"), entry("oven", about="slow crust"), *OTHERS]
    assert search("rye slow crust", *entries) == ["rye"]


def test_a_page_about_some_of_the_words_comes_before_one_whose_text_has_them_all(search: Search) -> None:
    entries = [
        entry("rye dough"),
        *OTHERS,
        entry("salt", parts=[["t", "", "rye recipe"], ["u", "", "recipe"]]),
    ]
    entries += [entry("sugar", parts=[["t", "", "recipe"]])]
    assert search("rye recipe", *entries) == ["rye dough", "salt#t"]
    assert search("rye recipe", entry("rye recipe"), *entries) == ["rye recipe", "salt#t"]


def test_a_caution_is_listed_whenever_its_name_is_typed(search: Search) -> None:
    page, caution = entry("rye bread"), entry("who should ask", synonyms="sugar,white salt") | {"c": 1}
    assert search("rye bread with sugar", page, caution) == ["rye bread", "who should ask"]
    assert search("rye bread with salt", page, caution) == ["rye bread"]
    assert search("rye bread with sugar", page, entry("sugar")) == ["rye bread"]


def test_a_glossary_term_comes_after_a_page_that_fits_as_well(search: Search) -> None:
    assert search("bread", entry("bread term", weight=0.65), entry("bread page")) == [
        "bread page",
        "bread term",
    ]


def test_equal_pages_are_in_the_order_of_the_sections(search: Search) -> None:
    entries = [entry("bread two", group=1), entry("bread one", group=0)]
    assert search("bread", *entries) == ["bread one", "bread two"]


def test_the_result_links_the_section_that_fits_best_unless_the_page_fits_better(search: Search) -> None:
    parts = [["one", "Crust", "bread"], ["two", "Bread", "crust"], ["three", "", "crust"]]
    assert search("bread", entry("loaf", parts=parts)) == ["loaf#two"]
    assert search("crust", entry("loaf", parts=parts)) == ["loaf#one"]
    assert search("bread", entry("bread", parts=parts)) == ["bread"]


def test_accents_apostrophes_and_capitals_do_not_matter(search: Search) -> None:
    assert search("CRÈME", entry("Crème"), entry("other")) == ["Crème"]
    assert search("dont", entry("Don’t")) == ["Don’t"]
    assert search("DON'T", entry("don’t")) == ["don’t"]


def test_arabic_words_are_found_however_they_are_typed(search: Search) -> None:
    """With the article or without, with vowel signs, with another form of a letter, with Arabic digits."""
    for typed in ("خبز", "الخبز", "بالخبز", "والخبز", "خُبْز", "خبـــز"):
        assert search(typed, entry("خبز"), entry("ماء")) == ["خبز"], typed
        assert search(typed, entry("الخبز"), entry("ماء")) == ["الخبز"], typed
    assert search("قهوه", entry("قهوة")) == ["قهوة"]
    assert search("اكله", entry("أكلة")) == ["أكلة"]
    assert search("مقهي", entry("مقهى")) == ["مقهى"]
    assert search("٩٩٩", entry("999")) == ["999"]


def test_there_are_at_most_twelve_results(search: Search) -> None:
    entries = [entry(f"bread {number}") for number in range(20)]
    assert search("bread", *entries) == [f"bread {number}" for number in range(12)]
