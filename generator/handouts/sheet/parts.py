# What sections of a sheet are made of, as plain JSON. `templates/handouts/parts.typ` draws each part.
#
# Typst walks this data and never evaluates it, so that no text can run as code.

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from generator import prose
from generator.content.levels import DOTS, level_labels
from generator.handouts.sheet.columns import FINE, split_items, split_lists
from generator.schema.common import Level

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from generator.prose import Prose, Resolver, Tree
    from generator.schema.common import Statement

Part: TypeAlias = "dict[str, Any]"
"""`{"part": name, …}`; parts of text have a list of `items`."""

Section: TypeAlias = "dict[str, Any]"
"""A heading, its parts and how they look."""

Item: TypeAlias = "dict[str, Any]"
"""`{"text": Tree, "custom": bool}`: one line of a list, or one paragraph."""

ITEM_FIELDS = ("items", "written", "asked", "options", "caption")
"""The fields of parts that hold items; the `stem` of a task is one text."""


def section(
    heading: str, *parts: Part, look: str = "plain", icon: str | None = None, hint: str = ""
) -> list[Section]:
    """A section of a sheet, or nothing if none of its parts has anything in it.

    Args:
        heading: its heading.
        parts: what stands below.
        look: `plain`, `tint`, `card`, `amber`, `alert`, or `picture` for pictures only.
        icon: what is drawn before the heading: `tick`, `stop`, `alert` or `calendar`.
        hint: a few words in small print beside the heading.
    """
    filled = [part for part in parts if part.get("items", True) or part["part"] == "call"]
    if not filled:
        return []
    mark, filled = _mark(filled)
    lists = all(part["part"] == "bullets" for part in filled)
    return [
        {
            "heading": heading,
            "parts": filled,
            "look": look,
            "icon": icon,
            "hint": hint,
            "custom": mark,
            "split": split_lists([part["items"] for part in filled]) if lists else None,
        }
    ]


def has_custom(section: Section) -> bool:
    """Whether something in a section is marked as custom."""
    return bool(section["custom"]) or any(item["custom"] for item in _items(section["parts"]))


def _mark(parts: list[Part]) -> tuple[str, list[Part]]:
    """The mark of a whole section, and its parts without the marks that this one stands for.

    `all` where everything is custom. `unless-numbered` where most is and the rest cites its sources;
    what is custom and cites all the same keeps its own mark.
    """
    items = _items(parts)
    custom = [item for item in items if item["custom"]]
    if items and len(custom) == len(items):
        return "all", [_unmarked(part, keep=lambda _: False) for part in parts]
    if len(custom) > len(items) / 2 and all(item["custom"] or _is_numbered(item) for item in items):
        return "unless-numbered", [_unmarked(part, keep=_is_numbered) for part in parts]
    return "", parts


def _items(parts: list[Part]) -> list[Item]:
    return [item for part in parts for item in part.get("items", ())]


def _is_numbered(item: Item) -> bool:
    return any(node.get("cite") for node in item["text"])


def _unmarked(part: Part, keep: Callable[[Item], bool]) -> Part:
    """A part whose items are marked as custom only where `keep` says so."""
    if "items" not in part:
        return part
    return {**part, "items": [{**item, "custom": item["custom"] and keep(item)} for item in part["items"]]}


# --- items -----------------------------------------------------------------------------------------


def plain(texts: Iterable[Prose], references: Resolver) -> list[Item]:
    """Items that say nothing about how sure they are."""
    return [{"text": prose.to_tree(text, references), "custom": False} for text in texts]


def stated(statements: Iterable[Statement], references: Resolver) -> list[Item]:
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
    stop = "" if lead.endswith((".", "!", "?")) else "."
    return {**item, "text": [{"strong": [{"text": f"{lead}{stop}"}]}, {"text": " "}, *item["text"]]}


# --- parts -----------------------------------------------------------------------------------------


def paragraphs(items: list[Item]) -> Part:
    """Running text."""
    return {"part": "paragraphs", "items": items}


def bullets(items: list[Item], title: str = "") -> Part:
    """A list, perhaps with a heading of its own."""
    return {"part": "bullets", "items": items, "title": title, "split": split_items(items)}


