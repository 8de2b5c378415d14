# A quiz with a question of each type, and text that breaks careless markup, on the neck-and-shoulder site.

from __future__ import annotations

import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path

from generator import yaml_file
from generator.library import Library
from generator.load import Content, load
from generator.localise import localise
from generator.quizzes import render_quizzes
from generator.schema.quiz import Quiz
from generator.settings import Settings
from generator.site import Site
from tests.conftest import REPOSITORY, SITE_URL

BASE = Path(__file__).parent / "neck-and-shoulder" / "content"

ODD = "</script><b>x</b> & “a” ‘b’ {c} ~ ]]> 🙂 שלום"
"""What the last question asks for, as a reader sees it."""

QUIZ = r"""
title: Bread & butter
checked: 2026-11-23
review_by: 2027-11-23
topic: techniques/slow-glide
intro: One question of each kind.
questions:
  - id: one
    type: single-choice
    stem: Which is a loaf?
    options:
      - {text: The stone, feedback: Stones are hard.}
      - {text: The rye, correct: true, feedback: Rye is baked into loaves.}
      - {text: The river, feedback: Rivers are wet.}
    explanation: Some discomfort is common. [@cambron-2007] The neck needs care. [@posadzki-2013]
    teaches: techniques/slow-glide#feel
    bloom: remember
    tags: [bread]
  - id: many
    type: multiple-choice
    stem: Which are baked?
    options:
      - {text: The bun, correct: true, feedback: Buns are baked.}
      - {text: The milk, feedback: Milk is not.}
      - {text: The cake, correct: true, feedback: Cakes are baked.}
      - {text: The salt, feedback: Salt is not.}
    explanation: Buns and cakes.
    teaches: techniques/slow-glide#risks
    bloom: remember
    tags: [bread]
  - id: claim
    type: true-false
    stem: Butter is a stone.
    answer: false
    if_true: It melts.
    if_false: It is churned from cream.
    explanation: Butter melts. [@cambron-2007]
    teaches: techniques/slow-glide
    bloom: remember
    tags: [butter]
  - id: count
    type: single-choice
    stem: How many slices are in a dozen?
    options:
      - {text: "3", feedback: Too few.}
      - {text: "12", correct: true, feedback: Twelve.}
      - {text: "24", feedback: Too many.}
    explanation: A dozen is twelve.
    teaches: techniques/slow-glide
    bloom: remember
    tags: [bread]
  - id: odd
    type: single-choice
    stem: 'Which is odd: </script><b>x</b> & "a" ''b'' \{c\} ~ \]\]> 🙂 שלום'
    options:
      - text: '</script><b>x</b> & "a" ''b'' \{c\} ~ \]\]> 🙂 שלום'
        correct: true
        feedback: 'It is <i>odd</i>.'
      - {text: The plain one, feedback: It is plain.}
    explanation: 'Because </script>.'
    teaches: techniques/slow-glide
    bloom: remember
    tags: [bread]
"""


@cache
def _content() -> Content:
    content, problems = load(BASE)
    assert problems == []
    return localise(content, "uk")


def example_site(site_url: str = SITE_URL, reviewer: str | None = None) -> Site:
    """A site whose only quiz is `QUIZ`."""
    data, problems = yaml_file.parse(QUIZ, "bread.yml")
    assert problems == []
    assert isinstance(data, dict)
    quiz = Quiz.model_validate({**data, "id": "bread", "reviewer": reviewer})
    content = _content()
    library = Library(replace(content, items={**content.items, "quizzes": {"bread": quiz}}))
    return Site(library, Settings(site_name="Loaf", site_url=site_url, version="1.2.3"))


def write_example(folder: Path) -> None:
    """The example's quiz pages as files, with the theme's icon, which every page names."""
    icon = folder / "assets" / "favicon.svg"
    icon.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(REPOSITORY / "overrides" / "assets" / "favicon.svg", icon)
    for file in render_quizzes(example_site()):
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)
    (folder / "favicon.ico").write_bytes(b"")
