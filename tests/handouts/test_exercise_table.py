# SPDX-License-Identifier: MIT
"""The table of exercises as it is printed: read from the PDF itself, in all forms."""

from __future__ import annotations

import pytest

from generator.content import doses
from generator.diagrams.drawing import drawing_alt
from generator.handouts.printing.forms import FORMS
from tests.handouts.handouts_example import Pdf, leaflet, printed, site_of

SHEET = leaflet("plan", "pages/self-care", blocks=["exercises"], exercises=["self-care/*"], week=[])
SITE = site_of(SHEET)


@pytest.fixture(scope="module")
def pdfs() -> dict[str, Pdf]:
    return printed(SITE)


def test_every_form_prints_how_to_start_what_it_needs_the_dose_and_the_days(pdfs: dict[str, Pdf]) -> None:
    topic = SITE.library.self_care["turn-gently"]
    assert topic.exercise
    assert topic.exercise.dose
    row = (
        topic.title,
        "Start: Sitting",
        "You need: A firm chair",
        *doses.sentences(topic.exercise.dose, SITE.translations),
        *("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    )
    assert len(pdfs) == len(FORMS)
    for pdf in pdfs.values():
        assert [words for words in row if words not in pdf.text] == []


def test_the_drawing_in_the_table_has_its_alternative_text(pdfs: dict[str, Pdf]) -> None:
    drawing = SITE.library.self_care["turn-gently"].drawing
    assert drawing
    alt = drawing_alt(drawing, SITE.translations.gettext)
    for pdf in pdfs.values():
        assert alt in [str(tag.get("/Alt")) for tag in pdf.tagged("/Figure")]
        assert pdf.tagged("/Table")
