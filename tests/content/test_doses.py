# SPDX-License-Identifier: MIT
"""Doses in words: a whole sentence for each number, and patterns with which scripts say the same."""

from __future__ import annotations

from gettext import NullTranslations

import pytest

from generator.content import doses
from generator.schema.common import Level, Statement
from generator.schema.exercise import AMOUNTS, Dose

NONE = NullTranslations()


class Slavic(NullTranslations):
    """Three forms of plurals, as in Polish, marked by the number of the form."""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        few = n % 10 in {2, 3, 4} and n % 100 not in {12, 13, 14}
        return f"one: {msgid1}" if n == 1 else f"few: {msgid2}" if few else f"many: {msgid2}"


def test_each_number_has_a_sentence_in_the_order_in_which_they_are_done() -> None:
    dose = Dose(sets=1, repetitions=10, hold=5, times_a_day=2, days_a_week=7)
    assert doses.sentences(dose, NONE) == (
        "Hold for 5 seconds.",
        "Do it 10 times.",
        "Do 1 set.",
        "Do this 2 times a day.",
        "Do this every day.",
    )


def test_one_time_is_once() -> None:
    once = Dose(repetitions=1, times_a_day=1)
    assert doses.sentences(once, NONE) == ("Do it once.", "Do this once a day.")
    assert doses.patterns(NONE)["repetitions"]["but"] == {"1": "Do it once."}


def test_a_goal_is_said_to_be_one() -> None:
    dose = Dose(minutes=1, days_a_week=1, goal=True)
    assert doses.sentences(dose, NONE) == (
        "Build up slowly to this:",
        "Go on for 1 minute.",
        "Do this on 1 day a week.",
    )
    assert doses.heading(dose, NONE) != doses.heading(Dose(minutes=1), NONE)


def test_each_number_has_a_label_and_a_value_with_its_unit() -> None:
    dose = Dose(minutes=30, days_a_week=5)
    assert [(one.label, one.value) for one in doses.amounts(dose, NONE)] == [
        ("Time", "30 minutes"),
        ("Days a week", "5"),
    ]


def test_a_dose_without_a_source_is_usual_practice() -> None:
    assert doses.is_practice(Dose(minutes=1))
    for level, expected in ((Level.PRACTICE, True), (Level.MODERATE, False)):
        basis = Statement.model_validate({"text": "It is known.", "level": level})
        assert doses.is_practice(Dose(minutes=1, basis=basis)) is expected


@pytest.mark.parametrize("translations", [NONE, Slavic()])
@pytest.mark.parametrize("name", AMOUNTS)
def test_a_script_says_each_number_as_pages_do(name: str, translations: NullTranslations) -> None:
    """A language with more forms of plurals has more exceptions from the usual sentence."""
    pattern = doses.patterns(translations)[name]
    beside = {} if name in {"repetitions", "hold", "minutes", "times_a_day"} else {"repetitions": 1}
    for number in range(pattern["lowest"], pattern["highest"] + 1):
        dose = Dose.model_validate({name: number, **beside})
        said = {one.name: one.sentence for one in doses.amounts(dose, translations)}[name]
        text = pattern["but"].get(str(number), pattern["usual"].replace("{count}", str(number)))
        assert text == said
