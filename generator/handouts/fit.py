# The setting of type and space in which a document fits its page target.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.handouts.typeset import measure

if TYPE_CHECKING:
    from generator.handouts.forms import Form, Step
    from generator.handouts.typeset import Measures


def fit(document: dict[str, Any], form: Form, pages: int) -> tuple[Step, Measures]:
    """The first of the form's settings that needs no more than `pages`, or else the tightest."""
    for step in form.steps:
        measures = measure(document, form, step)
        if form.large or measures.pages <= pages:
            break
    return step, measures
