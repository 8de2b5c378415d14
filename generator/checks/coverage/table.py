# The table itself, and how it looks in a terminal.

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


class State(StrEnum):
    """What is the matter with one thing that a file should have."""

    HERE = "here"
    MISSING = "missing"
    """It is required and not there, or not good enough."""
    ABSENT = "absent"
    """It is optional and not there."""


class Cell(NamedTuple):
    """One thing that one file should have."""

    state: State
    text: str = ""
    """What there is, or what is wrong."""


class CoverageRow(NamedTuple):
    """One content file."""

    file: str
    """Its path below `content/`."""
    title: str
    """What it is called; its file if it has no title."""
    address: str | None
    """Where it stands on the site."""
    cells: tuple[Cell, ...]
    """One for each column."""


class CoverageGroup(NamedTuple):
    """All files of a kind."""

    kind: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[CoverageRow, ...]


@dataclass(frozen=True)
class Coverage:
    """The whole table."""

    groups: tuple[CoverageGroup, ...]
    """Kinds in the site's order; one last group for single files."""

    @property
    def missing(self) -> tuple[str, ...]:
        """All that is required and missing, as `file: column: what is wrong`."""
        return tuple(
            ": ".join(filter(None, (row.file, column.lower(), cell.text)))
            for group in self.groups
            for row in group.rows
            for column, cell in zip(group.columns, row.cells, strict=True)
            if cell.state is State.MISSING
        )


def as_text(table: Coverage) -> str:
    """The table for a terminal: a block a kind, columns aligned, then what is missing."""
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
