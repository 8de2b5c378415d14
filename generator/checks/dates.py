# Checks that no review is overdue. The passing of time must never stop a build, so these are notices.

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.problems import Severity
from generator.schema.common import Reviewed

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from generator.content.library import Library
    from generator.problems import Problem


def check(library: Library, today: dt.date) -> Iterator[Problem]:
    """Yield a notice for each file whose `review_by` is before `today`."""
    for kind, id_, model in library.documents():
        if isinstance(model, Reviewed) and model.review_by < today:
            day = model.review_by
            message = f"was to be checked by {day}; compare it with its sources, then move both dates"
            problem = library.content.problem(kind, id_, ("review_by",), message, "date")
            yield replace(problem, severity=Severity.NOTICE)
