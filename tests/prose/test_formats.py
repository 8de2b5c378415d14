# SPDX-License-Identifier: MIT
"""Lists, dates and numbers in several languages; in English as before Babel was asked."""

from __future__ import annotations

import datetime as dt

import pytest
from babel.dates import format_skeleton
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from generator.prose.formats import day, listed, month, number

DAY = dt.date(2026, 11, 3)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("", "one, two, three"),
        ("en-GB", "one, two, three"),
        ("es", "one, two y three"),
        ("ar", "one وtwo وthree"),
        ("zh", "one、two和three"),
    ],
)
def test_lists(language: str, expected: str) -> None:
    assert listed(["one", "two", "three"], language) == expected


@pytest.mark.parametrize("language", ["en", "es"])
def test_lists_of_one_and_of_none(language: str) -> None:
    assert listed([], language) == ""
    assert listed(["one"], language) == "one"


def test_a_list_that_goes_on_has_the_same_between_all() -> None:
    assert listed(["one", "two"], "es", goes_on=True) == "one, two"


@pytest.mark.parametrize("language", ["en", "es", "he"])
def test_a_list_of_markup_is_markup(language: str) -> None:
    row = listed([Markup("<b>one</b>"), Markup("{two}")], language)
    assert isinstance(row, Markup)
    assert "<b>one</b>" in row
    assert "{two}" in row


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en-GB", "November 2026"),
        ("es", "noviembre de 2026"),
        ("ar", "نوفمبر 2026"),
        ("zh", "2026年11月"),
    ],
)
def test_months(language: str, expected: str) -> None:
    assert month(DAY, language) == expected


@given(st.dates())
def test_months_in_english_are_those_of_babel(date: dt.date) -> None:
    assert month(date.replace(year=2026), "en-GB") == format_skeleton(
        "yMMMM", date.replace(year=2026), locale="en_GB"
    )


def test_days() -> None:
    assert day(DAY, "es") == "3 de noviembre de 2026"


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en-GB", "1234.6"), ("es", "1,234.6"), ("es-ES", "1.234,6"), ("de", "1.234,6")],
)
def test_numbers(language: str, expected: str) -> None:
    assert number(1234.56, language, decimals=1) == expected


def test_whole_numbers() -> None:
    assert number(6, "de") == "6"
