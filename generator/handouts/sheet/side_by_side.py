# A sheet in two languages side by side, so that who gives it and who gets it can point at the same line.
#
# It is made from the sheets in both languages, which say the same in the same order. Each item is a row:
# left in the language of the content, right in that of the translation. What is to be filled in or ticked
# appears once, in both languages: two tables to tick for one week would be confusing.

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, TypeVar

from generator.handouts.sheet.context import NoSheet, Reader
from generator.handouts.sheet.documents import SheetDocument, document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from generator.handouts.sheet.parts import Item, Part, Section
    from generator.handouts.sheet.sheet import Sheet
    from generator.schema.leaflet import Leaflet
    from generator.site import Site

    Change = Callable[[Leaflet], Leaflet]

T = TypeVar("T")


def languages(site: Site) -> tuple[str, str]:
    """The tags of the languages of sheets side by side, as in the names of files: `en` and `es`.

    Raises:
        NoSheet: the site is not translated.
    """
    if site.language is None or site.source is None:
        raise NoSheet("a sheet has two languages side by side only on a site that is translated")
    own = site.settings.languages[:1] or (site.source.region.language.partition("-")[0],)
    return own[0], site.language.tag


def side_by_side(
    site: Site, id_: str, reader: Reader | None = None, change: Change | None = None
) -> SheetDocument:
    """Make the document of a leaflet in two languages.

    Args:
        site: a translated site.
        id_: the leaflet's id.
        reader: the person the document is made for.
        change: changes the leaflet in each language before its sheet is made.

    Raises:
        NoSheet: the sheet would be empty, is a booklet, or the site is not translated.
    """
    languages(site)
    assert site.source  # noqa: S101 - as `languages` found
    both = [
        document(one, change(leaflet) if change else leaflet, reader=reader)
        for one, leaflet in ((one, one.library.leaflets[id_]) for one in (site.source, site))
    ]
    left, right = (doc.data for doc in both)
    if len(left["sheets"]) > 1:
        raise NoSheet("a booklet has one language")
    tags = (site.source.region.language, site.region.language)
    sheet = _sheet(left["sheets"][0], right["sheets"][0], tags[1])
    data = {
        **left,
        "sheets": [sheet],
        "sides": tags,
        "words_of": {**left["words_of"], **right["words_of"]},
    }
    return replace(both[1], data=data)


def _sheet(left: Sheet, right: Sheet, tag: str) -> Sheet:
    pairs = _aligned(left["sections"], right["sections"], lambda one: (one["block"], one["look"]))
    without = [{name: value for name, value in one.items() if name != "sections"} for one in (left, right)]
    return {
        **left,
        "title": " / ".join(dict.fromkeys((left["title"], right["title"]))),
        "sections": [_section(*pair, tag) for pair in pairs],
        "sides": without,
    }


def _aligned(
    left: Sequence[T], right: Sequence[T], kind: Callable[[T], Any]
) -> Iterator[tuple[T | None, T | None]]:
    """Pairs of what belongs together; None where one side has nothing of the same kind."""
    kinds = [kind(one) for one in left], [kind(one) for one in right]
    for name, i, k, m, n in SequenceMatcher(None, *kinds, autojunk=False).get_opcodes():
        if name == "equal":
            yield from zip(left[i:k], right[m:n], strict=True)
        else:
            yield from ((one, None) for one in left[i:k])
            yield from ((None, one) for one in right[m:n])


def _section(left: Section | None, right: Section | None, tag: str) -> Section:
    one = left or right
    assert one is not None  # noqa: S101 - one side is there
    sides = [side or {"heading": "", "hint": "", "parts": []} for side in (left, right)]
    left_parts, right_parts = (_without_spare(side["parts"]) for side in sides)
    pairs = _aligned(left_parts, right_parts, lambda part: part["part"])
    rows = [row for pair in pairs for row in _part(*pair, tag)]
    return {
        **one,
        "heading": [side["heading"] for side in sides] if one["heading"] else "",
        "hint": [side["hint"] for side in sides],
        "parts": rows,
        "shape": "wide",
        "split": None,
    }


def _without_spare(parts: list[Part]) -> list[Part]:
    return [part for part in parts if not part.get("spare")]


_BY_ITEM = {"paragraphs", "bullets", "steps", "ticks", "asked"}
"""Parts that are lists: each of their items is a row."""


def _part(left: Part | None, right: Part | None, tag: str) -> list[Part]:
    one = left or right
    assert one is not None  # noqa: S101 - one side is there
    if left is None or right is None:
        return [_pairs([(left, right)])]
    if one["part"] in _BY_ITEM and len(left["items"]) == len(right["items"]):
        titles = [_title(side) for side in (left, right)]
        rows = zip(_single(left), _single(right), strict=True)
        return [*([_pairs([(titles[0], titles[1])])] if any(titles) else []), _pairs([*rows])]
    if one["part"] in _ONCE:
        return [_merged(left, right, tag)]
    return [_pairs([(left, right)])]


def _pairs(rows: list[tuple[Part | None, Part | None]]) -> Part:
    """Rows of two cells, each with a part or nothing."""
    return {"part": "pairs", "rows": rows}


def _title(part: Part) -> Part | None:
    words = part.get("title")
    return {"part": "subheading", "words": [{"text": words}]} if words else None


def _single(part: Part) -> Iterator[Part]:
    """A part for each item of a list, numbered as in the list."""
    untitled = {**part, **({"title": ""} if "title" in part else {}), "split": None}
    for number, item in enumerate(part["items"], 1):
        yield {**untitled, "items": [item], "start": number}


# --- parts that are there once, in both languages ----------------------------------------------------

_ONCE = {"appointments", "blanks", "exercises", "lines", "rule", "scale", "sources", "table", "week"}
"""Parts to write on or to tick, and those that need the whole width or say the same in every language."""
_WORDS = {"head", "labels", "days", "last", "title", "line", "label"}
"""Keys of these parts whose values are words, or lists of words."""
_ITEMS = {"items", "columns", "cells", "text", "written"}
"""Keys of these parts whose values are items, or lists of items."""
_LARGER = {"least", "weights"}
"""Keys whose values are lists of numbers, of which the larger counts."""


def _merged(left: Part, right: Part, tag: str) -> Part:
    """A part with the words of both languages in each of its places."""
    if left["part"] == "sources":  # the same in both languages
        return {**left, "split": None}
    return {name: _value(name, value, right.get(name), tag) for name, value in left.items()}


def _value(name: str, left: Any, right: Any, tag: str) -> Any:
    if left == right or right is None:
        return left
    if name in _LARGER:
        return [max(pair) for pair in zip(left, right, strict=True)]
    if isinstance(left, list):
        return [_value(name, *pair, tag) for pair in zip(left, right, strict=False)]
    if name in _ITEMS and "text" in left and isinstance(left["text"], list):
        return _item(left, right, tag)
    if isinstance(left, dict):
        return {key: _value(key, value, right.get(key), tag) for key, value in left.items()}
    return [left, right] if name in _WORDS and left and right else left


def _item(left: Item, right: Item, tag: str) -> Item:
    if not left["text"] or left["text"] == right["text"]:
        return left
    foreign = {"foreign": right["text"], "language": tag}
    return {**left, "text": [*left["text"], {"break": True}, foreign]}
