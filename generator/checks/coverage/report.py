# Makes the coverage table, which the terminal and the site show.
#
# `columns.py` lists what each kind should have, `cells.py` looks for it, `table.py` holds the result.

from __future__ import annotations

from functools import partial
from itertools import chain, compress
from typing import TYPE_CHECKING

from generator.checks.coverage.cells import CellContext, CoveredFile
from generator.checks.coverage.columns import columns, titles
from generator.checks.coverage.table import Cell, Coverage, CoverageGroup, CoverageRow, State
from generator.content.subject_words import SubjectWords
from generator.schema.common import Reviewed
from generator.schema.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Sequence
    from gettext import NullTranslations

    from generator.content.library import Library
    from generator.schema.kinds import Kind

    RowOf = Callable[[str, str], CoverageRow]
    """Kind and id of a content file → its row."""

SINGLE_FILES = "rest"
"""The id of the group of files that are alone of their kind."""


def coverage(
    context: CellContext, row: RowOf | None = None, only: Container[str] | None = None
) -> Coverage:
    """Make the table with a row for every content file, valid or not.

    Args:
        context: all content, and the region and the language of the table.
        row: returns the row of a valid file, as `row_of` does, which is the default.
        only: `kind/id` of the files that have a row; None for all.
    """
    row = row or partial(row_of, context)
    by_kind = columns(context.library.required, context.say)
    by_name = {kind.name: kind for kind in KINDS}
    groups = []
    for id_, title, kinds in _groups(context.say):
        headings = tuple(by_kind[id_])
        rows = chain.from_iterable(
            _rows(context, by_name[kind], row, only, len(headings)) for kind in kinds
        )
        groups.append(CoverageGroup(id_, title, *_without_empty_columns(headings, [*rows])))
    return Coverage(tuple(groups))


def row_of(context: CellContext, kind: str, id_: str) -> CoverageRow:
    """The row of a valid content file, with all columns of its group."""
    library = context.library
    file = CoveredFile(context, kind, id_, library.content.items[kind][id_])
    by_kind = columns(library.required, context.say)
    name = library.content.name(kind, id_)
    entry = library.entries.get(file.key)
    cells = tuple(check(file) for check in by_kind.get(kind, by_kind[SINGLE_FILES]).values())
    return CoverageRow(name, getattr(file.model, "title", name), entry.address if entry else None, cells)


_EMPTY = Cell(State.ABSENT)


def _without_empty_columns(
    headings: tuple[str, ...], rows: Sequence[CoverageRow]
) -> tuple[tuple[str, ...], tuple[CoverageRow, ...]]:
    """Headings and rows, without columns in which no row has anything and nothing is missing."""
    shown = [any(row.cells[at] != _EMPTY for row in rows) for at in range(len(headings))]
    kept = (row._replace(cells=tuple(compress(row.cells, shown))) for row in rows)
    return tuple(compress(headings, shown)), tuple(kept)


def covered_files(library: Library, translations: NullTranslations) -> Iterator[tuple[str, str, list[str]]]:
    """Id and title of each group of the table, and `kind/id` of each valid file in it."""
    for group, title, kinds in _groups(SubjectWords(library.own_words, translations)):
        files = [f"{kind}/{id_}" for kind in kinds for id_ in library.content.items.get(kind, {})]
        yield group, title, files


def _groups(say: SubjectWords) -> Iterator[tuple[str, str, list[str]]]:
    """Id, title and kinds of each group of the table."""
    for kind, title in titles(say).items():
        yield kind, title, [kind]
    single = [kind.name for kind in KINDS if not kind.folder and issubclass(kind.model, Reviewed)]
    yield SINGLE_FILES, say.translations.gettext("Single files"), single


def _rows(
    context: CellContext, kind: Kind, row: RowOf, only: Container[str] | None, columns: int
) -> Iterator[CoverageRow]:
    library = context.library
    for id_ in library.content.items.get(kind.name, {}):
        if only is None or f"{kind.name}/{id_}" in only:
            yield row(kind.name, id_)
    not_valid = context.translations.gettext("not valid: run `unknot check`")
    broken = sorted(id_ for name, id_ in library.content.broken if name == kind.name)
    for id_ in broken:
        yield _row_without(library.content.name(kind.name, id_), not_valid, columns)
    if kind.name in library.required.kinds and not kind.folder and not (broken or library.has(kind.name)):
        yield _row_without(kind.path, "", columns)


def _row_without(file: str, why: str, columns: int) -> CoverageRow:
    """The row of a file of which nothing can be said, but that it is missing."""
    return CoverageRow(file, file, None, (Cell(State.MISSING, why), *(_EMPTY,) * (columns - 1)))
