# Fits a document to its page target: chooses the type step (type size and spacing) and plans the rows.

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from generator.handouts.printing.measure import measures
from generator.handouts.printing.plan import PaperMetrics, Size, gaps, is_tall, is_whole, plan
from generator.handouts.printing.typeset import Print, page_count, to_pdf

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Sequence

    from generator.handouts.printing.forms import Form
    from generator.handouts.printing.plan import Plan
    from generator.handouts.sheet.parts import Section


@dataclass(frozen=True)
class Fit:
    """A document with its type step and plans, and the pages that it needs in them."""

    job: Print
    """What to print."""
    pages: int
    """Number of pages: planned, or counted in the printed PDF."""
    blocks: tuple[str, ...]
    """The blocks, from the one that takes the most room to the one that takes the least."""
    room: float
    """How many pages the document would fill if no space were lost at page breaks."""


def printed(document: dict[str, Any], form: Form, pages: int, timestamp: int) -> tuple[Fit, bytes]:
    """Print a document as PDF, in the type step that suits it best.

    Args:
        document: The data of the document; see `documents.data`.
        form: Paper and type.
        pages: The page target: how many pages it should have at most.
        timestamp: The date written into the file, in seconds since 1970.

    Returns:
        How the document was fitted, with the counted number of pages, and the PDF. If no type step meets
        the page target, there are more pages; see `fit`.

    Raises:
        UnknownCharacter: The text has characters that none of our fonts has.
    """
    return print_fitted(fit(document, form, pages), pages, timestamp)


def print_fitted(result: Fit, pages: int, timestamp: int) -> tuple[Fit, bytes]:
    """Print a document that was fitted, in a tighter type step if it needs more pages than planned.

    Args and returns: see `printed`.

    Raises:
        UnknownCharacter: The text has characters that none of our fonts has.
    """
    while True:
        pdf = to_pdf(result.job, timestamp)
        counted = page_count(pdf)
        form = result.job.form
        tighter = form.steps[form.steps.index(result.job.step) + 1 :]
        if counted <= max(pages, result.pages) or form.large or not tighter:
            return replace(result, pages=counted), pdf
        result = _planned(replace(result.job, step=tighter[0], plans=None))


Fitting: TypeAlias = "Generator[Print, list[Any], Fit]"
"""Fits a document: yields what is to be measured, is sent its sizes, and returns the result."""


def fit(document: dict[str, Any], form: Form, pages: int) -> Fit:
    """Fit a document to `pages` pages with the roomiest type step that does it.

    If it does not fit with its `spare` parts, they are left out. If it does not fit even then, it gets more
    pages: as few as possible, with the roomiest step for that number.
    """
    return fit_together([(document, form, pages)])[0]


def fit_together(documents: Iterable[tuple[dict[str, Any], Form, int]]) -> list[Fit]:
    """Fit several documents as `fit` does. What they ask for at the same time is measured together."""
    return _fitted_together([_fitting(*document) for document in documents])


def _fitted_together(fittings: Sequence[Fitting]) -> list[Fit]:
    asked = {index: next(fitting) for index, fitting in enumerate(fittings)}
    fitted: dict[int, Fit] = {}
    while asked:
        answers = zip([*asked], measures([*asked.values()]), strict=True)
        asked = {}
        for index, sizes in answers:
            try:
                asked[index] = fittings[index].send(sizes)
            except StopIteration as done:
                fitted[index] = done.value
    return [fitted[index] for index in range(len(fittings))]


def _fitting(document: dict[str, Any], form: Form, pages: int) -> Fitting:
    document = _in_form(document, form)
    result = yield from _roomiest(document, form, pages)
    if result.pages <= pages or form.large:
        return result
    if (shortened := _without_spare(document)) != document:
        shorter = yield from _roomiest(shortened, form, pages)
        if shorter.pages < result.pages:
            document, result = shortened, shorter
    if result.pages <= pages:
        return result
    return (yield from _roomiest(document, form, result.pages))


_FULL, _OVERFULL = 0.98, 1
"""When the room in one step is estimated from another: up to `_FULL` pages are expected to fit, more than
`_OVERFULL` cannot fit."""


def _roomiest(document: dict[str, Any], form: Form, pages: int) -> Fitting:
    """The roomiest step that fits, found with as few measurements as possible.

    Each of `form.steps` needs no more room than the one before it, and `TypeStep.room` says about how much.
    So one measurement gives an estimate for all other steps.
    """
    measured: dict[int, Fit] = {}
    index = _first_guess(document, form, pages)
    while index not in measured:
        measured[index] = yield from _planning(Print(document, form, form.steps[index]))
        index = _next_guess(measured, measured[index], form, pages)
    return measured[index]


def _next_guess(measured: dict[int, Fit], last: Fit, form: Form, pages: int) -> int:
    """Index of the step to measure next; one that is measured already if it is the result."""
    low = 1 + max((index for index, known in measured.items() if known.pages > pages), default=-1)
    high = min(
        (index for index, known in measured.items() if known.pages <= pages), default=len(form.steps) - 1
    )
    expected = (index for index in range(low, high) if _estimated_pages(last, index) <= _FULL * pages)
    if (index := next(expected, high)) not in measured:
        return index
    # `high` fits, or no step does. Make sure that the next roomier step does not fit.
    roomier_may_fit = low < high and _estimated_pages(measured[high], high - 1) <= _OVERFULL * pages
    return high - 1 if roomier_may_fit else high


