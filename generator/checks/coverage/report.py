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
    from collections.abc import Container, Iterator, Mapping, Sequence
    from gettext import NullTranslations

    from generator.checks.coverage.cells import CellCheck
    from generator.checks.pemat.scores import PageScore
    from generator.content.library import Library
    from generator.schema.kinds import Kind
    from generator.schema.region import Region

SINGLE_FILES = "rest"
"""The id of the group of files that are alone of their kind."""


def coverage(
    library: Library,
    region: Region,
    translations: NullTranslations,
    scores: Sequence[PageScore] | None = None,
    only: Container[str] | None = None,
) -> Coverage:
    """Make the table with a row for every content file, valid or not.

    Args:
        library: all content, localised for the region.
        region: the region whose words reading grades are measured in.
        translations: for the words of the table.
        scores: PEMAT scores of all pages that have a row, if already known.
        only: `kind/id` of the files that have a row; None for all.
    """
    context = CellContext(library, region, translations, scores)
    say = SubjectWords(library.own_words, translations)
    by_kind = columns(library.required, say)
    by_name = {kind.name: kind for kind in KINDS}
    groups = []
    for id_, title, kinds in _groups(say):
        rows = chain.from_iterable(_rows(context, by_name[kind], by_kind[id_], only) for kind in kinds)
        groups.append(CoverageGroup(id_, title, *_without_empty_columns(tuple(by_kind[id_]), [*rows])))
    return Coverage(tuple(groups))


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
    context: CellContext, kind: Kind, columns: Mapping[str, CellCheck], only: Container[str] | None
) -> Iterator[CoverageRow]:
    library = context.library
    for id_ in library.content.items.get(kind.name, {}):
        if only is None or f"{kind.name}/{id_}" in only:
            model = library.content.items[kind.name][id_]
            yield _row(CoveredFile(context, kind.name, id_, model), columns)
    not_valid = context.translations.gettext("not valid: run `unknot check`")
    broken = sorted(id_ for name, id_ in library.content.broken if name == kind.name)
    for id_ in broken:
        yield _row_without(library.content.name(kind.name, id_), not_valid, len(columns))
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
