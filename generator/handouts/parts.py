# What sections of a sheet are made of, as plain JSON. `templates/handouts/parts.typ` draws each part.
#
# Typst walks this data and never evaluates it, so that no text can run as code.

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, TypeAlias

from generator import prose
from generator.schema.common import Level

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from generator.prose import Prose, References
    from generator.schema.common import Statement

Part: TypeAlias = "dict[str, Any]"
"""`{"part": name, …}`; parts of text have a list of `items`."""

Section: TypeAlias = "dict[str, Any]"
"""A heading, its parts and how they look."""

Item: TypeAlias = "dict[str, Any]"
"""`{"text": Tree, "custom": bool}`: one line of a list, or one paragraph."""

DOTS = 4
"""How many dots say how sure we are."""


def section(
    heading: str, *parts: Part, look: str = "plain", icon: str | None = None, hint: str = ""
) -> list[Section]:
    """A section of a sheet, or nothing if none of its parts has anything in it.

    Args:
        heading: its heading.
        parts: what stands below.
        look: `plain`, `tint`, `amber`, `alert` or `card`.
        icon: what is drawn before the heading: `tick`, `stop` or `alert`.
        hint: a few words in small print beside the heading.
    """
    filled = [part for part in parts if part.get("items", True) or part["part"] == "call"]
    if not filled:
        return []
    lists = all(part["part"] == "bullets" for part in filled)
    custom = [item["custom"] for part in filled for item in part.get("items", ())]
    whole = bool(custom) and all(custom)
    if whole:
        filled = [_unmarked(part) for part in filled]
    return [
        {
            "heading": heading,
            "parts": filled,
            "look": look,
            "icon": icon,
            "hint": hint,
            "custom": whole,
            "split": split([part["items"] for part in filled]) if lists else None,
        }
    ]


def has_custom(section: Section) -> bool:
    """Whether something in a section is marked as custom."""
    return section["custom"] or any(item["custom"] for part in section["parts"] for item in part.get("items", ()))


def _unmarked(part: Part) -> Part:
    """`part` without marks on its items: the section carries one for all of them."""
    return {**part, "items": [{**item, "custom": False} for item in part["items"]]} if "items" in part else part


# --- two columns -----------------------------------------------------------------------------------

BODY, FINE = (88, 43), (112, 53)
"""About how many characters a line holds, over the whole width and in one of two columns."""

_GAP = 0.3
"""The gap after an item, in lines."""


def split(pieces: list[list[Item]], line: tuple[int, int] = BODY) -> int | None:
    """How many of some pieces go into the left one of two columns, or None if one column is as good.

    Args:
        pieces: the items of each piece.
        line: how many characters a line holds: `BODY` or `FINE`.
    """
    whole, narrow = ([_lines(piece, width) for piece in pieces] for width in line)
    tallest = {at: max(sum(narrow[:at]), sum(narrow[at:])) for at in range(1, len(pieces))}
    best = min(tallest, key=lambda at: tallest[at], default=None)
    return best if best is not None and tallest[best] < sum(whole) else None


def _lines(items: list[Item], width: int) -> float:
    return sum(math.ceil(_length(item["text"]) / width) + _GAP for item in items)


def _length(tree: prose.Tree) -> int:
    """How many characters a text has."""
    return sum(
        len(value) if name == "text" else _length(value)
        for node in tree
        for name, value in node.items()
        if name in {"text", "strong", "emphasis", "link"}
    )


# --- items -----------------------------------------------------------------------------------------


def plain(texts: Iterable[Prose], references: References) -> list[Item]:
    """Items that say nothing about how sure they are."""
    return [{"text": prose.to_tree(text, references), "custom": False} for text in texts]


def stated(statements: Iterable[Statement], references: References) -> list[Item]:
    """Items marked as custom where they rest on nothing else."""
    return [
        {"text": prose.to_tree(statement.text, references), "custom": is_custom(statement)}
        for statement in statements
    ]


def is_custom(statement: Statement) -> bool:
    """Whether a statement rests on custom alone."""
    return statement.level is Level.PRACTICE


def led(lead: str, item: Item) -> Item:
    """An item with a few bold words before it."""
    return {**item, "text": [{"strong": [{"text": f"{lead.rstrip('.')}."}]}, {"text": " "}, *item["text"]]}


# --- parts -----------------------------------------------------------------------------------------


def paragraphs(items: list[Item]) -> Part:
    """Running text."""
    return {"part": "paragraphs", "items": items}


def bullets(items: list[Item], title: str = "") -> Part:
    """A list, perhaps with a heading of its own."""
    return {"part": "bullets", "items": items, "title": title, "split": split([[item] for item in items])}


def steps(items: list[Item]) -> Part:
    """A numbered list."""
    return {"part": "steps", "items": items}


def ticks(items: list[Item]) -> Part:
    """A list with boxes to tick."""
    return {"part": "ticks", "items": items}


def call(action: str, rest: str = "", remarks: list[Item] | None = None) -> Part:
    """Whom to call, so that it cannot be missed.

    Args:
        action: one short sentence.
        rest: more to know.
        remarks: what else there is to say, in small print.
    """
    return {"part": "call", "action": action.rstrip("."), "rest": rest, "items": remarks or []}


def asked(items: list[Item]) -> Part:
    """Questions, each with a line for an answer."""
    return {"part": "asked", "items": items}


def lines(last: str) -> Part:
    """Empty lines to write on, and a last one that begins with a word."""
    return {"part": "lines", "last": last}


def blanks(*labels: str) -> Part:
    """Words with a line behind each, all in one row."""
    return {"part": "blanks", "labels": list(labels)}


def picture(svg: str, alt: str, caption: list[Item]) -> Part:
    """A drawing.

    Args:
        svg: a whole SVG file.
        alt: what it shows, for people who cannot see it.
        caption: what stands under it.
    """
    return {"part": "picture", "svg": svg, "alt": alt, "caption": caption}


def scale(lowest: int, highest: int, labels: tuple[str, str], alt: str) -> Part:
    """The pressure scale from 0 to 10.

    Args:
        lowest: where the bearable range starts.
        highest: where it ends.
        labels: words over the bearable range, and over what is too much.
        alt: the whole in words.
    """
    return {"part": "scale", "lowest": lowest, "highest": highest, "labels": list(labels), "alt": alt}


def sureness(level: Level, items: list[Item], gettext: Callable[[str], str]) -> Part:
    """How sure we are: dots, a word and a sentence."""
    filled, word = sureness_words(gettext)[level]
    return {"part": "sureness", "filled": filled, "dots": DOTS, "word": word, "items": items}


def sureness_words(_: Callable[[str], str]) -> dict[Level, tuple[int, str]]:
    """Level → how many dots are filled, and the word beside them.

    Args:
        _: gettext.
    """
    return {
        Level.GUIDELINE: (4, _("In guidelines")),
        Level.MODERATE: (3, _("Moderate")),
        Level.LOW: (2, _("Low")),
        Level.VERY_LOW: (1, _("Very low")),
        Level.NONE: (0, _("No trials yet")),
        Level.PRACTICE: (0, _("Custom, not tested")),
    }


def sources(items: list[Item]) -> Part:
    """The numbered sources, in small print."""
    return {"part": "sources", "items": items, "split": split([[item] for item in items], FINE)}


def linked(text: str, url: str | None) -> Item:
    """Plain text that is a link where there is an address."""
    return {"text": [{"text": text, **({"url": url} if url else {})}], "custom": False}
