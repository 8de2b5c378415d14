# SPDX-License-Identifier: MIT
"""Strokes: every combination of the data gives a complete and small picture with a matching description."""

from __future__ import annotations

import io
import itertools
import re
from typing import TYPE_CHECKING, Any

import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops
from pypdf import PdfReader

from generator.diagrams import svg
from generator.diagrams.dents import CONTACTS, bend_of
from generator.diagrams.strokes import StrokeForm, stroke_svg
from generator.diagrams.words import stroke_alt, thumbnail_alt
from generator.prose import Prose
from generator.schema.technique import Direction, Extra, Hold, Stroke, Tool
from tests.conftest import REPOSITORY
from tests.diagrams.drawings import SVG, ends, parsed, points, view_box

if TYPE_CHECKING:
    from enum import StrEnum
    from pathlib import Path

    from lxml import etree
    from playwright.sync_api import Browser

FONTS = REPOSITORY / "generator" / "output" / "typefaces"

strokes = st.builds(
    Stroke,
    tool=st.sampled_from(Tool),
    direction=st.sampled_from(Direction),
    hold=st.sampled_from(Hold),
    badge=st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=14).filter(str.strip),
    depth=st.integers(1, 5),
    area=st.integers(1, 5),
    extra=st.none() | st.sampled_from(Extra),
    caption=st.just(Prose.parse("A caption.")),
)


def stroke(**data: Any) -> Stroke:
    defaults = {"tool": "thumb", "direction": "in", "hold": "still", "badge": "60 s", "depth": 3, "area": 2}
    return Stroke.model_validate({**defaults, "caption": "A caption.", **data})


def full(**data: Any) -> str:
    return stroke_svg(stroke(**data), form=StrokeForm.FULL, alt="x")


ENUMS: dict[str, list[StrEnum | None]] = {
    "tool": [*Tool],
    "direction": [*Direction],
    "hold": [*Hold],
    "extra": [None, *Extra],
}


@given(strokes, st.sampled_from(StrokeForm), st.booleans())
def test_the_picture_of_any_stroke_is_inside_its_view_box(
    data: Stroke,
    form: StrokeForm,
    still: bool,  # noqa: FBT001
) -> None:
    svg = stroke_svg(data, form=form, alt=stroke_alt(data, str), still=still)
    root = parsed(svg)
    assert svg == stroke_svg(data, form=form, alt=stroke_alt(data, str), still=still)
    left, top, right, bottom = view_box(root)
    solid, fading = ends(root, masked=False), ends(root, masked=True)
    assert len(solid) > 50
    assert len(fading) > 10
    for x, y in solid:
        assert left <= x <= right
        assert top <= y <= bottom
    for x, y in fading:  # an arm may leave the picture at the upper right, where it has faded out
        assert x >= left
        assert y <= bottom
    assert faded_out_at(root) <= right


def faded_out_at(root: etree._Element) -> float:
    """The x where the arm has faded out."""
    (fade,) = root.iterfind(".//*[@id='arm-fade']")
    moves = [re.match(r"translate\((\S+) ", a.get("transform", "")) for a in fade.iterancestors()]
    return float(fade.get("x2", "")) + sum(float(move[1]) for move in moves if move)


@given(strokes)
def test_the_badge_is_the_only_text_and_only_in_the_full_picture(data: Stroke) -> None:
    texts = [t.text for t in parsed(stroke_svg(data, form=StrokeForm.FULL, alt="x")).iter(f"{SVG}text")]
    assert texts == [data.badge]
    thumbnail = parsed(stroke_svg(data, form=StrokeForm.THUMBNAIL, alt="x", still=False))
    assert not list(thumbnail.iter(f"{SVG}text", f"{SVG}style"))


@pytest.mark.parametrize("field", ENUMS)
def test_each_value_has_its_own_drawing_and_description(field: str) -> None:
    values = [stroke(**{field: value}) for value in ENUMS[field]]
    assert len({stroke_svg(s, form=StrokeForm.FULL, alt="x") for s in values}) == len(values)
    assert len({stroke_alt(s, str) for s in values}) == len(values)


@pytest.mark.parametrize("tool", Tool)
@pytest.mark.parametrize("direction", Direction)
def test_deeper_strokes_bend_the_fibres_further(tool: Tool, direction: Direction) -> None:
    lowest = [lowest_point(full(tool=tool, direction=direction, depth=depth)) for depth in range(1, 6)]
    assert all(b - a > 2 for a, b in itertools.pairwise(lowest))


def lowest_point(svg: str) -> float:
    """How far the dent in the middle rows is below their ends."""
    rows = [list(points(row)) for row in re.findall(r'<path id="t[34]0" d="([^"]*)"', svg)]
    assert len(rows) == 2
    return max(y - row[-1][1] for row in rows for _, y in row)


def test_wider_strokes_bend_more_of_the_fibres() -> None:
    depths = [bend_of(stroke(area=area))(3)(CONTACTS[Direction.IN].along + 40).down for area in range(1, 6)]
    assert all(b > a + 0.5 for a, b in itertools.pairwise(depths))


