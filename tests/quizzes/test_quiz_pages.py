# The quiz page and the embed page: their content, the files they load, their size.

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import lxml.html
import markdown
import pytest
import yaml

from generator.content.questions import may_shuffle, options_of
from generator.quizzes import TEMPLATES
from generator.quizzes.quiz_pages import ASSETS, asset, render_quizzes, short_name
from generator.schema.sources import Source
from tests.quizzes.quizzes_example import ODD, example_site

if TYPE_CHECKING:
    from pathlib import Path

    from generator.site import Site

PAGE = "quizzes/bread/index.md"
EMBED = "quizzes/bread/embed/index.html"
QUIZZES = ("bread", "rolls", "some")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
    " base-uri 'none'; form-action 'none'"
)
MIX = "quizzes/mix/embed/index.html"
LIMIT = 21_000
"""The most bytes of an embed page and all files that it loads, compressed with gzip."""


def files(site: Site) -> dict[str, str]:
    return {file.path: file.data.decode() for file in render_quizzes(site)}


@pytest.fixture(scope="module")
def rendered() -> dict[str, str]:
    return files(example_site())


@pytest.fixture(scope="module")
def embed(rendered: dict[str, str]) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(rendered[EMBED])


@pytest.fixture(scope="module")
def body(rendered: dict[str, str]) -> lxml.html.HtmlElement:
    return lxml.html.fragment_fromstring(body_of(rendered[PAGE]))


def body_of(page: str) -> str:
    return page.split("---\n", 2)[2].strip()


