# SPDX-License-Identifier: MIT
"""The body map: a chosen muscle shows on both halves, and every region works by keyboard and pointer."""

from __future__ import annotations

import math
import re
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from generator.content import yaml_file
from generator.diagrams.body_map import body_map_svg, interactive_map_svg
from generator.diagrams.words import body_map_alt
from generator.schema.body_map import BodyMap, Side, Tissue
from tests.conftest import REPOSITORY
from tests.diagrams.drawings import SVG, parsed

if TYPE_CHECKING:
    from lxml import etree
    from playwright.sync_api import Page

CHOSEN = "#c4553b"
MAPS = {
    "back": REPOSITORY / "content" / "body-map.yml",
    "neck": REPOSITORY / "examples" / "neck-and-shoulder" / "content" / "body-map.yml",
}


def data(name: str) -> Any:
    plain, problems = yaml_file.parse(MAPS[name].read_text(encoding="utf-8"), name)
    assert not problems
    return plain


@pytest.fixture(params=MAPS)
def body_map(request: pytest.FixtureRequest) -> BodyMap:
    return BodyMap.model_validate(data(request.param))


@pytest.fixture
def back() -> BodyMap:
    return BodyMap.model_validate(data("back"))


def highlighted(root: etree._Element) -> dict[str, set[str]]:
    """Ids of the highlighted shapes on each half."""
    ids: dict[str, set[str]] = {"left": set(), "right": set()}
    for use in root.iter(f"{SVG}use"):
        if use.get("fill") == CHOSEN:
            mirrored = any(a.get("transform") == "scale(-1 1)" for a in use.iterancestors())
            ids["left" if mirrored else "right"].add(use.get("href", "").removeprefix("#map-"))
    return ids


def test_each_muscle_shows_on_both_halves(body_map: BodyMap) -> None:
    for shape in body_map.muscles:
        if shape.tissue is not Tissue.BACKGROUND and shape.other_half is None:
            root = parsed(body_map_svg(body_map, [shape.id], alt="x"))
            assert highlighted(root) == {"left": {shape.id}, "right": {shape.id}}


def test_a_muscle_with_two_shapes_shows_one_on_each_half(back: BodyMap) -> None:
    both = {"left": {"gluteus-medius"}, "right": {"gluteus-medius-deep"}}
    for chosen in (["gluteus-medius"], ["gluteus-medius-deep"], ["gluteus-medius", "gluteus-medius-deep"]):
        assert highlighted(parsed(body_map_svg(back, chosen, alt="x"))) == both


def test_without_a_choice_shapes_that_are_only_for_highlighting_are_left_out(body_map: BodyMap) -> None:
    svg = body_map_svg(body_map, [], alt="x")
    assert highlighted(parsed(svg)) == {"left": set(), "right": set()}
    for shape in body_map.muscles:
        assert (f'id="map-{shape.id}"' in svg) == (shape.side is not Side.BOTH)


def test_a_label_is_on_one_half_only(back: BodyMap) -> None:
    labels = texts(
        parsed(body_map_svg(back, ["rhomboids"], alt="x", labels={"rhomboids": "A", "trapezius": "B"}))
    )
    assert sorted(labels) == ["A", "B"]


def texts(root: etree._Element) -> list[str]:
    return [text.text or "" for text in root.iter(f"{SVG}text")]


def test_labels_of_muscles_do_not_overlap(back: BodyMap) -> None:
    names = {
        s.id: s.id[0]
        for s in back.muscles
        if s.label_at and s.id not in {"erector-spinae", "upper-trapezius"}
    }
    root = parsed(body_map_svg(back, [], alt="x", labels=names))
    assert len(dots(root)) == len(names)
    for (x0, y0, r0), (x1, y1, r1) in combinations(dots(root), 2):
        assert math.dist((x0, y0), (x1, y1)) >= r0 + r1


def dots(root: etree._Element, name: str = "body-map-dot") -> list[tuple[float, float, float]]:
    return [
        (float(c.get("cx", 0)), float(c.get("cy", 0)), float(c.get("r", 0)))
        for c in root.iter(f"{SVG}circle")
        if c.get("class") == name
    ]


def links(root: etree._Element, name: str) -> list[etree._Element]:
    return [a for a in root.iter(f"{SVG}a") if name in a.get("class", "").split()]