def _estimated_pages(measured: Fit, index: int) -> float:
    """About how many pages the document would fill in the step of this index."""
    return measured.room * measured.job.form.steps[index].room / measured.job.step.room


_CHARACTERS = 5100
"""About how many characters fill a page in the tightest step, besides what every sheet has."""
_ALWAYS, _PICTURE = 0.6, 0.115
"""About how many pages head, headings, gaps and foot of a sheet fill in that step, and each picture."""
_ENDS = 1.1
"""By how much a document of several sheets is longer, since each begins on a new page."""
_A4 = 210 * 297
"""In square millimetres: the paper that these numbers were measured on."""


def _first_guess(document: dict[str, Any], form: Form, pages: int) -> int:
    """Index of the step to measure first."""
    if len(form.steps) == 1:
        return 0
    sheets = document["sheets"]
    on_a4 = sum(_filled(sheet["sections"]) for sheet in sheets) * (_ENDS if len(sheets) > 1 else 1)
    filled = on_a4 * _A4 / (form.width * form.height)
    fitting = (index for index, step in enumerate(form.steps) if filled * step.room <= _FULL * pages)
    return next(fitting, len(form.steps) - 1)


def _filled(sections: list[Section]) -> float:
    """About how many pages of A4 some sections fill in the tightest step; off by a twentieth for most."""
    pictures = sum(part["part"] in _PICTURES for section in sections for part in section["parts"])
    return _ALWAYS + _characters(sections) / _CHARACTERS + _PICTURE * pictures


_PICTURES = {"appointments", "body-map", "exercises", "lines", "photo", "picture", "scale", "week"}
"""Parts whose height does not depend on their words."""
_NOT_PRINTED = {"address", "align", "alt", "block", "image", "look", "part", "shape", "svg", "url"}
"""Keys of the data that are not printed as text."""


def _characters(data: Any) -> int:
    """About how many characters some sections print."""
    if isinstance(data, str):
        return len(data)
    if isinstance(data, dict):
        count = sum(_characters(value) for name, value in data.items() if name not in _NOT_PRINTED)
        return count // 2 if data.get("part") == "sources" else count  # sources are in small print
    return sum(map(_characters, data)) if isinstance(data, list) else 0


def _in_form(document: dict[str, Any], form: Form) -> dict[str, Any]:
    """The document without the sections that only forms with little on a page have, unless it is in one."""
    return _with_sections(
        document,
        lambda all_: [one for one in all_ if form.large or form.side_by_side or one.get("form") != "large"],
    )


def _without_spare(document: dict[str, Any]) -> dict[str, Any]:
    return _with_sections(document, _without_spare_parts)


def _with_sections(
    document: dict[str, Any], change: Callable[[list[Section]], list[Section]]
) -> dict[str, Any]:
    sheets = [{**sheet, "sections": change(sheet["sections"])} for sheet in document["sheets"]]
    return {**document, "sheets": sheets}


def _without_spare_parts(sections: list[Section]) -> list[Section]:
    """The sections without their spare parts; sections that have no other parts are left out."""
    shortened = [
        {**section, "parts": [part for part in section["parts"] if not part.get("spare")]}
        for section in sections
    ]
    return [section for section in shortened if section["parts"]]


_LONGEST_PAIR = 0.4
"""The part of a page that a section in two languages may fill without being broken across pages: most fill
far more than in one language, and would leave pages half empty."""
_ROUNDING_MARGIN = 1
"""Points of each page that are left empty, in case rounded heights add up to more."""


def _planned(job: Print) -> Fit:
    """Measure a document in one step, and plan its rows."""
    return _fitted_together([_planning(job)])[0]


def _planning(job: Print) -> Fitting:
    sizes_of_sheets = yield job
    plans, pages, room = [], 0, 0.0
    heights: dict[str, float] = defaultdict(float)
    for sheet, measured in zip(job.document["sheets"], sizes_of_sheets, strict=True):
        sizes = [
            Size(section["block"], section["shape"], look=section["look"], **size)
            for section, size in zip(sheet["sections"], measured["sections"], strict=True)
        ]
        paper = PaperMetrics(
            measured["page"] - _ROUNDING_MARGIN,
            measured["head"],
            measured["end"],
            measured["apart"],
            columns=not job.form.large,
        )
        planned = plan(sizes, paper)
        plans.append(_rows(planned, paper, sizes, _LONGEST_PAIR if job.form.side_by_side else 1))
        pages += planned.pages
        room += (planned.height + paper.head + paper.apart + paper.end) / paper.height
        for size in sizes:
            heights[size.block] += size.full
    if len(plans) > 1:
        room = pages  # every sheet begins on a new page
    blocks = tuple(sorted(heights, key=lambda block: -heights[block]))
    return Fit(replace(job, plans=plans), pages, blocks, room)


def _rows(planned: Plan, paper: PaperMetrics, sizes: list[Size], longest: float) -> list[dict[str, Any]]:
    """A plan as data for the template. A row is broken across pages only if it is `breakable`.

    Args:
        planned: the plan.
        paper: the room on a page.
        sizes: the sections.
        longest: the part of a page that a row in columns may fill without being broken.
    """

    def is_long(height: float) -> bool:
        return height > longest * paper.height

    return [
        {
            "left": row.left,
            "right": row.right,
            "kind": row.kind,
            "free": row.free,
            "breakable": is_tall(row.height, paper)
            or ((is_long(row.height) or not paper.columns) and not is_whole(sizes[row.left[0]])),
            "gap": gap,
        }
        for row, gap in zip(planned.rows, gaps(planned, paper), strict=True)
    ]
