# What every export must do: exist, be reproducible, carry the notice. And the JSON format.

from __future__ import annotations

import json
from io import BytesIO
from typing import Any, get_args
from zipfile import ZipFile

import pytest

from generator.prose.typed_answers import folded
from generator.quizzes.exports.assessment import assessment_of
from generator.quizzes.exports.registry import FORMATS, render_exports
from generator.schema.quiz import Question
from tests.quizzes.exports.exports_example import (
    ACCEPTED_SPELLINGS,
    CHOICES,
    LENIENT_SPELLINGS,
    MATCHES,
    MULTIPLE_CHOICE,
    NAME,
    ODD,
    ODD_WORD,
    PAIRS,
    QUESTIONS,
    WRONG_ANSWERS,
    answers,
    example_quiz,
    exported,
    match_answers,
    odd_site,
    ordered,
    points,
)

EMERGENCY = "Get help now: chest pain, or trouble breathing. Call 999 or go to A&E now."
NOT_CHECKED = "Not yet checked by a clinician."


def test_each_quiz_has_a_file_in_each_format() -> None:
    paths = [file.path for file in render_exports(odd_site())]
    assert len(paths) == len(FORMATS)
    assert f"quizzes/{NAME}/{NAME}-moodle.xml" in paths
    assert len({form.id for form in FORMATS}) == len(FORMATS)


def test_each_format_declares_which_question_types_it_changes() -> None:
    """The files confirm it: a type that a format keeps appears there under its own name."""
    declared = {form.id: set(form.changed) for form in FORMATS if form.changed}
    moodle, canvas, cartridge = (exported(form) for form in ("moodle", "qti-1.2", "common-cartridge"))
    assert b'type="matching"' in moodle
    assert b'type="ordering"' in moodle
    with ZipFile(BytesIO(canvas)) as package:
        assert package.read(f"{NAME}/{NAME}.xml").count(b">matching_question<") == 2
    with ZipFile(BytesIO(cartridge)) as package:
        assert b"matching" not in package.read("quiz/quiz.xml")
    assert exported("gift").count(b" -> 2") == 1
    assert declared == {
        "qti-1.2": {"ordering"},
        "gift": {"ordering"},
        "common-cartridge": {"matching", "ordering"},
    }


def test_two_runs_give_the_same_bytes() -> None:
    first, second = ({file.path: file.data for file in render_exports(odd_site())} for _ in range(2))
    assert first == second


def test_the_notice_of_a_checked_quiz_names_the_reviewer() -> None:
    site = odd_site(reviewer="A Person, physician")
    text = " ".join(part.text for part in assessment_of(site, site.library.quizzes[NAME]).notice)
    assert "Checked by A Person, physician." in text
    assert NOT_CHECKED not in text


def test_without_an_address_nothing_links_to_one() -> None:
    site = odd_site(site_url="")
    assessment = assessment_of(site, site.library.quizzes[NAME])
    assert assessment.address == ""
    assert all("href" not in part.html for part in assessment.notice)
    assert all("href" not in part.html for item in assessment.items for part in item.reason)


# --- JSON


@pytest.fixture(scope="module")
def data() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(exported("json"))
    return loaded


def test_json_has_title_address_and_notice(data: dict[str, Any]) -> None:
    assert data["format"] == "unknot-quiz"
    assert data["title"] == example_quiz().title
    assert data["url"] == f"https://unknot.example/quizzes/{NAME}/"
    assert data["intro"]["text"] == f"Ring 999 & see: {ODD}"
    notice = [part["text"] for part in data["notice"]]
    assert notice[0].startswith(EMERGENCY)
    assert NOT_CHECKED in notice[1]
    assert "Version 1.2.3." in notice[1]
    assert notice[2] == data["url"]


WORDS = {"text", "html"}
ANSWER_KEYS = ({"choices"}, {"rows", "targets"}, {"accepted", "spellings", "if_right", "if_wrong"})
"""The keys of the answers of each class of items."""


def test_json_has_the_promised_keys_and_no_others(data: dict[str, Any]) -> None:
    """Programs of others read them, so a key may neither go nor change its name."""
    assert data.keys() == {
        *("format", "format_version", "id", "title", "intro", "language", "license", "version", "date"),
        *("url", "pass_percent", "notice", "items"),
    }
    shared = {"id", "type", "stem", "explanation", "sources", "url", "bloom", "tags"}
    kinds = {frozenset(item.keys() - shared) for item in data["items"] if shared <= item.keys()}
    assert kinds == set(map(frozenset, ANSWER_KEYS))
    assert all(shared <= item.keys() for item in data["items"])
    lists = [one for item in data["items"] for one in (*item.get("choices", ()), *item.get("rows", ()))]
    assert {frozenset(one) for one in lists} == {
        frozenset({"id", "correct", "points", "feedback"} | WORDS),
        frozenset({"id", "target", "points", "feedback"} | WORDS),
    }
    targets = [target for item in data["items"] for target in item.get("targets", ())]
    assert {frozenset(target) for target in targets} == {frozenset({"id"} | WORDS)}
    for item in data["items"]:
        texts = [item["stem"], item["explanation"], *(one["feedback"] for one in item.get("choices", ()))]
        assert all(text.keys() == WORDS for text in texts)


