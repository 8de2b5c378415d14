# SPDX-License-Identifier: MIT
"""The text of a content file, as readers of a region see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.content.library import Library
from generator.content.load import load
from generator.content.reading import reading
from generator.content.tracked_content import tracked_content
from generator.memo import recorded
from tests.tools import EXAMPLES

if TYPE_CHECKING:
    from generator.schema.region import Region
    from generator.schema.symptom import Symptom


@pytest.fixture
def library() -> Library:
    return Library(tracked_content(load(EXAMPLES / "neck-and-shoulder" / "content")[0]))


@pytest.fixture
def region(library: Library) -> Region:
    return next(iter(library.regions.values()))


@pytest.fixture
def symptom(library: Library) -> Symptom:
    return next(iter(library.symptoms.values()))


def test_whoever_asks_for_a_text_depends_on_its_file_even_if_it_is_known(
    library: Library, region: Region, symptom: Symptom
) -> None:
    with recorded() as first:
        text = reading(library, region, symptom)
    with recorded() as again:
        assert reading(library, region, symptom) is text
    assert ("field", "symptoms", symptom.id, "one_line") in first
    assert first <= again


def test_only_who_grades_a_text_depends_on_the_easy_words(
    library: Library, region: Region, symptom: Symptom
) -> None:
    with recorded() as reads:
        text = reading(library, region, symptom)
        assert text.word_count > 0
        assert text.words_of_sentences
    assert not [read for read in reads if "easy_words" in str(read)]
    with recorded() as reads:
        assert text.ease(library.easy_words) is not None
    assert [read for read in reads if "easy_words" in str(read)]
