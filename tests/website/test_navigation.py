# SPDX-License-Identifier: MIT
"""Menus of long sections, which list only nearby pages, and the links to the previous and next page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.content.library import Library
from generator.website.navigation import MAX_LISTED, near, neighbours
from tests.website.test_pages import site_with


def library_of(count: int) -> Library:
    """The second subject with `count` muscles: `m-000`, `m-001` and so on."""
    content = site_with().library.content
    muscle = next(iter(content.items["muscles"].values()))
    ids = [f"m-{number:03}" for number in range(count)]
    muscles = {id_: muscle.model_copy(update={"id": id_, "title": id_.upper()}) for id_ in ids}
    return Library(replace(content, items={**content.items, "muscles": muscles}))


def test_a_short_section_is_not_cut() -> None:
    """An empty list stands for the whole section."""
    assert near(library_of(MAX_LISTED), "muscles", "m-000") == []


@pytest.mark.parametrize(("number", "first", "last"), [(0, 0, 5), (20, 15, 25), (199, 194, 199)])
def test_a_long_section_lists_the_pages_nearby(number: int, first: int, last: int) -> None:
    links = near(library_of(200), "muscles", f"m-{number:03}")
    assert links == [(f"M-{n:03}", f"muscles/m-{n:03}/") for n in range(first, last + 1)]


def test_previous_and_next_stay_within_the_section() -> None:
    library = library_of(3)
    ids = [[entry and entry.id for entry in neighbours(library, f"muscles/m-{n:03}")] for n in range(3)]
    assert ids == [[None, "m-001"], ["m-000", "m-002"], ["m-001", None]]
