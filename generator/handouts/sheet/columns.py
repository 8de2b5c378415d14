# Whether a list is lower in two columns, by counting characters: near enough, and it costs nothing.

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import Any

    from generator.prose import Tree

    Item = dict[str, Any]


class ListLine(NamedTuple):
    """About how many characters a line holds."""

    whole: int
    """Over the whole width of a sheet."""
    half: int
    """In one of two columns."""


BODY = ListLine(88, 43)
FINE = ListLine(112, 53)

_GAP = 0.3
"""The gap after an item, in lines."""


class Columns(NamedTuple):
    """The lower way to set some pieces."""

    split: int | None
    """How many pieces go into the left column; None for one column."""
    lines: float
    """How many lines high it is."""


def columns(pieces: list[list[Item]], line: ListLine = BODY) -> Columns:
    """The lower of one column and two, whose pieces stay in order.

    Args:
        pieces: the items of each piece.
        line: the size of the type.
    """
    lengths = [[_length(item["text"]) for item in piece] for piece in pieces]
    half = [_lines(piece, line.half) for piece in lengths]
    ways = [Columns(at, max(sum(half[:at]), sum(half[at:]))) for at in range(1, len(pieces))]
    single = Columns(None, sum(_lines(piece, line.whole) for piece in lengths))
    return min((single, *ways), key=lambda way: way.lines)


def split_items(items: list[Item], line: ListLine = BODY) -> int | None:
    """How many items of a list go into the left column; None for one column."""
    return columns([[item] for item in items], line).split


def split_lists(lists: list[list[Item]]) -> int | None:
    """How many lists go into the left column; None if each list had better have columns of its own."""
    if len(lists) == 1:
        return None
    beside = columns(lists)
    below = sum(columns([[item] for item in items]).lines for items in lists)
    return beside.split if beside.lines < below else None


def _lines(lengths: list[int], width: int) -> float:
    return sum(math.ceil(length / width) + _GAP for length in lengths)


def _length(tree: Tree) -> int:
    """How many characters a text has."""
    return sum(
        len(value) if name == "text" else _length(value)
        for node in tree
        for name, value in node.items()
        if name in {"text", "strong", "emphasis", "link"}
    )
