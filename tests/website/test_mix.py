# SPDX-License-Identifier: MIT
"""'Build your own quiz' as files: the questions to choose from, and the embed page of the chosen quiz."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import lxml.html
import pytest

from generator.quizzes.quiz_pages import render_quizzes
from generator.website.pages.authored import render_written
from tests.quizzes.quizzes_example import ODD, example_site

if TYPE_CHECKING:
    from pathlib import Path

    from generator.site import Site

IDS = ["one", "many", "claim", "count", "odd", "pairs", "steps", "word"]
"""The ids of the example's questions; one that another quiz draws is listed once."""


def bank(site: Site) -> lxml.html.HtmlElement:
    page = next(file for file in render_written(site, (), {}) if file.path == "quizzes/mix.md")
    document = lxml.html.fragment_fromstring(page.data.decode().split("---\n", 2)[2], create_parent="div")
    return document.xpath("//*[@data-mix]")[0]


def embed(site: Site) -> lxml.html.HtmlElement:
    page = next(file for file in render_quizzes(site) if file.path == "quizzes/mix/embed/index.html")
    return lxml.html.document_fromstring(page.data)


def words(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_every_question_is_listed_with_its_answers_and_a_checkbox() -> None:
    rows = bank(example_site()).xpath(".//*[@data-question]")
    assert [row.get("data-question") for row in rows] == IDS
    types = {row.get("data-question"): row.get("data-type") for row in rows}
    assert types["many"] == "multiple-choice"
    assert types["pairs"] == "matching"
    assert [row.get("data-topic") for row in rows] == ["bread"] * 5 + ["rolls"] * 3
    assert {row.get("data-level") for row in rows} == {"remember", "understand", "apply"}
    for row in rows:
        (box,) = row.xpath(".//input[@type='checkbox']/@id")
        assert row.xpath(".//label/@for") == [box]
    assert words(rows[0].xpath(".//label")[0]) == "Which is a loaf?"
    assert [words(line) for line in rows[1].xpath(".//li")] == [
        "Right: The bun",
        "The milk",
        "Right: The cake",
        "The salt",
    ]
    assert words(rows[4].xpath(".//li")[0]) == f"Right: {ODD}"
    assert words(rows[5].xpath(".//li")[0]) == "Right: Bread → Butter"
    assert words(rows[7].xpath(".//li")[1]) == "Right: yeast"
    assert not bank(example_site()).xpath(".//b | .//i")


def test_each_filter_offers_every_value_in_use() -> None:
    page = bank(example_site())
    for name in ("topic", "level", "type"):
        offered = page.xpath(f".//select[@name='{name}']/option/@value")
        used = set(page.xpath(f".//*[@data-question]/@data-{name}"))
        assert offered[0] == ""
        assert used <= set(offered)
        assert page.xpath(f".//label[@for='mix-{name}']")


@pytest.mark.parametrize(
    ("site_url", "root"),
    [("https://a.example/b/", "https://a.example/b/"), ("", "https://YOUR-ADDRESS/")],
)
def test_the_embed_code_has_the_address_of_the_site(site_url: str, root: str) -> None:
    frame = lxml.html.fragment_fromstring(bank(example_site(site_url)).get("data-line"))
    assert frame.get("src") == f"{root}quizzes/mix/embed/?q={{q}}"
    assert frame.get("title") == "Quizzes"
    assert frame.get("loading") == "lazy"
    assert frame.get("referrerpolicy") == "no-referrer"


def test_the_embed_page_has_every_question_and_its_answers() -> None:
    """It can be read without JavaScript, and sandboxed and cached like any quiz's embed page."""
    page = embed(example_site())
    assert page.xpath("//*[@data-question]/@data-question") == IDS
    assert len(page.xpath("//details[@data-part='answer']")) == len(IDS)
    assert page.xpath("//*[@data-quiz]/@data-quiz") == ["mix"]
    assert "Get help now:" in words(page.xpath("//footer")[0])
    assert "Not yet checked by a clinician." in words(page.xpath("//footer")[0])
    assert len(page.xpath("//script")) == 1
    assert page.xpath("//link[@rel='canonical']/@href") == ["https://unknot.example/quizzes/mix/"]
    assert not page.xpath("//link[@type='application/json+oembed']")


def test_a_reviewer_of_the_quizzes_is_not_named_on_the_embed_page() -> None:
    foot = words(embed(example_site(reviewer="A. Baker")).xpath("//footer")[0])
    assert "Not yet checked by a clinician." in foot


def test_the_embed_page_is_small(built_site: Path) -> None:
    """Under 1 kB for each question, compressed with gzip."""
    page = (built_site / "quizzes" / "mix" / "embed" / "index.html").read_bytes()
    questions = len(lxml.html.document_fromstring(page).xpath("//*[@data-question]"))
    assert questions >= 60
    assert len(gzip.compress(page)) < 1000 * questions
