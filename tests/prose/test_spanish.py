# SPDX-License-Identifier: MIT
"""Syllables of Spanish and the INFLESZ scale, against values worked out by hand."""

from __future__ import annotations

import pytest

from generator.prose.readability import sentences, words
from generator.prose.scales import FLESCH_KINCAID, INFLESZ, Scale, scale_of
from generator.prose.spanish import measure, syllables

BY_HAND = {
    1: """a y o es muy hoy rey ley guion pie diez bien dos tres mal más voz cien mil que quien su te vio dio
        fui buey guau truhan riais""",
    2: """día país baúl oír reír tíos agua cuello pierna fuerte ahí búho huevo ciudad cuida causa queda
        guerra leyes ayer mío usted ruido limpiáis construí leer creer caer puntos dolor huesos""",
    3: """espalda ahora alivio oía reúne masaje tejido profundo toalla Paraguay ciática prohíbe
        vacío construía lingüista héroe paciente cuídate pingüino prohibido
        desahucio ahumado sangrado alcohol""",
    4: """aéreo todavía zanahoria terapeuta periódico evalúe emergencia continúa cigüeñales""",
    5: "enfermería incontinencia musculatura antiguamente medicamento",
    6: "fisioterapeuta responsabilidad",
    7: "antiinflamatorio",
}
CASES = [(word, n) for n, listed in BY_HAND.items() for word in listed.split()]


@pytest.mark.parametrize(("word", "count"), CASES)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == syllables(word.upper()) == count


def test_accents_may_be_written_as_marks_of_their_own() -> None:
    assert syllables("pai\u0301s") == 2


@pytest.mark.parametrize(
    ("number", "read"),
    [
        ("0", "ce ro"), ("7", "sie te"), ("16", "die ci séis"), ("21", "vein tiu no"), ("30", "trein ta"),
        ("45", "cua ren ta y cin co"), ("100", "cien"), ("101", "cien to u no"), ("112", "cien to do ce"),
        ("911", "no ve cien tos on ce"), ("1,000", "mil"), ("1.000", "mil"),
        ("2019", "dos mil die ci nue ve"), ("2,500", "dos mil qui nien tos"), ("1.5", "u no pun to cin co"),
        ("3000000", "tres mi llo nes"),
    ],
)  # fmt: skip
def test_numbers_count_as_they_are_read(number: str, read: str) -> None:
    assert syllables(number) == len(read.split())


@pytest.mark.parametrize(
    ("short", "read"),
    [("kg", "ki lo gra mos"), ("Dr", "doc tor"), ("etc", "et cé te ra"), ("NHS", "e ne ha che e se")],
)
def test_abbreviations_count_as_they_are_read(short: str, read: str) -> None:
    assert syllables(short) == len(read.split())


def test_sentences_of_spanish_start_with_their_own_marks_and_letters() -> None:
    text = "¿Le duele? ¡Llame! Él vive en EE. UU. y toma, p. ej. Ibuprofeno. “¿Cuándo?” Épocas."
    assert sentences(text) == [
        "¿Le duele?",
        "¡Llame!",
        "Él vive en EE. UU. y toma, p. ej. Ibuprofeno.",
        "“¿Cuándo?",
        "Épocas.",
    ]


def value(text: str) -> float:
    return INFLESZ.value(measure([words(sentence) for sentence in sentences(text)]))


def test_the_value_of_a_text_counted_by_hand() -> None:
    """Lla-me al mé-di-co. Si le due-le la pier-na, pa-re."""
    counted = measure([words(one) for one in sentences("Llame al médico. Si le duele la pierna, pare.")])
    assert (counted.sentences, counted.words, counted.syllables) == (2, 9, 15)
    assert INFLESZ.value(counted) == pytest.approx(206.835 - 62.3 * 15 / 9 - 9 / 2)


def test_patient_text_is_easy_and_a_form_of_consent_is_not() -> None:
    easy = "Camine un poco cada día. Pare si le duele más. Llame al médico si no mejora."
    hard = (
        "El consentimiento informado constituye un requisito imprescindible para la realización de"
        " cualquier intervención diagnóstica o terapéutica"
        " susceptible de ocasionar complicaciones significativas."
    )
    assert value(easy) > 80
    assert value(hard) < 40


def test_each_language_has_its_scale_or_none() -> None:
    assert scale_of("en-GB") is FLESCH_KINCAID
    assert scale_of("es-MX") is INFLESZ
    assert scale_of("ar") is None


@pytest.mark.parametrize(("scale", "easier", "harder"), [(FLESCH_KINCAID, 5, 8), (INFLESZ, 70, 50)])
def test_a_limit_is_met_by_what_is_easier(scale: Scale, easier: float, harder: float) -> None:
    assert scale.is_too_hard(harder, easier)
    assert not scale.is_too_hard(easier, easier)
    assert scale.stricter(easier, harder) == easier
