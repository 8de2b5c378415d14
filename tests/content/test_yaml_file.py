# SPDX-License-Identifier: MIT
"""YAML in which text stays text, and positions of what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.content import yaml_file


@pytest.mark.parametrize(
    "text", ["no", "on", "1:30", "012", "0x1f", "2026-11-23", "1e3", "null", ".inf", "true"]
)
def test_unquoted_scalars_stay_text(text: str) -> None:
    """YAML 1.1 reads each of these as a Boolean, a number, a date or null."""
    assert yaml_file.parse(f"a: {text}\n", "f.yml") == ({"a": text}, [])


def test_empty_values_are_none_and_quoted_ones_are_text() -> None:
    data, problems = yaml_file.parse("a:\nb: ~\nc: ''\nd: '~'\n", "f.yml")
    assert (data, problems) == ({"a": None, "b": None, "c": "", "d": "~"}, [])


@pytest.mark.parametrize(
    ("text", "line", "column", "says"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, 1, "duplicate key, first used on line 1"),
        ("a:\n  b: 1\n  b: 2\n", 3, 3, "duplicate key"),
        ("b: *x\n", 1, 4, "alias"),
        ("a: &x 1\n", 1, 4, "anchors (`&x`)"),
        ("a:\n  - &x {b: 1}\n", 2, 5, "anchors (`&x`)"),
        ("a: ['b', &x]\n", 1, 10, "anchors (`&x`)"),
        ("&x a: 1\n", 1, 1, "anchors (`&x`)"),
        ("a: !secret 1\n", 1, 4, "tags (`!secret`)"),
        ("a: !!binary aGVsbG8=\n", 1, 4, "tags (`!!binary`)"),
        ("a: !!str b\n", 1, 4, "tags (`!!str`)"),
        ("a: !!python/object/apply:os.getcwd []\n", 1, 4, "tags (`!!python/object/apply:os.getcwd`)"),
        ("a: ! b\n", 1, 4, "tags (`!`)"),
        ("a: {b: 1}\nc:\n  <<: {d: 1}\n", 3, 3, "merge keys"),
        ("a: 'open\n", 1, 4, "never closed"),
        ('a: 1\nb: "open\n\nc: 2\nd: "closed"\n', 2, 4, "closes only on line 5"),
        ("a: 'it's here'\n", 1, 4, "closes in column 7"),
        ("a: [b, c\nd: 1\n", 1, 4, "`[` that opens here is not closed before line 2"),
        ("a: {b: c\nd: 1\n", 1, 4, "`{` that opens here is not closed before line 2"),
        ("title:Skin\nchecked: 2026-11-23\n", 1, 7, "a space after the colon: `title: `"),
        ("a: 1\ntitle:Skin\n\nchecked: 2026-11-23\n", 2, 7, "a space after the colon: `title: `"),
        ("a:\n  - text:Skin\n    level: low\n", 2, 10, "a space after the colon: `text: `"),
        ("a: 1\nb: x\x07y\n", 2, 5, "U+0007"),
        ("a: é\nb: 👍\x1by\n", 2, 5, "U+001B"),
        ("a: 1 # old\u2028b: 2\n", 1, 11, "U+2028"),
        ("a: 1 # old\x85b: 2\n", 1, 11, "U+0085"),
        ("a: x\uffff\n", 1, 5, "U+FFFF"),
        ('a: 1\nb: "x\\0"\n', 2, 4, "U+0000"),
        ('a: "x\\uFFFE"\n', 1, 4, "U+FFFE"),
        ('a: "x\\L"\n', 1, 4, "U+2028"),
        ('"\\e": x\n', 1, 1, "U+001B"),
        ("a: b: c\n", 1, 5, "not valid YAML"),
        ("a: 1\n\tb: 2\n", 2, 1, "not valid YAML"),
        ("? [a]\n: 1\n", 1, 3, "a key must be plain text"),
        ("", 1, 1, "empty"),
        ("a: 1\n---\nb: 2\n", 2, 1, "not valid YAML"),
    ],
)
def test_a_refused_feature_is_reported_at_its_position(
    text: str, line: int, column: int, says: str
) -> None:
    data, problems = yaml_file.parse(text, "f.yml")
    assert data is None
    assert (problems[0].line, problems[0].column) == (line, column)
    assert says in problems[0].message


def test_anchors_and_aliases_are_reported_where_each_is() -> None:
    _, problems = yaml_file.parse("a: &x 1\nb: *x\n", "f.yml")
    assert [(one.line, one.column, one.where) for one in problems] == [(1, 4, "a"), (2, 4, "b")]


@pytest.mark.parametrize("text", ["A&E", "R & D", "Stop!", "a <b>", "no &x", "wow !!", "a\\0"])
def test_text_with_characters_of_refused_features_stays_text(text: str) -> None:
    assert yaml_file.parse(f"a: {text}\n", "f.yml") == ({"a": text}, [])


def test_a_text_is_parsed_once_for_all_its_problems(parsed: list[str]) -> None:
    text = "".join(f"field{number}: 1\n" for number in range(50))
    places = [yaml_file.locate(text, (f"field{number}",)).line for number in range(50)]
    places += [yaml_file.locate_key(text, (f"field{number}",)).line for number in range(50)]
    assert places == [*range(1, 51)] * 2
    assert len(parsed) == 1


def test_all_duplicate_keys_are_reported_at_once() -> None:
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
def test_locate_finds_a_field_or_its_nearest_parent(
    path: tuple[str | int, ...], line: int, column: int
) -> None:
    text = "title: A\nsteps:\n  - text: one\n    n: 1\n  - text: two\n"
    assert yaml_file.locate(text, path) == yaml_file.Position(line, column)


def test_locate_key_finds_the_name_of_a_field() -> None:
    assert yaml_file.locate_key("a:\n  oops: 1\n", ("a", "oops")) == yaml_file.Position(2, 3)


@given(st.text() | st.text("ab:- '\"\n\r[]{},#&!*\\0|>\t?%@é\u2028"))
def test_any_text_gives_either_data_or_problems(text: str) -> None:
    data, problems = yaml_file.parse(text, "f.yml")
    assert not (data is not None and problems)
    for problem in problems:
        assert problem.line >= 1
        assert problem.column >= 1
