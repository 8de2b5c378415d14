# SPDX-License-Identifier: MIT
"""The pages around a page: what does not grow with the site, and what stands before and after."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.content.library import Library
from generator.website.navigation import MAX_LISTED, near, neighbours
from tests.website.test_pages import site_with


def library_of(count: int) -> Library:
    """The second subject with so many muscles, `m-000` the first."""
    content = site_with().library.content
    muscle = next(iter(content.items["muscles"].values()))
    ids = [f"m-{number:03}" for number in range(count)]
    muscles = {id_: muscle.model_copy(update={"id": id_, "title": id_.upper()}) for id_ in ids}
    return Library(replace(content, items={**content.items, "muscles": muscles}))


def test_a_short_section_is_listed_whole() -> None:
    assert near(library_of(MAX_LISTED), "muscles", "m-000") == []


@pytest.mark.parametrize(("at", "first", "last"), [(0, 0, 5), (20, 15, 25), (199, 194, 199)])
def test_a_long_section_lists_what_is_near(at: int, first: int, last: int) -> None:
    found = near(library_of(200), "muscles", f"m-{at:03}")
    assert found == [(f"M-{n:03}", f"muscles/m-{n:03}/") for n in range(first, last + 1)]


def test_the_pages_before_and_after_end_with_the_section() -> None:
    library = library_of(3)
    ids = [[entry and entry.id for entry in neighbours(library, f"muscles/m-{at:03}")] for at in range(3)]
    assert ids == [[None, "m-001"], ["m-000", "m-002"], ["m-001", None]]
