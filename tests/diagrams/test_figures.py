# SPDX-License-Identifier: MIT
"""Figures: each exercise of `figures/` is its golden picture, and any posture gives a whole, grounded body.

After an intended change run `pytest tests/diagrams/test_figures.py --update-golden`, and look at them.
"""

from __future__ import annotations

import io
import itertools
import math
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops
from pydantic import ValidationError

from generator.content.schema_problems import schema_problems
from generator.content.yaml_file import parse
from generator.diagrams import figure_arrow
from generator.diagrams.contacts import contacts, lowest
from generator.diagrams.figure_words import figure_alt
from generator.diagrams.figures import FigureForm, figure_svg
from generator.diagrams.settle import settled
from generator.diagrams.skeleton import FOREARM, SHANK, THIGH, UPPER_ARM
from generator.schema.figure import HIDDEN, PROPS, VIEWS, Figure, Follow, Prop, View
from generator.schema.kinds import Kind
from generator.schema.posture import SIDES, BasePosition, Limbs, Posture, resolve
from tests.diagrams.drawings import SVG, ends, parsed, view_box

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from generator.diagrams.skeleton import Skeleton

FIGURES = Path(__file__).parent / "figures"
CASES = sorted(path.stem for path in FIGURES.glob("*.yml"))


@cache
def case(name: str) -> Figure:
    data, problems = parse((FIGURES / f"{name}.yml").read_text(encoding="utf-8"), name)
    assert problems == []
    return Figure.model_validate(data)


@cache
def picture(name: str, form: FigureForm = FigureForm.FULL) -> str:
    return svg(case(name), form)


@cache
def way(name: str) -> list[Skeleton]:
    return figure_arrow.postures(case(name))


def figure(**data: Any) -> Figure:
    return Figure.model_validate({"position": "standing", "caption": "A caption.", **data})


def svg(drawn: Figure, form: FigureForm = FigureForm.FULL) -> str:
    return figure_svg(drawn, form=form, alt=figure_alt(drawn, str))


# --- all that is valid -----------------------------------------------------------------------------


def angles_of(model: type[Limbs], hidden: frozenset[str]) -> st.SearchStrategy[dict[str, Any]]:
    """Any angles that a posture may have."""
    joints: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        limits = {type(m).__name__: m for m in field.metadata}
        if limits and name not in hidden:
            joints[name] = st.integers(limits["Ge"].ge, limits["Le"].le)
    return st.fixed_dictionaries({}, optional=joints)


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    position = draw(st.sampled_from(BasePosition))
    view = draw(st.sampled_from(VIEWS[position]))
    suitable = [prop for prop, positions in PROPS.items() if position in positions]
    data: dict[str, Any] = {
        "position": position,
        "view": view,
        "prop": draw(st.sampled_from([None, *suitable])),
    }
    for name in ("start", "end"):
        posture = draw(angles_of(Posture, HIDDEN[view]))
        data[name] = {
            **posture,
            "left": draw(angles_of(Limbs, HIDDEN[view])),
            "right": draw(angles_of(Limbs, HIDDEN[view])),
        }
    # something visible must move
    data["end"]["turn"] = data["start"].get("turn", 0) + (1 if data["start"].get("turn", 0) < 80 else -1)
    data["follow"] = draw(st.lists(st.sampled_from(Follow), max_size=2))
    return Figure.model_validate({**data, "caption": "A caption."})


@given(figures(), st.sampled_from(FigureForm))
@settings(max_examples=10)
def test_the_picture_of_any_figure_is_inside_its_view_box(drawn: Figure, form: FigureForm) -> None:
    root = parsed(svg(drawn, form))
    left, top, right, bottom = view_box(root)
    assert (right - left, bottom - top) == form.value
    points = ends(root, masked=False)
    assert len(points) > 300
    for x, y in points:
        assert left <= x <= right
        assert top <= y <= bottom


@given(figures())
@settings(max_examples=10)
def test_the_limbs_of_any_figure_stay_attached_and_keep_their_length(drawn: Figure) -> None:
    for body in figure_arrow.postures(drawn):
        for side in SIDES:
            upper, fore, hand = (bone.at for bone in body.arms[side])
            thigh, shank, foot, _ = (bone.at for bone in body.legs[side])
            assert math.dist(upper, fore) == pytest.approx(UPPER_ARM)
            assert math.dist(fore, hand) == pytest.approx(FOREARM)
            assert math.dist(thigh, shank) == pytest.approx(THIGH)
            assert math.dist(shank, foot) == pytest.approx(SHANK)
        hips = [body.legs[side][0].at for side in SIDES]
        middle = tuple((a + b) / 2 for a, b in zip(*hips, strict=True))
        assert math.dist(middle, body.pelvis.at) == pytest.approx(0, abs=1e-6)
        assert math.dist(body.neck[-1].place(0, 3.2), body.head.at) == pytest.approx(0, abs=1e-6)