def words(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_each_quiz_has_its_pages_and_all_share_assets(rendered: dict[str, str]) -> None:
    names = ("index.md", "embed/index.html", "oembed.json")
    pages = [f"quizzes/{id_}/{name}" for id_ in QUIZZES for name in names]
    bank = {path for path in rendered if path.startswith("quizzes/mix/") and path.endswith(".js")}
    assets = [f"assets/quiz/{name}" for name in (*ASSETS, "bank.js")]
    assert sorted({*rendered} - bank) == sorted([*pages, MIX, *assets])


def test_two_runs_render_the_same_files(rendered: dict[str, str]) -> None:
    assert files(example_site()) == rendered


# --- the quiz page


def test_front_matter(rendered: dict[str, str]) -> None:
    front = yaml.safe_load(rendered[PAGE].split("---\n", 2)[1])
    assert front["title"] == "Bread & butter"
    assert front["description"] == "One question of each kind."
    assert front["styles"] == ["assets/quiz/quiz.css"]
    assert front["scripts"] == ["assets/quiz/quiz.js"]


def test_markdown_does_not_change_the_page(rendered: dict[str, str]) -> None:
    page = body_of(rendered[PAGE])
    assert markdown.markdown(page, extensions=["attr_list", "md_in_html", "smarty", "tables"]) == page


def test_the_page_links_to_its_topic_its_handout_and_the_embed(body: lxml.html.HtmlElement) -> None:
    links = set(body.xpath("//a/@href"))
    assert {"../../techniques/slow-glide/", "../../handouts/slow-glide/", "embed/index.html"} <= links


def test_the_embed_code_to_copy(body: lxml.html.HtmlElement) -> None:
    line = lxml.html.fragment_fromstring(body.xpath("string(//pre[@class='quiz-line'])"))
    assert dict(line.attrib) == {
        "src": "https://unknot.example/quizzes/bread/embed/",
        "title": "Bread & butter",
        "width": "100%",
        "height": "720",
        "loading": "lazy",
        "referrerpolicy": "no-referrer",
    }


def test_without_a_site_address_there_is_no_embed_code() -> None:
    rendered = files(example_site(site_url=""))
    assert "iframe" not in rendered[PAGE]
    assert "canonical" not in rendered[EMBED]


# --- the form, the same on both pages


def forms(rendered: dict[str, str]) -> list[lxml.html.HtmlElement]:
    pages = (
        lxml.html.fragment_fromstring(body_of(rendered[PAGE])),
        lxml.html.document_fromstring(rendered[EMBED]),
    )
    return [page.xpath("//section[@data-quiz]")[0] for page in pages]


def test_both_pages_ask_the_same_questions(rendered: dict[str, str]) -> None:
    page, embed = (
        [words(part) for part in form.xpath(".//*[@data-part='stem' or @data-part='option']")]
        for form in forms(rendered)
    )
    assert page == embed
    assert len(page) == 5 + 3 + 4 + 2 + 3 + 2


def test_right_options_are_marked_and_feedback_is_hidden(rendered: dict[str, str]) -> None:
    for form in forms(rendered):
        assert [words(option) for option in form.xpath(".//*[@data-correct]/label")] == [
            "The rye",
            "The bun",
            "The cake",
            "False",
            "12",
            ODD,
        ]
        feedback = form.xpath(".//*[@data-part='feedback']")
        assert len(feedback) == 14
        assert all("hidden" in paragraph.attrib for paragraph in feedback)


def test_controls_are_native_and_labelled(rendered: dict[str, str]) -> None:
    for form in forms(rendered):
        assert form.xpath(".//fieldset[not(legend)]") == []
        assert form.xpath(".//button[not(@type='button')]") == []
        assert form.xpath(".//form") == []
        fields = form.xpath(".//fieldset")
        assert [set(field.xpath(".//input/@type")) for field in fields] == [
            {"checkbox"} if field.get("data-type") == "multiple-choice" else {"radio"} for field in fields
        ]
        ids = form.xpath(".//input/@id")
        assert len(set(ids)) == len(ids) == 14
        assert form.xpath(".//label/@for") == ids


def test_answers_can_be_read_without_the_script(rendered: dict[str, str]) -> None:
    for form in forms(rendered):
        answer = words(form.xpath(".//details")[0])
        assert "Right: The rye Rye is baked into loaves." in answer
        assert "Not right: The river Rivers are wet." in answer
        assert "Some discomfort is common." in answer
        assert len(form.xpath(".//details[summary and not(@open)]")) == 5


def test_partial_credit_is_stated(rendered: dict[str, str]) -> None:
    for form in forms(rendered):
        (hint,) = form.xpath(".//fieldset[@data-type='multiple-choice']/p[@class='quiz-hint']")
        assert "Each wrong pick takes a part away." in words(hint)


def test_each_question_links_to_the_page_that_teaches_it(embed: lxml.html.HtmlElement) -> None:
    assert embed.xpath("//a[@class='quiz-guide']/@href")[:2] == [
        "../../../techniques/slow-glide/#feel",
        "../../../techniques/slow-glide/#risks",
    ]


def test_sources_are_named_and_listed(rendered: dict[str, str], embed: lxml.html.HtmlElement) -> None:
    page = lxml.html.fragment_fromstring(body_of(rendered[PAGE]))
    for document in (page, embed):
        named = document.xpath("//p[@class='quiz-sources']")
        assert words(named[0]) == "Sources: Cambron 2007 (observation); Posadzki 2013 (review of studies)"
        assert words(named[1]) == "Source: Cambron 2007 (observation)"
        for link in document.xpath("//a[starts-with(@href, '#source-')]/@href"):
            assert document.xpath("//li[@id=$id]", id=link[1:])


def test_text_is_never_markup(rendered: dict[str, str]) -> None:
    for form in forms(rendered):
        assert form.xpath(".//b | .//i") == []
        assert words(form.xpath(".//fieldset//h2")[-1]) == f"Which is odd: {ODD}"
        assert json.loads(form.get("data-words"))["position"] == "Question {number} of {total}"


# --- the embed page


def test_the_embed_page_allows_only_its_own_files(embed: lxml.html.HtmlElement) -> None:
    assert embed.xpath("//meta[@http-equiv='Content-Security-Policy']/@content") == [POLICY]
    loaded = embed.xpath("//script/@src | //img/@src | //link[@rel='stylesheet']/@href")
    assert loaded == [f"../../../assets/quiz/{name}" for name in ("embed.css", "quiz.css", "quiz.js")]


def test_the_embed_page_has_nothing_that_the_policy_blocks(embed: lxml.html.HtmlElement) -> None:
    assert embed.xpath("//style | //@style | //base | //form") == []
    assert embed.xpath("//@*[starts-with(name(), 'on')]") == []
    assert embed.xpath("//script[not(@src)]") == []


def test_the_script_is_classic_and_deferred(embed: lxml.html.HtmlElement) -> None:
    (script,) = embed.xpath("//script[@src]")
    assert dict(script.attrib) == {"src": "../../../assets/quiz/quiz.js", "defer": "defer"}


def test_the_embed_page_says_when_to_get_help(embed: lxml.html.HtmlElement) -> None:
    (help_,) = embed.xpath("//*[@class='help']")
    assert words(help_).startswith("Get help now:")
    assert "Call 999 or go to A&E now." in words(help_)
    assert help_.xpath("a/@href") == ["../../../warning-signs/"]


def test_the_embed_page_says_that_it_is_unchecked(embed: lxml.html.HtmlElement) -> None:
    foot = words(embed.xpath("//footer")[0])
    assert "Not yet checked by a clinician." in foot
    assert "November 2026" in foot
    assert "1.2.3" in foot
    assert embed.xpath("//footer//a[text()='Loaf']/@href") == ["../../../"]


def test_a_reviewer_is_named() -> None:
    rendered = files(example_site(reviewer="A. Baker"))
    foot = words(lxml.html.document_fromstring(rendered[EMBED]).xpath("//footer")[0])
    assert "A. Baker" in foot
    assert "Not yet" not in foot


def test_embed_pages_keep_to_their_size_limit(built_site: Path) -> None:
    """All real embed pages except the mix, which loads questions by topic."""
    pages = sorted(set(built_site.glob("quizzes/*/embed/index.html")) - {built_site / MIX})
    assert pages
    for page in pages:
        document = lxml.html.document_fromstring(page.read_bytes())
        loaded = document.xpath(
            "//script/@src | //img/@src | //link[@rel='stylesheet' or @rel='icon']/@href"
        )
        parts = [page, *((page.parent / link).resolve() for link in loaded)]
        assert sum(len(gzip.compress(part.read_bytes())) for part in parts) <= LIMIT, page


def test_scripts_and_styles_are_published_without_comments() -> None:
    for name in ASSETS:
        lines = asset(name).splitlines()
        assert "SPDX-License-Identifier: MIT" in lines[0]
        code = [line for line in lines[1:] if name.endswith(".js")]
        assert not [line for line in code if line.startswith("//")]
        assert all(line == line.strip() and line for line in lines)
        assert len(asset(name)) < len((TEMPLATES / name).read_text(encoding="utf-8"))


# --- matching, ordering, short answers


@pytest.fixture(scope="module")
def rolls(rendered: dict[str, str]) -> dict[str, lxml.html.HtmlElement]:
    """Questions by id."""
    page = lxml.html.document_fromstring(rendered["quizzes/rolls/embed/index.html"])
    return {fieldset.get("data-question"): fieldset for fieldset in page.xpath("//fieldset")}


def test_every_pair_offers_all_matches(rolls: dict[str, lxml.html.HtmlElement]) -> None:
    rows = rolls["pairs"].xpath(".//*[@data-part='row']")
    assert len(rows) == 4
    for row in rows:
        [select] = row.xpath("select")
        assert row.xpath("label/@for") == [select.get("id")]
        options = [words(option) for option in select.xpath("option")]
        assert options == ["Choose…", "Butter", "Gravel", "Jam", "More </script> & “q”"]
        assert select.xpath("option/@value") == ["", "0", "1", "2", "3"]
    assert [row.get("data-target") for row in rows] == ["0", "3", "2", "2"]


def test_steps_are_shown_out_of_order_with_buttons(rolls: dict[str, lxml.html.HtmlElement]) -> None:
    rows = rolls["steps"].xpath(".//*[@data-part='row']")
    targets = [int(row.get("data-target")) for row in rows]
    assert sorted(targets) == [0, 1, 2, 3]
    assert all(index != target for index, target in enumerate(targets))
    for row in rows:
        step = words(row.xpath("*[@data-part='step']")[0])
        assert row.xpath(".//button/@aria-label") == [f"Move up: {step}", f"Move down: {step}"]
        assert set(row.xpath(".//button/@type")) == {"button"}
        assert row.xpath("*[@data-part='moves']/@hidden")


def test_a_short_answer_has_its_accepted_answers_folded(rolls: dict[str, lxml.html.HtmlElement]) -> None:
    [box] = rolls["word"].xpath(".//*[@data-part='typed']")
    assert json.loads(box.get("data-accepted")) == ["baker s yeast", "yeast", "sour dough", "12 h"]
    assert box.get("data-answer") == "Baker's yeast"
    assert box.xpath("label/@for") == box.xpath("input/@id")


def test_a_drawing_quiz_shows_the_questions_it_drew(rendered: dict[str, str]) -> None:
    library = example_site().library
    drawn = [question.id for question in library.questions_of(library.quizzes["some"])]
    assert sorted(drawn) == ["claim", "word"]
    page = lxml.html.document_fromstring(rendered["quizzes/some/embed/index.html"])
    assert page.xpath("//fieldset/@data-question") == drawn


# --- functions that the templates use


def test_true_false_questions_have_two_options() -> None:
    claim = example_site().library.quizzes["bread"].questions[2]
    options = options_of(claim, str.upper)
    assert [(str(option.text), option.correct, str(option.feedback)) for option in options] == [
        ("TRUE", False, "It melts."),
        ("FALSE", True, "It is churned from cream."),
    ]


def test_numbers_and_true_false_options_are_not_shuffled() -> None:
    questions = example_site().library.quizzes["bread"].questions
    assert {question.id: may_shuffle(question) for question in questions} == {
        "one": True,
        "many": True,
        "claim": False,
        "count": False,
        "odd": True,
    }


@pytest.mark.parametrize(
    ("author", "issued", "name"),
    [
        ([{"family": "Oat", "given": "B."}, {"family": "Rye"}], {"date-parts": [[2011, 4]]}, "Oat 2011"),
        ([{"literal": "Board of Bread"}], {"date-parts": [[2020]]}, "Board of Bread 2020"),
        ([{"literal": "Board of Bread"}], None, "Board of Bread"),
        ([], {"date-parts": [[1999]]}, "On loaves 1999"),
    ],
)
def test_short_name_of_a_source(author: list[dict[str, str]], issued: object, name: str) -> None:
    about = {"kind": "trial", "tier": "core", "verified": True, "found": "x", "certainty": "x"}
    work = {"id": "x", "type": "book", "title": "On loaves", "custom": about}
    assert short_name(Source.model_validate({**work, "author": author, "issued": issued})) == name
