# The setting of type and space, and the plan of rows, with which a document fits its page target.

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from generator.handouts.printing.plan import PaperMetrics, Size, gaps, is_tall, plan
from generator.handouts.printing.typeset import Print, measures, page_count, to_pdf

if TYPE_CHECKING:
    from generator.handouts.printing.forms import Form
    from generator.handouts.printing.plan import Plan
    from generator.handouts.sheet.parts import Section


@dataclass(frozen=True)
class Fit:
    """How a document comes out."""

    job: Print
    """What to print."""
    pages: int
    """How many pages it has, or is planned to have."""
    longest: str
    """The block that takes the most room."""
    room: float
    """How many pages it would fill without its breaks."""


def printed(document: dict[str, Any], form: Form, pages: int, timestamp: int) -> tuple[Fit, bytes]:
    """A document as PDF, in the setting that suits it best.

    Args:
        document: see `documents.data`.
        form: paper and type.
        pages: how many pages it may have.
        timestamp: the date written into the file, in seconds since 1970.

    Raises:
        UnknownCharacter: some text has characters that no font has.
    """
    found = fit(document, form, pages)
    while True:
        pdf = to_pdf(found.job, timestamp)
        real = page_count(pdf)
        tighter = form.steps[form.steps.index(found.job.step) + 1 :]
        if real <= max(pages, found.pages) or form.large or not tighter:
            return replace(found, pages=real), pdf
        found = _planned(replace(found.job, step=tighter[0], plans=None))


def fit(document: dict[str, Any], form: Form, pages: int) -> Fit:
    """The roomiest of the form's settings that needs no more than `pages`, or else the tightest.

    What may be spared is left out if the document needs more than `pages` with it.
    """
    found = _roomiest(document, form, pages)
    if found.pages <= pages or form.large or (less := _without_spare(document)) == document:
        return found
    return _roomiest(less, form, pages)


_FULL, _OVERFULL = 0.98, 1
"""How full pages may be expected to get, and how full they cannot be, as one step tells of another."""


def _roomiest(document: dict[str, Any], form: Form, pages: int) -> Fit:
    """The best plan. Each step needs no more room than the one before it, and about as much as it says."""
    known: dict[int, Fit] = {}
    at = _first_guess(document, form, pages)
    while at not in known:
        known[at] = _planned(Print(document, form, form.steps[at]))
        at = _next_guess(known, known[at], form, pages)
    return known[at]


def _next_guess(known: dict[int, Fit], last: Fit, form: Form, pages: int) -> int:
    """The step to measure next; one that is known if it is the best."""
    low = 1 + max((at for at, plan in known.items() if plan.pages > pages), default=-1)
    high = min((at for at, plan in known.items() if plan.pages <= pages), default=len(form.steps) - 1)
    expected = (at for at in range(low, high) if _needed(last, at) <= _FULL * pages)
    if (at := next(expected, high)) not in known:
        return at
    tighter = known[high]  # it fits, or nothing does: is the step before it known not to fit?
    return high - 1 if low < high and _needed(tighter, high - 1) <= _OVERFULL * pages else high


def _needed(found: Fit, at: int) -> float:
    """About how many pages a document would fill in another step."""
    return found.room * found.job.form.steps[at].room / found.job.step.room


_CHARACTERS = 2800
"""About how many characters a page holds in the tightest setting."""


def _first_guess(document: dict[str, Any], form: Form, pages: int) -> int:
    """The step to measure first: a good guess saves a measurement."""
    sheets = document["sheets"]
    if len(sheets) > 1:  # how much their ends leave empty cannot be guessed
        return (len(form.steps) - 1) // 2
    filled = _characters(sheets[0]["sections"]) / _CHARACTERS
    fitting = (at for at, step in enumerate(form.steps) if filled * step.room <= _FULL * pages)
    return next(fitting, len(form.steps) - 1)


_UNSEEN = {"alt", "block", "look", "part", "shape", "svg", "url"}


def _characters(data: Any) -> int:
    """How many characters some sections print, near enough."""
    if isinstance(data, str):
        return len(data)
    if isinstance(data, dict):
        seen = sum(_characters(value) for name, value in data.items() if name not in _UNSEEN)
        return seen // 2 if data.get("part") == "sources" else seen  # in small print
    return sum(map(_characters, data)) if isinstance(data, list) else 0


def _without_spare(document: dict[str, Any]) -> dict[str, Any]:
    return {
        **document,
        "sheets": [{**sheet, "sections": _kept(sheet["sections"])} for sheet in document["sheets"]],
    }


def _kept(sections: list[Section]) -> list[Section]:
    """The sections without parts that may be spared, and without those that have no others."""
    kept = [
        {**section, "parts": [part for part in section["parts"] if not part.get("spare")]}
        for section in sections
    ]
    return [section for section in kept if section["parts"]]


_SAFE = 1
"""Points of a page that stay empty, for what rounding takes."""


def _planned(job: Print) -> Fit:
    """A document in one setting, in the rows that suit it best."""
    plans, pages, longest, room = [], 0, [], 0.0
    for sheet, told in zip(job.document["sheets"], measures(job), strict=True):
        sizes = [
            Size(section["block"], section["shape"], **size)
            for section, size in zip(sheet["sections"], told["sections"], strict=True)
        ]
        paper = PaperMetrics(
            told["page"] - _SAFE, told["head"], told["end"], told["apart"], columns=not job.form.large
        )
        found = plan(sizes, paper)
        plans.append(_rows(found, paper))
        pages += found.pages
        room += (found.height + paper.head + paper.apart + paper.end) / paper.height
        longest.append(max(sizes, key=lambda size: size.full))
    whole = room if len(plans) == 1 else pages  # each sheet begins on a page of its own
    return Fit(replace(job, plans=plans), pages, max(longest, key=lambda size: size.full).block, whole)


def _rows(found: Plan, paper: PaperMetrics) -> list[dict[str, Any]]:
    """A plan as the template takes it."""
    return [
        {
            "left": row.left,
            "right": row.right,
            "kind": row.kind,
            "free": row.free,
            "tall": is_tall(row.height, paper),
            "gap": gap,
        }
        for row, gap in zip(found.rows, gaps(found, paper), strict=True)
    ]
