# A quiz for the export tests, with every type of question, fractions of points with no exact decimal form,
# and text that breaks badly escaped formats; and the rule by which every format must score it.

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import chain, combinations, permutations
from typing import TYPE_CHECKING

from generator.content import yaml_file
from generator.content.library import Library
from generator.quizzes.exports.registry import FORMATS, render_exports
from generator.schema.quiz import Quiz
from generator.settings.settings import Settings
from generator.site import Site
from tests.conftest import SITE_URL
from tests.quizzes.quizzes_example import checked_by, example_site

if TYPE_CHECKING:
    from collections.abc import Iterator

ODD = "<script>alert(1)</script> & “a” ‘b’ {c} ~ = # x:y \\ \\n %50% ]]> &amp; // -> #### 🙂 שלום مرحبا"
"""Text with characters that are special in some format, as a reader sees it."""
_ODD = ODD.replace("“", '"').replace("”", '"').replace("‘", "''").replace("’", "''")
ODD_YAML = "".join(f"\\{one}" if one in "\\{}[]*" else one for one in _ODD)
"""`ODD` as it is written in a single-quoted YAML scalar."""
ODD_WORD = '<b>&"q"{x}~ =# a:b *% ->]]> \\ 🙂 שלום Ä'
"""An accepted answer with special characters."""

QUIZ = f"""
title: 'Odd & "ends" / 1'
checked: 2026-11-23
review_by: 2027-11-23
topic: techniques/slow-glide
intro: 'Ring {{emergency_number}} & *see*: {ODD_YAML}'
questions:
  - id: thirds
    type: multiple-choice
    stem: Which three float?
    options:
      - {{text: Cork, correct: true, feedback: Cork floats.}}
      - {{text: Lead, feedback: Lead sinks.}}
      - {{text: Wax, correct: true, feedback: Wax floats.}}
      - {{text: Ice, correct: true, feedback: Ice floats.}}
      - {{text: Iron, feedback: Iron sinks.}}
    explanation: Some discomfort is common. [@cambron-2007] The **neck** needs care. [@posadzki-2013]
    teaches: techniques/slow-glide#feel
    bloom: apply
    tags: [water, metal]
  - id: fifths
    type: multiple-choice
    stem: Which of these are letters?
    options:
      - {{text: A, correct: true, feedback: The first.}}
      - {{text: B, correct: true, feedback: The second.}}
      - {{text: C, correct: true, feedback: The third.}}
      - {{text: D, correct: true, feedback: The fourth.}}
      - {{text: E, correct: true, feedback: The fifth.}}
      - {{text: "6", feedback: A number.}}
    explanation: Letters are letters.
    teaches: techniques/slow-glide
    bloom: remember
    tags: [letters]
  - id: one-of-many
    type: multiple-choice
    stem: Which are round?
    options:
      - {{text: A ball, correct: true, feedback: Balls are round.}}
      - {{text: A brick, feedback: Bricks have corners.}}
      - {{text: A box, feedback: Boxes have corners.}}
    explanation: Balls are round.
    teaches: techniques/slow-glide
    bloom: remember
    tags: [shape]
  - id: claim
    type: true-false
    stem: '{ODD_YAML}'
    answer: false
    if_true: 'Said true: {ODD_YAML}'
    if_false: 'Said false: {ODD_YAML}'
    explanation: It is not.
    teaches: techniques/slow-glide
    bloom: remember
    tags: [odd]
  - id: plain-claim
    type: true-false
    stem: Ice is cold.
    answer: true
    if_true: It is.
    if_false: It is cold.
    explanation: It is frozen.
    teaches: techniques/slow-glide
    bloom: remember
    tags: [water]
  - id: odd
    type: single-choice
    stem: 'Odd: {ODD_YAML}'
    options:
      - {{text: '{ODD_YAML}', correct: true, feedback: 'Right: {ODD_YAML}'}}
      - {{text: '%100%weight', feedback: '\\[html\\] It is a [link][techniques/slow-glide].'}}
      - {{text: '{ODD_YAML} x', feedback: '{ODD_YAML}'}}
    explanation: 'Because {ODD_YAML}'
    teaches: techniques/slow-glide
    bloom: remember
    tags: [odd]
  - id: pairs
    type: matching
    stem: 'Match: {ODD_YAML}'
    pairs:
      - {{item: Lead, match: Sinks, feedback: It is a metal.}}
      - {{item: Cork, match: Floats, feedback: It is a bark.}}
      - {{item: '{ODD_YAML}', match: '{ODD_YAML} m', feedback: 'Pair: {ODD_YAML}'}}
      - {{item: Wax, match: Floats, feedback: It is a *fat*.}}
      - {{item: Iron, match: Sinks, feedback: It is a metal.}}
      - {{item: Ice, match: Floats, feedback: It is water.}}
    extra: [Flies]
    explanation: Some discomfort is common. [@cambron-2007]
    teaches: techniques/slow-glide#feel
    bloom: apply
    tags: [water, metal]
  - id: steps
    type: ordering
    stem: 'Order: {ODD_YAML}'
    steps:
      - {{text: Wake, feedback: The day begins.}}
      - {{text: '{ODD_YAML}', feedback: 'Step: {ODD_YAML}'}}
      - {{text: Sleep, feedback: The day ends.}}
    explanation: Some discomfort is common. [@cambron-2007]
    teaches: techniques/slow-glide#feel
    bloom: remember
    tags: [day]
  - id: word
    type: short-answer
    stem: 'Word: {ODD_YAML}'
    accepted: [Horse's tail, '{ODD_WORD}', x-ray, Ménière, '-1.5']
    if_right: 'Knew it: {ODD_YAML}'
    if_wrong: 'Did not: {ODD_YAML}'
    explanation: Some discomfort is common. [@cambron-2007]
    teaches: techniques/slow-glide#feel
    bloom: remember
    tags: [word]
"""

