# Anki `.apkg`: a ZIP file with an SQLite collection in schema 11, which every Anki since 2.1 imports.
# https://docs.ankiweb.net/importing/packaged-decks.html
#
# Anki identifies a note by its GUID, which is derived from the question's id, so importing the deck again
# updates the note. It does so only if the note in the file is newer than the learner's, so a note's time is
# that of the last change of its own words, which `revisions.yml` records. The note type has a time of its
# own, too: with a newer one, Anki undoes what learners have changed in the look of their cards. Ids of
# decks, note types and rows are derived from hashes, not from a clock.

from __future__ import annotations

import hashlib
import itertools
import json
from contextlib import closing
from typing import TYPE_CHECKING

from generator.content.revisions import time_of
from generator.memo import once_per_object
from generator.output.zip_file import archive
from generator.quizzes import TEMPLATES
from generator.quizzes.exports.assessment import paragraphs
from generator.quizzes.exports.format import Export
from generator.quizzes.exports.item import ChoiceItem, ItemWords, OrderItem, RowsItem, with_label
from generator.website.downloads import N_

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    import genanki

    from generator.quizzes.exports.assessment import Assessment
    from generator.quizzes.exports.item import Item
    from generator.site import Site

_FIELDS = ("Question", "Choices", "Answer", "Reason", "Sources", "About")
_NOTE_TYPE = "Unknot question 1"
"""Raise the number when the fields change: Anki cannot merge note types with different fields."""
_NOTE_TYPE_TIME = 1_795_824_000
"""28 November 2026, in seconds since 1970: when the note type's templates and style last changed."""
_DAY = 86_400_000
"""In milliseconds."""


def render(assessment: Assessment) -> bytes:
    """Write a quiz as an Anki deck."""
    import sqlite3  # noqa: PLC0415 - most builds write no new deck

    with closing(sqlite3.connect(":memory:")) as connection:
        _fill(connection, assessment)
        collection = connection.serialize()
    return archive({"collection.anki2": collection, "media": json.dumps({}).encode()}, assessment.date)


def _fill(connection: sqlite3.Connection, assessment: Assessment) -> None:
    import genanki  # noqa: PLC0415 - as above

    # Row ids are times in milliseconds; the offset keeps those of different quizzes apart.
    first = assessment.site.library.newest * 1000 + _number(assessment.id) % _DAY
    genanki.Package(_deck(assessment)).write_to_db(
        connection.cursor(), _NOTE_TYPE_TIME, itertools.count(first)
    )
    times = [(_time(assessment, item), _guid(assessment, item)) for item in assessment.items]
    connection.executemany("UPDATE notes SET mod = ? WHERE guid = ?", times)
    connection.execute("UPDATE cards SET mod = (SELECT mod FROM notes WHERE notes.id = cards.nid)")
    connection.commit()


def _time(assessment: Assessment, item: Item) -> int:
    """When the words of a note last changed; without a record, as in a draft, the content's newest date."""
    library = assessment.site.library
    if assessment.site.language:  # nothing records when a translation has changed
        return library.newest
    recorded = time_of(library, assessment.site.region, library.bank[item.id], assessment.quiz)
    return library.newest if recorded is None else recorded


def _guid(assessment: Assessment, item: Item) -> str:
    # A quiz that draws questions from others needs notes of its own: Anki keeps each card in one deck.
    scope = ("unknot", assessment.id) if assessment.quiz.draw else ("unknot",)
    import genanki  # noqa: PLC0415 - as above

    guid: str = genanki.guid_for(*scope, item.id)
    return guid


def _deck(assessment: Assessment) -> genanki.Deck:
    import genanki  # noqa: PLC0415 - as above

    names = (assessment.site.settings.site_name, assessment.title)
    about = paragraphs((assessment.intro, *assessment.notice))
    deck = genanki.Deck(_number(f"deck {assessment.id}"), "::".join(map(_deck_name, names)), about)
    model = _model(assessment.site)
    for item in assessment.items:
        note = genanki.Note(model, _fields(assessment, item), guid=_guid(assessment, item))
        note.tags = list(item.labels)
        deck.add_note(note)
    return deck


@once_per_object
def _model(_: Site) -> genanki.Model:
    """The note type, shared by all decks of a site."""
    import genanki  # noqa: PLC0415 - as above

    card = {
        "name": "Card",
        "qfmt": _template("anki-front.html"),
        "afmt": _template("anki-back.html"),
    }
    fields = [{"name": name} for name in _FIELDS]
    return genanki.Model(_number(_NOTE_TYPE), _NOTE_TYPE, fields, [card], _template("anki.css"))


def _fields(assessment: Assessment, item: Item) -> list[str]:
    reason = [item.explanation, *([item.read_on] if item.guide else [])]
    return [
        item.stem.html,
        _front_lists(item),
        _answer(assessment, item),
        paragraphs(reason),
        paragraphs(item.references),
        paragraphs(assessment.notice),
    ]


def _front_lists(item: Item) -> str:
    """The lists below the question on the front of the card: choices, rows and matches, or steps."""
    match item:
        case ChoiceItem():
            return _list((choice.words for choice in item.choices), "A")
        case OrderItem():
            return _list((row.words for row in item.rows), "")
        case RowsItem():
            matches = _list((target.words for target in item.targets), "1")
            return _list((row.words for row in item.rows), "A") + matches
    return ""


def _answer(assessment: Assessment, item: Item) -> str:
    if not isinstance(item, ChoiceItem):
        return paragraphs(item.key)
    _ = assessment.site.translations.gettext
    labels = {True: ItemWords.plain(_("Right:")), False: ItemWords.plain(_("Not right:"))}
    answers = [
        ItemWords("", f"{with_label(labels[choice.correct], choice.words).html}<br>{choice.feedback.html}")
        for choice in item.choices
    ]
    return _list(answers, "A")


def _list(items: Iterable[ItemWords], type_: str) -> str:
    """A list: `type_` is the `type` attribute of `ol`, or empty for a list without numbers."""
    lines = "".join(f"<li>{item.html}</li>" for item in items)
    return f'<ol type="{type_}">{lines}</ol>' if type_ else f"<ul>{lines}</ul>"


def _deck_name(name: str) -> str:
    """A name without `::`, which separates a deck from its parent."""
    return name.replace("::", ":")


def _number(name: str) -> int:
    """An id of 31 bits, derived from a name."""
    return int.from_bytes(hashlib.sha256(f"unknot {name}".encode()).digest()[:4]) >> 1


def _template(name: str) -> str:
    return (TEMPLATES / "exports" / name).read_text(encoding="utf-8")


FORMAT = Export(
    id="anki",
    title=N_("Anki"),
    extension="apkg",
    use=N_("Flash cards to learn by heart with Anki. A later import updates those that have changed."),
    losses=(
        N_("No score and no pass mark: learners say themselves whether they knew it."),
        N_("Nothing to click, move or type: the question is read, and the answer stands on the back."),
    ),
    render=render,
)
