# SPDX-License-Identifier: MIT
"""The pressure scale: any range within 0 to 10 marks its steps, and labels do not overlap."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagrams.scale import ScaleForm, pressure_scale_svg
from generator.diagrams.svg import fit, number, path
from generator.diagrams.words import pressure_scale_alt
from tests.diagrams.drawings import SVG, parsed, points

if TYPE_CHECKING:
    from lxml import etree
    from playwright.sync_api import Page

ranges = st.tuples(st.integers(0, 10), st.integers(0, 10)).map(sorted)
TOO_MUCH = "Too much: say “softer”"


def scale(lowest: int, highest: int, label: str, form: ScaleForm) -> str:
    return pressure_scale_svg(lowest, highest, label, TOO_MUCH, form=form, alt="A scale")


def count(root: etree._Element, name: str) -> int:
    return sum(element.get("class") == name for element in root.iter())


@pytest.mark.parametrize("highest", range(11))
def test_the_words_for_the_scale_say_what_is_too_much_unless_nothing_is(highest: int) -> None:
    alt = pressure_scale_alt(0, highest, "mild", str)
    assert alt.startswith(f"A scale from 0 to 10. Marked from 0 to {highest}: mild.")
    assert (f"Above {highest} is too much." in alt) == (highest < 10)


@given(ranges, st.sampled_from(ScaleForm))
def test_each_step_is_below_inside_or_above_the_range(steps: list[int], form: ScaleForm) -> None:
    lowest, highest = steps
    root = parsed(scale(lowest, highest, "A dull <ache>", form))
    assert count(root, "scale-quiet") == lowest
    assert count(root, "scale-band") == count(root, "scale-figure-band") == highest - lowest + 1
    assert count(root, "scale-over") == 10 - highest
    figures = [t.text for t in root.iter(f"{SVG}text") if "figure" in t.get("class", "")]
    assert figures == [str(n) for n in range(11)]
    bold = [
        t.text
        for t in root.iter(f"{SVG}text")
        if t.get("class") != "scale-label" and "font-weight" in t.attrib
    ]
    assert [text for text in bold if text in figures] == [str(n) for n in range(lowest, highest + 1)]
    assert count(root, "scale-label-over") == count(root, "scale-hatch") == (highest < 10)
    assert not [e for e in root.iter() if e.get("id")], "a page may have several scales"


@given(ranges, st.sampled_from(ScaleForm))
def test_hatching_stays_inside_its_steps(steps: list[int], form: ScaleForm) -> None:
    lowest, highest = steps
    root = parsed(scale(lowest, highest, "x", form))
    cells = [e for e in root.iter() if e.get("class") == "scale-over"]
    for hatch in (e for e in root.iter() if e.get("class") == "scale-hatch"):
        for x, y in points(hatch.get("d", "")):
            assert any(inside(cell, x, y) for cell in cells)


def inside(cell: etree._Element, x: float, y: float) -> bool:
    left, top, width, height = (float(cell.get(name, 0)) for name in ("x", "y", "width", "height"))
    return left <= x <= left + width and top <= y <= top + height


@pytest.mark.parametrize("form", ScaleForm)
def test_texts_do_not_overlap_and_are_not_cut_off(form: ScaleForm, page: Page) -> None:
    labels = ("Light", "A dull ache you can bear", "Strong, but bearable all the way through")
    drawings = [
        scale(lowest, highest, label, form)
        for lowest, highest in ((0, 0), (0, 3), (1, 5), (4, 6), (7, 10), (9, 9), (10, 10))
        for label in labels
    ]
    page.set_content("".join(drawings))
    for i in range(len(drawings)):
        box, *words = page.evaluate(
            """i => {
                const svg = document.querySelectorAll("svg")[i];
                return [svg, ...svg.querySelectorAll("text")].map(e => e.getBoundingClientRect().toJSON());
            }""",
            i,
        )
        for word in words:
            assert box["left"] - 1 <= word["left"] < word["right"] <= box["right"] + 1
            assert box["top"] - 1 <= word["top"] < word["bottom"] <= box["bottom"] + 1
        for one, other in combinations(words, 2):
            apart_x = one["right"] <= other["left"] + 1 or other["right"] <= one["left"] + 1
            assert apart_x or one["bottom"] <= other["top"] + 6 or other["bottom"] <= one["top"] + 6


def test_the_alternative_text_says_above_which_step_is_too_much() -> None:
    assert pressure_scale_alt(1, 5, "a dull ache", str) == (
        "A scale from 0 to 10. Marked from 1 to 5: a dull ache. Above 5 is too much."
    )
    assert pressure_scale_alt(7, 10, "very strong", str) == (
        "A scale from 0 to 10. Marked from 7 to 10: very strong."
    )


# --- the building blocks of SVG --------------------------------------------------------------------


@given(st.floats(-1e4, 1e4))
def test_numbers_are_rounded_to_tenths_without_superfluous_zeros(value: float) -> None:
    text = number(value)
    assert abs(float(text) - value) <= 0.05 + 1e-9
    assert text == text.rstrip("0") or "." not in text
    assert not text.startswith(("0.", "-0"))


coordinates = st.floats(-300, 300)
spots = st.tuples(coordinates, coordinates)


@given(st.lists(spots, min_size=2, max_size=12))
def test_rounding_errors_of_relative_paths_do_not_add_up(places: list[tuple[float, float]]) -> None:
    rounded = list(points(path(places[0], [(a, b, b) for a, b in pairwise(places)])))
    assert len(rounded) == len(places)
    for (x, y), (x1, y1) in zip(places, rounded, strict=True):
        assert abs(x - x1) <= 0.06
        assert abs(y - y1) <= 0.06


def test_a_fitted_curve_is_close_and_has_few_points() -> None:
    def hill(x: float) -> tuple[float, float]:
        return x, 30 / (1 + ((x - 100) / 20) ** 2)

    cubics = fit(hill, 0, 200)
    assert len(cubics) < 12
    assert all(abs(end[1] - hill(end[0])[1]) < 0.3 for _, _, end in cubics)
