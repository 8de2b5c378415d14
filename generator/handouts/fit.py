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
    """The roomiest of the form's settings that needs no more than `pages`, or else the tightest."""
    for step in form.steps:
        found = _fit(Print(document, form, step))
        if form.large or found.pages <= pages:
            break
    return found


def _fit(job: Print) -> Fit:
    told = ask(job)
    sizes = [
        [Size(section["block"], section["shape"], **size) for section, size in zip(sheet["sections"], one["sections"], strict=True)]
        for sheet, one in zip(job.document["sheets"], told["sheets"], strict=True)
    ]
    papers = [Paper(told["height"] - _SAFE, one["head"], one["end"], told["apart"], columns=not job.form.large) for one in told["sheets"]]
    job = replace(job, plans=[_rows(*sheet) for sheet in zip(sizes, papers, strict=True)])
    longest = max((size for sheet in sizes for size in sheet), key=lambda size: size.full)
    return Fit(job, ask(job), longest.block)


_SAFE = 1
"""Points of a page that stay empty, for what rounding takes."""


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
