# SPDX-License-Identifier: MIT
"""Technical words and promises, with the lists of the published content."""

from __future__ import annotations

import pytest

from generator.checks.wording import promises, technical_words
from generator.content.library import Library
from generator.content.load import load
from tests.conftest import REPOSITORY

LIMITS = Library(load(REPOSITORY / "content")[0]).plain_language


def technical(text: str, easy: frozenset[str] = frozenset()) -> list[str]:
    return [word for _, word in technical_words(LIMITS, easy, [((), text)])]


def promised(text: str, kind: str = "techniques", field: str = "lead") -> list[str]:
    return [phrase for _, phrase in promises(LIMITS, kind, [((field,), text)])]


@pytest.mark.parametrize(
    "word",
    [
        "erythema",
        "hyperalgesia",
        "Bursitis",
        "paraesthesia",
        "paresthesia",
        "myalgia",
        "ischaemia",
        "spondylosis",
        "dyspnoea",
        "oedema",
        "tendinopathy",
        "vasodilation",
        "nociceptors",
        "hypertrophy",
        "neuropathic",
        "fibrosis",
        "tachycardia",
        "lumbosacral",
        "thoracic",
        "subcutaneous",
        "analgesics",
    ],
)
def test_a_clinical_word_is_technical(word: str) -> None:
    assert technical(f"You may notice {word} there.")


@pytest.mark.parametrize(
    "text",
    [
        "Your doctor, a pharmacist, a neurologist or an osteopath can help with arthritis.",
        "A period of rest; a trophy, a policy, the enemy, an hour in the hospital; technology and biology.",
        "The chemist measures your pressure, your muscles and your temperature.",
        "Redness (erythema) may come, and erythema goes.",
        "Erythema (redness) may come.",
    ],
)
def test_a_common_or_explained_word_is_not_technical(text: str) -> None:
    assert technical(text) == []


def test_a_word_of_the_glossary_is_not_technical() -> None:
    assert technical("It may ease hyperalgesia.", frozenset({"hyperalgesia"})) == []


@pytest.mark.parametrize(
    "text",
    [
        "This will cure your pain.",
        "Massage cures it.",
        "It’s safe. Relief is guaranteed!",
        "It has no side effects.",
        "It will get rid of the knot, not hide it.",
    ],
)
def test_a_promise(text: str) -> None:
    assert len(promised(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "It is not a cure.",
        "Massage can’t cure it.",
        "Nobody can promise that it cures you.",
        "Will it cure my pain?",
        "Keep your house secure and your diet good.",
        "It may ease the pain for a while.",
    ],
)
def test_no_promise(text: str) -> None:
    assert promised(text) == []


def test_what_readers_must_judge_and_what_people_say_is_no_promise_of_ours() -> None:
    text = "It cures you."
    assert promised(text, "quizzes", "stem") == promised(text, "techniques", "claims") == []
    assert promised(text, "quizzes", "feedback") == ["cures"]
