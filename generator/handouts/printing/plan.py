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
    """How a section comes out. Heights are in points; None at a width that it cannot get."""

    block: str
    """The block it belongs to."""
    shape: str
    """`wide` stands alone, `narrow` may share a row, `opening` and `narrow` go beside a `picture`."""
    full: float
    """Height over the whole width."""
    half: float | None = None
    """Height in one of two equal columns."""
    main: float | None = None
    """Height in the wide column beside a picture."""
    side: float | None = None
    """Height in the narrow column."""


@dataclass(frozen=True)
class PaperMetrics:
    """What a page has room for. Heights are in points."""

    height: float
    """Of a page, without its margins."""
    head: float
    """Of what stands above the first section."""
    end: float
    """Of what stands below the last section."""
    apart: float
    """Between two rows."""
    columns: bool
    """Whether sections may stand side by side."""


@dataclass(frozen=True)
class SheetRow:
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

    @property
    def count(self) -> int:
        """How many sections it has."""
        return len(self.left) + len(self.right)


@dataclass(frozen=True)
class Plan:
    """A whole sheet."""

    rows: tuple[SheetRow, ...]
    """From top to bottom."""
    pages: int
    """How many pages they need."""
    height: float
    """Of all rows with their gaps, in points."""


def plan(sizes: Sequence[Size], paper: PaperMetrics) -> Plan:
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
            below = rest(first + row.count, *_place(row.height, page, used, paper))
            ways.append(Plan((row, *below.rows), below.pages, below.height + paper.apart + row.height))
        return min(ways, key=lambda way: (way.pages, way.height))

    return rest(0, 1, paper.head)


_LOOSEST = 12
"""How much a gap may grow, in points."""


def gaps(found: Plan, paper: PaperMetrics) -> list[float]:
    """The gap above each row: wider on pages that are not full."""
    rows: dict[int, list[SheetRow]] = {}
    bottoms: dict[int, float] = {}
    page, used = 1, paper.head
    for row in found.rows:
        page, used = _place(row.height, page, used, paper)
        rows.setdefault(page, []).append(row)
        bottoms[page] = used
    bottoms[page] = bottoms.get(page, used) + paper.apart + paper.end
    widened = []
    for number, on_page in rows.items():
        free = max(0, paper.height - bottoms[number]) / len(on_page)
        widened += [paper.apart + min(_LOOSEST, free)] * len(on_page)
    return widened


def is_tall(height: float, paper: PaperMetrics) -> bool:
    """Whether something may be cut by a page's end: it would hardly fit on a page of its own."""
    return height > 0.95 * paper.height


def _place(height: float, page: int, used: float, paper: PaperMetrics) -> tuple[int, float]:
    """Page and height used once something more stands below; what is too tall for a page flows on."""
    bottom = used + (paper.apart if used else 0) + height
    if bottom <= paper.height:
        return page, round(bottom, 1)
    if is_tall(height, paper):
        further, bottom = divmod(bottom, paper.height)
        return page + int(further), round(bottom, 1)
    return page + 1, height


# --- what may stand in one row ---------------------------------------------------------------------

_MOST = 4
"""How many sections may share a row."""


def _rows(sizes: Sequence[Size], first: int, paper: PaperMetrics) -> Iterator[SheetRow]:
    """All rows that can begin with section `first`."""
    yield SheetRow((first,), (), "full", (sizes[first].full, 0))
    if paper.columns:
        yield from _beside(sizes, first, paper)
        yield from _halves(sizes, first, paper)


def _beside(sizes: Sequence[Size], first: int, paper: PaperMetrics) -> Iterator[SheetRow]:
    """One of the first two sections is a picture at the right; the others, up to three, are at the left."""
    few = range(first, min(first + _MOST, len(sizes)))
    picture = next((at for at in few[:2] if sizes[at].shape == "picture"), None)
    if picture is None:
        return
    left: list[int] = []
    for at in few:
        if at == picture:
            continue
        if sizes[at].main is None:
            return
        left.append(at)
        if picture <= left[-1] + 1:
            heights = _total([sizes[it].main for it in left], paper), _total([sizes[picture].side], paper)
            yield SheetRow(tuple(left), (picture,), "beside", heights)


def _halves(sizes: Sequence[Size], first: int, paper: PaperMetrics) -> Iterator[SheetRow]:
    """Two to four narrow sections in two columns."""
    run: list[int] = []
    for at in range(first, min(first + _MOST, len(sizes))):
        if sizes[at].half is None:
            break
        run.append(at)
    for count in range(2, len(run) + 1):
        for split in range(1, count):
            sides = run[:split], run[split:count]
            left, right = (_total([sizes[at].half for at in side], paper) for side in sides)
            if max(left, right) < paper.height / 2:
                yield SheetRow(tuple(sides[0]), tuple(sides[1]), "half", (left, right))


def _total(heights: Sequence[float | None], paper: PaperMetrics) -> float:
    """The height of sections one below another."""
    return sum(height or 0 for height in heights) + paper.apart * (len(heights) - 1)
