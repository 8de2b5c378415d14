# SPDX-License-Identifier: MIT
"""Syllables and grades against values worked out by hand."""

from __future__ import annotations

import pytest

from generator.prose.readability import Measure, measure, sentences, syllables, words

BY_HAND = {
    1: """a back bones breathe bruise burn caused choose cold come cough deep done ease eased edge
        eye feels few first fixed floor four friend full get gives good guide half hands held help
        hips hold hour house hurts in joint just knees known late laughed learn least leave leg
        line live loose lose makes may means move nerves night numb once pain part pass phone
        place pressed pushed rest ribs rolled rough same scale should sides since slow some soothe
        sore spine spread square squeezed stairs stays stiff stopped stretch strong surge tense
        than these thigh thing though three through thumb time tired touched treat tried twice use
        walk walked warmth waves weak weight where while worked world worse young your""",
    2: """able about aching again ankle asking before body bottom careful chances changes chronic
        clinic closely cushion doctor easy edges elbow every finger going handle happens hardly
        higher highest into journey kidney layers leaflet lifting longer massage masses measure
        middle moment moving muscle needed needle needing nothing number often option pages pelvis
        people pinches places pressure quickly quiet reduce relax return safely sharpest shoulder
        sleeping slowly softer something sometimes stretches sudden surgeon tendon tested tissue
        trial trouble twisting uncle useful walking warning wanted worries wrinkle""",
    3: """abdomen advisor afternoon agreement another anyone appetite area average bicycle
        cancelling certainly clinical different doctoral dangerous diagram disappeared energy
        evidence exercise hospital however idea impulses important injury medicine muscular
        natural normally numberless ordinary period physical piriform position possible quantity
        recover referring relaxing remedy several serious similar spinally surgery syllable
        sciatic tenderly therapist together tomorrow yesterday""",
    4: """activity anatomy emergency especially gradually bacteria material necessary original
        particular sciatica security temporary usually variable""",
}
CASES = [(word, count) for count, listed in BY_HAND.items() for word in listed.split()]


def test_syllables_of_common_words() -> None:
    """At most one word in fifty has the wrong count, and none is wrong by more than one."""
    wrong = {word: (syllables(word), count) for word, count in CASES if syllables(word) != count}
    assert len(wrong) <= len(CASES) / 50, wrong
    assert all(abs(counted - count) == 1 for counted, count in wrong.values()), wrong


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two! Three?", 3),
        ("Dr. Smith came. He left.", 2),
        ("About 2.5 of 10. Less.", 2),
        ("“Stop.” Then rest.", 2),
        ("Say “softer” or “stop”.", 1),
        ("No end", 1),
        ("", 0),
        ("…", 0),
    ],
)
def test_text_is_split_into_sentences(text: str, parts: int) -> None:
    assert len(sentences(text)) == parts


def test_words_are_split_at_hyphens_and_not_at_apostrophes() -> None:
    assert words("It’s a 2-minute, well-known 1,000 steps") == [
        "It’s", "a", "2", "minute", "well", "known", "1,000", "steps",
    ]  # fmt: skip


def measured(texts: list[str], exempt: frozenset[str] = frozenset()) -> Measure:
    return measure([words(sentence) for text in texts for sentence in sentences(text)], exempt)


def test_flesch_kincaid_of_a_text_counted_by_hand() -> None:
    """12 words, 2 sentences, 14 syllables."""
    result = measured(["The cat sat on the mat. It saw a little yellow bird."])
    assert (result.sentences, result.words, result.syllables) == (2, 12, 14)
    assert result.flesch_kincaid == pytest.approx(0.39 * 6 + 11.8 * 14 / 12 - 15.59)


def test_syllables_of_names_and_exempt_words_do_not_count() -> None:
    """They still count as words, so a long sentence stays long."""
    plain = measured(["We met near the big old house and we sat there."])
    named = measured(
        ["We met Alexandria near the quadratus lumborum there."],
        exempt=frozenset({"quadratus", "lumborum"}),
    )
    assert (named.words, named.counted) == (8, 5)
    assert named.syllables == 5
    assert plain.counted == plain.words


def test_a_harder_text_has_a_higher_grade() -> None:
    easy = measured(["Walk a bit each day. Rest when you must. Then walk some more."])
    hard = measured(
        ["Progressive ambulation interventions demonstrably facilitate functional restoration."]
    )
    assert easy.flesch_kincaid < 2
    assert hard.flesch_kincaid > 15
