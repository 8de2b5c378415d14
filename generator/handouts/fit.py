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


def fit(document: dict[str, Any], form: Form, pages: int) -> Fit:
    """The roomiest of the form's settings that needs no more than `pages`, or else the tightest.

    What may be spared is left out if the document needs more than `pages` with it.
    """
    tightest = _planned(Print(document, form, form.steps[-1]))
    if tightest.pages > pages and not form.large:
        tightest = _planned(Print(_without_spare(document), form, form.steps[-1]))
    return _checked(_roomiest(tightest, pages), pages)


def _roomiest(tightest: Fit, pages: int) -> Fit:
    """The best plan, by halving the steps: each step needs no more room than the one before it."""
    steps, best = tightest.job.form.steps, tightest
    low, high = 0, len(steps) - 1
    while low < high:
        middle = (low + high) // 2
        found = _planned(replace(tightest.job, step=steps[middle], plans=None))
        if found.pages <= pages:
            best, high = found, middle
        else:
            low = middle + 1
    return best


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
    plans, pages, longest = [], 0, []
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
        longest.append(max(sizes, key=lambda size: size.full))
    return Fit(replace(job, plans=plans), pages, max(longest, key=lambda size: size.full).block)


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
