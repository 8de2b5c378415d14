# Cuts a long list into parts whose addresses stay when the list grows.
#
# Which part an item is in follows from its id alone, by fixed ranges of letters, not from its place in the
# list. A part that becomes too long is cut in turn, and its address remains: it then leads to its parts. So
# a list only ever gains addresses, and a new item changes no part but its own.

from __future__ import annotations

import os.path
import re
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

LIMIT = 150
"""The most items that a list has on one page. A longer list is in parts."""
PART = "part/"
"""The folder of the parts, below the page of their list. No item may have this id."""
LETTERS = "-0123456789abcdefghijklmnopqrstuvwxyz"
"""The letters by whose ranges a list is cut. `long-list.js` has them, too."""
_A, _Z = LETTERS.index("a"), LETTERS.index("z")


@dataclass(frozen=True)
class Part:
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
    parts: tuple[Part, ...] = ()
    """Its parts, if it is too long for one page."""

    @property
    def label(self) -> str:
        """What its ids begin with, for readers: `B–H`, or `Deep f–m` if the first words are all the same."""
        stem = self.stem.replace("-", " ").capitalize()
        at = len(self.stem)
        ends = [id_[at : at + 1].replace("-", "") for id_ in (self.ids[0], self.ids[-1])]
        if not stem:
            ends = [end.upper() for end in ends]
        return stem + "–".join(dict.fromkeys(end for end in ends if end))

    def stops(self) -> Iterator[Part]:
        """The parts that its page leads to: those with items, or with ids that share more letters."""
        for part in self.parts:
            if part.parts and part.first != part.last:
                yield from part.stops()
            else:
                yield part

    def all(self) -> Iterator[Part]:
        """Itself and all parts below, in order."""
        yield self
        for part in self.parts:
            yield from part.all()

    def leaves(self) -> Iterator[Part]:
        """The parts that show items, in order."""
        return (part for part in self.all() if not part.parts)


def cut(ids: Iterable[str], limit: int | None = None) -> Part:
    """A list, in parts if it is long.

    Args:
        ids: the ids of its items, each once.
        limit: the most items in one part; `LIMIT` without it.
    """
    return _part("", "", 0, _Z, sorted(ids, key=_key), LIMIT if limit is None else limit, PART)


def cut_groups(groups: Mapping[str, Iterable[str]], limit: int | None = None) -> Part:
    """A list of groups, each of which is a part of its own if the list is long, and is cut in turn.

    Args:
        groups: id of the group → the ids of its items, each once.
        limit: the most items in one part; `LIMIT` without it.
    """
    most = LIMIT if limit is None else limit
    ordered = {name: sorted(ids, key=_key) for name, ids in groups.items()}
    whole = Part("", "", LETTERS[0], LETTERS[_Z], tuple(id_ for ids in ordered.values() for id_ in ids))
    if len(whole.ids) <= most:
        return whole
    return replace(
        whole,
        parts=tuple(
            _part(f"{PART}{name}/", "", 0, _Z, ids, most, f"{PART}{name}/")
            for name, ids in ordered.items()
            if ids
        ),
    )


def addresses(page: str, ids: Iterable[str]) -> dict[str, str]:
    """Id → the address of the page that shows the item.

    Args:
        page: the address of the list's own page.
        ids: the ids of all items of the list.
    """
    return {id_: page + leaf.path for leaf in cut(ids).leaves() for id_ in leaf.ids}


def _part(path: str, stem: str, first: int, last: int, ids: Sequence[str], limit: int, folder: str) -> Part:
    part = Part(path, stem, LETTERS[first], LETTERS[last], tuple(ids))
    if len(ids) <= limit:
        return part
    if first == last:  # all ids have the same letter here: cut by the first letter that differs
        longer = os.path.commonprefix([_padded(id_, len(max(ids, key=len)) + 1) for id_ in ids])
        if len(longer) > max(map(len, ids)):
            return part  # ids that differ in signs alone
        first, last, stem = 0, _Z, longer
    parts = tuple(
        _part(_path(folder, stem, low, high), stem, low, high, some, limit, folder)
        for (low, high), some in _sorted_into(_halves(first, last), len(stem), ids)
    )
    return replace(part, parts=parts)


def _halves(first: int, last: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Cut a range of letters in two, at a place that depends on nothing else.

    Digits and the hyphen count for nothing as long as there are letters, since few ids begin with them.
    """
    if last < _A or first >= _A:
        middle = (first + last) // 2
    else:
        middle = (_A + last) // 2 if last > _A else _A - 1
    return (first, middle), (middle + 1, last)


def _sorted_into(
    ranges: Sequence[tuple[int, int]], at: int, ids: Sequence[str]
) -> Iterator[tuple[tuple[int, int], list[str]]]:
    """Each range that has ids, with them."""

    def range_of(id_: str) -> tuple[int, int]:
        letter = LETTERS.index(_padded(id_, at + 1)[at])
        return next(one for one in ranges if one[0] <= letter <= one[1])

    for one, some in groupby(ids, key=range_of):
        yield one, list(some)


def _path(folder: str, stem: str, first: int, last: int) -> str:
    ends = [LETTERS[max(end, 1)] for end in (first, last)] if last else ["_"]
    return folder + (f"{stem}/" if stem else "") + "-".join(dict.fromkeys(ends)) + "/"


def _key(id_: str) -> str:
    """An id in the letters by which it is cut."""
    return re.sub(r"[^a-z0-9]", "-", id_.lower())


def _padded(id_: str, length: int) -> str:
    """An id as if hyphens followed it, so that it differs from longer ids at some letter."""
    return _key(id_).ljust(length, "-")
