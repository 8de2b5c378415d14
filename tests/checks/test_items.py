# SPDX-License-Identifier: MIT
"""Checks of quiz questions. The golden cases `cases/items-*` have the messages of each rule."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.checks.each import all_problems
from generator.checks.items import rules
from generator.checks.items.item import content_words, found_in
from generator.checks.items.numbers import span_of
from generator.checks.run import run_checks
from generator.content.library import Library
from generator.content.load import load
from generator.problems import Severity
from tests.tools import EXAMPLES, TESTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.schema.item_writing import ItemWriting

BASE = EXAMPLES / "neck-and-shoulder" / "content"
RULES = (*rules.ERRORS, *rules.WARNINGS, *rules.QUIZ_WARNINGS, "topic-missing", "duplicate-stem", "waiver")


@pytest.fixture(scope="module")
def bank() -> Library:
    """The published questions."""
    return Library(load(Path("content"))[0])


@pytest.fixture(scope="module")
def language(bank: Library) -> ItemWriting:
    return bank.item_writing


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_a_case(rule: str) -> None:
    problems = "".join(path.read_text("utf-8") for path in TESTS.glob("cases/items-*/problems.txt"))
    assert f"[{rule}]\n" in problems


def content_of_case(name: str, folder: Path) -> Path:
    """Write the content of a case into a folder: the base of all cases with the files of this one."""
    for source in (BASE, TESTS / "cases" / name / "content"):
        shutil.copytree(source, folder, dirs_exist_ok=True)
    return folder


@pytest.mark.parametrize(
    ("name", "rules", "severity"),
    [
        ("items-errors", rules.ERRORS, Severity.ERROR),
        ("items-warnings", rules.WARNINGS, Severity.WARNING),
    ],
)
def test_errors_stop_publication_and_warnings_do_not(
    tmp_path: Path, name: str, rules: Mapping[str, object], severity: Severity
) -> None:
    problems = run_checks(Library(load(content_of_case(name, tmp_path))[0]), dt.date(2026, 12, 1))
    assert {problem.severity for problem in problems if problem.rule in rules} == {severity}


def test_problems_of_a_drawn_quiz_point_at_its_draw(tmp_path: Path) -> None:
    """A flawed question is reported in its own file; here only the choice of questions can be a problem."""
    folder = content_of_case("items-balance", tmp_path)
    head = (folder / "quizzes" / "slow-glide.yml").read_text("utf-8").partition("questions:")[0]
    head = head.replace("topic: techniques/slow-glide", "topic: pages/about")
    (folder / "quizzes" / "drawn.yml").write_text(f"{head}draw: {{tags: [bread], count: 8}}\n", "utf-8")
    library = Library(load(folder)[0])
    problems = all_problems(library, rules.check(library))
    of_quiz = [problem for problem in problems if problem.file.endswith("drawn.yml")]
    assert {problem.where for problem in of_quiz} == {"draw"}
    assert "mostly-recall" in {problem.rule for problem in of_quiz}
    assert all("another `seed`" in problem.message for problem in of_quiz)


# --- the published bank


def test_the_bank_is_large_and_no_two_are_alike(bank: Library) -> None:
    questions = list(bank.bank.values())
    assert len(questions) >= 60
    stems = [content_words(str(question.stem), bank.item_writing) for question in questions]
    assert len(set(stems)) == len(stems)


@pytest.mark.parametrize("kind", ["techniques", "symptoms", "muscles", "self-care"])
def test_the_bank_asks_about_every_page_of_a_section(bank: Library, kind: str) -> None:
    taught = {bank.resolve(question.teaches).key for question in bank.bank.values()}
    assert {f"{kind}/{id_}" for id_ in bank.content.items[kind]} <= taught


@pytest.mark.parametrize("page", ["pages/warning-signs", "pages/evidence", "pages/back-pain"])
def test_the_bank_asks_about_warning_signs_and_evidence(bank: Library, page: str) -> None:
    taught = [bank.resolve(question.teaches).key for question in bank.bank.values()]
    assert taught.count(page) >= 5


def test_at_most_a_third_of_the_bank_asks_to_remember(bank: Library) -> None:
    levels = [question.bloom for question in bank.bank.values()]
    assert levels.count("remember") <= len(levels) / 3  # type: ignore[arg-type]


# --- words and numbers


@pytest.mark.parametrize(
    ("text", "phrases", "match"),
    [
        ("This is NOT so", ("not",), "NOT"),
        ("A knot in a muscle", ("not",), ""),
        ("It isn’t so", ("isn't",), "isn’t"),
        ("None of the above", ("of", "none of the above"), "None of the above"),
        ("Anything", (), ""),
    ],
)
def test_phrases_match_whole_words_only(text: str, phrases: tuple[str, ...], match: str) -> None:
    assert found_in(text, phrases) == match


def test_content_words_have_no_endings_and_no_function_words(language: ItemWriting) -> None:
    assert content_words("The presses are pressing on a press", language) == {"press"}
    assert content_words("Who has what?", language) == frozenset()


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("1 in 1,000", 0.001, 0.001),
        ("Fewer than 1 in 100", float("-inf"), 0.01),
        ("About 2 minutes", 120, 120),
        ("15 to 20 minutes", 900, 1200),
        ("2–3", 2, 3),
        ("at least 5 days", 432_000, float("inf")),
    ],
)
def test_amounts_are_parsed(language: ItemWriting, text: str, low: float, high: float) -> None:
    amount = span_of(text, language)
    assert amount is not None
    _, span = amount
    assert span.low == pytest.approx(low)
    assert span.high == pytest.approx(high)


@pytest.mark.parametrize(
    "text", ["A ball under one foot", "Two fingertips for 5 minutes", "5 to 10 or 20", ""]
)
def test_other_texts_are_not_amounts(language: ItemWriting, text: str) -> None:
    assert span_of(text, language) is None
