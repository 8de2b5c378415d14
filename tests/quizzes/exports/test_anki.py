# The Anki package: imported with Anki itself, and read as an SQLite database.

from __future__ import annotations

import datetime as dt
import hashlib
import html
import re
import shutil
import sqlite3
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from generator.content.library import Library
from generator.content.load import load
from generator.content.localise import localise
from generator.content.revisions import as_yaml, renewed
from generator.quizzes import TEMPLATES
from generator.quizzes.exports import anki
from generator.quizzes.exports.registry import render_exports
from generator.settings.settings import Settings
from generator.site import Site
from tests.handouts.handouts_example import REAL_CONTENT, site_of
from tests.quizzes.exports.exports_example import NAME, ODD, ODD_WORD, PAIRS, QUESTIONS, exported
from tests.quizzes.exports.test_formats import EMERGENCY, NOT_CHECKED
from tests.quizzes.quizzes_example import BASE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anki.collection import ImportLogWithChanges
    from anki.notes import NoteId


GUID_OF_THIRDS = "mui2KI<]&H"
"""The value in the first release. If it changed, learners would get every card twice."""


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    empty = Collection(str(tmp_path / "collection.anki2"))
    yield empty
    empty.close()


def imported(collection: Collection, package: bytes, folder: Path) -> ImportLogWithChanges.Log:
    path = folder / "quiz.apkg"
    path.write_bytes(package)
    options = ImportAnkiPackageOptions()
    return collection.import_anki_package(
        ImportAnkiPackageRequest(package_path=str(path), options=options)
    ).log


