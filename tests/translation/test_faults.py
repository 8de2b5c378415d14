# SPDX-License-Identifier: MIT
"""What a translation has lost or added is found; what another language says in its own way is not."""

from __future__ import annotations

import pytest

from generator.translation.faults import differences, slips

FINE = (
    ("Call {emergency_number} now. [@one; @two]", "Llame ahora al {emergency_number}. [@one; @two]"),
    ("See [the page][pages/one] or **stop**.", "Vea [la página][pages/one] o **pare**."),
    ("%(count)s of 10, 1.5 times, 12,345 people", "%(count)s من 10، 1٫5 مرة، ١٢٬٣٤٥ شخصًا"),
    ("Two or three", "Dos o tres"),
    ("The doctor, and again the doctor: {doctor}, {doctor}", "Su {doctor}"),
    ("NHS 111", "NHS 111"),
    ("## What helps {#what-helps}", "## Qué ayuda {#what-helps}"),
    ("One.\n[@one;\n@two]", "Uno. [@one; @two]"),
)
WRONG = (
    ("Call {emergency_number}.", "Llame.", "placeholders missing: {emergency_number}"),
    ("Call the doctor.", "Llame a su {doctor}.", "placeholders that the source does not have: {doctor}"),
    ("It helps. [@one; @two]", "Ayuda. [@one]", "citations missing: @one; @two"),
    ("See [here][pages/one].", "Vea [aquí][pages/uno].", "targets of links missing: pages/one"),
    ("5 in 100 people", "5 de cada 1000 personas", "numbers missing: 100"),
    ("Wait 15 minutes.", "Espere 50 minutos.", "numbers missing: 15"),
    ("<b>Stop</b> now", "Pare ahora", "tags missing: </b>, <b>"),
    ("%(num)s pages", "%(nun)s páginas", "placeholders missing: %(num)s"),
)
NOT_WELL_DONE = (
    (
        "Keep moving when you can.",
        "Keep moving when you can.",
        "the same words as in the source; translate them",
    ),
    ("Keep moving when you can.", "Siga moviéndose when you can.", "English words: when, you"),
    ("Fever", "Fiebre e\u0301", "letters are split into parts; save the text as Unicode NFC"),
)


@pytest.mark.parametrize(("source", "translation"), FINE)
def test_a_faithful_translation_is_accepted(source: str, translation: str) -> None:
    assert [*differences(source, translation), *slips(source, translation)] == []


@pytest.mark.parametrize(("source", "translation", "message"), WRONG)
def test_what_is_lost_or_added_is_named(source: str, translation: str, message: str) -> None:
    assert message in differences(source, translation)


@pytest.mark.parametrize(("source", "translation", "message"), NOT_WELL_DONE)
def test_what_is_not_well_done_is_named(source: str, translation: str, message: str) -> None:
    assert message in slips(source, translation)
    assert [*differences(source, translation)] == []


def test_markup_of_content_is_read() -> None:
    found = list(differences("**Stop** now.", "**Pare ahora.", has_markup=True))
    assert len(found) == 1
    assert "**" in found[0]


def test_lists_of_names_may_have_english_ones() -> None:
    assert list(slips("pin and stretch", "fijar y estirar | pin and stretch", is_running_text=False)) == []
