# The setting of type and space, and the plan of rows, with which a document fits its page target.

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from generator.handouts.plan import Paper, Size, is_tall, plan, spread
from generator.handouts.typeset import Print, ask

if TYPE_CHECKING:
    from generator.handouts.forms import Form
    from generator.handouts.plan import Plan


@dataclass(frozen=True)
class Fit:
    """How a document comes out."""

    job: Print
    """What to print."""
    pages: int
    """How many pages it has."""
    longest: str
    """The block that takes the most room."""


def fit(document: dict[str, Any], form: Form, pages: int) -> Fit:
    """The first of the form's settings that needs no more than `pages`, or else the tightest."""
    for step in form.steps:
        found = _planned(Print(document, form, step))
        if form.large or found.pages <= pages:
            break
    return found