def test_json_keeps_odd_text(data: dict[str, Any]) -> None:
    odd = next(item for item in data["items"] if item["id"] == "odd")
    assert odd["stem"]["text"] == f"Odd: {ODD}"
    assert odd["choices"][0]["text"] == ODD
    assert odd["choices"][0]["feedback"]["text"] == f"Right: {ODD}"
    assert "<script" not in odd["stem"]["html"]
    assert odd["choices"][1]["feedback"]["html"] == "[html] It is a link."


def test_json_keeps_sources_and_the_link_to_the_guide(data: dict[str, Any]) -> None:
    thirds = data["items"][0]
    assert [source.split(".")[0] for source in thirds["sources"]] == [
        "Cambron JA, Dexheimer J, Coe P, Swenson R",
        "Posadzki P, Ernst E",
    ]
    assert thirds["explanation"]["text"] == "Some discomfort is common. The neck needs care."
    assert (
        thirds["explanation"]["html"] == "Some discomfort is common. The <strong>neck</strong> needs care."
    )
    assert thirds["url"] == "https://unknot.example/techniques/slow-glide/#feel"
    assert (thirds["bloom"], thirds["tags"]) == ("apply", ["water", "metal"])


@pytest.mark.parametrize("question", CHOICES)
def test_json_scores_every_answer(data: dict[str, Any], question: str) -> None:
    choices = next(item["choices"] for item in data["items"] if item["id"] == question)
    assert len(choices) == CHOICES[question]
    for picked in answers(question):
        score = min(1, max(0, sum(choices[place]["points"] for place in picked)))
        assert score == pytest.approx(float(points(question, picked)), abs=1e-12)


def rows_of(data: dict[str, Any], question: str) -> tuple[dict[str, str], dict[str, dict[str, Any]]]:
    """Texts of the targets by id, and rows by text."""
    [item] = [item for item in data["items"] if item["id"] == question]
    targets = {target["id"]: target["text"] for target in item["targets"]}
    return targets, {row["text"]: row for row in item["rows"]}


def test_json_scores_every_match(data: dict[str, Any]) -> None:
    targets, rows = rows_of(data, "pairs")
    assert set(targets.values()) == MATCHES
    assert {text: targets[row["target"]] for text, row in rows.items()} == PAIRS
    for answer, expected in match_answers():
        right = [row["points"] for item, row in rows.items() if targets[row["target"]] == answer.get(item)]
        assert sum(right) == pytest.approx(float(expected), abs=1e-12)


def test_json_scores_every_order(data: dict[str, Any]) -> None:
    targets, rows = rows_of(data, "steps")
    assert [*rows] == [ODD, "Sleep", "Wake"]
    for order, expected in ordered():
        given = dict(zip(order, ("1", "2", "3"), strict=True))
        right = [row["points"] for step, row in rows.items() if targets[row["target"]] == given[step]]
        assert sum(right) == pytest.approx(float(expected), abs=1e-12)


def test_json_lists_the_accepted_answers(data: dict[str, Any]) -> None:
    word = data["items"][-1]
    assert word["accepted"] == ["Horse's tail", ODD_WORD, "x-ray", "Ménière", "-1.5"]
    spellings = {one.lower() for one in word["spellings"]}
    assert {one.lower() for one in ACCEPTED_SPELLINGS} <= spellings
    assert not spellings & {one.lower() for one in WRONG_ANSWERS}
    accepted = [folded(one) for one in word["accepted"]]
    assert all(folded(one) in accepted for one in (*ACCEPTED_SPELLINGS, *LENIENT_SPELLINGS))
    assert not any(folded(one) in accepted for one in WRONG_ANSWERS)
    assert word["if_right"]["text"] == f"Knew it: {ODD}"
    assert word["if_wrong"]["text"] == f"Did not: {ODD}"


def test_example_has_every_type() -> None:
    types = {question.type for question in example_quiz().questions}
    kinds = get_args(get_args(Question)[0])
    assert types == {type_ for kind in kinds for type_ in get_args(kind.model_fields["type"].annotation)}
    assert [question.id for question in example_quiz().questions] == list(QUESTIONS)
    assert {
        question.id for question in example_quiz().questions if question.type == "multiple-choice"
    } == set(MULTIPLE_CHOICE)