def test_the_animation_respects_reduced_motion_and_ends_within_five_seconds() -> None:
    """WCAG 2.2, 2.2.2: what moves by itself stops within five seconds."""
    style = parsed(stroke_svg(stroke(), form=StrokeForm.FULL, alt="x", still=False)).findtext(f"{SVG}style")
    assert style
    assert style.startswith("@media screen and (prefers-reduced-motion:no-preference){")
    (seconds, times) = re.findall(r"animation:move ([\d.]+)s ease-in-out (\d+)}", style)[0]
    assert float(seconds) * int(times) < 5
    assert "<style" not in full()


@given(strokes)
def test_alternative_texts_are_sentences_with_the_badge(data: Stroke) -> None:
    short, whole = thumbnail_alt(data, str), stroke_alt(data, str)
    assert whole == f"{short} Badge: {data.badge}."
    assert re.fullmatch(r"([A-Z][^.{}]*\. ?){3,5}", short)
    assert max(len(sentence.split()) for sentence in short.split(".")) <= 20


def test_alternative_texts_go_through_gettext() -> None:
    messages: list[str] = []

    def in_capitals(words: str) -> str:
        messages.append(words)
        return re.sub(r"\{\w+\}", lambda name: name[0].lower(), words.upper())

    alt = stroke_alt(stroke(extra="spot", badge="60"), in_capitals)
    assert alt == alt.upper()
    assert len(messages) > 8


def test_the_alternative_text_of_one_stroke() -> None:
    """The complete text for a thumb that presses in, so that a change of wording shows."""
    assert stroke_alt(stroke(depth=5, extra="spot"), str) == (
        "A thumb presses straight down on muscle fibres that run from left to right. The dent is deep and "
        "narrow. Rings spread from a tender spot. It is one long hold. Badge: 60 s."
    )


def test_typst_draws_every_tool_with_its_badge_as_text(tmp_path: Path) -> None:
    for tool, direction in zip(Tool, Direction, strict=False):
        svg = full(tool=tool, direction=direction, badge=f"{tool.value[:6]} 7 s", extra="lane")
        (tmp_path / f"{tool}.svg").write_text(svg, encoding="utf-8")
    body = "".join(f'#image("{tool}.svg", alt: "{tool}")\n' for tool in Tool)
    (tmp_path / "page.typ").write_text(body, encoding="utf-8")
    pdf = typst.compile(tmp_path / "page.typ", font_paths=[FONTS], ignore_system_fonts=True)
    assert isinstance(pdf, bytes)
    reader = PdfReader(io.BytesIO(pdf))
    words = "".join(page.extract_text() for page in reader.pages)
    assert all(f"{tool.value[:6]} 7 s" in words for tool in Tool)
    fonts = {str(f.get_object()["/BaseFont"]) for page in reader.pages for f in font_objects(page)}
    assert fonts
    assert all("AtkinsonHyperlegibleNext-Bold" in font for font in fonts)


def font_objects(node: Any, depth: int = 0) -> list[Any]:
    """Fonts of a page, including those inside form XObjects, which pictures become in a PDF."""
    resources = node.get("/Resources", {}).get_object()
    fonts = list(resources.get("/Font", {}).values())
    for form in resources.get("/XObject", {}).values() if depth < 6 else ():
        fonts += font_objects(form.get_object(), depth + 1)
    return fonts


@pytest.mark.parametrize("panel", ["#fbf1ea", "#251b18"])
def test_thumbnails_of_five_strokes_differ_in_greyscale(panel: str, browser: Browser) -> None:
    """Readers can tell them apart without a caption, at the size of a card, in black and white."""
    examples = [
        stroke(tool="palm", direction="slant", extra="sheet", area=5),
        stroke(tool="thumb", direction="in", extra="spot"),
        stroke(tool="forearm", direction="along", extra="trail"),
        stroke(tool="fingertips", direction="across", extra="lane"),
        stroke(tool="thumb", direction="stretch", extra="bone"),
    ]
    page = browser.new_page(viewport={"width": 168, "height": 115})
    shots = []
    for example in examples:
        svg = stroke_svg(example, form=StrokeForm.THUMBNAIL, alt="x")
        page.set_content(f"<body style='margin:0;background:{panel}'>{svg}</body>")
        page.eval_on_selector(
            "svg", "svg => { svg.setAttribute('width', 168); svg.setAttribute('height', 115); }"
        )
        shots.append(Image.open(io.BytesIO(page.screenshot())).convert("L"))
    page.close()
    for one, other in itertools.combinations(shots, 2):
        changed = sum(ImageChops.difference(one, other).histogram()[40:])
        assert changed > 0.1 * one.width * one.height


def test_words_from_right_to_left_begin_where_they_are_put_in_every_page() -> None:
    """In a page that runs from right to left, `x` would be the end of the words."""
    assert svg.text("مرات", x=3) == '<text x="3" direction="ltr">مرات</text>'
    assert svg.text("مرات", x=3, text_anchor="middle").count('<tspan direction="rtl"') == 1
    assert "direction" not in svg.text("times", x=3)