@given(figures())
@settings(max_examples=10)
def test_any_figure_touches_what_it_is_on(drawn: Figure) -> None:
    for angles in (drawn.start_angles, drawn.end_angles):
        body = settled(drawn.position, angles)
        supports = {
            BasePosition.STANDING: (),
            BasePosition.SITTING: (),
            BasePosition.KNEELING: (),
            BasePosition.ON_SIDE: (),
            BasePosition.ALL_FOURS: (),
            BasePosition.ON_BACK: ("seat", "back", "heel", "toes", "ball"),
            BasePosition.FACE_DOWN: ("belly", "breast", "waist", "knee", "wrist", "elbow", "toes", "ball"),
        }[drawn.position]
        if drawn.position is BasePosition.SITTING:
            assert body.pelvis.at[1] > 0
            assert lowest(body, "heel", "ball", "toes") >= -0.01
        else:
            assert lowest(body, *supports) == pytest.approx(0, abs=0.3)


# --- the cases -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CASES)
def test_a_figure_is_its_golden_picture_and_text(name: str, *, update_golden: bool) -> None:
    drawn = case(name)
    for suffix, made in ((".svg", picture(name)), (".txt", figure_alt(drawn, str))):
        golden = FIGURES / f"{name}{suffix}"
        if update_golden:
            golden.write_text(f"{made}\n", encoding="utf-8")
        assert f"{made}\n" == golden.read_text(encoding="utf-8")


def test_all_positions_views_and_props_are_in_a_case() -> None:
    cases = [case(name) for name in CASES]
    assert {drawn.position for drawn in cases} == set(BasePosition)
    assert {drawn.view for drawn in cases} == set(View)
    assert {drawn.prop for drawn in cases} == {None, *Prop}


def test_all_cases_have_a_small_picture_and_texts_of_their_own() -> None:
    cases = [case(name) for name in CASES]
    for form in FigureForm:
        pictures = {picture(name, form) for name in CASES}
        assert len(pictures) == len(cases)
        for drawing in pictures:
            parsed(drawing)
    assert len({figure_alt(drawn, str) for drawn in cases}) == len(cases)


@pytest.mark.parametrize("name", CASES)
def test_feet_that_bear_weight_are_on_the_floor_in_both_postures(name: str) -> None:
    """At both ends something holds the figure that is not its trunk alone, and nothing is in the floor."""
    drawn = case(name)
    bodies = way(name)
    for body in (bodies[0], bodies[-1]):
        assert all(at[1] - radius > -2.6 for _, at, radius in contacts(body))
        if drawn.position is BasePosition.STANDING:
            assert min(lowest(body, f"{side} heel", f"{side} ball", f"{side} toes") for side in SIDES) < 0.1


def test_feet_on_the_mat_stay_in_place_while_the_pelvis_tilts() -> None:
    for side in SIDES:
        ankles = [body.legs[side][2].at for body in way("pelvic-tilt")]
        assert all(math.dist(ankle, ankles[0]) < 0.1 for ankle in ankles)


def test_hands_and_knees_stay_in_place_while_the_trunk_rounds() -> None:
    bodies = way("cat-camel")
    for side in SIDES:
        for place in ([b.arms[side][2].at for b in bodies], [b.legs[side][1].at for b in bodies]):
            assert all(math.dist(at, place[0]) < 0.3 for at in place)
    height = [body.spine[3].at[1] for body in bodies]
    assert height[-1] > height[0] + 4


def test_each_joint_that_a_view_shows_changes_picture_and_text() -> None:
    for view, position in (
        (View.SIDE, "standing"),
        (View.FRONT, "standing"),
        (View.ABOVE, "lying-on-back"),
    ):
        joints = [j for j in Posture.model_fields if j not in HIDDEN[view] and j not in SIDES]
        start = {"elbow": 30, "hip": 20, "knee": 40}
        drawn = [
            figure(position=position, view=view, start=start, end={joint: start.get(joint, 0) + 25})
            for joint in joints
        ]
        assert len({svg(d) for d in drawn}) == len(joints)
        assert len({figure_alt(d, str) for d in drawn}) == len(joints)


@pytest.mark.parametrize("panel", ["#fbf1ea", "#251b18", "#fff"])
def test_cases_differ_in_greyscale_at_forty_millimetres(panel: str, browser: Browser) -> None:
    """Readers can tell them apart without a caption, in black and white, in a column 40 mm wide."""
    width, height = 151, 123
    page = browser.new_page(viewport={"width": width, "height": height})
    shots = []
    for name in CASES:
        page.set_content(f"<body style='margin:0;background:{panel}'>{picture(name)}</body>")
        page.eval_on_selector(
            "svg",
            f"svg => {{ svg.setAttribute('width', {width}); svg.setAttribute('height', {height}); }}",
        )
        shots.append(Image.open(io.BytesIO(page.screenshot())).convert("L"))
    page.close()
    for one, other in itertools.combinations(shots, 2):
        changed = sum(ImageChops.difference(one, other).histogram()[40:])
        assert changed > 0.05 * width * height


