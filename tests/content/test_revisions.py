# SPDX-License-Identifier: MIT
"""The hash of words, and the dates that are recorded for them."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING

import pytest

from generator.content.library import Library
from generator.content.load import load
from generator.content.records import recorded
from generator.content.revisions import as_yaml, differences, left_over, renewed, time_of
from generator.content.words_hash import wording
from generator.hosts.record_commands import sign
from tests.tools import EXAMPLES

if TYPE_CHECKING:
    from pathlib import Path

QUIZ = "content/quizzes/slow-glide.yml"
SIGNS = "content/warning-signs.yml"
UK, US = "content/regions/uk.yml", "content/regions/us.yml"
QUESTION, OTHER = "slow-glide-stop", "slow-glide-neck"
BETWEEN = "        feedback: Yes. You may say it at any time.\n      - text: Hold your breath\n"
"""The lines between the end of the first option and that of the second one's text."""
STEM = "It begins to hurt. What do you do?"
MONDAY, TUESDAY = dt.date(2026, 11, 30), dt.date(2026, 12, 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small content set, with a second region."""
    shutil.copytree(EXAMPLES / "neck-and-shoulder" / "content", tmp_path / "content")
    text = (tmp_path / UK).read_text("utf-8")
    (tmp_path / US).write_text(f"{text}spelling: {{breath: braeth}}\n".replace('"999"', '"911"'), "utf-8")
    return tmp_path


def opened(folder: Path) -> Library:
    content, problems = load(folder / "content")
    assert problems == []
    return Library(content)


def edit(folder: Path, file: str, old: str, new: str) -> Library:
    """The content after a change of a file."""
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), "utf-8")
    return opened(folder)


def record(folder: Path, day: dt.date) -> Library:
    """The content after `unknot revise`."""
    library = opened(folder)
    (folder / "content/revisions.yml").write_text(as_yaml(renewed(library, day)), "utf-8")
    return opened(folder)


def hashes(library: Library) -> dict[str, str]:
    """The hash of the question in each region."""
    question = library.bank[QUESTION]
    return {id_: wording(library, region, question) for id_, region in library.regions.items()}


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (QUIZ, f"stem: {STEM}", f"stem: >-\n      {STEM[:18]}\n\n\n     {STEM[18:]}"),
        (QUIZ, "stem: It begins to hurt.", "# a comment\n    stem:   It begins to *hurt*."),
        (QUIZ, 'text: Say "stop"', "text: 'Say “stop”'"),
        (QUIZ, "feedback: No. Say so", "feedback: No. [Say so][techniques/slow-glide]"),
        (QUIZ, "bloom: apply\n    tags: [comfort]", "tags:\n      - comfort\n    bloom: apply"),
        (QUIZ, "checked: 2026-11-23", "reviewer: A person\nchecked: 2026-11-25"),
        (QUIZ, "bloom: apply", "bloom: apply\n    waive: {option-count: Three are enough here.}"),
        (QUIZ, "The front of the neck", "The other question"),
        (SIGNS, 'strip: "[chest pain', 'strip: "[a pain in the chest'),
    ],
)  # fmt: skip
def test_the_hash_is_of_the_words_only(folder: Path, file: str, old: str, new: str) -> None:
    before = hashes(opened(folder))
    assert hashes(edit(folder, file, old, new)) == before


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (QUIZ, "It begins to hurt.", "It starts to hurt."),
        (QUIZ, "text: Wait until", "text: wait until"),
        (QUIZ, f"        correct: true\n{BETWEEN}", f"{BETWEEN}        correct: true\n"),
        (QUIZ, "feedback: No. Say so", "feedback: No. Do say so"),
        (QUIZ, "[@cambron-2007]", "[@posadzki-2013]"),
        (QUIZ, "tags: [comfort]", "tags: [comfort, pain]"),
        ("content/sources.yml", "Side-effects", "Other effects"),
    ],
)
def test_the_hash_covers_all_that_a_copy_of_a_question_says(
    folder: Path, file: str, old: str, new: str
) -> None:
    before = hashes(opened(folder))
    after = hashes(edit(folder, file, old, new))
    assert [id_ for id_ in before if after[id_] == before[id_]] == []


def test_each_region_has_a_hash_of_its_own(folder: Path) -> None:
    edit(folder, QUIZ, "It begins to hurt.", "It begins to hurt. You ring {emergency_number}.")
    before = hashes(opened(folder))
    assert before["uk"] != before["us"]
    renumbered = hashes(edit(folder, US, '"911"', '"912"'))
    assert (renumbered["uk"], renumbered["us"] != before["us"]) == (before["uk"], True)
    respelt = hashes(edit(folder, US, "braeth", "breth"))
    assert (respelt["uk"], respelt["us"] != renumbered["us"]) == (before["uk"], True)


def test_what_is_written_is_read_again(folder: Path) -> None:
    library = record(folder, MONDAY)
    assert recorded(library) == renewed(library, TUESDAY)
    assert [*differences(library, library.regions), *left_over(library)] == []
    first = (folder / "content/revisions.yml").read_bytes()
    record(folder, TUESDAY)
    assert (folder / "content/revisions.yml").read_bytes() == first


def test_only_the_changed_question_has_a_new_date(folder: Path) -> None:
    before = recorded(record(folder, MONDAY))
    edit(folder, QUIZ, "It begins to hurt.", "It starts to hurt.")
    library = record(folder, TUESDAY)
    after = recorded(library)
    assert {id_ for id_ in after.questions if after.questions[id_] != before.questions[id_]} == {QUESTION}
    assert after.quizzes == before.quizzes
    assert after.questions[QUESTION]["uk"].date == TUESDAY
    assert after.questions[QUESTION]["uk"].number == 2


def time(library: Library, question: str = QUESTION, region: str = "uk") -> int:
    seconds = time_of(
        library, library.regions[region], library.bank[question], library.quizzes["slow-glide"]
    )
    assert seconds is not None
    return seconds


@pytest.mark.parametrize("day", [TUESDAY, MONDAY, dt.date(2020, 1, 1)])
def test_the_time_rises_with_each_change_on_any_day(folder: Path, day: dt.date) -> None:
    """Also with two changes on one day, and if the clock was put back."""
    before = record(folder, MONDAY)
    edit(folder, QUIZ, "It begins to hurt.", "It starts to hurt.")
    after = record(folder, day)
    assert time(after) > time(before)
    assert time(after, OTHER) == time(before, OTHER)
    edit(folder, QUIZ, "It starts to hurt.", "It begins to hurt.")
    assert time(record(folder, day)) > time(after)


def test_the_emergency_line_and_the_reviewer_change_all_copies(folder: Path) -> None:
    before = record(folder, MONDAY)
    edit(folder, US, "emergency_action: Call 999", "emergency_action: Call 911")
    renumbered = record(folder, MONDAY)
    assert time(renumbered, region="us") > time(before, region="us")
    assert time(renumbered) == time(before)
    edit(folder, QUIZ, "checked: 2026-11-23", "reviewer: A person\nchecked: 2026-11-25")
    named = record(folder, MONDAY)
    assert time(named) == time(before), "a name without a signature is on no copy"
    sign(named, (), "A person", MONDAY, MONDAY)
    reviewed = opened(folder)
    assert list(differences(reviewed, reviewed.regions)) == [], "signing records it"
    assert {time(reviewed, id_) > time(before, id_) for id_ in (QUESTION, OTHER)} == {True}


def test_without_a_record_there_is_no_time(folder: Path) -> None:
    (folder / "content/revisions.yml").unlink()
    library = opened(folder)
    quiz, region = library.quizzes["slow-glide"], library.regions["uk"]
    assert time_of(library, region, library.bank[QUESTION], quiz) is None


def test_what_is_gone_is_left_over_and_then_removed(folder: Path) -> None:
    record(folder, MONDAY)
    edit(folder, QUIZ, "- id: slow-glide-stop", "- id: slow-glide-halt")
    (folder / US).unlink()
    library = opened(folder)
    gone = set(left_over(library))
    assert ("questions", QUESTION) in gone
    assert ("questions", OTHER, "us") in gone
    again = record(folder, TUESDAY)
    assert list(left_over(again)) == []
    assert QUESTION not in recorded(again).questions
    assert recorded(again).questions[OTHER].keys() == {"uk"}
