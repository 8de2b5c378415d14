# Anki `.apkg`: a ZIP of an SQLite collection, schema 11, which every Anki since 2.1 imports.
# https://docs.ankiweb.net/importing/packaged-decks.html
#
# A note is known by its GUID, made from the question's id, so a later import updates it. Anki does that
# only if the later file is newer: its time is that of the content. Deck, note type and row ids come from
# hashes, never from a clock.

from __future__ import annotations

import hashlib
import itertools
import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import genanki

from generator.memo import once_for_each
from generator.output.zip_file import archive
from generator.quizzes import TEMPLATES
from generator.quizzes.exports.assessment import paragraphs
from generator.quizzes.exports.format import Export
from generator.quizzes.exports.item import ChoiceItem, ItemWords, OrderItem, RowsItem, explained
from generator.website.downloads import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.quizzes.exports.assessment import Assessment
    from generator.quizzes.exports.item import Item
    from generator.site import Site

_FIELDS = ("Question", "Choices", "Answer", "Reason", "Sources", "About")
_NOTE_TYPE = "Unknot question 1"
"""Its number rises when its fields change, since Anki cannot merge two shapes of one note type."""
_DAY = 86_400_000


def render(assessment: Assessment) -> bytes:
    """A quiz as a deck."""
    with closing(sqlite3.connect(":memory:")) as connection:
        _fill(connection, assessment)
        collection = connection.serialize()
    return archive({"collection.anki2": collection, "media": json.dumps({}).encode()}, assessment.date)


def _fill(connection: sqlite3.Connection, assessment: Assessment) -> None:
    deck, seconds = _deck(assessment), assessment.site.library.newest
    # Row ids are milliseconds; those of two quizzes should not be the same.
    first = seconds * 1000 + _number(assessment.id) % _DAY
    genanki.Package(deck).write_to_db(connection.cursor(), seconds, itertools.count(first))
    connection.commit()


def _deck(assessment: Assessment) -> genanki.Deck:
    names = (assessment.site.settings.site_name, assessment.title)
    about = paragraphs((assessment.intro, *assessment.notice))
    deck = genanki.Deck(_number(f"deck {assessment.id}"), "::".join(map(_deck_name, names)), about)
    model = _model(assessment.site)
    # A quiz drawn from others has cards of its own: Anki keeps a card in one deck.
    own = ("unknot", assessment.id) if assessment.quiz.draw else ("unknot",)
    for item in assessment.items:
        note = genanki.Note(model, _fields(assessment, item), guid=genanki.guid_for(*own, item.id))
        note.tags = list(item.labels)
        deck.add_note(note)
    return deck


@once_for_each
def _model(_: Site) -> genanki.Model:
    """The note type, which is the same in all decks of a site."""
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
        _offered(item),
        _answer(assessment, item),
        paragraphs(reason),
        paragraphs(item.references),
        paragraphs(assessment.notice),
    ]


def _offered(item: Item) -> str:
    """What stands on the front below the question: choices, items and their matches, or steps."""
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
    names = {True: ItemWords.plain(_("Right:")), False: ItemWords.plain(_("Not right:"))}
    answers = [
        ItemWords("", f"{explained(names[one.correct], one.words).html}<br>{one.feedback.html}")
        for one in item.choices
    ]
    return _list(answers, "A")


def _list(items: Iterable[ItemWords], type_: str) -> str:
    """A numbered list, or one without numbers."""
    lines = "".join(f"<li>{item.html}</li>" for item in items)
    return f'<ol type="{type_}">{lines}</ol>' if type_ else f"<ul>{lines}</ul>"


def _deck_name(name: str) -> str:
    """A name without the mark between a deck and the deck above it."""
    return name.replace("::", ":")


def _number(name: str) -> int:
    """An id: 31 bits, the same for the same name."""
    return int.from_bytes(hashlib.sha256(f"unknot {name}".encode()).digest()[:4]) >> 1


def _template(name: str) -> str:
    return (TEMPLATES / "exports" / name).read_text(encoding="utf-8")


FORMAT = Export(
    id="anki",
    title="Anki",
    extension="apkg",
    use=N_("Flash cards to learn by heart with Anki. A later import updates the cards you have."),
    losses=(
        N_("No score and no pass mark: learners say themselves whether they knew it."),
        N_("Nothing to click, move or type: the question is read, and the answer stands on the back."),
    ),
    render=render,
)
