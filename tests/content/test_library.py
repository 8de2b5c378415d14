# SPDX-License-Identifier: MIT
"""Which content a link names by its id alone."""

from __future__ import annotations

import pytest

from generator.content.library import Library, UnknownTarget
from generator.content.load import load
from tests.content.test_properties import BASE

LIBRARY = Library(load(BASE)[0])


def only_one(kind: str) -> str:
    """An id of a kind that nothing else in the library has."""
    ids = [entry.id for entry in LIBRARY.entries.values()]
    return next(
        entry.id for entry in LIBRARY.entries.values() if entry.kind == kind and ids.count(entry.id) == 1
    )


@pytest.mark.parametrize("kind", ["symptoms", "muscles", "pages", "glossary"])
def test_a_topic_a_page_and_a_term_are_named_by_their_ids(kind: str) -> None:
    assert LIBRARY.resolve(only_one(kind)).kind == kind


@pytest.mark.parametrize("kind", ["techniques", "self-care"])
def test_a_topic_is_named_by_its_id_although_its_quiz_or_leaflet_has_the_same(kind: str) -> None:
    id_ = next(iter(LIBRARY.of_kind(kind)))
    assert LIBRARY.resolve(id_).kind == kind
    assert LIBRARY.resolve(f"{id_}#how").address == f"{LIBRARY.resolve(id_).address}#how"


@pytest.mark.parametrize("kind", ["sources", "cautions", "warning-signs", "claims"])
def test_what_is_a_part_of_a_page_is_named_with_its_kind(kind: str) -> None:
    id_ = only_one(kind)
    assert LIBRARY.resolve(f"{kind}/{id_}").kind == kind
    with pytest.raises(UnknownTarget):
        LIBRARY.resolve(id_)
