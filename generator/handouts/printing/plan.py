# Page layout: places sections alone, in two columns or beside a picture, so that they need as few pages as
# possible.
#
# Typst first measures every section at every width it may get. This module then decides which sections
# stand side by side, taking page breaks into account, and Typst prints the result. Only sizes and shapes
# matter here, not what the sections say.

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from itertools import takewhile
from operator import itemgetter
from typing import TYPE_CHECKING

from generator.handouts.printing.single_column import Piece, best_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence


@dataclass(frozen=True)
class Size:
    """The heights of a section, in points; None for a width that it may not have."""

    block: str
    """The block that the section belongs to."""
    shape: str
    """`wide` stands alone, `narrow` may share a row, `opening` and `narrow` may go beside a `picture`."""
    full: float
    """Height at the full width."""
    half: float | None = None
    """Height in one of two equal columns."""
    main: float | None = None
    """Height in the wide column beside a picture."""
    side: float | None = None
    """Height in the narrow column, for pictures."""
    look: str = "plain"
    """How it looks: boxes about emergencies are never broken."""


@dataclass(frozen=True)
class PaperMetrics:
    """The room on a page. Heights are in points."""

    height: float
    """Height of a page without its margins."""
    head: float
    """Height of what is printed above the first section."""
    end: float
    """Height of what is printed below the last section."""
    apart: float
    """Minimum gap between two rows."""
    columns: bool
    """Whether sections may stand side by side."""


@dataclass(frozen=True)
class SheetRow:
    """One or two columns of sections, which are given by their indexes."""

    left: tuple[int, ...]
    """Sections in the left column, from top to bottom; all sections of a row without a right column."""
    right: tuple[int, ...]
    """Sections in the right column."""
    kind: str
    """`full` (one column), `half` (two equal columns) or `beside` (a narrow right column)."""
    heights: tuple[float, float]
    """Heights of the left and the right column, in points."""

    @property
    def height(self) -> float:
        """Height of the taller column, in points."""
        return max(self.heights)

    @property
    def free(self) -> tuple[float, float]:
        """Free height at the bottom of the left and the right column, in points."""
        return self.height - self.heights[0], self.height - self.heights[1]

    @property
    def count(self) -> int:
        """Number of sections in the row."""
        return len(self.left) + len(self.right)


@dataclass(frozen=True)
class Plan:
    """The layout of a sheet."""

    rows: tuple[SheetRow, ...]
    """The rows from top to bottom."""
    pages: int
    """Number of pages needed."""
    height: float
    """Height of all rows with their gaps, in points."""


def plan(sizes: Sequence[Size], paper: PaperMetrics) -> Plan:
    """The layout that needs the fewest pages, and of those the one with the least height.

    The sections keep their order, except that a picture may be to the right of sections that follow it, and
    that when to get help moves up until it is on page 1. In a single column what cannot be broken may move;
    see `single_column`.
    """
    if not paper.columns:
        return _single_column(sizes, paper)
    in_columns = _columns(sizes, paper)
    own = in_columns(tuple(range(len(sizes))))
    if _help_is_on_page_1(own, sizes, paper):
        return own
    orders = map(in_columns, _with_help_higher(sizes))
    fitting = [planned for planned in orders if _help_is_on_page_1(planned, sizes, paper)]
    return min(fitting, key=lambda planned: planned.pages, default=own)


def _help_is_on_page_1(planned: Plan, sizes: Sequence[Size], paper: PaperMetrics) -> bool:
    page, used = 1, paper.head
    for row in planned.rows:
        page, used = _place(row.height, page, used, paper)
        if page > 1 and any(sizes[index].block == _HELP for index in (*row.left, *row.right)):
            return False
    return True


def _with_help_higher(sizes: Sequence[Size]) -> Iterator[tuple[int, ...]]:
    """The orders of sections in which when to get help is higher up, the nearest to its own place first."""
    own = next(index for index, size in enumerate(sizes) if size.block == _HELP)
    others = [index for index in range(len(sizes)) if index != own]
    for place in range(own - 1, _after_opening(sizes) - 1, -1):
        yield (*others[:place], own, *others[place:])


