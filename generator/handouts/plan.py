# Where sections go: alone, in two columns, or beside a picture, on as few pages as they need.
#
# Typst measures every section at every width; here is decided which of them stand side by side, with
# the page breaks in mind; then Typst prints what was decided. Nothing here knows what a section says.

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True)
class Size:
    """How a section came out; heights in points."""

    block: str
    """The block it belongs to."""
    shape: str
    """`wide` stands alone, `narrow` may share a row, `opening` may stand beside a picture, `picture` is one."""
    full: float
    """Height over the whole width."""
    half: float
    """Height in one of two equal columns."""
    main: float
    """Height in the wide column beside a picture."""
    side: float
    """Height in the narrow column."""


@dataclass(frozen=True)
class Paper:
    """What a page has room for; heights in points."""

    height: float
    """Of a page, without its margins."""
    head: float
    """Of what stands above the first section."""
    end: float
    """Of what stands below the last section."""
    apart: float
    """Between two rows."""
    columns: bool
    """Whether two columns are allowed."""


@dataclass(frozen=True)
class Row:
    """Sections side by side, by their numbers."""

    left: tuple[int, ...]
    """One below another; all of the row where there is no right column."""
    right: tuple[int, ...]
    """The right column."""
    kind: str
    """`full`, `half` (two equal columns) or `beside` (the right one narrow)."""
    height: float
    """In points."""


@dataclass(frozen=True)
class Plan:
    """A whole sheet."""

    rows: tuple[Row, ...]
    """From top to bottom."""
    pages: int
    """How many pages they need."""
    bottom: float
    """How much of the last page they use, in points."""


def plan(sizes: Sequence[Size], paper: Paper) -> Plan:
    """The rows that need the fewest pages, and the least of the last one.

    Args:
        sizes: the sections in their order, which the rows keep.
        paper: room.
    """

    @cache
    def rest(first: int, page: int, used: float) -> Plan:
        if first == len(sizes):
            page, used = _place(paper.end, page, used, paper)
            return Plan((), page, used)
        return min(
            (_before(row, rest(first + _count(row), *_place(row.height, page, used, paper))) for row in _rows(sizes, first, paper)),
            key=lambda found: (found.pages, found.bottom),
        )

    return rest(0, 1, paper.head)


def _before(row: Row, below: Plan) -> Plan:
    return Plan((row, *below.rows), below.pages, below.bottom)


def _count(row: Row) -> int:
    return len(row.left) + len(row.right)


def _place(height: float, page: int, used: float, paper: Paper) -> tuple[int, float]:
    """Page and height used once something more stands below; what is too tall for a page flows on."""
    gap = paper.apart if used else 0
    if used + gap + height <= paper.height:
        return page, round(used + gap + height, 1)
    if is_tall(height, paper):
        further, bottom = divmod(used + gap + height, paper.height)
        return page + int(further), round(bottom, 1)
    return page + 1, height


def is_tall(height: float, paper: Paper) -> bool:
    """Whether something may be cut by a page's end."""
    return height > paper.height / 2


# --- what may stand in one row ---------------------------------------------------------------------

_MOST = 4
"""How many sections may share a row."""


def _rows(sizes: Sequence[Size], first: int, paper: Paper) -> Iterator[Row]:
    """All rows that can begin with section `first`."""
    yield Row((first,), (), "full", sizes[first].full)
    if paper.columns:
        yield from _beside(sizes, first, paper)
        yield from _halves(sizes, first, paper)


def _beside(sizes: Sequence[Size], first: int, paper: Paper) -> Iterator[Row]:
    """A picture among the next two sections at the right; the others, and those that follow, at the left."""
    picture = next((at for at in range(first, min(first + 2, len(sizes))) if sizes[at].shape == "picture"), None)
    if picture is None:
        return
    others = [at for at in range(first, min(first + _MOST, len(sizes))) if at != picture]
    for count in range(1, len(others) + 1):
        left = tuple(others[:count])
        if picture > left[-1] + 1 or any(sizes[at].shape not in {"opening", "narrow"} for at in left):
            return
        tallest = max(_total([sizes[at].main for at in left], paper), sizes[picture].side)
        yield Row(left, (picture,), "beside", tallest)


def _halves(sizes: Sequence[Size], first: int, paper: Paper) -> Iterator[Row]:
    run = []
    for at in range(first, min(first + _MOST, len(sizes))):
        if sizes[at].shape != "narrow":
            break
        run.append(at)
    for count in range(2, len(run) + 1):
        for split in range(1, count):
            left, right = tuple(run[:split]), tuple(run[split:count])
            tallest = max(_total([sizes[at].half for at in side], paper) for side in (left, right))
            if not is_tall(tallest, paper):
                yield Row(left, right, "half", tallest)


def _total(heights: Sequence[float], paper: Paper) -> float:
    return sum(heights) + paper.apart * (len(heights) - 1)
