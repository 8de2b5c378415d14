# The search index in parts, of which a search loads only those that have what was typed.
#
# A part is one of:
#   n0, n1 …  what names things: word → the entries with it in title, other names, description or headings
#   t0, t1 …  running text: word → the entries and their sections with it
#   l1, l2 …  all words of the first kind that have 1, 2 … letters, to look up words with a typing error
#   e0, e1 …  what is shown of an entry: title, address, description, anchors and headings of its sections
#
# Words are in order, and each part of the first two kinds has those from its first word to that of the
# next part. Entries and sections are numbers, written in `_DIGITS` with five bits in each, which
# `search-parts.js` reads.

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING, Any, TypeVar

from generator.website.search_words import joined, telling, words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence

    from generator.output.spool import IndexEntry

P = TypeVar("P")

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
"""The first half ends a number; a digit of the second half goes on with the next one."""
_BASE = 32
_TITLE, _SYNONYM, _ABOUT, _HEADING, _NAME = 1, 2, 4, 8, 16
"""Where an entry has a word: in its title, its other names, its description, a heading, a whole name."""
PART = 6_000
"""About how many characters a part of words has: some 3 kB on the wire."""
SHOWN = 8
"""How many entries a part of what is shown has."""
_COMMON, _MANY = 0.25, 500
"""A word is left out of running text if more entries have it there than this share and this number."""


@dataclass
class _Names:
    """Where one entry has a word, except in running text."""

    mask: int = 0
    headings: list[int] = field(default_factory=list)
    """Numbers of its sections with the word in their heading."""
    names: dict[int, int] = field(default_factory=dict)
    """Number of a name (0 is the title) → how many words it has; 0 if this is the whole name, joined."""


Parts = dict[str, str]
"""Name of a part → its data as JSON."""


def parts_of(entries: Sequence[IndexEntry], small: str) -> tuple[dict[str, Any], Parts]:
    """The index of some entries, in parts.

    Args:
        entries: in the order in which equal results are listed. Each is looked at once, so that they need
            not all be in memory.
        small: words that count only alone, with spaces between them.

    Returns:
        What every search needs (see `search-parts.js`), and the parts.
    """
    names, texts = defaultdict[str, _Posting](_Posting), defaultdict[str, _Posting](_Posting)
    small_words = frozenset(words(small))
    heads: list[tuple[float, int, int]] = []
    shown: list[str] = []
    for number, entry in enumerate(entries):
        _add(names, number, _names_of(entry, small_words), _names)
        _add(texts, number, _text_of(entry), _sections)
        heads.append((entry.get("w", 1), entry["g"], entry.get("c", 0)))
        shown.append(_json(_shown(entry)))
    common = {word for word, posting in texts.items() if _is_common(posting.count, len(entries))}
    name_bounds, name_parts = _split("n", names)
    text_bounds, text_parts = _split("t", texts, common)
    core = {
        "size": len(entries),
        "shown": SHOWN,
        "w": list(_runs(weight for weight, _, _ in heads)),
        "g": list(_runs(group for _, group, _ in heads)),
        "c": list(_runs(caution for _, _, caution in heads)),
        "bounds": {"n": name_bounds, "t": text_bounds},
        "common": " ".join(sorted(common)),
        "lengths": sorted({*map(len, names)}),
    }
    return core, {**name_parts, **text_parts, **_by_length(names), **_in_parts(shown)}


def _is_common(count: int, size: int) -> bool:
    return count > _MANY and count > _COMMON * size


def _runs(values: Iterable[float]) -> Iterator[tuple[int, float]]:
    """Number of the first entry with a value, and the value, whenever it changes."""
    last: float | None = None
    for number, value in enumerate(values):
        if value != last:
            yield number, value
        last = value


class _Posting:
    """The entries with a word. It is written at once: a list of places for each word would fill memory."""

    __slots__ = ("_last", "_written", "count")

    def __init__(self) -> None:
        self.count = 0
        """How many entries have the word."""
        self._last = 0
        self._written = bytearray()

    def add(self, number: int, place: str) -> None:
        """Add an entry.

        Args:
            number: its number, higher than those before.
            place: where the entry has the word, as text.
        """
        self._written += f"{_number(number - self._last)}{place}".encode()
        self._last = number
        self.count += 1

    @property
    def text(self) -> str:
        """For each entry: how much its number is more than the one before, and the place."""
        return self._written.decode()


def _add(
    postings: Mapping[str, _Posting], number: int, places: Mapping[str, P], as_text: Callable[[P], str]
) -> None:
    """Add an entry to the postings of its words.

    Args:
        postings: has an empty posting for each other word.
        number: the entry's number.
        places: word → where the entry has it.
        as_text: how this is written.
    """
    for word, place in places.items():
        postings[word].add(number, as_text(place))


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


# --- parts


def _split(kind: str, postings: Mapping[str, _Posting], common: Container[str] = ()) -> tuple[str, Parts]:
    """The first word of each part (as short as tells it from the one before), and the parts.

    Args:
        kind: the beginning of the parts' names.
        postings: word → the entries with it.
        common: words that are listed without entries.
    """
    bounds, parts, part, size = [""], Parts(), dict[str, str](), 0
    previous = ""
    for word in sorted(postings, key=lambda one: one.encode("utf-16-be")):  # the order of JavaScript
        text = "" if word in common else postings[word].text
        if size and size + len(text) > PART:
            bounds.append(_shortest(previous, word))
            parts[f"{kind}{len(parts)}"] = _json(part)
            part, size = {}, 0
        part[word] = text
        size += len(word) + len(text) + 6
        previous = word
    parts[f"{kind}{len(parts)}"] = _json(part)
    return " ".join(bounds), parts


def _shortest(previous: str, word: str) -> str:
    """The shortest beginning of a word that comes after the previous one."""
    pairs = zip(previous, word, strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return word[: same + 1]


def _by_length(names: Iterable[str]) -> Parts:
    lengths: dict[int, list[str]] = defaultdict(list)
    for word in sorted(names):
        lengths[len(word)].append(word)
    return {f"l{length}": _json(" ".join(list_)) for length, list_ in lengths.items()}


def _shown(entry: IndexEntry) -> list[Any]:
    """What is shown of an entry."""
    return [entry["t"], entry["u"], entry["d"], [[id_, heading] for id_, heading, _ in entry["p"]]]


def _in_parts(shown: Sequence[str]) -> Parts:
    """Parts with what is shown of entries, which is JSON already."""
    return {
        f"e{number // SHOWN}": f"[{','.join(shown[number : number + SHOWN])}]"
        for number in range(0, len(shown), SHOWN)
    }


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
