# Quizzes with a question of each type, and text that breaks badly escaped markup, on the neck-and-shoulder
# site.

from __future__ import annotations

import shutil
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from generator.content import yaml_file
from generator.content.library import Library
from generator.content.load import Content, load
from generator.content.localise import localise
from generator.quizzes.quiz_pages import render_quizzes
from generator.schema.quiz import Quiz
from generator.settings.settings import Settings
from generator.site import Site
from tests.conftest import REPOSITORY, SITE_URL
from tests.tools import EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.schema.common import Model

BASE = EXAMPLES / "neck-and-shoulder" / "content"

ODD = "</script><b>x</b> & “a” ‘b’ {c} ~ ]]> 🙂 שלום"
"""Text in the last question of `QUIZ`, as a reader sees it."""

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


ROLLS = r"""
title: Rolls
checked: 2026-11-23
review_by: 2027-11-23
topic: techniques/still-press
intro: What is matched, moved and typed.
questions:
  - id: pairs
    type: matching
    stem: What belongs on which?
    pairs:
      - {item: Bread, match: Butter, feedback: It spreads well.}
      - {item: 'The *odd* \{c\} & </b>', match: 'More </script> & "q"', feedback: It is <i>odd</i>.}
      - {item: Toast, match: Jam, feedback: It is sweet.}
      - {item: Scone, match: Jam, feedback: It is sweet as well.}
    extra: [Gravel]
    explanation: Jam is sweet. [@cambron-2007]
    teaches: techniques/slow-glide#feel
    bloom: understand
    tags: [bread]
  - id: steps
    type: ordering
    stem: What comes first?
    steps:
      - {text: Mill the grain, feedback: Flour comes first.}
      - {text: Knead the dough, feedback: It needs flour.}
      - {text: 'Wait & "rest" </b>', feedback: It rises.}
      - {text: Bake the loaf, feedback: That comes last.}
    explanation: Bread takes time. [@cambron-2007]
    teaches: techniques/slow-glide#feel
    bloom: apply
    tags: [bread]
  - id: word
    type: short-answer
    stem: What makes dough rise?
    accepted: [Baker's yeast, yeast, 'sour-dough', 12 h]
    if_right: It makes bubbles.
    if_wrong: It lives, and makes bubbles.
    explanation: Yeast makes gas. [@cambron-2007]
    teaches: techniques/slow-glide#feel
    bloom: remember
    tags: [yeast]
"""

DRAWN = """
title: Some of all
checked: 2026-11-23
review_by: 2027-11-23
topic: pages/quizzes
intro: Drawn from the others.
draw: {tags: [yeast, butter], count: 2}
"""


@cache
def _content() -> Content:
    content, problems = load(BASE)
    assert problems == []
    return localise(content, "uk")


def example_site(site_url: str = SITE_URL, reviewer: str | None = None) -> Site:
    """A site whose quizzes are `QUIZ`, `ROLLS` and `DRAWN`."""
    sources = {"bread": QUIZ, "rolls": ROLLS, "some": DRAWN}
    quizzes = {id_: _quiz(id_, source, reviewer) for id_, source in sources.items()}
    content = _content()
    items = {**content.items, "quizzes": quizzes}
    library = Library(replace(content, items=checked_by(reviewer, items) if reviewer else items))
    return Site(library, Settings(site_name="Loaf", site_url=site_url, version="1.2.3"))


def checked_by(reviewer: str, items: Mapping[str, Mapping[str, Model]]) -> dict[str, Mapping[str, Model]]:
    """Content in which somebody has checked what every quiz carries: warning signs and numbers."""
    shared = {
        kind: {id_: model.model_copy(update={"reviewer": reviewer}) for id_, model in items[kind].items()}
        for kind in ("warning-signs", "regions")
    }
    return {**items, **shared}


def _quiz(id_: str, text: str, reviewer: str | None) -> Quiz:
    data, problems = yaml_file.parse(text, f"{id_}.yml")
    assert problems == []
    assert isinstance(data, dict)
    return Quiz.model_validate({**data, "id": id_, "reviewer": reviewer})


def write_example(folder: Path) -> None:
    """Write the example's quiz pages into a folder, with the theme's icon, to which every page links."""
    icon = folder / "assets" / "favicon.svg"
    icon.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(REPOSITORY / "overrides" / "assets" / "favicon.svg", icon)
    for file in render_quizzes(example_site()):
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)
    (folder / "favicon.ico").write_bytes(b"")
