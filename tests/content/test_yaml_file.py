# SPDX-License-Identifier: MIT
"""YAML that means what it says, with positions for what it does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.content import yaml_file


@pytest.mark.parametrize(
    "text", ["no", "on", "1:30", "012", "0x1f", "2026-11-23", "1e3", "null", ".inf", "true"]
)
def test_plain_scalars_stay_text(text: str) -> None:
    """YAML 1.1 would make a bool, a number, a date or None of each of these."""
    assert yaml_file.parse(f"a: {text}\n", "f.yml") == ({"a": text}, [])


def test_empty_values_are_none_and_quoted_ones_are_text() -> None:
    """Only a value that is not there counts as empty."""
    data, problems = yaml_file.parse("a:\nb: ~\nc: ''\nd: '~'\n", "f.yml")
    assert (data, problems) == ({"a": None, "b": None, "c": "", "d": "~"}, [])


@pytest.mark.parametrize(
    ("text", "line", "column", "says"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, 1, "duplicate key, first used on line 1"),
        ("a:\n  b: 1\n  b: 2\n", 3, 3, "duplicate key"),
        ("a: &x 1\nb: *x\n", 1, 4, "aliases"),
        ("a: !secret 1\n", 1, 4, "tags"),
        ("a: {b: 1}\nc:\n  <<: {d: 1}\n", 3, 3, "merge keys"),
        ("a: 'open\n", 2, 1, "not valid YAML"),
        ("a: b: c\n", 1, 5, "not valid YAML"),
        ("a: 1\n\tb: 2\n", 2, 1, "not valid YAML"),
        ("? [a]\n: 1\n", 1, 3, "a key must be plain text"),
        ("", 1, 1, "empty"),
        ("a: 1\n---\nb: 2\n", 2, 1, "not valid YAML"),
    ],
)
def test_what_is_refused_is_placed(text: str, line: int, column: int, says: str) -> None:
    """Each refused feature has its line and column, and no data comes back."""
    data, problems = yaml_file.parse(text, "f.yml")
    assert data is None
    assert (problems[0].line, problems[0].column) == (line, column)
    assert says in problems[0].message


def test_all_duplicates_are_told_at_once() -> None:
    """Not only the first."""
    _, problems = yaml_file.parse("a: 1\na: 2\nb: 3\nb: 4\n", "f.yml")
    assert [problem.line for problem in problems] == [2, 4]


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        (("steps", 1, "text"), 5, 11),
        (("steps", 1), 5, 5),
        (("steps", 1, "missing"), 5, 5),
        (("title",), 1, 8),
        (("gone", "deep"), 1, 1),
        ((), 1, 1),
    ],
)
def test_locate(path: tuple[str | int, ...], line: int, column: int) -> None:
    """A field's own place, or its nearest parent's."""
    text = "title: A\nsteps:\n  - text: one\n    n: 1\n  - text: two\n"
    assert yaml_file.locate(text, path) == yaml_file.Position(line, column)


def test_locate_key_is_the_place_of_the_name() -> None:
    """For a field that should not be there."""
    assert yaml_file.locate_key("a:\n  oops: 1\n", ("a", "oops")) == yaml_file.Position(2, 3)


@given(st.text())
def test_any_text_gives_data_or_problems(text: str) -> None:
    """Never an exception, never both."""
    data, problems = yaml_file.parse(text, "f.yml")
    assert not (data is not None and problems)
    for problem in problems:
        assert problem.line >= 1
        assert problem.column >= 1
