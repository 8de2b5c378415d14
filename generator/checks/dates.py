# Checks dates against today's. A review that is overdue is a notice, because the passing of time must never
# stop a build; a date that has not come yet is a mistake, which time can only mend.

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.content.requirements import Requirement
from generator.problems import Severity
from generator.schema.common import Reviewed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.content.library import Library
    from generator.problems import Problem
    from generator.schema.kinds import Kind

_TIME_ZONES = dt.timedelta(days=1)
"""Where the author lives it may be tomorrow already."""
_AHEAD_OF_PRINT = dt.timedelta(days=366)
"""How far a journal may date an issue ahead."""


def check(library: Library, today: dt.date) -> Iterator[Problem]:
    """Report files that were checked, and sources that were issued, after `today`, and overdue reviews."""
    for kind, id_, model in library.documents():
        if isinstance(model, Reviewed):
            yield from _review(library, kind, id_, model, today)
    for index, source in enumerate(library.sources.values()):
        if source.issued and _first_day(source.issued.date_parts[0]) > today + _AHEAD_OF_PRINT:
            path = ("references", index, "issued")
            message = f"this is more than a year after today, {today}; correct the date"
            yield library.content.problem("sources", "sources", path, message, "date")


def asks(_library: Library, kind: Kind) -> Iterator[Requirement]:
    """Say when dates must be."""
    if issubclass(kind.model, Reviewed):
        yield Requirement("date", "Not in the future.", "checked")
        yield Requirement("date", "From that day on, `unknot check` reminds you.", "review_by")
    if kind.name == "sources":
        yield Requirement("date", "Not more than a year ahead.", "references.*.issued")


def _review(library: Library, kind: str, id_: str, model: Reviewed, today: dt.date) -> Iterator[Problem]:
    if model.checked > today + _TIME_ZONES:
        message = f"nobody can have checked it on {model.checked}: today is {today}; correct the date"
        yield library.content.problem(kind, id_, ("checked",), message, "date")
    if model.review_by < today:
        day = model.review_by
        message = f"was to be checked by {day}; compare it with its sources, then move both dates"
        problem = library.content.problem(kind, id_, ("review_by",), message, "date")
        yield replace(problem, severity=Severity.NOTICE)


def _first_day(parts: tuple[int, ...]) -> dt.date:
    """The first day of a year, a month or a day, as in CSL."""
    year, month, day = (*parts, 1, 1)[:3]
    return dt.date(year, month, day)
