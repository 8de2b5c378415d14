# SPDX-License-Identifier: MIT
"""Quiz files of a translation, from the website in all its languages: read and played by other programs."""

from __future__ import annotations

import json
import re
import sqlite3
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import lxml.etree
import pytest
from playwright.sync_api import expect

from tests.browser.test_qti_player import HOST as QTI_HOST
from tests.browser.test_qti_player import PARTS as QTI_PARTS
from tests.quizzes.exports.test_scorm import HOST, PLAYER

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.builds

QUIZ = "back-pain"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def path_of(site: Path, tag: str, ending: str) -> Path:
    """A file of the quiz in a language."""
    (path,) = (site / tag / "quizzes" / QUIZ).glob(f"*{ending}")
    return path


def unpacked(path: Path) -> dict[str, bytes]:
    with ZipFile(BytesIO(path.read_bytes())) as package:
        return {entry.filename: package.read(entry) for entry in package.infolist()}


def endings(site: Path) -> list[str]:
    names = sorted(path.name for path in (site / "quizzes" / QUIZ).iterdir() if path.is_file())
    return [name.removeprefix(QUIZ) for name in names if name.startswith(QUIZ)]


def test_each_format_is_there_in_each_language(languages_site: Path) -> None:
    formats = endings(languages_site)
    assert len(formats) > 7
    assert {tag: endings(languages_site / tag) for tag in ("es", "ar")} == {"es": formats, "ar": formats}


@pytest.mark.parametrize(("tag", "dir_"), [("es", "ltr"), ("ar", "rtl")])
def test_text_that_says_no_language_itself_has_it_marked(languages_site: Path, tag: str, dir_: str) -> None:
    mark = f'<span lang="{tag}" dir="{dir_}">'
    gift = path_of(languages_site, tag, "-gift.txt").read_text("utf-8")
    assert gift.count(mark.replace("=", "\\=")) > 20
    moodle = lxml.etree.parse(path_of(languages_site, tag, "-moodle.xml"))
    assert "".join(moodle.getroot().itertext()).count(mark) > 20
    anki = unpacked(path_of(languages_site, tag, ".apkg"))["collection.anki2"]
    with sqlite3.connect(":memory:") as connection:
        connection.deserialize(anki)
        fields = [row[0] for row in connection.execute("SELECT flds FROM notes")]
    assert fields
    assert all(mark in one for one in fields)


def test_anki_and_platforms_keep_the_languages_apart(languages_site: Path) -> None:
    """Else the quiz in one language would replace that in another."""
    guids, names = {}, {}
    for tag in ("", "es", "ar"):
        with sqlite3.connect(":memory:") as connection:
            connection.deserialize(unpacked(path_of(languages_site, tag, ".apkg"))["collection.anki2"])
            guids[tag] = {row[0] for row in connection.execute("SELECT guid FROM notes")}
        items = unpacked(path_of(languages_site, tag, "-qti-3.0.zip"))
        names[tag] = {name for name in items if name.startswith("items/")}
        data = json.loads(path_of(languages_site, tag, "-json.json").read_text("utf-8"))
        assert data["id"] == QUIZ
        assert data["language"] == (tag or "en-GB")
    for of_tag in (guids, names):
        assert of_tag[""]
        assert of_tag[""].isdisjoint(of_tag["es"])
        assert of_tag["es"].isdisjoint(of_tag["ar"])


@pytest.mark.parametrize("version", ["2.1", "3.0"])
def test_items_of_qti_name_their_language_as_xml_does(languages_site: Path, version: str) -> None:
    files = unpacked(path_of(languages_site, "ar", f"-qti-{version}.zip"))
    items = [lxml.etree.fromstring(data) for name, data in files.items() if name.startswith("items/")]
    assert items
    for item in items:
        assert item.get(XML_LANG) == "ar"
        marked = item.xpath("//*[local-name()='span']")
        assert marked
        assert {one.get(XML_LANG) for one in marked} == {"ar"}
        assert {one.get("dir") for one in marked} == ({None} if version == "2.1" else {"rtl"})
        assert not item.xpath("//@lang")


def test_a_spanish_quiz_is_played_and_scored(
    languages_site: Path, tmp_path: Path, serve: Callable[..., str], page: Page
) -> None:
    folder = tmp_path / "package"
    folder.mkdir()
    for name, data in unpacked(path_of(languages_site, "es", "-scorm-2004.zip")).items():
        (folder / name).write_bytes(data)
    (tmp_path / "player.js").write_bytes(PLAYER.read_bytes())
    (tmp_path / "index.html").write_text(HOST % "false", encoding="utf-8")
    page.goto(serve(tmp_path))
    page.evaluate("play()")
    frame = page.frame_locator("iframe")
    expect(frame.locator("html")).to_have_attribute("lang", "es")
    frame.get_by_role("button", name="Revisar mi respuesta").wait_for()
    while not frame.locator("[data-part=score]").is_visible():
        right = frame.locator("[data-question]:visible [data-correct] input")
        for number in range(right.count()):
            right.nth(number).check()
        frame.locator("[data-do=check]" if right.count() else "[data-do=skip]").click()
        if right.count():
            frame.locator("[data-do=next]").click()
        if (finish := frame.locator("[data-do=finish]")).is_visible():
            finish.click()
    page.evaluate("leave()")
    calls = page.evaluate("calls")
    assert [call for call in calls if call["code"] != "0" or call["answer"] == "false"] == []
    values = {call["values"][0]: call["values"][1] for call in calls if call["call"] == "SetValue"}
    assert 0 < float(values["cmi.score.scaled"]) <= 1


def test_an_arabic_question_is_shown_from_right_to_left_and_scored(
    languages_site: Path, tmp_path: Path, serve: Callable[..., str], page: Page
) -> None:
    for name, path in QTI_PARTS.items():
        (tmp_path / name).write_bytes(path.read_bytes())
    (tmp_path / "index.html").write_text(QTI_HOST, encoding="utf-8")
    page.goto(serve(tmp_path))
    files = unpacked(path_of(languages_site, "ar", "-qti-3.0.zip"))
    xml = next(
        data.decode()
        for name, data in files.items()
        if name.startswith("items/") and 'max-choices="1"' in data.decode()
    )
    page.evaluate("([xml, guid]) => load(xml, guid)", [xml, "one"])
    words = page.locator("span[dir=rtl]").first
    assert words.evaluate("one => getComputedStyle(one).direction") == "rtl"
    right = re.findall(r"<qti-correct-response>\s*<qti-value>(\w+)<", xml)
    page.locator(f"[data-identifier='{right[0]}']").click()
    outcomes = page.evaluate("end()")["state"]["outcomeVariables"]
    assert [float(one["value"]) for one in outcomes if one["identifier"] == "SCORE"] == [1]
