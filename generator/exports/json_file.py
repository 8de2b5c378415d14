# JSON (RFC 8259), with names of our own: a quiz as plain data, for programs.
#
# `points` are as many decimals as a double holds; an item's points are the sum over the picked choices,
# kept between 0 and 1.

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from generator.exports.export import Export
from generator.formats import N_

if TYPE_CHECKING:
    from generator.exports.assessment import Assessment, Choice, Item, Words

VERSION = 1
"""Rises when a name changes its meaning or goes."""


def render(assessment: Assessment) -> str:
    """A quiz as JSON."""
    data = {
        "format": "unknot-quiz",
        "format_version": VERSION,
        "id": assessment.id,
        "title": assessment.title,
        "intro": _words(assessment.intro),
        "language": assessment.language,
        "license": "CC-BY-4.0",
        "version": assessment.version,
        "date": assessment.date.date().isoformat(),
        "url": assessment.address,
        "pass_percent": assessment.quiz.pass_percent,
        "notice": [_words(part) for part in assessment.notice],
        "items": [_item(item) for item in assessment.items],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _item(item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "type": item.type,
        "stem": _words(item.stem),
        "choices": [_choice(choice) for choice in item.choices],
        "explanation": _words(item.explanation),
        "sources": list(item.sources),
        "url": item.guide,
        "bloom": item.bloom,
        "tags": list(item.tags),
    }


def _choice(choice: Choice) -> dict[str, Any]:
    return {
        "id": choice.id,
        **_words(choice.words),
        "correct": choice.correct,
        "points": float(choice.points),
        "feedback": _words(choice.feedback),
    }


def _words(words: Words) -> dict[str, str]:
    return {"text": words.text, "html": words.html}


FORMAT = Export(
    id="json",
    title="JSON",
    extension="json",
    use=N_("Your own program: everything that a quiz holds, as plain data."),
    losses=(N_("No learning platform reads it without a program between."),),
    render=render,
)
