# Where sections go: alone, in two columns, or beside a picture, on as few pages as they need.
#
# Typst measures every section at every width; here is decided which of them stand side by side, with
# the page breaks in mind; then Typst prints what was decided. Nothing here knows what a section says.

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
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
    heights: tuple[float, float]
    """Of the left and the right column, in points."""

    @property
    def height(self) -> float:
        """Of the taller column."""
        return max(self.heights)

    @property
    def free(self) -> tuple[float, float]:
        """What each column leaves empty."""
        return self.height - self.heights[0], self.height - self.heights[1]


@dataclass(frozen=True)
class Plan:
    """A whole sheet."""

    rows: tuple[Row, ...]
    """From top to bottom."""
    pages: int
    """How many pages they need."""
    height: float
    """Of all rows, in points."""


def plan(sizes: Sequence[Size], paper: Paper) -> Plan:
    """The rows that need the fewest pages, and of those the lowest.

    Args:
        sizes: the sections in their order, which the rows keep.
        paper: room.
    """

    @cache
    def rest(first: int, page: int, used: float) -> Plan:
        if first == len(sizes):
            return Plan((), _place(paper.end, page, used, paper)[0], 0)
        ways = []
        for row in _rows(sizes, first, paper):
            below = rest(first + _count(row), *_place(row.height, page, used, paper))
            ways.append(Plan((row, *below.rows), below.pages, below.height + row.height))
        return min(ways, key=lambda way: (way.pages, way.height))

    return rest(0, 1, paper.head)


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
    return height > _WHOLE * paper.height


_WHOLE = 0.95
"""What is higher than this part of a page may be cut."""


_LOOSEST = 12
"""How much a gap may grow, in points."""


def gaps(found: Plan, paper: Paper) -> list[float]:
    """The gap above each row: wider on pages that are not full."""
    pages: list[list[Row]] = [[]]
    free: list[float] = []
    page, used = 1, paper.head
    for row in found.rows:
        at, bottom = _place(row.height, page, used, paper)
        if at > page:
            free.append(0 if is_tall(row.height, paper) else paper.height - used)
            free += [0] * (at - page - 1)
            pages += [[] for _ in range(at - page)]
        pages[-1].append(row)
        page, used = at, bottom
    free.append(max(0, paper.height - used - paper.apart - paper.end))
    extra = [min(_LOOSEST, left / max(1, len(rows))) for rows, left in zip(pages, free, strict=True)]
    return [paper.apart + more for rows, more in zip(pages, extra, strict=True) for _ in rows]


# --- what may stand in one row ---------------------------------------------------------------------

_MOST = 4
"""How many sections may share a row."""


def _rows(sizes: Sequence[Size], first: int, paper: Paper) -> Iterator[Row]:
    """All rows that can begin with section `first`."""
    yield Row((first,), (), "full", (sizes[first].full, 0))
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
        heights = _total([sizes[at].main for at in left], paper), sizes[picture].side
        yield Row(left, (picture,), "beside", heights)


def _halves(sizes: Sequence[Size], first: int, paper: Paper) -> Iterator[Row]:
    run = []
    for at in range(first, min(first + _MOST, len(sizes))):
        if sizes[at].shape != "narrow":
            break
        run.append(at)
    for count in range(2, len(run) + 1):
        for split in range(1, count):
            left, right = tuple(run[:split]), tuple(run[split:count])
            halves = [_total([sizes[at].half for at in side], paper) for side in (left, right)]
            row = Row(left, right, "half", (halves[0], halves[1]))
            if row.height < paper.height / 2:
                yield row


def _total(heights: Sequence[float], paper: Paper) -> float:
    return sum(heights) + paper.apart * (len(heights) - 1)