def _columns(sizes: Sequence[Size], paper: PaperMetrics) -> Callable[[tuple[int, ...]], Plan]:
    """A function that finds the best layout of some sections in an order, which is given by their indexes.

    Orders that end alike share what was found for their ends. Mostly no layout can have fewer pages than
    the shortest, so no other is tried.
    """

    @cache
    def rows(first: tuple[int, ...]) -> list[tuple[SheetRow, float, int]]:
        """All possible rows that begin with these sections, with their heights and numbers of sections."""
        in_order = [sizes[index] for index in first]
        found = (_renumbered(row, first) for row in _rows(in_order, paper))
        return [(row, row.height, row.count) for row in found]

    @cache
    def shortest(rest: tuple[int, ...]) -> tuple[float, tuple[SheetRow, ...]]:
        """Height and rows of the layout of these sections that has the least height, wherever it begins."""
        if not rest:
            return 0, ()
        options = []
        for row, height, count in rows(rest[:_MOST]):
            below, following = shortest(rest[count:])
            options.append((below + paper.apart + height, (row, *following)))
        return min(options, key=itemgetter(0))

    @cache
    def best_rest(rest: tuple[int, ...], page: int, used: float) -> Plan:
        """The best layout of these sections, when `used` points of `page` are filled."""
        if not rest:
            return Plan((), _place(paper.end, page, used, paper)[0], 0)
        least, in_least = shortest(rest)
        last, _ = _end(in_least, page, used, paper)
        if last == page or (last == page + 1 and used + least + paper.end > paper.height + _ROUNDING):
            return Plan(in_least, last, least)
        best: tuple[tuple[int, float], tuple[SheetRow, ...]] | None = None
        for row, height, count in rows(rest[:_MOST]):
            below = best_rest(rest[count:], *_place(height, page, used, paper))
            needed = below.pages, below.height + paper.apart + height
            if best is None or needed < best[0]:
                best = needed, (row, *below.rows)
        assert best  # noqa: S101 - a section alone is always a possible row
        (pages, height), chosen = best
        return Plan(chosen, pages, height)

    return lambda order: best_rest(order, 1, paper.head)


def _renumbered(row: SheetRow, indexes: Sequence[int]) -> SheetRow:
    left, right = (tuple(indexes[place] for place in side) for side in (row.left, row.right))
    return replace(row, left=left, right=right)


_ROUNDING = 1
"""In points: more than the error of all heights on a page, each of which is rounded."""
_HELP = "emergency"
"""The block that says when to get help at once."""
_WHOLE = {"alert", "picture", "task"}
"""Looks of the sections that are kept on one page in a single column."""
_MOVES = {_HELP: (8, 3), "picture": (3, 4)}
"""Block → by how many places it may move up and down. When to get help is also named at the top."""
_FIRST = {"names", "strip", "in-short"}
"""Blocks above which nothing is moved."""


def _single_column(sizes: Sequence[Size], paper: PaperMetrics) -> Plan:
    first = _after_opening(sizes)
    pieces = [_piece(size, index - first) for index, size in enumerate(sizes)]
    order = best_order(pieces, paper.height, paper.head, paper.end, paper.apart)
    rows = tuple(SheetRow((index,), (), "full", (sizes[index].full, 0)) for index in order)
    pages, _ = _end(rows, 1, paper.head, paper)
    return Plan(rows, pages, sum(paper.apart + row.height for row in rows))


def _after_opening(sizes: Sequence[Size]) -> int:
    """Index of the first section that may be moved, or above which others may be."""
    return next((index for index, size in enumerate(sizes) if size.block not in _FIRST), 0)


def _piece(size: Size, most_up: int) -> Piece:
    up, down = _MOVES.get(size.block, (0, 0))
    return Piece(size.full, is_whole(size), max(0, min(up, most_up)), down)


