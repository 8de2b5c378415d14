# Makes the coverage table, which the terminal and the site show.
#
# `columns.py` lists what each kind should have, `cells.py` looks for it, `table.py` holds the result.

from __future__ import annotations

from itertools import chain, compress
from typing import TYPE_CHECKING

from generator.checks.coverage.cells import CellContext, CoveredFile
from generator.checks.coverage.columns import columns, titles
from generator.checks.coverage.table import Cell, Coverage, CoverageGroup, CoverageRow, State
from generator.content.subject_words import SubjectWords
from generator.schema.common import Reviewed
from generator.schema.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from gettext import NullTranslations

    from generator.checks.coverage.cells import CellCheck
    from generator.checks.pemat.scores import PageScore
    from generator.content.library import Library
    from generator.schema.kinds import Kind
    from generator.schema.region import Region


def coverage(
    library: Library,
    region: Region,
    translations: NullTranslations,
    scores: Sequence[PageScore] | None = None,
) -> Coverage:
    """Make the table with a row for every content file, valid or not.

    Args:
        library: all content, localised for the region.
        region: the region whose words reading grades are measured in.
        translations: for the words of the table.
        scores: PEMAT scores of all pages, if already known.
    """
    context = CellContext(library, region, translations, scores)
    say = SubjectWords(library.own_words, translations)
    by_kind = columns(library.required, say)
    groups = [_group(context, title, [kind], by_kind[kind]) for kind, title in titles(say).items()]
    single = [kind.name for kind in KINDS if not kind.folder and issubclass(kind.model, Reviewed)]
    rest = _group(context, translations.gettext("Single files"), single, by_kind["rest"])
    return Coverage((*groups, rest))


def _group(
    context: CellContext, title: str, kinds: list[str], columns: Mapping[str, CellCheck]
) -> CoverageGroup:
    by_name = {kind.name: kind for kind in KINDS}
    rows = [*chain.from_iterable(_rows(context, by_name[kind], columns) for kind in kinds)]
    name = kinds[0] if len(kinds) == 1 else "rest"
    return CoverageGroup(name, title, *_without_empty_columns(tuple(columns), rows))


_EMPTY = Cell(State.ABSENT)


def _without_empty_columns(
    headings: tuple[str, ...], rows: Sequence[CoverageRow]
) -> tuple[tuple[str, ...], tuple[CoverageRow, ...]]:
    """Headings and rows, without columns in which no row has anything and nothing is missing."""
    shown = [any(row.cells[at] != _EMPTY for row in rows) for at in range(len(headings))]
    kept = (row._replace(cells=tuple(compress(row.cells, shown))) for row in rows)
    return tuple(compress(headings, shown)), tuple(kept)


def _rows(context: CellContext, kind: Kind, columns: Mapping[str, CellCheck]) -> Iterator[CoverageRow]:
    library = context.library
    for id_, model in library.content.items.get(kind.name, {}).items():
        yield _row(CoveredFile(context, kind.name, id_, model), columns)
    _ = context.translations.gettext
    broken = sorted(id_ for name, id_ in library.content.broken if name == kind.name)
    for id_ in broken:
        yield _row_without(
            library.content.name(kind.name, id_), _("not valid: run `unknot check`"), len(columns)
        )
    if kind.name in library.required.kinds and not kind.folder and not (broken or library.has(kind.name)):
        yield _row_without(kind.path, "", len(columns))


def _row_without(file: str, why: str, columns: int) -> CoverageRow:
    """The row of a file of which nothing can be said, but that it is missing."""
    return CoverageRow(file, file, None, (Cell(State.MISSING, why), *(_EMPTY,) * (columns - 1)))


def _row(file: CoveredFile, columns: Mapping[str, CellCheck]) -> CoverageRow:
    name = file.library.content.name(file.kind, file.id)
    entry = file.library.entries.get(file.key)
    cells = tuple(check(file) for check in columns.values())
    return CoverageRow(name, getattr(file.model, "title", name), entry.address if entry else None, cells)
