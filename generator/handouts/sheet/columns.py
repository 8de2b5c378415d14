# Decides whether a list takes less height in two columns, by counting characters. This is accurate enough,
# and saves measuring every list with Typst.

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import Any

    from generator.prose import Tree

    Item = dict[str, Any]


class ListLine(NamedTuple):
    """How many characters fit on a line, on average."""

    whole: int
    """Over the whole width of a sheet."""
    half: int
    """In one of two columns."""


BODY = ListLine(88, 43)
"""Body text."""
FINE = ListLine(112, 53)
"""Small print."""

_GAP = 0.3
"""The gap after an item, in lines."""
_TITLE = 1.3
"""The heading of a list, in lines."""


class Columns(NamedTuple):
    """A way to set some lists in one or two columns."""

    split: int | None
    """Number of lists in the left column; None for a single column."""
    lines: float
    """Height in lines."""


def columns(lists: list[list[Item]], line: ListLine = BODY, above: float = 0) -> Columns:
    """The arrangement in one or two columns that takes the least height and keeps the order.

    Args:
        lists: the lists.
        line: how many characters fit on a line.
        above: height of the heading of each list, in lines.
    """
    lengths = [[_length(item["text"]) for item in items] for items in lists]
    half = [above + _lines(items, line.half) for items in lengths]
    double = [Columns(split, max(sum(half[:split]), sum(half[split:]))) for split in range(1, len(lists))]
    single = Columns(None, sum(above + _lines(items, line.whole) for items in lengths))
    return min((single, *double), key=lambda arrangement: arrangement.lines)


def split_items(items: list[Item], line: ListLine = BODY) -> int | None:
    """How many items of a list go into the left column; None for a single column."""
    return columns([[item] for item in items], line).split


def split_lists(lists: list[list[Item]], *, titled: bool = False) -> int | None:
    """How many lists go into the left column; None if splitting each list on its own takes less height.

    Args:
        lists: the lists.
        titled: whether each has a heading of its own.
    """
    if len(lists) == 1:
        return None
    above = _TITLE if titled else 0
    side_by_side = columns(lists, above=above)
    lines_below_each_other = sum(above + columns([[item] for item in items]).lines for items in lists)
    return side_by_side.split if side_by_side.lines < lines_below_each_other else None


def _lines(lengths: list[int], width: int) -> float:
    return sum(math.ceil(length / width) + _GAP for length in lengths)


def _length(tree: Tree) -> int:
    """Number of characters in a text."""
    return sum(
        len(value) if name == "text" else _length(value)
        for node in tree
        for name, value in node.items()
        if name in {"text", "strong", "emphasis", "subscript", "superscript", "link", "marked", "foreign"}
    )
