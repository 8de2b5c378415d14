# The parts of what authors write themselves, on a page or in a leaflet: tables, pictures from files, nested
# lists, quotations, code. They are plain JSON like those of `parts.py`, whose templates draw them, too.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.handouts.sheet.parts import Item, Part
    from generator.prose import Tree
    from generator.settings.picture_file import PictureFile

_LONGEST = 24
"""Longer words are broken; see `prose.typ`."""
_WIDEST = 60
"""A cell with more characters does not make its column wider than one with so many."""


def subheading(words: Tree) -> Part:
    """A heading inside a section."""
    return {"part": "subheading", "words": words}


def table(columns: list[Item], rows: list[list[Item]], align: Sequence[str] = ()) -> Part:
    """A table. It becomes a list with a part for each row where it is too wide.

    Args:
        columns: headings of the columns.
        rows: the rows; a cell without text is there to write in.
        align: for each column `left`, `center`, `right`, or nothing.
    """
    all_rows = [columns, *rows]
    cells = [[text_of(row[at]["text"]) for row in all_rows] for at in range(len(columns))]
    return {
        "part": "table",
        "columns": columns,
        "cells": rows,
        "align": [one or "left" for one in (*align, *[""] * len(columns))][: len(columns)],
        "least": [
            min(_LONGEST, max(len(word) for cell in column for word in [*cell.split(), ""]))
            for column in cells
        ],
        "weights": [min(_WIDEST, max(1, *map(len, column))) for column in cells],
    }


def text_of(tree: Tree) -> str:
    """The text of a tree."""
    return "".join(_text(name, value) for node in tree for name, value in node.items())


def _text(name: str, value: Any) -> str:
    if name in {"text", "code"}:
        return str(value)
    return text_of(value) if isinstance(value, list) and name != "cite" else ""


_POINTS = 0.75
"""Points in a CSS pixel."""


def photo(picture: PictureFile, alt: str, caption: list[Item], address: str, width: int | None) -> Part:
    """A picture from a file.

    Args:
        picture: the picture.
        alt: alternative text.
        caption: paragraphs below it.
        address: where the website has it, from the site's root.
        width: its width, in hundredths of the width of the sheet; None for its own width if there is room.
    """
    return {
        "part": "photo",
        "image": picture.svg,
        "alt": alt,
        "caption": caption,
        "width": width or 100,
        "most": None if width else picture.width * _POINTS,
        "ratio": picture.width / picture.height,
        "address": address,
    }


def nested(item: Item, below: list[Part]) -> Item:
    """An item of a list with parts below its text."""
    return {**item, "below": below} if below else item


def definitions(entries: list[tuple[list[Item], list[list[Part]]]]) -> Part:
    """Terms, each with its definitions, which are lists of parts."""
    return {
        "part": "definitions",
        "entries": [{"terms": terms, "meanings": each} for terms, each in entries],
    }


def quotation(inside: list[Part]) -> Part:
    """What somebody else says."""
    return {"part": "quotation", "inside": inside}


def box(title: Tree, inside: list[Part]) -> Part:
    """A frame with a title and parts."""
    return {"part": "box", "words": title, "inside": inside}


def code(text: str) -> Part:
    """Lines that are printed as they are."""
    return {"part": "code", "code": text}


def rule() -> Part:
    """A line across the section."""
    return {"part": "rule"}


def appointments(labels: list[str], lines: int) -> Part:
    """Lines for appointments.

    Args:
        labels: what to write for each.
        lines: the number of lines.
    """
    return {"part": "appointments", "labels": labels, "lines": lines}