def plain(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


def test_a_second_import_adds_nothing(collection: Collection, tmp_path: Path) -> None:
    first = imported(collection, exported("anki"), tmp_path)
    assert (len(first.new), first.found_notes) == (len(QUESTIONS), len(QUESTIONS))
    again = imported(collection, exported("anki"), tmp_path)
    assert (len(again.new), len(again.updated), len(again.duplicate)) == (0, 0, len(QUESTIONS))
    assert collection.note_count() == collection.card_count() == len(QUESTIONS)


def test_a_later_import_updates_the_cards(collection: Collection, tmp_path: Path) -> None:
    imported(collection, exported("anki"), tmp_path)
    later = exported("anki", checked="2027-01-05", reviewer="A Person, physician")
    log = imported(collection, later, tmp_path)
    assert (len(log.new), len(log.updated)) == (0, len(QUESTIONS))
    [note] = [collection.get_note(id_) for id_ in collection.find_notes("tag:metal Question:*three*")]
    assert "Checked by A Person, physician." in note["About"]


def test_a_card_shows_question_answer_and_notice(collection: Collection, tmp_path: Path) -> None:
    imported(collection, exported("anki"), tmp_path)
    names = {deck.name for deck in collection.decks.all_names_and_ids()}
    assert names >= {'House/Home::Odd & "ends" / 1'}
    card = collection.get_card(max(collection.find_cards("tag:odd")))
    assert f"Odd: {ODD}" in plain(card.question())
    assert EMERGENCY not in plain(card.question())
    back = plain(card.answer())
    assert f"Right: {ODD}" in back
    assert "Not right: %100%weight" in back
    assert f"Because {ODD}" in back
    assert EMERGENCY in back
    assert NOT_CHECKED in back
    assert f"https://unknot.example/quizzes/{NAME}/" in back


def front_and_back(collection: Collection, question: str) -> tuple[str, str]:
    """Front and back of the card whose question begins so, as Anki shows them, without markup."""
    [id_] = collection.find_cards(f'"Question:{question}*"')
    card = collection.get_card(id_)
    return plain(card.question()), plain(card.answer())


def test_a_matching_card_lists_both_sides_and_pairs_them_on_its_back(
    collection: Collection, tmp_path: Path
) -> None:
    imported(collection, exported("anki"), tmp_path)
    front, back = front_and_back(collection, "Match")
    for item, match in PAIRS.items():
        assert item in front
        assert match in front
        assert f"{item} → {match}" not in front
        assert f"{item} → {match}" in back
    assert "Flies" in front
    assert f"Pair: {ODD}" in back


def test_an_ordering_card_shows_the_order_only_on_its_back(collection: Collection, tmp_path: Path) -> None:
    imported(collection, exported("anki"), tmp_path)
    front, back = front_and_back(collection, "Order")
    assert front.strip().endswith(f"{ODD}SleepWake")
    places = [back.index(one) for one in ("1. Wake", f"2. {ODD}", "3. Sleep", f"Step: {ODD}")]
    assert places[0] < places[1] < places[2]


def test_a_short_answer_card_shows_all_accepted_answers(collection: Collection, tmp_path: Path) -> None:
    imported(collection, exported("anki"), tmp_path)
    front, back = front_and_back(collection, "Word")
    assert ODD_WORD not in front
    assert f"Horse's tail / {ODD_WORD} / x-ray / Ménière / -1.5 Knew it: {ODD}" in back
    assert f"Did not: {ODD}" in back


def notes() -> list[tuple[str, str, str]]:
    """GUID, tags and fields of each note, read without Anki."""
    with ZipFile(BytesIO(exported("anki"))) as package, closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(package.read("collection.anki2"))
        return list(database.execute("SELECT guid, tags, flds FROM notes ORDER BY id"))


def test_notes_have_tags_sources_and_unique_ids() -> None:
    all_notes = notes()
    assert len({guid for guid, _, _ in all_notes}) == len(QUESTIONS)
    guid, tags, fields = all_notes[0]
    assert tags.split() == ["water", "metal", "bloom-apply"]
    assert fields.split("\x1f")[4].count("<p>Source: ") == 2
    assert guid == GUID_OF_THIRDS


def test_the_archive_has_the_date_of_the_content() -> None:
    with ZipFile(BytesIO(exported("anki"))) as package:
        assert {entry.date_time[:3] for entry in package.infolist()} == {(2026, 11, 24)}
        assert package.testzip() is None


def test_a_quiz_that_draws_from_others_has_its_own_cards(collection: Collection, tmp_path: Path) -> None:
    """Otherwise its cards would be missing in one of the decks."""
    site = site_of(root=REAL_CONTENT)
    (drawn,) = [quiz for quiz in site.library.quizzes.values() if quiz.draw]
    others = [quiz for quiz in site.library.quizzes.values() if not quiz.draw]
    files = {file.path: file.data for file in render_exports(site) if file.path.endswith(".apkg")}
    for quiz in (*others, drawn):
        count = len(site.library.questions_of(quiz))
        log = imported(collection, files[f"quizzes/{quiz.id}/{quiz.id}-anki.apkg"], tmp_path)
        assert (len(log.new), len(log.duplicate)) == (count, 0), quiz.id


# --- what a later import changes

DAY = dt.date(2026, 11, 30)
QUIZZES = ("slow-glide", "still-press")


def packages(content: Path, day: dt.date) -> dict[str, bytes]:
    """Both decks of the small content set, after `unknot revise` on a day."""
    loaded, problems = load(content)
    assert problems == []
    revisions = as_yaml(renewed(Library(loaded), day))
    (content / "revisions.yml").write_text(revisions, encoding="utf-8")
    site = Site(
        Library(localise(load(content)[0], "uk")),
        Settings(site_name="Neck", site_url="https://unknot.example/", version="1"),
    )
    files = {file.path: file for file in render_exports(site)}
    return {quiz: files[f"quizzes/{quiz}/{quiz}-anki.apkg"].data for quiz in QUIZZES}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the small content set."""
    return Path(shutil.copytree(BASE, tmp_path / "content"))


def rewrite(content: Path, file: str, old: str, new: str) -> None:
    text = (content / file).read_text(encoding="utf-8")
    assert old in text
    (content / file).write_text(text.replace(old, new), encoding="utf-8")


def notes_of(collection: Collection) -> dict[NoteId, tuple[int, list[str]]]:
    """Every note's time and fields."""
    return {id_: ((note := collection.get_note(id_)).mod, note.fields) for id_ in collection.find_notes("")}


@pytest.mark.parametrize("later", [DAY, DAY + dt.timedelta(days=1)])
def test_a_later_import_changes_the_reworded_note_and_no_other(
    collection: Collection, content: Path, tmp_path: Path, later: dt.date
) -> None:
    """Also if another file was checked later, and if the note was recorded twice on one day."""
    for package in packages(content, DAY).values():
        imported(collection, package, tmp_path)
    before = notes_of(collection)
    rewrite(content, "quizzes/slow-glide.yml", "It begins to hurt.", "It starts to hurt.")
    rewrite(content, "muscles/trapezius.yml", "checked: 2026-11-23", "checked: 2027-10-01")
    logs = [imported(collection, package, tmp_path) for package in packages(content, later).values()]
    assert [(len(log.new), len(log.updated)) for log in logs] == [(0, 1), (0, 0)]
    changed = {id_: note for id_, note in notes_of(collection).items() if note != before[id_]}
    ((seconds, fields),) = changed.values()
    assert fields[0] == "It starts to hurt. What do you do?"
    assert seconds > max(time for time, _ in before.values())


def test_a_later_date_alone_changes_no_note_and_no_look(
    collection: Collection, content: Path, tmp_path: Path
) -> None:
    """What learners have changed in the look of their cards stays."""
    for package in packages(content, DAY).values():
        imported(collection, package, tmp_path)
    before = notes_of(collection)
    (note_type,) = [one for one in collection.models.all() if one["name"].startswith("Unknot")]
    note_type["css"] = ".card { color: green }"
    collection.models.update_dict(note_type)
    for path in (content / "quizzes").iterdir():
        rewrite(content, f"quizzes/{path.name}", "checked: 2026-11-23", "checked: 2027-10-01")
    for package in packages(content, DAY + dt.timedelta(days=300)).values():
        assert len(imported(collection, package, tmp_path).updated) == 0
    assert notes_of(collection) == before
    (kept,) = [one for one in collection.models.all() if one["name"].startswith("Unknot")]
    assert kept["css"] == ".card { color: green }"


def test_new_emergency_words_reach_every_card(
    collection: Collection, content: Path, tmp_path: Path
) -> None:
    for package in packages(content, DAY).values():
        imported(collection, package, tmp_path)
    rewrite(content, "warning-signs.yml", 'strip: "[chest pain', 'strip: "[a bad pain in the chest')
    for package in packages(content, DAY).values():
        log = imported(collection, package, tmp_path)
        assert len(log.updated) == log.found_notes
    assert all("a bad pain in the chest" in fields[5] for _, fields in notes_of(collection).values())


def test_the_note_type_is_newer_whenever_its_templates_are() -> None:
    """If it fails, a template or the style has changed: raise `_NOTE_TYPE_TIME` and write the hash here."""
    names = ("anki-front.html", "anki-back.html", "anki.css")
    texts = [(TEMPLATES / "exports" / name).read_bytes() for name in names]
    assert (anki._NOTE_TYPE_TIME, hashlib.sha256(b"".join(texts)).hexdigest()[:16]) == (  # noqa: SLF001
        1_795_824_000,
        "ab9fe5aaf5247795",
    )
