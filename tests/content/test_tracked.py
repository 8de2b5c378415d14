# SPDX-License-Identifier: MIT
"""Whoever looks at all items of a list, or at a whole file, depends on all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.content.fields import cited_by, linked_from
from generator.content.library import Library
from generator.content.load import load
from generator.content.tracked import Table, untracked
from generator.content.tracked_content import tracked_content
from generator.memo import recorded
from tests.tools import EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable

TABLE = Table("table", {"a": 1, "b": 2})
EACH = {("keys", "table"), ("item", "table", "a"), ("item", "table", "b")}


@pytest.mark.parametrize(
    ("look", "result"),
    [
        (lambda: [*TABLE.values()], [1, 2]),
        (lambda: [*TABLE.items()], [("a", 1), ("b", 2)]),
        (lambda: [TABLE[key] for key in TABLE], [1, 2]),
    ],
    ids=["values", "items", "one by one"],
)
def test_all_items_are_read(look: Callable[[], list[object]], result: list[object]) -> None:
    assert look() == result
    with recorded() as reads:
        look()
    assert reads == EACH


def test_only_the_items_that_were_reached_are_read() -> None:
    with recorded() as reads:
        assert next(iter(TABLE.values())) == 1
    assert reads == {("keys", "table"), ("item", "table", "a")}


@pytest.mark.parametrize("look", [untracked, cited_by, linked_from])
def test_what_is_known_of_a_whole_file_depends_on_all_its_fields(look: Callable[[object], object]) -> None:
    content, _ = load(EXAMPLES / "neck-and-shoulder" / "content")
    plain = Library(content).symptoms
    for id_, symptom in Library(tracked_content(content)).symptoms.items():
        look(symptom)  # a second look reads as much as the first
        with recorded() as reads:
            assert look(symptom) == look(plain[id_])
        assert reads == {("field", "symptoms", id_, name) for name in type(symptom).model_fields}
