# The coverage table as data, and as text for a terminal.

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


class State(StrEnum):
    """Whether a file has something that it should have."""

    HERE = "here"
    MISSING = "missing"
    """Required, and not there or not good enough."""
    ABSENT = "absent"
    """Optional, and not there."""


class Cell(NamedTuple):
    """One thing that one file should have."""

    state: State
    text: str = ""
    """What the file has, or what is wrong."""


class CoverageRow(NamedTuple):
    """One content file."""

    file: str
    """Its path below `content/`."""
    title: str
    """Its title; its path if it has none."""
    address: str | None
    """The address of its page, if it has one."""
    cells: tuple[Cell, ...]
    """One cell for each column."""


class CoverageGroup(NamedTuple):
    """All files of one kind."""

    kind: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[CoverageRow, ...]


@dataclass(frozen=True)
class Coverage:
    """The whole table."""

    groups: tuple[CoverageGroup, ...]
    """The kinds in the site's order, then one group for all single files."""

    @property
    def missing(self) -> tuple[str, ...]:
        """Everything required that is missing, as `file: column: what is wrong`."""
        return tuple(
            ": ".join(filter(None, (row.file, column.lower(), cell.text)))
            for group in self.groups
            for row in group.rows
            for column, cell in zip(group.columns, row.cells, strict=True)
            if cell.state is State.MISSING
        )


def as_text(table: Coverage) -> str:
    """The table for a terminal: one block per kind with aligned columns, then a list of what is missing."""
    blocks = ["\n".join(_block(group)) for group in table.groups if group.rows]
    missing = "".join(f"  {line}\n" for line in table.missing)
    count = len(table.missing)
    noun = "thing is" if count == 1 else "things are"
    end = f"{count} required {noun} missing:\n{missing}" if count else "Nothing required is missing.\n"
    return "\n\n".join([*blocks, end])


def _block(group: CoverageGroup) -> Iterator[str]:
    head = [group.title, *group.columns]
    lines = [head, *([row.file, *map(_in_terminal, row.cells)] for row in group.rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        yield "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip()


def _in_terminal(cell: Cell) -> str:
    match cell.state:
        case State.MISSING:
            return f"MISSING {cell.text}".rstrip()
        case State.ABSENT:
            return cell.text or "-"
        case State.HERE:
            return cell.text or "yes"