NAME = "odds"


@cache
def odd_site(site_url: str = SITE_URL, **changes: str) -> Site:
    """A site whose only quiz is `QUIZ`; `changes` replaces fields of it."""
    data, problems = yaml_file.parse(QUIZ, "odds.yml")
    assert problems == []
    assert isinstance(data, dict)
    quiz = Quiz.model_validate({**data, "id": NAME, **changes})
    content = example_site().library.content
    items = {**content.items, "quizzes": {NAME: quiz}}
    if quiz.reviewer:
        items = checked_by(quiz.reviewer, items)
    library = Library(replace(content, items=items))
    return Site(library, Settings(site_name="House/Home", site_url=site_url, version="1.2.3"))


@cache
def exported(form: str, site_url: str = SITE_URL, **changes: str) -> bytes:
    """The file of the quiz in the format with the id `form`."""
    site = odd_site(site_url, **changes)
    [address] = [format_.address(NAME) for format_ in FORMATS if format_.id == form]
    [file] = [file for file in render_exports(site) if file.path == address]
    return file.data


def example_quiz() -> Quiz:
    """The quiz as loaded from `QUIZ`."""
    return odd_site().library.quizzes[NAME]


RIGHT = {
    "thirds": "acd",
    "fifths": "abcde",
    "one-of-many": "a",
    "claim": "b",
    "plain-claim": "a",
    "odd": "a",
}
"""Question → the letters of its right choices."""
CHOICES = {"thirds": 5, "fifths": 6, "one-of-many": 3, "claim": 2, "plain-claim": 2, "odd": 3}
"""Question → number of choices."""
MULTIPLE_CHOICE = ("thirds", "fifths", "one-of-many")
"""Questions in which several choices may be picked."""

PAIRS = {
    "Lead": "Sinks",
    "Cork": "Floats",
    ODD: f"{ODD} m",
    "Wax": "Floats",
    "Iron": "Sinks",
    "Ice": "Floats",
}
"""The matching question's items → their matches."""
MATCHES = {*PAIRS.values(), "Flies"}
"""The matches offered in the matching question."""
STEPS = ("Wake", ODD, "Sleep")
"""The steps of the ordering question, in the right order."""
ACCEPTED_SPELLINGS = (
    "Horse's tail",
    ODD_WORD,
    "x-ray",
    "HORSE'S TAIL",
    "horse s tail",
    "X-Ray",
    "x ray",
    "b q x a b שלום ä",
    "b q x a b שלום a",
    "Horse’s tail",
    "MÉNIÈRE",
    "Meniere",
    "-1.5",
)
"""Short answers that every format accepts."""
LENIENT_SPELLINGS = ("  horse s   tail! ", "“X—ray”.", "B, Q: x; A(b) שלום Ä?", "−1,5", "ménie\u0300re")
"""Short answers that only our own script accepts: on the quiz page and in SCORM packages."""
WRONG_ANSWERS = (
    *("", "horse", "horses tail", "xray", "horse s tail x ray", "*", "b"),
    *("1.5", "1,5", "1/5", "1 5", "-15", "mnire"),
)
"""Short answers that no format accepts."""
QUESTIONS = (*CHOICES, "pairs", "steps", "word")
"""All questions of the quiz, in order."""


def match_answers() -> Iterator[tuple[dict[str, str], Fraction]]:
    """Answers to the matching question with their points: any rows right, the others left out or wrong."""
    items = list(PAIRS)
    for size in range(len(items) + 1):
        for right in combinations(items, size):
            share = Fraction(size, len(items))
            yield {item: PAIRS[item] for item in right}, share
            yield {item: PAIRS[item] if item in right else "Flies" for item in items}, share


def ordered() -> Iterator[tuple[tuple[str, ...], Fraction]]:
    """Every order of the steps with its points."""
    for order in permutations(STEPS):
        right = sum(step == expected for step, expected in zip(order, STEPS, strict=True))
        yield order, Fraction(right, len(STEPS))


def answers(question: str) -> Iterator[frozenset[int]]:
    """Every possible answer, including none, as the indexes of the picked choices."""
    places = range(CHOICES[question])
    if question not in MULTIPLE_CHOICE:
        return iter([frozenset(), *(frozenset({place}) for place in places)])
    sizes = range(len(places) + 1)
    return map(frozenset, chain.from_iterable(combinations(places, size) for size in sizes))


def points(question: str, picked: frozenset[int]) -> Fraction:
    """The points on the quiz page: right minus wrong picks, divided by the number of right choices."""
    right = {"abcdef".index(letter) for letter in RIGHT[question]}
    share = Fraction(len(picked & right) - len(picked - right), len(right))
    return max(Fraction(0), share)
