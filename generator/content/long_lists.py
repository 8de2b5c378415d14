# Cuts a long list into parts whose addresses stay when the list grows.
#
# Which part an item is in follows from its id alone, by fixed ranges of letters, not from its place in the
# list. A part that becomes too long is cut in turn, and its address remains: it then leads to its parts. So
# a list only ever gains addresses, and a new item changes no part but its own.

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby, takewhile
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from generator.output.files import AnyFile

LIMIT = 150
"""The most items that a list has on one page. A longer list is in parts."""
LIST_PART = "part/"
"""The folder of the parts, below the page of their list. No item may have this id."""
CUT_LETTERS = "-0123456789abcdefghijklmnopqrstuvwxyz"
"""The letters by whose ranges a list is cut. `long-list.js` has them, too."""
_ALIKE = 10_000
"""How many ids are kept as letters: a list is cut again and again, each time by a later letter."""
_A, _Z = CUT_LETTERS.index("a"), CUT_LETTERS.index("z")


@dataclass(frozen=True)
class ListPart:
    """A list or a part of it. One without parts of its own shows its items."""

    path: str
    """Its address below the page of its list; empty for the whole list."""
    stem: str
    """What all ids in it begin with. The letter after that is the one it is cut by."""
    first: str
    last: str
    """The range of that letter."""
    ids: tuple[str, ...]
    """The ids in it, in order."""
    parts: tuple[ListPart, ...] = ()
    """Its parts, if it is too long for one page."""

    @property
    def label(self) -> str:
        """What its ids begin with, for readers: `B–H`; `Deep f–m` if all begin with that word."""
        stem = self.stem.replace("-", " ").capitalize()
        at = len(self.stem)
        ends = [_key(id_)[at : at + 1].replace("-", "") for id_ in (self.ids[0], self.ids[-1])]
        if not stem:
            ends = [end.upper() for end in ends]
        return stem + "–".join(dict.fromkeys(end for end in ends if end))

    def stops(self) -> Iterator[ListPart]:
        """The parts that its page leads to: those with items, or with ids that share more letters."""
        for part in self.parts:
            if part.parts and part.first != part.last:
                yield from part.stops()
            else:
                yield part

    def all(self) -> Iterator[ListPart]:
        """Itself and all parts below, in order."""
        yield self
        for part in self.parts:
            yield from part.all()

    def leaves(self) -> Iterator[ListPart]:
        """The parts that show items, in order."""
        return (part for part in self.all() if not part.parts)


def cut(ids: Iterable[str], limit: int | None = None) -> ListPart:
    """A list, in parts if it is long.

    Args:
        ids: the ids of its items, each once.
        limit: the most items in one part; `LIMIT` without it.
    """
    return replace(_Cutter(LIST_PART, LIMIT if limit is None else limit).all_of(ids), path="")


def cut_groups(groups: Mapping[str, Iterable[str]], limit: int | None = None) -> ListPart:
    """A list of groups, each of which is a part of its own if the list is long, and is cut in turn.

    Args:
        groups: id of the group → the ids of its items, each once.
        limit: the most items in one part; `LIMIT` without it.
    """
    most = LIMIT if limit is None else limit
    parts = tuple(_Cutter(f"{LIST_PART}{name}/", most).all_of(ids) for name, ids in groups.items())
    parts = tuple(part for part in parts if part.ids)
    ids = tuple(id_ for part in parts for id_ in part.ids)
    return ListPart("", "", CUT_LETTERS[0], CUT_LETTERS[_Z], ids, parts if len(ids) > most else ())


def addresses(page: str, ids: Iterable[str]) -> dict[str, str]:
    """Id → the address of the page that shows the item.

    Args:
        page: the address of the list's own page.
        ids: the ids of all items of the list.
    """
    return {id_: page + leaf.path for leaf in cut(ids).leaves() for id_ in leaf.ids}


class _Cutter:
    """Cuts a list whose parts are in one folder."""

    def __init__(self, folder: str, limit: int) -> None:
        self._folder = folder
        self._limit = limit

    def all_of(self, ids: Iterable[str]) -> ListPart:
        """All of the list, at the address of the folder."""
        return self._in_parts(
            ListPart(self._folder, "", CUT_LETTERS[0], CUT_LETTERS[_Z], tuple(sorted(ids, key=_key)))
        )

    def _in_parts(self, part: ListPart) -> ListPart:
        ids, stem = part.ids, part.stem
        if len(ids) <= self._limit:
            return part
        first, last = CUT_LETTERS.index(part.first), CUT_LETTERS.index(part.last)
        if first == last:  # all ids have the same letter here: cut by the first letter that differs
            first, last, stem = 0, _Z, _shared_start(ids)
            if len(stem) > max(map(len, ids)):
                return part  # ids that differ in signs alone
        parts = (
            ListPart(self._path(stem, *ends), stem, CUT_LETTERS[ends[0]], CUT_LETTERS[ends[1]], tuple(some))
            for ends, some in _sorted_into(_halves(first, last), len(stem), ids)
        )
        return replace(part, parts=tuple(map(self._in_parts, parts)))

    def _path(self, stem: str, first: int, last: int) -> str:
        ends = [CUT_LETTERS[max(end, 1)] for end in (first, last)] if last else ["_"]
        if (first, last) == (0, 1):  # its second half is at `0`
            ends[0] = "_"
        return self._folder + (f"{stem}/" if stem else "") + "-".join(dict.fromkeys(ends)) + "/"


def _shared_start(ids: Sequence[str]) -> str:
    """What all ids begin with, as if hyphens followed each."""
    length = max(map(len, ids)) + 1
    columns = zip(*(_padded(id_, length) for id_ in ids), strict=True)
    return "".join(column[0] for column in takewhile(lambda column: len({*column}) == 1, columns))


def _halves(first: int, last: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Cut a range of letters in two, at a place that depends on nothing else.

    Digits and the hyphen count for nothing as long as there are letters, since few ids begin with them.
    """
    low = _A if first < _A < last else first
    middle = _A - 1 if first < _A == last else (low + last) // 2
    return (first, middle), (middle + 1, last)


def _sorted_into(
    ranges: Sequence[tuple[int, int]], at: int, ids: Sequence[str]
) -> Iterator[tuple[tuple[int, int], list[str]]]:
    """Each range that has ids, with them."""
    of_letter = {letter: one for one in ranges for letter in CUT_LETTERS[one[0] : one[1] + 1]}

    def range_of(id_: str) -> tuple[int, int]:
        return of_letter[_padded(id_, at + 1)[at]]

    for one, some in groupby(ids, key=range_of):
        yield one, list(some)


@lru_cache(_ALIKE)
def _key(id_: str) -> str:
    """An id in the letters by which it is cut."""
    return re.sub(r"[^a-z0-9]", "-", id_.lower())


def _padded(id_: str, length: int) -> str:
    """An id as if hyphens followed it, so that it differs from longer ids at some letter."""
    return _key(id_).ljust(length, "-")


def subject(file: AnyFile) -> str:
    """The topic that a file is about, or several in a list; the sources of one topic have the same name."""
    return file.path.partition(f"/{LIST_PART}")[2] or PurePosixPath(file.source).stem