# --- animation and words ---------------------------------------------------------------------------


def test_the_animation_respects_reduced_motion_and_ends_within_five_seconds() -> None:
    """WCAG 2.2, 2.2.2: what moves by itself stops within five seconds."""
    drawn = case("bird-dog")
    moving = parsed(figure_svg(drawn, form=FigureForm.FULL, alt="x", still=False))
    style = moving.findtext(f"{SVG}style")
    assert style
    assert style.startswith("@media screen and (prefers-reduced-motion:no-preference){")
    times = re.findall(r"\.(m\d)\{animation:\1 ([\d.]+)s ease-in-out (\d+)}", style)
    assert [name for name, _, _ in times] == ["m0", "m1"]
    assert all(float(seconds) * int(count) < 5 for _, seconds, count in times)
    assert {e.get("class") for e in moving.iter() if e.get("class")} == {"m0", "m1"}
    assert "<style" not in svg(drawn)
    assert "<style" not in figure_svg(drawn, form=FigureForm.THUMBNAIL, alt="x", still=False)


@given(figures())
@settings(max_examples=10)
def test_alternative_texts_are_short_whole_sentences(drawn: Figure) -> None:
    text = figure_alt(drawn, str)
    assert re.fullmatch(r"((Start: |Movement: )?[A-Z][^.:{}]*\. ?)+", text)
    assert "Movement: " in text
    assert max(len(sentence.split()) for sentence in text.split(".")) <= 20
    assert len(text.split()) <= 120


def test_alternative_texts_go_through_gettext() -> None:
    def in_capitals(words: str) -> str:
        return re.sub(r"\{\w+\}", lambda name: name[0].lower(), words.upper())

    for name in CASES:
        text = figure_alt(case(name), in_capitals)
        assert text == text.upper()


def test_the_alternative_text_of_one_figure() -> None:
    """The complete text, so that a change of wording shows."""
    assert figure_alt(case("straight-leg-raise"), str) == (
        "A person lies face up on a mat. The view is from the side. "
        "Start: The left thigh moves towards the belly by 45 degrees. The left knee bends by 90 degrees. "
        "Movement: The right thigh moves towards the belly by 55 degrees. "
        "The right foot bends up by 25 degrees."
    )


# --- mistakes --------------------------------------------------------------------------------------

KIND = Kind("figures", Figure, folder=True)
MISTAKES = {
    "end:\n  turn: 200\n": "4:9: end.turn: expected at most 80, not 200",
    "end:\n  turn: much\n": "4:9: end.turn: expected a whole number, not 'much'",
    "end:\n  trun: 20\n": "4:3: end.trun: unknown field; did you mean 'turn'?",
    "end:\n  left:\n    knee: -5\n": "5:11: end.left.knee: expected at least 0, not -5",
    "end:\n  neck: 20\n": (
        "4:3: end: `neck` cannot be seen from the front; take another view, or leave it out"
    ),
    "end:\n  shrug: 0\n": "1:1: : `end` is the same posture as `start`; name a joint that moves",
    "prop: step\nend:\n  turn: 3\n": "3:7: prop: a step is drawn with standing, not with sitting",
    "prop: rope\nend:\n  turn: 3\n": (
        "3:7: prop: expected 'chair', 'wall', 'desk', 'step', 'ball' or 'band', not 'rope'"
    ),
    "start:\n  turn: 3\n": "1:1: end: required field is missing",
}


@pytest.mark.parametrize("text", MISTAKES)
def test_mistakes_are_reported_where_they_are(text: str) -> None:
    text_of_file = f"position: sitting\nview: front\n{text}caption: A caption.\n"
    assert [*problems_in(text_of_file)] == [MISTAKES[text]]


def test_a_view_must_suit_the_position() -> None:
    text = "position: all-fours\nview: front\nend:\n  turn: 3\ncaption: A caption.\n"
    assert [*problems_in(text)] == ["2:7: view: all-fours is drawn from side, not from front"]


def problems_in(text: str) -> Iterator[str]:
    data, problems = parse(text, "file.yml")
    assert problems == []
    with pytest.raises(ValidationError) as error:
        Figure.model_validate(data)
    for p in schema_problems(error.value, data, text, "file.yml", KIND):
        yield f"{p.line}:{p.column}: {p.where}: {p.message}"


def test_a_posture_changes_only_the_joints_that_it_names() -> None:
    base = resolve(BasePosition.SITTING)
    changed = resolve(BasePosition.SITTING, Posture(hip=70, left=Limbs(hip=100)))
    assert {joint for joint in base if changed[joint] != base[joint]} == {"left hip", "right hip"}
    assert (changed["left hip"], changed["right hip"]) == (100, 70)
