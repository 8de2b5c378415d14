# SPDX-License-Identifier: MIT
"""The page's script compares short answers as the generator does."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from generator.content.library import Library
from generator.prose.typed_answers import folded
from generator.quizzes.quiz_pages import render_quizzes
from generator.schema.quiz import Quiz
from generator.site import Site
from tests.prose.test_typed_answers import CASES
from tests.quizzes.quizzes_example import example_site

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

TYPE_ALL = """(typed) => typed.map((answer) => {
  const press = (name) => document.querySelector(`[data-do="${name}"]`).click();
  const element = document.querySelector('[data-question]:not([hidden])');
  element.querySelector('input').value = answer;
  press('check');
  press('next');
  return element.querySelector('[data-part="verdict"]').dataset.verdict;
})"""
"""Types an answer to each question in turn, and returns the verdicts."""


def quiz_page(answers: list[str], folder: Path, serve: Callable[..., str]) -> str:
    """The address of an embed page that accepts each of `answers`, each to a question of its own."""
    question = {
        "type": "short-answer",
        "stem": "Which?",
        "if_right": "Yes.",
        "if_wrong": "No.",
        "explanation": "That is it.",
        "teaches": "techniques/slow-glide",
        "bloom": "remember",
        "tags": ["word"],
    }
    data: dict[str, Any] = {
        "id": "typed",
        "title": "Typed",
        "checked": "2026-11-23",
        "review_by": "2027-11-23",
        "topic": "techniques/slow-glide",
        "intro": "Typed answers.",
        "questions": [
            {**question, "id": f"q-{number}", "accepted": [text]} for number, text in enumerate(answers)
        ],
    }
    example = example_site()
    content = example.library.content
    quizzes = {"typed": Quiz.model_validate(data)}
    site = Site(Library(replace(content, items={**content.items, "quizzes": quizzes})), example.settings)
    for file in render_quizzes(site):
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)
    return serve(folder) + "quizzes/typed/embed/index.html"


def test_the_page_accepts_and_refuses_the_same_answers(
    page: Page, tmp_path: Path, serve: Callable[..., str]
) -> None:
    tries = [
        (case.answer, typed, verdict)
        for case in CASES
        for verdict, all_typed in (("wrong", case.wrong), ("right", [*case.right, case.answer]))
        for typed in all_typed
    ]
    page.goto(quiz_page([answer for answer, *_ in tries], tmp_path, serve))
    verdicts = page.evaluate(TYPE_ALL, [typed for _, typed, _ in tries])
    assert [(*one[:2], verdict) for one, verdict in zip(tries, verdicts, strict=True)] == tries


def odd_texts(count: int) -> list[str]:
    """Short random texts, the same in every run, from characters that are compared in special ways."""
    chance = random.Random(12)  # noqa: S311 - no secret
    special = "0123456789 .,:/^<>=±-–−+×½¼²³⁻≤≥≠∶⁄'’%°€_*()ßæœøđłıİςΣé\u0301\u00ad\u200b\ufe0fאָمُकि①ﬁ㎏K"
    some = [chr(code) for code in range(0x20, 0x3000) if unicodedata.category(chr(code))[0] != "C"]
    known = [char for char in some if unicodedata.unidata_version >= "15" or char.isascii()]
    texts = [
        "".join(
            chance.choice(special if chance.random() < 0.8 else known) for _ in range(chance.randint(1, 7))
        )
        for _ in range(count)
    ]
    return [text for text in texts if folded(text)]


def test_the_page_folds_any_text_as_the_generator_does(
    page: Page, tmp_path: Path, serve: Callable[..., str]
) -> None:
    """The generator folds the accepted answers, the page what is typed: a text must match itself."""
    texts = odd_texts(300)
    page.goto(quiz_page(texts, tmp_path, serve))
    verdicts = page.evaluate(TYPE_ALL, texts)
    assert [text for text, verdict in zip(texts, verdicts, strict=True) if verdict != "right"] == []
