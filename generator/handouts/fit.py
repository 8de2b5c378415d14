# The setting of type and space, and the plan of rows, with which a document fits its page target.

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from generator.handouts.plan import Paper, Size, gaps, is_tall, plan
from generator.handouts.typeset import Print, ask

if TYPE_CHECKING:
    from generator.handouts.forms import Form


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
    for variant in (document, _without_spare(document)):
        tightest = _fit(Print(variant, form, form.steps[-1]))
        if form.large or tightest.pages <= pages:
            return _roomiest(tightest, pages)
    return tightest


def _roomiest(tightest: Fit, pages: int) -> Fit:
    """The best fit, by halving the steps: each step needs no more room than the one before it."""
    form, best = tightest.job.form, tightest
    low, high = 0, len(form.steps) - 1
    while low < high:
        middle = (low + high) // 2
        found = _fit(replace(tightest.job, step=form.steps[middle], plans=None))
        if found.pages <= pages:
            best, high = found, middle
        else:
            low = middle + 1
    return best


def _without_spare(document: dict[str, Any]) -> dict[str, Any]:
    sheets = [
        {
            **sheet,
            "sections": [
                {**section, "parts": [part for part in section["parts"] if not part.get("spare")]}
                for section in sheet["sections"]
            ],
        }
        for sheet in document["sheets"]
    ]
    return {**document, "sheets": sheets}


_SAFE = 1
"""Points of a page that stay empty, for what rounding takes."""


def _fit(job: Print) -> Fit:
    """A document in one setting, in the rows that suit it best."""
    told = ask(job)
    plans, longest = [], []
    for sheet, one in zip(job.document["sheets"], told, strict=True):
        sizes = [
            Size(section["block"], section["shape"], **size)
            for section, size in zip(sheet["sections"], one["sections"], strict=True)
        ]
        paper = Paper(one["page"] - _SAFE, one["head"], one["end"], one["apart"], columns=not job.form.large)
        plans.append(_rows(sizes, paper))
        longest.append(max(sizes, key=lambda size: size.full))
    planned = replace(job, plans=plans)
    return Fit(planned, ask(planned), max(longest, key=lambda size: size.full).block)


def _rows(sizes: list[Size], paper: Paper) -> list[dict[str, Any]]:
    """The plan of one sheet, as the template takes it."""
    found = plan(sizes, paper)
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
