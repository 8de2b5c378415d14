# Page layout of large print, which has a single column: moves what cannot be broken across pages, so that
# it leaves no page half empty.

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HALF_EMPTY = 0.35
"""A page with more free space than this part of its height, and that is not the last, looks half empty."""

_BROKEN = (6, 24, 48, 80)
"""How many points may stay free where a section is broken, because the next item does not fit. An order is
good if it fills the pages with each of these."""
_BEGUN = 110
"""About how many points the heading of a section takes with its first item. They are kept together."""


@dataclass(frozen=True)
class Piece:
    """A section, or what is printed above or below all of them."""

    height: float
    """Height in points."""
    whole: bool = True
    """Whether it is kept on one page."""
    up: int = 0
    """By how many places it may move up."""
    down: int = 0
    """By how many places it may move down."""


@dataclass(frozen=True)
class Filled:
    """How an order fills the pages."""

    half_empty: float
    """The free parts of pages that are half empty, squared and added up."""
    pages: int
    """Number of pages."""


def best_order(pieces: Sequence[Piece], page: float, head: float, end: float, apart: float) -> list[int]:
    """The order of sections that leaves pages least empty; of those, the shortest and nearest.

    Args:
        pieces: the sections.
        page: height of a page, in points.
        head: height of what is printed above the first section.
        end: height of what is printed below the last section.
        apart: gap between two sections.
    """

    def cost(order: Sequence[int]) -> tuple[float, int, int]:
        column = [Piece(head), *(pieces[index] for index in order), Piece(end)]
        ways = [_filled(column, page, apart, broken) for broken in _BROKEN]
        moved = sum(abs(place - index) for place, index in enumerate(order))
        return sum(way.half_empty for way in ways), sum(way.pages for way in ways), moved

    return min(_orders(pieces), key=cost)


def _orders(pieces: Sequence[Piece]) -> Iterator[list[int]]:
    """All orders in which each section that may move has moved by no more than it may."""
    movable = [index for index, piece in enumerate(pieces) if piece.up or piece.down]
    fixed = [index for index in range(len(pieces)) if index not in movable]
    places = (
        range(max(0, index - pieces[index].up), min(len(pieces), index + pieces[index].down + 1))
        for index in movable
    )
    for chosen in product(*places):
        if len({*chosen}) == len(chosen):
            order = list(fixed)
            for place, index in sorted(zip(chosen, movable, strict=True)):
                order.insert(place, index)
            yield order


def _filled(column: Sequence[Piece], page: float, apart: float, broken: float) -> Filled:
    """How a column fills the pages if `broken` points stay free where a section is broken."""
    number, used, half_empty = 1, 0.0, 0.0
    for piece in column:
        bottom = used + (apart if used else 0) + piece.height
        if bottom <= page:
            used = bottom
            continue
        least = piece.height if piece.whole and piece.height <= page else min(piece.height, _BEGUN)
        if used + apart + least > page:  # it begins on the next page
            free = (page - used) / page
            half_empty += free**2 if free > HALF_EMPTY else 0
            number, used, bottom = number + 1, 0, piece.height
        while bottom > page:
            number, bottom = number + 1, bottom - page + broken
        used = bottom
    return Filled(half_empty, number)