def steps(items: list[Item]) -> Part:
    """A numbered list."""
    return {"part": "steps", "items": items}


def ticks(items: list[Item]) -> Part:
    """A list with boxes to tick."""
    return {"part": "ticks", "items": items, "split": split_items(items)}


def call(action: str, rest: str = "", remarks: list[Item] | None = None) -> Part:
    """Whom to call, so that it cannot be missed.

    Args:
        action: one short sentence.
        rest: more to know.
        remarks: what else there is to say, in small print.
    """
    return {"part": "call", "action": action.rstrip("."), "rest": rest, "items": remarks or []}


def row(items: list[Item]) -> Part:
    """Short pieces side by side."""
    return {"part": "row", "items": items}


def asked(items: list[Item]) -> Part:
    """Questions, each with a line for an answer."""
    return {"part": "asked", "items": items}


def lines(last: str, written: list[Item] | None = None) -> Part:
    """Empty lines to write on, and a last one that begins with a word.

    Args:
        last: the word.
        written: what is written already: paragraphs above fewer lines.
    """
    return {"part": "lines", "last": last, "written": written or []}


def blanks(*labels: str, first: str = "") -> Part:
    """Words with a line behind each, all in one row.

    Args:
        labels: the words.
        first: what stands behind the first of them instead of a line.
    """
    return {"part": "blanks", "labels": list(labels), "first": first}


def week(head: str, days: list[str], rows: list[tuple[str, str]], own: int) -> Part:
    """A table with a row for each thing to do and a box to tick for each day.

    Args:
        head: the heading of the first column.
        days: the headings of the others.
        rows: what to do: a few bold words and a line.
        own: how many empty rows stand below, for the reader's own plans.
    """
    told = [{"title": title, "line": line} for title, line in rows]
    return {"part": "week", "head": head, "days": days, "rows": told, "own": own}


def task(stem: Tree, asked: list[Item], options: list[Item], *, boxes: bool, lines: int) -> Part:
    """A question of a quiz.

    Args:
        stem: the question.
        asked: what gets a letter or a number: a blank stands before each.
        options: what there is to choose from, with letters.
        boxes: whether each option has a box to tick.
        lines: how many lines to write on stand below.
    """
    return {
        "part": "task",
        "stem": stem,
        "asked": asked,
        "options": options,
        "boxes": boxes,
        "lines": lines,
    }


_LONG = 10
"""From how many entries on contents stand in two columns."""


def contents(entries: list[tuple[str, str, int]]) -> Part:
    """The contents of a document of several sheets; their pages are known when it is printed.

    Args:
        entries: title, the `to` of the sheet where it begins, and 1 for a chapter or 2 for a sheet in it.
    """
    told = [{"title": title, "to": to, "level": level} for title, to, level in entries]
    starts = [at for at, (_title, _to, level) in enumerate(entries) if level == 1 and at]
    split = min(starts, key=lambda at: abs(at - len(entries) / 2), default=None)
    return {"part": "contents", "entries": told, "split": split if len(entries) > _LONG else None}


def picture(svg: str, alt: str, caption: list[Item]) -> Part:
    """A drawing.

    Args:
        svg: a whole SVG file.
        alt: what it shows, for people who cannot see it.
        caption: what stands under it.
    """
    return {"part": "picture", "svg": svg, "alt": alt, "caption": caption}


def body_map(svg: str, alt: str, lead: str, names: list[str]) -> Part:
    """The body map and the muscles that are lit on it. Left out where it would need one more page.

    Args:
        svg: a whole SVG file.
        alt: what it shows, for people who cannot see it.
        lead: words before the names.
        names: of the muscles.
    """
    return {"part": "body-map", "svg": svg, "alt": alt, "lead": lead, "names": names, "spare": True}


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
    label = level_labels(gettext)[level]
    return {"part": "sureness", "filled": label.filled, "dots": DOTS, "word": label.words, "items": items}


def sources(items: list[Item]) -> Part:
    """The numbered sources, in small print."""
    return {"part": "sources", "items": items, "split": split_items(items, FINE)}


def linked(text: str, url: str | None) -> Item:
    """Plain text that is a link where there is an address."""
    return {"text": [{"text": text, **({"url": url} if url else {})}], "custom": False}
