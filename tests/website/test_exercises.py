# SPDX-License-Identifier: MIT
"""Exercises on pages: their drawing, their dose, and the pictures of cards and tables."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import lxml.html
import pytest
import yaml

from generator.checks import required
from generator.checks.coverage.cells import CellContext
from generator.checks.coverage.report import coverage
from generator.checks.each import all_problems
from generator.checks.pemat.rated_page import rated_page
from generator.content import doses
from generator.content.carried_parts import EXERCISE, parts_of_file
from generator.content.carriers import printed, shown_by
from generator.content.library import Library
from generator.content.load import load
from generator.content.signatures import signature
from generator.handouts.sheet.documents import document
from generator.schema.exercise import Dose
from generator.schema.self_care import SelfCare
from generator.schema.technique import Technique
from generator.website.drawing_files import drawing_path
from generator.website.pages.navigator import navigator
from generator.website.pages.pictures import render_pictures
from generator.website.pages.topics import render_topics
from tests.conftest import REPOSITORY
from tests.handouts.handouts_example import CONTENT, leaflet, site_of

if TYPE_CHECKING:
    from generator.site import Site

FIGURE = {"position": "sitting", "view": "front", "end": {"turn": 60}, "caption": "Turn."}
EXERCISED = {"figure": FIGURE, "steps": ["Turn slowly."], "dose": {"repetitions": 8, "times_a_day": 1}}


def exercised() -> Site:
    """The example, in which a technique is an exercise and has no stroke."""
    content, _ = load(CONTENT)
    data = yaml.safe_load((CONTENT / "techniques" / "still-press.yml").read_text("utf-8"))
    del data["stroke"]
    technique = Technique.model_validate(
        {**data, "id": "still-press", "exercise": EXERCISED, "warning_signs": ["fever"]}
    )
    techniques = {**content.items["techniques"], "still-press": technique}
    items = {**content.items, "techniques": techniques}
    return replace(site_of(), library=Library(replace(content, items=items)))


SITE = exercised()


def page_of(site: Site, path: str) -> lxml.html.HtmlElement:
    body: Any = next(file.content.body for file in render_topics(site) if file.path == path)
    return lxml.html.fromstring(f"<div>{body}</div>")


@pytest.mark.parametrize("path", ["techniques/still-press", "self-care/turn-gently"])
def test_a_page_shows_the_drawing_and_the_dose_of_its_exercise(path: str) -> None:
    kind, _, id_ = path.partition("/")
    page = page_of(SITE, f"{path}/index.md")
    (picture,) = page.xpath("//div[@class='opening']//picture")
    assert picture.xpath("string(.//img/@src)").endswith(drawing_path(kind, id_))
    assert picture.xpath("string(.//source/@srcset)").endswith(drawing_path(kind, id_, "moving"))
    assert "turns to the right" in picture.xpath("string(.//img/@alt)")
    topic = SITE.library.content.items[kind][id_]
    assert isinstance(topic, Technique | SelfCare)
    assert topic.exercise
    assert topic.exercise.dose
    shown = page.xpath("//dl[@class='dose']/div")
    expected = [(one.label, one.value) for one in doses.amounts(topic.exercise.dose, SITE.translations)]
    assert [(one.findtext("dt"), one.findtext("dd")) for one in shown] == expected


def test_each_drawing_that_pages_show_is_published() -> None:
    files = {file.path: file.data for file in render_pictures(SITE)}
    for kind, id_ in (
        ("techniques", "still-press"),
        ("techniques", "slow-glide"),
        ("self-care", "turn-gently"),
    ):
        for form in ("", "moving", "thumb"):
            assert files[drawing_path(kind, id_, form)].startswith(b"<svg")
    assert b"animation" in files[drawing_path("self-care", "turn-gently", "moving")]
    assert b"animation" not in files[drawing_path("self-care", "turn-gently")]


def test_an_exercise_is_there_in_place_of_the_stroke_that_a_site_asks_for() -> None:
    assert "stroke" in SITE.library.required.fields["techniques"]
    problems = all_problems(SITE.library, required.check(SITE.library))
    assert [problem for problem in problems if problem.where == "stroke"] == []


def test_the_coverage_table_says_the_dose() -> None:
    table = coverage(CellContext(SITE.library, SITE.region, SITE.translations))
    cells = {cell.text for group in table.groups for row in group.rows for cell in row.cells}
    assert "Do it 8 times. Do this once a day." in cells
    assert "figure" in cells


def test_pemat_counts_what_an_exercise_says_to_do() -> None:
    page = rated_page(SITE.library, SITE.region, SITE.translations, "techniques", "still-press")
    assert {"Turn slowly.", "Do it 8 times.", "Do this once a day."} <= set(page.actions)
    assert "Turn." in {one.title for one in page.pictures if one.to_act}
    charts = {one.title for one in page.pictures if one.is_chart}
    assert charts
    assert "Turn." not in charts


def test_another_dose_takes_the_signature_from_the_topic_and_from_tables_with_it() -> None:
    library = SITE.library
    topic = library.self_care["turn-gently"]
    assert topic.exercise
    exercise = topic.exercise.model_copy(update={"dose": Dose(repetitions=9)})
    changed = topic.model_copy(update={"exercise": exercise})
    day = topic.checked
    before, after = (signature(library, one, day) for one in (topic, changed))
    assert before.words != after.words
    assert EXERCISE in parts_of_file(topic)
    unlike = {name for name, words in before.parts.items() if words != after.parts[name]}
    assert unlike == {EXERCISE}


@pytest.mark.parametrize("blocks", [["exercises"], ["exercises", "ask-first"]])
def test_a_sheet_warns_of_all_exercises_in_its_table_once(blocks: list[str]) -> None:
    sheet = leaflet("plan", "pages/self-care", blocks=blocks, exercises=["self-care/*"], week=[])
    sections = document(SITE, sheet).data["sheets"][0]["sections"]
    topic = SITE.library.self_care["turn-gently"]
    text = str(sections)
    assert topic.warning_signs
    for sign in topic.warning_signs:
        assert text.count(f"'sign': '{sign}'") == 1
        assert ("warning-signs", sign) in printed(SITE.library, sheet)
    assert text.count("Stop if you feel dizzy, and ask your") == 1
    assert text.count("Stop when you feel dizzy.") == 1


def test_the_page_of_a_technique_shows_its_own_warning_signs() -> None:
    page = page_of(SITE, "techniques/still-press/index.md")
    section = page.xpath("//section[h2[@id='stop-if']]")[0]
    assert section.xpath(".//@data-sign") == ["fever"]
    assert section.xpath(".//p[@class='do']")
    assert ("warning-signs", "fever") in shown_by(SITE.library, SITE.library.techniques["still-press"])
    (row,) = (one for one in navigator(SITE.library).rows if one.entry.id == "still-press")
    assert row.care == "ask-first"


@pytest.mark.parametrize(
    ("path", "blocks"),
    [("techniques/still-press", ["steps"]), ("self-care/turn-gently", ["steps"])],
)
def test_a_sheet_with_an_exercise_in_words_warns_and_says_how_to_start(
    path: str, blocks: list[str]
) -> None:
    sheet = leaflet("plan", path, blocks=blocks, exercises=[], week=[])
    kind, _, id_ = path.partition("/")
    topic = SITE.library.content.items[kind][id_]
    assert isinstance(topic, Technique | SelfCare)
    text = str(document(SITE, sheet).data["sheets"][0]["sections"])
    assert "{'text': 'Start:'}" in text
    assert "{'text': 'You need:'}" in text
    for sign in topic.warning_signs:
        assert text.count(f"'sign': '{sign}'") == 1
    signs = [name for sort, name in printed(SITE.library, sheet) if sort == "warning-signs"]
    assert signs == [*topic.warning_signs]


def test_a_page_without_a_drawing_has_no_room_for_one() -> None:
    technique = SITE.library.techniques["still-press"].model_copy(update={"exercise": None})
    items = {**SITE.library.content.items}
    items["techniques"] = {**items["techniques"], "still-press": technique}
    site = replace(SITE, library=Library(replace(SITE.library.content, items=items)))
    page = page_of(site, "techniques/still-press/index.md")
    assert page.xpath("//section[@class='in-short']")
    assert not page.xpath("//div[@class='opening']")


def test_the_finder_leads_to_when_to_stop_if_nothing_else_is_to_be_read_first() -> None:
    library = Library(load(REPOSITORY / "examples" / "desk-stretches" / "content")[0])
    content = library.content
    topics = {
        id_: topic.model_copy(update={"warning_signs": ()}) for id_, topic in library.self_care.items()
    }
    bare = Library(replace(content, items={**content.items, "self-care": topics}))
    assert {row.care for row in navigator(bare).rows} == {"stop-when"}
    assert {row.care for row in navigator(library).rows} == {"stop-if"}
