# The words of the search index, and which entries have them where: what `search_parts.py` puts into parts.
#
# They are worked out for some entries at a time and kept in the store, so that after an edit only the
# entries beside the changed ones are gone through again.

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from generator.output.code import code_digest
from generator.output.kept_bytes import kept_bytes
from generator.website.search_words import joined, telling, words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from generator.output.spool import IndexEntry

P = TypeVar("P")

BLOCK = 50
"""How many entries are gone through at a time."""
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
"""The first half ends a number; a digit of the second half goes on with the next one."""
_BASE = 32
_TITLE, _SYNONYM, _ABOUT, _HEADING, _NAME = 1, 2, 4, 8, 16
"""Where an entry has a word: in its title, its other names, its description, a heading, a whole name."""


class Postings:
    """The words of entries, and what else of an index grows with them."""

    def __init__(self, entries: Sequence[IndexEntry], small: str) -> None:
        """Go through entries, or take from the store what an earlier build has found in them.

        Args:
            entries: see `search_parts.parts_of`.
            small: words that count only alone, with spaces between them.
        """
        self.names: dict[str, Posting] = defaultdict(Posting)
        """Word → entries with it, except in running text."""
        self.texts: dict[str, Posting] = defaultdict(Posting)
        """Word → entries with it in running text."""
        self.heads: list[tuple[float, int, int]] = []
        """For each entry: how much it counts, its group, and whether it is a caution."""
        self.shown: list[str] = []
        """For each entry, what is shown of it, as JSON."""
        for first in range(0, len(entries), BLOCK):
            self._append(first, _kept_block(entries[first : first + BLOCK], small))

    def _append(self, first: int, block: Mapping[str, Any]) -> None:
        for mine, its in ((self.names, block["names"]), (self.texts, block["texts"])):
            for word, (number, text, last, count) in its.items():
                mine[word].append(first + number, text, first + last, count)
        self.heads += map(tuple, block["heads"])
        self.shown += block["shown"]


def _kept_block(entries: Sequence[IndexEntry], small: str) -> Mapping[str, Any]:
    """What `_block` returns, from the store if an earlier build had the same entries."""
    key = (b"search", code_digest().encode(), small.encode(), as_json(entries).encode())
    block: Mapping[str, Any] = json.loads(kept_bytes(key, lambda: as_json(_block(entries, small)).encode()))
    return block


def _block(entries: Iterable[IndexEntry], small: str) -> dict[str, Any]:
    """The words of some entries, which are numbered from 0, and the rest of what `Postings` has."""
    names, texts = defaultdict[str, Posting](Posting), defaultdict[str, Posting](Posting)
    small_words = frozenset(words(small))
    heads: list[tuple[float, int, int]] = []
    shown: list[str] = []
    for number, entry in enumerate(entries):
        _add(names, number, _names_of(entry, small_words), _names)
        _add(texts, number, _text_of(entry), _sections)
        heads.append((entry.get("w", 1), entry["g"], entry.get("c", 0)))
        shown.append(as_json(_shown(entry)))
    return {
        "names": {word: posting.in_block for word, posting in names.items()},
        "texts": {word: posting.in_block for word, posting in texts.items()},
        "heads": heads,
        "shown": shown,
    }


class Posting:
    """The entries with a word. It is written at once: a list of places for each word would fill memory."""

    __slots__ = ("_first", "_last", "_written", "count")

    def __init__(self) -> None:
        """No entry has the word."""
        self.count = 0
        """How many entries have the word."""
        self._first = self._last = 0
        self._written = bytearray()

    def append(self, number: int, text: str, last: int, count: int) -> None:
        """Add entries.

        Args:
            number: the number of the first, higher than those before.
            text: where this has the word; for each other entry how much its number is more than the one
                before, and where it has the word.
            last: the number of the last.
            count: how many there are.
        """
        if not self.count:
            self._first = number
        self._written += f"{_number(number - self._last)}{text}".encode()
        self._last = last
        self.count += count

    @property
    def in_block(self) -> tuple[int, str, int, int]:
        """What `append` takes to add the same entries to others."""
        return self._first, self.text[len(_number(self._first)) :], self._last, self.count

    @property
    def text(self) -> str:
        """For each entry: how much its number is more than the one before, and the place."""
        return self._written.decode()


@dataclass
class _Names:
    """Where one entry has a word, except in running text."""

    mask: int = 0
    headings: list[int] = field(default_factory=list)
    """Numbers of its sections with the word in their heading."""
    names: dict[int, int] = field(default_factory=dict)
    """Number of a name (0 is the title) → how many words it has; 0 if this is the whole name, joined."""


def _add(
    postings: Mapping[str, Posting], number: int, places: Mapping[str, P], as_text: Callable[[P], str]
) -> None:
    """Add an entry to the postings of its words.

    Args:
        postings: has an empty posting for each other word.
        number: the entry's number.
        places: word → where the entry has it.
        as_text: how this is written.
    """
    for word, place in places.items():
        postings[word].append(number, as_text(place), number, 1)


def _names_of(entry: IndexEntry, small: Collection[str]) -> dict[str, _Names]:
    places: dict[str, _Names] = defaultdict(_Names)

    def mark(mask: int, text: str) -> None:
        list_ = words(text)
        for word in (*list_, *joined(list_)):
            places[word].mask |= mask

    for number, name in enumerate([entry["t"], *entry["s"].split(",")]):
        mark(_SYNONYM if number else _TITLE, name)
        whole = telling(words(name), small)
        for word in whole:
            places[word].names[number] = len({*whole})
        if len(whole) > 1:
            places["".join(whole)].names.setdefault(number, 0)
    mark(_ABOUT, entry["d"])
    for number, (_, heading, _) in enumerate(entry["p"]):
        list_ = words(heading)
        for word in {*list_, *joined(list_)}:
            places[word].headings.append(number)
    return places


def _text_of(entry: IndexEntry) -> dict[str, list[int]]:
    """Word → numbers of the sections whose running text has it."""
    places: dict[str, list[int]] = defaultdict(list)
    for number, (_, _, text) in enumerate(entry["p"]):
        for word in dict.fromkeys(words(text)):
            places[word].append(number)
    return places


# --- numbers as text


@cache
def _number(value: int) -> str:
    digits = ""
    while value >= _BASE:
        digits += _DIGITS[_BASE + value % _BASE]
        value //= _BASE
    return digits + _DIGITS[value]


def _numbers(*values: int) -> str:
    return "".join(map(_number, values))


def _steps(numbers: Sequence[int]) -> Iterator[int]:
    """The first number, and how much each one is more than the one before."""
    last = 0
    for number in numbers:
        yield number - last
        last = number


def _names(at: _Names) -> str:
    """The mask; if any, count and steps of sections; if any, count, numbers and sizes of names."""
    mask = at.mask | (_HEADING if at.headings else 0) | (_NAME if at.names else 0)
    text = _numbers(mask)
    if at.headings:
        text += _numbers(len(at.headings), *_steps(at.headings))
    if at.names:
        text += _numbers(len(at.names), *(value for name in at.names.items() for value in name))
    return text


def _sections(sections: list[int]) -> str:
    """Twice the step of each section, and 1 more unless it is the last."""
    last = len(sections) - 1
    return _numbers(*(2 * one + (at < last) for at, one in enumerate(_steps(sections))))


def _shown(entry: IndexEntry) -> list[Any]:
    """What is shown of an entry."""
    return [entry["t"], entry["u"], entry["d"], [[id_, heading] for id_, heading, _ in entry["p"]]]


def as_json(data: object) -> str:
    """Data of an index as JSON, in few characters."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
