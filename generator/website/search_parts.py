# The search index in parts, of which a search loads only those that have what was typed.
#
# A part is one of:
#   n0, n1 …  what names things: word → the entries with it in title, other names, description or headings
#   t0, t1 …  running text: word → the entries and their sections with it
#   l1, l2 …  all words of the first kind that have 1, 2 … letters, to look up words with a typing error
#   e0, e1 …  what is shown of an entry: title, address, description, anchors and headings of its sections
#
# Words are in order, and each part of the first two kinds has those from its first word to that of the
# next part. Entries and sections are numbers, written in digits of five bits each, which
# `search-parts.js` reads; see `search_postings.py`.

from __future__ import annotations

from collections import defaultdict
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from generator.website.search_postings import Postings, as_json

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from generator.output.spool import IndexEntry
    from generator.website.search_postings import Posting

PART = 6_000
"""About how many characters a part of words has: some 3 kB on the wire."""
SHOWN = 8
"""How many entries a part of what is shown has."""
_COMMON, _MANY = 0.25, 500
"""A word is left out of running text if more entries have it there than this share and this number."""


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
    postings = Postings(entries, small)
    names, texts = postings.names, postings.texts
    common = {word for word, posting in texts.items() if _is_common(posting.count, len(entries))}
    name_bounds, name_parts = _split("n", names)
    text_bounds, text_parts = _split("t", texts, common)
    core = {
        "size": len(entries),
        "shown": SHOWN,
        "w": list(_runs(weight for weight, _, _ in postings.heads)),
        "g": list(_runs(group for _, group, _ in postings.heads)),
        "c": list(_runs(caution for _, _, caution in postings.heads)),
        "bounds": {"n": name_bounds, "t": text_bounds},
        "common": " ".join(sorted(common)),
        "lengths": sorted({*map(len, names)}),
    }
    return core, {**name_parts, **text_parts, **_by_length(names), **_in_parts(postings.shown)}


def _is_common(count: int, size: int) -> bool:
    return count > _MANY and count > _COMMON * size


def _runs(values: Iterable[float]) -> Iterator[tuple[int, float]]:
    """Number of the first entry with a value, and the value, whenever it changes."""
    last: float | None = None
    for number, value in enumerate(values):
        if value != last:
            yield number, value
        last = value


def _split(kind: str, postings: Mapping[str, Posting], common: Container[str] = ()) -> tuple[str, Parts]:
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
            parts[f"{kind}{len(parts)}"] = as_json(part)
            part, size = {}, 0
        part[word] = text
        size += len(word) + len(text) + 6
        previous = word
    parts[f"{kind}{len(parts)}"] = as_json(part)
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
    return {f"l{length}": as_json(" ".join(list_)) for length, list_ in lengths.items()}


def _in_parts(shown: Sequence[str]) -> Parts:
    """Parts with what is shown of entries, which is JSON already."""
    return {
        f"e{number // SHOWN}": f"[{','.join(shown[number : number + SHOWN])}]"
        for number in range(0, len(shown), SHOWN)
    }
