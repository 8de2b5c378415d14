# SPDX-License-Identifier: MIT
"""Doses agreed with one reader: how they are written, and what the sheet then says."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from generator.handouts.agreed_doses import BadDose, agreed_doses
from generator.handouts.sheet.context import Reader
from generator.handouts.to_order import bundle
from tests.handouts.handouts_example import site_of

if TYPE_CHECKING:
    from generator.schema.exercise import Dose

KEY = "self-care/turn-gently"
SITE = site_of()
LEAFLET = SITE.library.leaflets["turn-gently"]


def agreed(*texts: str) -> dict[str, Dose]:
    return agreed_doses(SITE.library, [LEAFLET], texts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3x10", {"sets": 3, "repetitions": 10, "hold": 3, "times_a_day": 2, "days_a_week": 7}),
        ("5s, 4/week", {"sets": 2, "repetitions": 5, "hold": 5, "times_a_day": 2, "days_a_week": 4}),
        ("20min,1/day", {"minutes": 20, "times_a_day": 1, "days_a_week": 7}),
    ],
)
def test_what_is_not_named_stays_as_it_was(text: str, expected: dict[str, int]) -> None:
    for name in (KEY, "turn-gently"):
        dose = agreed(f"{name}={text}")[KEY]
        assert {name: number for name, number in dose.amounts if number} == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("turn-gentle=3x10", "no exercise 'turn-gentle' on these handouts; did you mean 'turn-gently'?"),
        ("turn-gently=0x10", "'0x10': sets must be from 1 to 10"),
        ("turn-gently=1x10000", "'1x10000': repetitions must be from 1 to 100"),
        ("turn-gently=often", "'often' is no part of a dose; write 3x10"),
        ("turn-gently", "'' is no part of a dose"),
    ],
)
def test_a_dose_that_cannot_be_read_is_refused(text: str, message: str) -> None:
    with pytest.raises(BadDose) as error:
        agreed(text)
    assert message in str(error.value)


def test_handouts_without_exercises_say_so() -> None:
    with pytest.raises(BadDose, match="have no table of exercises"):
        agreed_doses(SITE.library, [SITE.library.leaflets["slow-glide"]], ["turn-gently=3x10"])


@pytest.mark.parametrize("others", [(), ("slow-glide",)])
def test_the_sheet_says_the_agreed_dose_alone_and_in_a_set(others: tuple[str, ...]) -> None:
    leaflets = [LEAFLET, *(SITE.library.leaflets[id_] for id_ in others)]
    reader = Reader(doses=agreed("turn-gently=3x8,3/day"))
    for one, expected in ((reader, "Do it 8 times."), (replace(reader, doses={}), "Do it 5 times.")):
        sheets = bundle(SITE, leaflets, one).data["sheets"]
        parts = [part for sheet in sheets for section in sheet["sections"] for part in section["parts"]]
        (table,) = (part for part in parts if part["part"] == "exercises")
        said = table["items"][0]["text"][0]["text"]
        assert expected in said
        assert said.startswith("Agreed for you:") is bool(one.doses)
        assert table["rows"][0]["boxes"] == (3 if one.doses else 2)
        assert table["items"][0]["practice"] is False or not one.doses
