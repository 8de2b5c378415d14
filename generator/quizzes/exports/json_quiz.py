# JSON (RFC 8259) in a structure of our own: a quiz as plain data, for programs.
#
# `points` is a double. An item's points are the sum over the picked choices, kept between 0 and 1, or the
# sum over the rows that are assigned their right target. A typed answer is right if it is one of the
# `spellings`, whatever its case.

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from generator.quizzes.exports.assessment import suffix_of
from generator.quizzes.exports.format import Export
from generator.quizzes.exports.item import ChoiceItem, RowsItem, TextItem
from generator.website.downloads import N_

if TYPE_CHECKING:
    from generator.quizzes.exports.assessment import Assessment
    from generator.quizzes.exports.item import Choice, Item, ItemRow, ItemWords

VERSION = 1
"""Raise it when a key is removed or changes its meaning."""


def render(assessment: Assessment) -> str:
    """Write a quiz as JSON."""
    data = {
        "format": "unknot-quiz",
        "format_version": VERSION,
        "id": assessment.quiz.id,
        "title": assessment.title,
        "intro": _words(assessment.intro),
        "language": assessment.language,
        "license": "CC-BY-4.0",
        "version": assessment.version,
        "date": assessment.date.date().isoformat(),
        "url": assessment.address,
        "pass_percent": assessment.quiz.pass_percent,
        "notice": [_words(part) for part in assessment.notice],
        "items": [_item(item, suffix_of(assessment.site)) for item in assessment.items],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _item(item: Item, suffix: str) -> dict[str, Any]:
    return {
        "id": item.id.removesuffix(suffix),
        "type": item.type,
        "stem": _words(item.stem),
        **_answers(item),
        "explanation": _words(item.explanation),
        "sources": list(item.sources),
        "url": item.guide,
        "bloom": item.bloom,
        "tags": list(item.tags),
    }


def _answers(item: Item) -> dict[str, Any]:
    match item:
        case ChoiceItem():
            return {"choices": [_choice(choice) for choice in item.choices]}
        case RowsItem():
            targets = [{"id": target.id, **_words(target.words)} for target in item.targets]
            return {"rows": [_row(item, row) for row in item.rows], "targets": targets}
        case TextItem():
            feedback = {"if_right": _words(item.if_right), "if_wrong": _words(item.if_wrong)}
            return {"accepted": list(item.accepted), "spellings": list(item.spellings), **feedback}
    raise TypeError(item.type)


def _row(item: RowsItem, row: ItemRow) -> dict[str, Any]:
    return {
        "id": row.id,
        **_words(row.words),
        "target": row.target.id,
        "points": float(item.share),
        "feedback": _words(row.feedback),
    }


def _choice(choice: Choice) -> dict[str, Any]:
    return {
        "id": choice.id,
        **_words(choice.words),
        "correct": choice.correct,
        "points": float(choice.points),
        "feedback": _words(choice.feedback),
    }


def _words(words: ItemWords) -> dict[str, str]:
    return {"text": words.text, "html": words.html}


FORMAT = Export(
    id="json",
    title=N_("JSON"),
    extension="json",
    use=N_("Your own program: everything that a quiz holds, as plain data."),
    losses=(N_("No learning platform reads it without a program between."),),
    render=render,
)
