# SPDX-License-Identifier: MIT
"""'Build your own quiz' as files: the questions to choose from, and the embed page of the chosen quiz."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any, cast

import lxml.html
import pytest

from generator.quizzes.quiz_pages import render_quizzes
from generator.website.pages.authored import render_authored
from tests.quizzes.quizzes_example import ODD, example_site

if TYPE_CHECKING:
    from pathlib import Path

    from generator.site import Site

IDS = ["one", "many", "claim", "count", "odd", "pairs", "steps", "word"]
"""The ids of the example's questions; one that another quiz draws is listed once."""
TOPICS = ["bread", "rolls"]
"""The quizzes that have questions of their own."""


def bank(site: Site) -> lxml.html.HtmlElement:
    page = next(file for file in render_authored(site, (), {}) if file.path == "quizzes/mix.md")
    document = lxml.html.fragment_fromstring(page.data.decode().split("---\n", 2)[2], create_parent="div")
    return document.xpath("//*[@data-mix]")[0]


def script(site: Site, name: str) -> dict[str, Any]:
    """The data of a script of the question bank."""
    page = next(file for file in render_quizzes(site) if file.path == f"quizzes/mix/{name}.js")
    head, text = page.data.decode().removesuffix(";\n").split("=", 2)[::2]
    assert head == "(window.unknotBank ||"
    return cast("dict[str, Any]", json.loads(text))


def parts_of(site: Site, kind: str) -> list[lxml.html.HtmlElement]:
    """The HTML of each topic's questions: `rows` of the page, or what `embed` pages ask."""
    htmls = [script(site, f"{kind}/{topic}")["html"] for topic in TOPICS]
    return [lxml.html.fragment_fromstring(html, create_parent="div") for html in htmls]


def embed(site: Site) -> lxml.html.HtmlElement:
    page = next(file for file in render_quizzes(site) if file.path == "quizzes/mix/embed/index.html")
    return lxml.html.document_fromstring(page.data)


def words(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_every_topic_is_listed_with_a_link_to_its_quiz() -> None:
    page = bank(example_site())
    topics = page.xpath(".//details[@data-topic]")
    assert [topic.get("data-topic") for topic in topics] == TOPICS
    assert [topic.xpath(".//a/@href") for topic in topics] == [[f"../{topic}/"] for topic in TOPICS]
    assert [words(topic.xpath("./summary/span")[0]) for topic in topics] == ["5 questions", "3 questions"]
    assert page.xpath(".//*[@data-question]") == []


def test_a_topics_questions_are_listed_with_their_answers_and_a_checkbox() -> None:
    rows = [row for part in parts_of(example_site(), "rows") for row in part.xpath("./*[@data-question]")]
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
    assert not [part for part in parts_of(example_site(), "rows") if part.xpath(".//b | .//i")]


def test_each_filter_offers_every_value_in_use() -> None:
    page = bank(example_site())
    for name in ("topic", "level", "type"):
        offered = page.xpath(f".//select[@name='{name}']/option/@value")
        rows = parts_of(example_site(), "rows")
        used = {value for part in rows for value in part.xpath(f".//*[@data-question]/@data-{name}")}
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


def test_the_scripts_have_every_question_and_its_answers_and_sources() -> None:
    parts = parts_of(example_site(), "embed")
    assert [id_ for part in parts for id_ in part.xpath("./*/@data-question")] == IDS
    assert sum(len(part.xpath(".//details[@data-part='answer']")) for part in parts) == len(IDS)
    for topic, part in zip(TOPICS, parts, strict=True):
        html = script(example_site(), f"embed/{topic}")["sources"]
        sources = lxml.html.fragment_fromstring(html, create_parent="ol").xpath("./li/@id")
        cited = {
            href.removeprefix("#") for href in part.xpath(".//a[starts-with(@href, '#source-')]/@href")
        }
        assert {*sources} == cited
    assert any("source-" in script(example_site(), f"embed/{topic}")["sources"] for topic in TOPICS)


def test_the_topic_of_each_question_is_known() -> None:
    ids = script(example_site(), "ids/0")
    assert ids == {id_: TOPICS[number > 4] for number, id_ in enumerate(IDS)}


def test_the_embed_page_has_no_question_and_says_what_it_does() -> None:
    """It weighs the same however many questions there are."""
    page = embed(example_site())
    assert page.xpath("//*[@data-question]") == []
    assert page.xpath("//*[@data-part='without']//a/@href") == ["../../"]
    assert "Get help now:" in words(page.xpath("//footer")[0])
    assert "Not yet checked by a clinician." in words(page.xpath("//footer")[0])
    loaded = ["../../../assets/quiz/quiz.js", "../../../assets/quiz/bank.js"]
    assert page.xpath("//script/@src") == loaded
    assert page.xpath("//link[@rel='canonical']/@href") == ["https://unknot.example/quizzes/mix/"]
    assert not page.xpath("//link[@type='application/json+oembed']")


def test_a_reviewer_of_the_quizzes_is_not_named_on_the_embed_page() -> None:
    foot = words(embed(example_site(reviewer="A. Baker")).xpath("//footer")[0])
    assert "Not yet checked by a clinician." in foot


def test_the_weight_of_a_question_is_that_of_its_topic(built_site: Path) -> None:
    """Compressed with gzip: the page, the embed page, and what one topic adds to each."""
    folder = built_site / "quizzes" / "mix"
    sizes = {
        path.relative_to(folder).as_posix(): len(gzip.compress(path.read_bytes()))
        for path in folder.rglob("*.*")
    }
    assert sizes["embed/index.html"] < 3_000
    assert max(size for path, size in sizes.items() if path.startswith("rows/")) < 4_000
    assert max(size for path, size in sizes.items() if path.startswith("embed/")) < 12_000
