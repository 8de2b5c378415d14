# The setting of type and space, and the plan of rows, with which a document fits its page target.

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from generator.handouts.plan import Paper, Size, gaps, is_tall, plan
from generator.handouts.typeset import Print, ask

if TYPE_CHECKING:
    from generator.handouts.forms import Form
    from generator.handouts.parts import Section
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
    room: float
    """How many pages it would fill without its breaks."""


def fit(document: dict[str, Any], form: Form, pages: int) -> Fit:
    """The roomiest of the form's settings that needs no more than `pages`, or else the tightest.

    What may be spared is left out if the document needs more than `pages` with it.
    """
    found = _roomiest(document, form, pages)
    if found.pages > pages and not form.large:
        found = _roomiest(_without_spare(document), form, pages)
    return _checked(found, pages)


_FULL = 0.98
"""How full pages may be expected to get: sections do not fill them to the last line."""


def _roomiest(document: dict[str, Any], form: Form, pages: int) -> Fit:
    """The best plan. Each step needs no more room than the one before it, and about as much as it says."""
    known: dict[int, Fit] = {}
    at = (len(form.steps) - 1) // 2
    while at not in known:
        last = known[at] = _planned(Print(document, form, form.steps[at]))
        low = 1 + max((one for one, plan in known.items() if plan.pages > pages), default=-1)
        high = min((one for one, plan in known.items() if plan.pages <= pages), default=len(form.steps) - 1)
        each = last.room / form.steps[at].room
        expected = (one for one in range(low, high) if each * form.steps[one].room <= _FULL * pages)
        at = next(expected, high)
    return known[at]


def _checked(found: Fit, pages: int) -> Fit:
    """A plan with the pages that it really has; the next tighter one if it has one too many."""
    steps = found.job.form.steps
    tighter = steps[steps.index(found.job.step) + 1 :]
    real = ask(found.job)
    if real > max(pages, found.pages) and tighter and not found.job.form.large:
        return _checked(_planned(replace(found.job, step=tighter[0], plans=None)), pages)
    return replace(found, pages=real)


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
    for sheet, told in zip(job.document["sheets"], ask(job), strict=True):
        sizes = [
            Size(section["block"], section["shape"], **size)
            for section, size in zip(sheet["sections"], told["sections"], strict=True)
        ]
        paper = Paper(
            told["page"] - _SAFE, told["head"], told["end"], told["apart"], columns=not job.form.large
        )
        found = plan(sizes, paper)
        plans.append(_rows(found, paper))
        pages += found.pages
        room += (found.height + paper.head + paper.apart + paper.end) / paper.height
        longest.append(max(sizes, key=lambda size: size.full))
    whole = room if len(plans) == 1 else pages  # each sheet begins on a page of its own
    return Fit(replace(job, plans=plans), pages, max(longest, key=lambda size: size.full).block, whole)


def _rows(found: Plan, paper: Paper) -> list[dict[str, Any]]:
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
