# Checks the blocks that are written in leaflets: tables, and lists to tick off.

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.content.reading import plain_text
from generator.content.requirements import Requirement
from generator.problems import Severity
from generator.prose import Prose, Quoted
from generator.schema.own_blocks import OwnBlock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.content.library import Library
    from generator.problems import FieldPath, Problem
    from generator.schema.kinds import Kind
    from generator.schema.own_blocks import OwnTable, OwnText

MOST_CHARACTERS = 70
"""How many characters fit beside each other in a table in standard print, with the gaps between columns."""
_GAP = 2
"""The gap between two columns, in characters."""
_BROKEN = 24
"""Longer words are broken."""


def check(library: Library) -> Iterator[Problem]:
    """Report rows that do not fit their table, tables that do not fit a sheet, and signs to tick off."""
    for id_, leaflet in library.leaflet_files.items():
        for index, block in enumerate(leaflet.blocks):
            if isinstance(block, OwnBlock):
                yield from _check(library, id_, block, ("blocks", index, block.sort))


def asks(_library: Library, kind: Kind) -> Iterator[Requirement]:
    """Say what fits a sheet."""
    if kind.name == "leaflets":
        message = (
            "In a block that is written here, each row of a table has a cell for each column, the longest"
            f" words of all columns together have at most {MOST_CHARACTERS} characters, and no warning sign"
            " is among `ticks`."
        )
        yield Requirement("handout", message, "blocks")


def _check(library: Library, id_: str, block: OwnBlock, path: FieldPath) -> Iterator[Problem]:
    def problem(below: FieldPath, message: str) -> Problem:
        return library.content.problem("leaflets", id_, (*path, *below), message, "handout")

    if block.table:
        yield from (problem(below, message) for below, message in _ragged(block.table))
        if (width := _width(library, block.table)) > MOST_CHARACTERS:
            message = (
                f"the longest words of its columns have {width} characters side by side, and a sheet has"
                f" room for {MOST_CHARACTERS}: it becomes a list; shorten them, or leave out a column"
            )
            yield replace(problem(("columns",), message), severity=Severity.HINT)
    if block.text:
        yield from (problem(below, message) for below, message in _signs_to_tick(block.text))


def _ragged(table: OwnTable) -> Iterator[tuple[FieldPath, str]]:
    columns = len(table.columns)
    for index, row in enumerate(table.rows):
        if len(row) != columns:
            cells = "1 cell" if len(row) == 1 else f"{len(row)} cells"
            message = f"the row has {cells}, and the table {columns} columns; write `~` for an empty cell"
            yield ("rows", index), message


def _width(library: Library, table: OwnTable) -> int:
    """The longest words of all columns beside each other, in characters."""
    text = plain_text(library, next(iter(library.regions.values())))

    def longest(cell: Prose | None) -> int:
        words = text(cell).split() if cell else []
        return min(max(map(len, words), default=0), _BROKEN)

    rows = [row for row in (table.columns, *table.rows) if len(row) == len(table.columns)]
    return sum(max(map(longest, column)) + _GAP for column in zip(*rows, strict=True))


def _signs_to_tick(text: OwnText) -> Iterator[tuple[FieldPath, str]]:
    """Nobody should tick off a warning sign as if it were a task."""
    for index, tick in enumerate(text.ticks):
        if any(isinstance(node, Quoted) and node.form in _OF_SIGNS for node in tick.references):
            yield ("ticks", index), "a warning sign is nothing to tick off; put it under `bullets`"


_OF_SIGNS = ("short", "question", "option")
