# SPDX-License-Identifier: MIT
"""`Phrases` finds exactly what a single regular expression finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.prose.phrases import Phrases, words_in

SOME = ("trigger point", "point", "A&E", "GP", "cross-fibre", "fibre", "°", "’flu")
TEXTS = st.lists(
    st.sampled_from(
        [*SOME, "Trigger", "POINT", "points", "a&e", "e", "gp", "-", " ", "\n", "x", "’s", "e.g."]
    ),
    max_size=12,
).map("".join)


@given(text=TEXTS, any_case=st.booleans(), in_compounds=st.booleans())
@example(text="°°Trigger", any_case=False, in_compounds=False)
@example(text="x°x point", any_case=False, in_compounds=True)
def test_phrases_match_like_one_pattern(text: str, any_case: bool, in_compounds: bool) -> None:  # noqa: FBT001
    phrases = Phrases(SOME, any_case=any_case, in_compounds=in_compounds)
    joined = "|".join(re.escape(one) for one in sorted(SOME, key=lambda one: (-len(one), one)))
    edges = (r"\b", r"\b") if in_compounds else (r"(?<![\w-])", r"(?![\w-])")
    plain = re.compile(f"{edges[0]}(?:{joined}){edges[1]}", re.IGNORECASE if any_case else re.NOFLAG)
    expected = [match.span() for match in plain.finditer(text)]
    assert [match.span() for match in phrases.find(text)] == expected
    assert phrases.replace(text, lambda _: "!") == plain.sub("!", text)
    assert phrases.may_be_in(words_in("before", text)) or not expected


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("press the point", True),
        ("A trigger, a pistol", False),
        ("it appoints", False),
        ("go to a&e", True),
    ],
)
def test_texts_without_a_phrase_are_ruled_out_by_their_words(text: str, there: bool) -> None:  # noqa: FBT001
    phrases = Phrases(("trigger point", "point", "A&E"))
    assert phrases.may_be_in(words_in(text)) is there


def test_an_empty_set_of_phrases_finds_nothing() -> None:
    assert not list(Phrases(()).find("a text"))
