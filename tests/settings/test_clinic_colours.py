# SPDX-License-Identifier: MIT
"""The colours of a website in a clinic's colour are legible on every ground, in both themes."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.settings import clinic_colour
from generator.settings.clinic_colour import (
    MIN_CONTRAST,
    contrast,
    is_alarming,
    nearest,
    pair_of,
    site_colours,
)
from tests.conftest import REPOSITORY

_EDGE = 3.0
"""The least contrast of an edge that says where a control is (WCAG 2.2, 1.4.11)."""
_GROUNDS = ("page", "card", "alert-ground", "amber-ground", "ok-ground", "warm")
_TEXTS = ("ink", "soft", "alert", "amber", "ok")
_TOKEN = re.compile(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\);")
TOKENS = {
    name: (light, dark)
    for name, light, dark in _TOKEN.findall(
        (REPOSITORY / "overrides/assets/css/tokens.css").read_text(encoding="utf-8")
    )
}


def hue(colour: str) -> float:
    _, a, b = clinic_colour._oklab(colour)  # noqa: SLF001
    return math.degrees(math.atan2(b, a))


def passing(colour: str) -> str:
    try:
        return pair_of(colour).ink
    except ValueError:
        return nearest(colour)


colours = st.integers(0, 0xFFFFFF).map(lambda number: passing(f"#{number:06x}"))


@given(colours)
def test_links_and_headings_are_legible_on_every_ground(ink: str) -> None:
    tokens = site_colours(ink)
    for theme in (0, 1):
        grounds = [tokens["tint"][theme], *(TOKENS[name][theme] for name in _GROUNDS)]
        for name in ("teal", "heading"):
            least = min(contrast(tokens[name][theme], ground) for ground in grounds)
            assert least >= MIN_CONTRAST, (name, theme)
        assert contrast(tokens["teal"][theme], tokens["on-teal"][theme]) >= MIN_CONTRAST


@given(colours)
def test_all_other_words_and_edges_show_on_the_tint_as_they_do_on_ours(ink: str) -> None:
    tint = site_colours(ink)["tint"]
    for theme in (0, 1):
        for name in _TEXTS:
            ours = contrast(TOKENS[name][theme], TOKENS["tint"][theme])
            assert contrast(TOKENS[name][theme], tint[theme]) >= ours - 0.01, (name, theme)
        ours = contrast(TOKENS["line-control"][theme], TOKENS["tint"][theme])
        assert contrast(TOKENS["line-control"][theme], tint[theme]) >= min(_EDGE, ours - 0.01)


@given(colours)
def test_the_dark_tone_is_hardly_lighter_than_it_must_be(ink: str) -> None:
    tokens = site_colours(ink)
    assert contrast(tokens["teal"].dark, tokens["tint"].dark) < MIN_CONTRAST + 0.3


@pytest.mark.parametrize("ink", ["#0b5563", "#5b2a86", "#1f3a93", "#195c1e", "#545300", "#7a2a6c"])
def test_the_dark_tone_has_the_same_hue(ink: str) -> None:
    tokens = site_colours(ink)
    assert tokens["teal"].light == ink
    assert hue(tokens["teal"].dark) == pytest.approx(hue(ink), abs=4)


def test_colours_of_the_style_sheet_are_written_once_more_and_agree() -> None:
    ours = (clinic_colour._LIGHT_TINT, clinic_colour._DARK_TINT)  # noqa: SLF001
    assert ours == TOKENS["tint"]
    assert TOKENS["page"][1] == clinic_colour._DARK_PAGE  # noqa: SLF001
    assert TOKENS["alert"][0] == clinic_colour._ALARM  # noqa: SLF001


@pytest.mark.parametrize("red", ["#9f1414", "#8b0000", "#8f1d2c", "#7a1010"])
def test_red_is_for_help_alone(red: str) -> None:
    assert is_alarming(red)


@pytest.mark.parametrize(
    "other", ["#0b5563", "#5b2a86", "#744200", "#000000", "#4b3b3b", "#195c1e", "#7a2a6c", "#1f3a93"]
)
def test_other_colours_are_not_taken_for_red(other: str) -> None:
    assert not is_alarming(other)
