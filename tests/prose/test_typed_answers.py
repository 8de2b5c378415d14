# SPDX-License-Identifier: MIT
"""Short answers: what counts as the same answer. `tests/browser/` holds the page to it."""

from __future__ import annotations

import json
from typing import NamedTuple

import pytest

from generator.prose.typed_answers import folded, spellings, typeable
from tests.tools import TESTS


class Case(NamedTuple):
    """An accepted answer, and what readers may type."""

    answer: str
    right: list[str]
    wrong: list[str]


CASES = [
    Case(**case)
    for case in json.loads((TESTS / "prose" / "typed-answers.json").read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.answer)
def test_what_counts_as_the_same_answer(case: Case) -> None:
    accepted = folded(case.answer)
    assert [typed for typed in case.right if folded(typed) != accepted] == []
    assert [typed for typed in case.wrong if folded(typed) == accepted] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.answer)
def test_a_folded_answer_stays_as_it_is(case: Case) -> None:
    """Platforms that only ignore case are given it as a spelling, which has to mean the same answer."""
    assert folded(folded(case.answer)) == folded(case.answer)
    assert {folded(form) for form in spellings(case.answer)} == {folded(case.answer)}


def test_accents_count_where_they_are_asked_for() -> None:
    assert folded("Résumé!", keep_accents=True) == "résumé"
    assert folded("re\u0301sume\u0301", keep_accents=True) == "résumé"


def test_an_accepted_answer_can_be_typed() -> None:
    assert typeable(" fas\u00adcia \u2003 \u200bis\ufeff ") == "fascia is"
    assert typeable("Me\u0301nie\u0300re") == "Ménière"
    assert typeable("می\u200cخواهم") == "می\u200cخواهم"  # the keyboard for Persian has this joiner


@pytest.mark.parametrize("apostrophe", ["'", "’"])
def test_spellings_for_programs_that_only_ignore_case(apostrophe: str) -> None:
    listed = {form.lower() for form in spellings(f"Ménière{apostrophe}s")}
    assert listed == {
        "ménière's", "ménière’s", "meniere's", "meniere’s", "ménière s", "meniere s",
    }  # fmt: skip