def is_whole(size: Size) -> bool:
    """Whether a section is kept on one page in a single column."""
    return size.look in _WHOLE or size.block == "notes"


_MOST_EXTRA = 12
"""The most that a gap is widened by, in points."""


def gaps(planned: Plan, paper: PaperMetrics) -> list[float]:
    """The gap above each row, in points.

    On pages with free space the gaps are widened, except in a single column, where lists are broken
    across pages.
    """
    if not paper.columns:
        return [paper.apart] * len(planned.rows)
    rows: dict[int, list[SheetRow]] = {}
    bottoms: dict[int, float] = {}
    page, used = 1, paper.head
    for row in planned.rows:
        page, used = _place(row.height, page, used, paper)
        rows.setdefault(page, []).append(row)
        bottoms[page] = used
    bottoms[page] = bottoms.get(page, used) + paper.apart + paper.end
    widened = []
    for number, on_page in rows.items():
        free = max(0, paper.height - bottoms[number]) / len(on_page)
        widened += [paper.apart + min(_MOST_EXTRA, free)] * len(on_page)
    return widened


def is_tall(height: float, paper: PaperMetrics) -> bool:
    """Whether something is so tall that it may be broken across pages."""
    return height > 0.99 * paper.height


def _place(height: float, page: int, used: float, paper: PaperMetrics) -> tuple[int, float]:
    """Page, and height filled on it, after placing something below; what is too tall is broken."""
    bottom = used + (paper.apart if used else 0) + height
    if bottom <= paper.height:
        return page, round(bottom, 1)
    if is_tall(height, paper):
        further, bottom = divmod(bottom, paper.height)
        return page + int(further), round(bottom, 1)
    return page + 1, height


def _end(rows: Iterable[SheetRow], page: int, used: float, paper: PaperMetrics) -> tuple[int, float]:
    """Page, and height filled on it, after placing rows and the end of the sheet below."""
    for row in rows:
        page, used = _place(row.height, page, used, paper)
    return _place(paper.end, page, used, paper)


# --- the possible rows -----------------------------------------------------------------------------

_MOST = 4
"""The most sections that may share a row."""


def _rows(sizes: Sequence[Size], paper: PaperMetrics) -> Iterator[SheetRow]:
    """All possible rows that begin with the first of these sections, of which there are at most `_MOST`."""
    yield SheetRow((0,), (), "full", (sizes[0].full, 0))
    yield from _beside(sizes, paper)
    yield from _halves(sizes, paper)


def _beside(sizes: Sequence[Size], paper: PaperMetrics) -> Iterator[SheetRow]:
    """Rows with a picture, the first or second section, on the right; up to three sections on the left."""
    picture = next((index for index, size in enumerate(sizes[:2]) if size.shape == "picture"), None)
    if picture is None:
        return
    left: list[int] = []
    for index, size in enumerate(sizes):
        if index == picture:
            continue
        if size.main is None:
            return
        left.append(index)
        if picture <= left[-1] + 1:
            left_height = _total([sizes[each].main for each in left], paper)
            picture_height = _total([sizes[picture].side], paper)
            yield SheetRow(tuple(left), (picture,), "beside", (left_height, picture_height))


def _halves(sizes: Sequence[Size], paper: PaperMetrics) -> Iterator[SheetRow]:
    """Rows of two to four narrow sections in two equal columns, less than half a page high."""
    run = [*takewhile(lambda index: sizes[index].half is not None, range(len(sizes)))]
    for count in range(2, len(run) + 1):
        for split in range(1, count):
            sides = run[:split], run[split:count]
            left, right = (_total([sizes[index].half for index in side], paper) for side in sides)
            if max(left, right) < paper.height / 2:
                yield SheetRow(tuple(sides[0]), tuple(sides[1]), "half", (left, right))


def _total(heights: Sequence[float | None], paper: PaperMetrics) -> float:
    """The height of sections below each other, with the gaps between them."""
    return sum(height or 0 for height in heights) + paper.apart * (len(heights) - 1)
