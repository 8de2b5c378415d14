# SPDX-License-Identifier: MIT
"""What other programs read about a quiz: oEmbed, and schema.org's `Quiz`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import lxml.html
import pytest
import yaml

from generator.quizzes.quiz_pages import render_quizzes
from generator.website.pages.embed_code import iframe
from tests.quizzes.quizzes_example import ODD, example_site

if TYPE_CHECKING:
    from pathlib import Path

OEMBED = "application/json+oembed"
ADDRESS = "https://unknot.example/quizzes/bread/"


def rendered(site_url: str = "https://unknot.example/") -> dict[str, str]:
    return {file.path: file.data.decode() for file in render_quizzes(example_site(site_url))}


# --- oEmbed


def test_the_oembed_response_has_the_required_fields() -> None:
    """oEmbed 1.0, section 2.3.4: the fields of every response, and those of type `rich`."""
    answer = json.loads(rendered()["quizzes/bread/oembed.json"])
    assert answer["version"] == "1.0"
    assert answer["type"] == "rich"
    assert (answer["title"], answer["provider_name"]) == ("Bread & butter", "Loaf")
    assert answer["provider_url"] == "https://unknot.example/"
    assert isinstance(answer["width"], int)
    assert isinstance(answer["height"], int)
    frame = lxml.html.fragment_fromstring(answer["html"])
    assert frame.tag == "iframe"
    assert frame.get("src") == f"{ADDRESS}embed/"
    assert frame.get("title") == "Bread & butter"
    assert frame.get("height") == str(answer["height"])


def test_the_oembed_frame_fits_a_phone() -> None:
    """Section 2.3.4.4: the width is the one required, and may not exceed a `maxwidth`, whatever it is."""
    answer = json.loads(rendered()["quizzes/bread/oembed.json"])
    assert answer["width"] <= 320
    assert lxml.html.fragment_fromstring(answer["html"]).get("width") == "100%"


def test_there_is_no_oembed_response_without_a_site_address() -> None:
    files = rendered(site_url="")
    assert not any(path.endswith("oembed.json") for path in files)
    assert OEMBED not in files["quizzes/bread/embed/index.html"]
    assert "oembed" not in files["quizzes/bread/index.md"].partition("\n---\n")[0]


def test_a_frame_can_have_any_title() -> None:
    frame = lxml.html.fragment_fromstring(iframe("https://a.example/?q=a,b&c=1", 'Say "x" & <b>'))
    assert frame.get("title") == 'Say "x" & <b>'
    assert frame.get("src") == "https://a.example/?q=a,b&c=1"


@pytest.mark.parametrize("page", ["quizzes/warning-signs/", "quizzes/warning-signs/embed/"])
def test_both_pages_link_to_the_oembed_response(built_site: Path, page: str) -> None:
    """The discovery link of section 4, on the built website."""
    document = lxml.html.document_fromstring((built_site / page / "index.html").read_bytes())
    (link,) = document.xpath(f"//head/link[@rel='alternate'][@type='{OEMBED}']")
    path = link.get("href").removeprefix("https://unknot.example/")
    answer = json.loads((built_site / path).read_text("utf-8"))
    assert answer["title"] == link.get("title")
    assert "/quizzes/warning-signs/embed/" in answer["html"]


def test_other_pages_have_no_oembed_link(built_site: Path) -> None:
    for page in ("index.html", "quizzes/index.html"):
        assert OEMBED not in (built_site / page).read_text("utf-8")


# --- schema.org


def graph(site_url: str = "https://unknot.example/") -> list[dict[str, Any]]:
    front = yaml.safe_load(rendered(site_url)["quizzes/bread/index.md"].split("---\n", 2)[1])
    nodes: list[dict[str, Any]] = front["linked_data"]["@graph"]
    return nodes


@pytest.fixture(scope="module")
def quiz() -> dict[str, Any]:
    return next(node for node in graph() if node["@type"] == "Quiz")


def test_the_main_entity_of_the_page_is_its_quiz(quiz: dict[str, Any]) -> None:
    assert graph()[0]["mainEntity"] == {"@id": quiz["@id"]} == {"@id": f"{ADDRESS}#quiz"}
    assert quiz["name"] == "Bread & butter"
    assert quiz["about"]["url"] == "https://unknot.example/techniques/slow-glide/"


def test_without_an_address_links_are_relative() -> None:
    quiz_node = next(node for node in graph("") if node["@type"] == "Quiz")
    assert quiz_node["@id"] == "#quiz"
    assert quiz_node["about"]["url"] == "../../techniques/slow-glide/"


def test_each_question_has_its_answers_and_explanations(quiz: dict[str, Any]) -> None:
    one, many, claim, *_ = quiz["hasPart"]
    assert one["text"] == "Which is a loaf?"
    assert [answer["text"] for answer in one["acceptedAnswer"]] == ["The rye"]
    assert [answer["text"] for answer in one["suggestedAnswer"]] == ["The stone", "The river"]
    assert [answer["position"] for answer in one["suggestedAnswer"]] == [0, 2]
    (right,) = one["acceptedAnswer"]
    assert right["comment"]["text"] == "Rye is baked into loaves."
    assert right["answerExplanation"]["text"] == "Some discomfort is common. The neck needs care."
    assert [answer["text"] for answer in many["acceptedAnswer"]] == ["The bun", "The cake"]
    assert [answer["text"] for answer in claim["acceptedAnswer"]] == ["False"]
    types = [question["eduQuestionType"] for question in (one, many, claim)]
    assert types == ["Multiple choice", "Checkbox", "Multiple choice"]


def test_odd_text_is_not_read_as_markup(quiz: dict[str, Any]) -> None:
    odd = next(question for question in quiz["hasPart"] if ODD in question["text"])
    assert odd["acceptedAnswer"][0]["text"] == ODD
    assert "[@" not in json.dumps(quiz)


def test_every_built_quiz_page_describes_its_questions(built_site: Path) -> None:
    """The JSON-LD in the page has one question for each question that the page shows."""
    pages = sorted(path for path in built_site.glob("quizzes/*/index.html") if path.parent.name != "mix")
    assert pages
    for page in pages:
        document = lxml.html.document_fromstring(page.read_bytes())
        data = json.loads(document.xpath("string(//script[@type='application/ld+json'])"))
        (quiz_node,) = [node for node in data["@graph"] if node["@type"] == "Quiz"]
        shown = document.xpath("//*[@data-question]//h2")
        stems = [" ".join(stem.text_content().split()) for stem in shown]
        assert [question["text"] for question in quiz_node["hasPart"]] == stems
        assert all(question["acceptedAnswer"] for question in quiz_node["hasPart"])