def test_every_region_has_a_link_for_pointers_and_one_for_keyboards(body_map: BodyMap) -> None:
    chosen = body_map.regions[-1]
    root = parsed(interactive_map_svg(body_map, href=lambda r: f"#at-{r.id}", current=chosen.id))
    assert root.get("role") == "group"
    pointer, keyboard = links(root, "body-map-shapes"), links(root, "body-map-dots")
    for group in (pointer, keyboard):
        assert [a.get("data-region") for a in group] == [region.id for region in body_map.regions]
        assert [a.get("href") for a in group] == [f"#at-{region.id}" for region in body_map.regions]
        assert [a.get("data-region") for a in group if "is-chosen" in a.get("class", "")] == [chosen.id]
    assert {(a.get("tabindex"), a.get("aria-hidden")) for a in pointer} == {("-1", "true")}
    assert [a.get("opacity") for a in pointer] == ["0"] * (len(pointer) - 1) + [None]
    for link, region in zip(keyboard, body_map.regions, strict=True):
        assert link.get("tabindex") is None
        assert link.get("aria-label") == f"{region.number}. {region.title}"
        assert texts(link) == [str(region.number)]  # the accessible name contains the visible text
        (twin,) = link.iter(f"{SVG}use")
        assert twin.get("href") == f"#map-dot-{region.id}"
        assert abs(float(twin.get("x", 0))) == pytest.approx(2 * region.at[0])


def test_only_links_react_to_a_pointer(body_map: BodyMap) -> None:
    root = parsed(interactive_map_svg(body_map, href=lambda r: f"#{r.id}"))
    for shape in root.iter(f"{SVG}path", f"{SVG}use"):
        lineage = [shape, *shape.iterancestors()]
        if not any(a.tag in {f"{SVG}defs", f"{SVG}a"} for a in lineage):
            assert any(a.get("pointer-events") == "none" for a in lineage)


def test_targets_are_24_pixels_wide_on_a_small_phone(back: BodyMap) -> None:
    """WCAG 2.2, 2.5.8: 24 CSS pixels when the map fills a phone 320 pixels wide."""
    root = parsed(interactive_map_svg(back, href=lambda r: f"#{r.id}"))
    hits = [
        (float(c.get("cx", 0)), float(c.get("cy", 0)), float(c.get("r", 0)))
        for c in root.iter(f"{SVG}circle")
        if c.get("pointer-events") == "all"
    ]
    assert len(hits) == 2 * len(back.regions)
    scale = 320 / back.width
    assert min(2 * r * scale for _, _, r in hits) >= 24
    assert min(math.dist(a[:2], b[:2]) * scale for a, b in combinations(hits, 2)) >= 24


def test_a_pointer_reaches_the_shape_of_every_region(back: BodyMap, page: Page) -> None:
    """The middle of a region's first shape belongs to its link, even where other shapes overlap it."""
    page.set_viewport_size({"width": 400, "height": 462})
    svg = interactive_map_svg(back, href=lambda r: f"#{r.id}")
    page.set_content(f"<!doctype html><body style='margin:0'>{svg}</body>")
    shapes = {shape.id: shape for shape in back.muscles}
    for region in back.regions:
        x, y = shapes[region.shapes[0]].label_at or region.at
        for sign in (-1, 1):
            region_at_point = page.evaluate(
                "([x, y]) => document.elementFromPoint(x, y)?.closest('a')?.dataset.region",
                [200 + sign * x, y],
            )
            assert region_at_point == region.id


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda d: d["regions"][0].update(shapes=["no-such"]), "there is no shape 'no-such'"),
        (lambda d: d["regions"][0].update(shapes=["external-oblique"]), "is background"),
        (lambda d: d["regions"][0].update(number=2), "the same number"),
        (lambda d: d["muscles"][0].update(other_half="no-such"), "there is no shape 'no-such'"),
        (lambda d: d["muscles"].append(d["muscles"][0]), "the same id"),
        (lambda d: d.update(width="nan"), "width"),
        (lambda d: d["front"][0].update(style="glitter"), "style"),
    ],
)
def test_a_map_that_cannot_be_drawn_is_rejected(change: Any, message: str) -> None:
    changed = data("back")
    change(changed)
    with pytest.raises(ValidationError, match=re.escape(message)):
        BodyMap.model_validate(changed)


def test_the_alternative_text_names_the_highlighted_muscles() -> None:
    assert (
        body_map_alt("A back", ["Piriformis", "Trapezius"], str, "en-GB")
        == "A back. Coloured in: Piriformis, Trapezius."
    )
    assert body_map_alt("A back", [], str, "en-GB") == "A back."
