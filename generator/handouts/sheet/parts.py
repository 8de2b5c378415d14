# The sections of a sheet and their parts, as plain JSON. `templates/parts.typ` has one function for each
# part.
#
# Typst walks this data and never evaluates it, so no text can run as code.

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from generator import prose
from generator.content.levels import DOTS, level_labels
from generator.handouts.sheet.columns import FINE, split_items, split_lists
from generator.handouts.sheet.practice import is_practice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from generator.prose import Prose, Resolver, Tree
    from generator.schema.common import Level, Statement

Part: TypeAlias = "dict[str, Any]"
"""`{"part": name, …}`; parts that consist of text have a list of `items`."""

Section: TypeAlias = "dict[str, Any]"
"""A heading, its parts, and how they look; see `section`."""

Item: TypeAlias = "dict[str, Any]"
"""`{"text": Tree, "practice": bool}`: one entry of a list, or one paragraph."""

ITEM_FIELDS = ("items", "written", "asked", "options", "caption", "columns")
"""The keys of parts whose values are lists of items. The `stem` of a task is a single `Tree`."""


def section(
    heading: str, *parts: Part, look: str = "plain", icon: str | None = None, hint: str = ""
) -> list[Section]:
    """Make a section; empty parts are left out.

    Args:
        heading: Heading of the section; may be empty.
        parts: Its parts, from top to bottom.
        look: `plain`, `tint`, `card`, `amber`, `alert`, `task`, or `picture` for pictures only.
        icon: Icon before the heading: `tick`, `stop`, `alert` or `calendar`.
        hint: A few words in small print beside the heading.

    Returns:
        The section as the only element of a list; an empty list if all parts are empty.
    """
    filled = [part for part in parts if part.get("items", True) or part["part"] == "call"]
    if not filled:
        return []
    if filled[0]["part"] == "call":
        filled[0] = {**filled[0], "leads": True}  # it may stand beside the heading
    mark, filled = _mark(filled)
    return [
        {
            "heading": heading,
            "parts": filled,
            "look": look,
            "icon": icon,
            "hint": hint,
            "practice": mark,
            "split": _split(filled),
        }
    ]


def _split(parts: list[Part]) -> int | None:
    """How many parts go into the left of two columns; None if each part keeps the whole width.

    Only lists stand in columns. A remark below lists with headings may end the right column.
    """
    kinds = [part["part"] for part in parts]
    titled = all(part.get("title") for part in parts if part["part"] == "bullets")
    remark = len(parts) > 2 and titled and kinds[-1] == "paragraphs"  # noqa: PLR2004 - two lists and a remark
    if {*kinds[: -1 if remark else None]} != {"bullets"}:
        return None
    return split_lists([part["items"] for part in parts], titled=titled)


def has_practice(section: Section) -> bool:
    """Whether a section or one of its items is marked as usual practice."""
    return bool(section["practice"]) or any(item["practice"] for item in _items(section["parts"]))


def _mark(parts: list[Part]) -> tuple[str, list[Part]]:
    """Replace the marks of single items by one mark of the whole section, where possible.

    Returns:
        The mark of the section, and its parts without the marks that it replaces. The mark is `all` if
        every item is usual practice; `unless-numbered` if most are and all others cite sources (items of
        usual practice that cite sources keep their own mark); otherwise it is empty.
    """
    items = _items(parts)
    practice = [item for item in items if item["practice"]]
    if items and len(practice) == len(items):
        return "all", [_unmarked(part, keep=lambda _: False) for part in parts]
    if len(practice) > len(items) / 2 and all(item["practice"] or _is_numbered(item) for item in items):
        return "unless-numbered", [_unmarked(part, keep=_is_numbered) for part in parts]
    return "", parts


def _items(parts: list[Part]) -> list[Item]:
    return [item for part in parts for item in part.get("items", ())]


def _is_numbered(item: Item) -> bool:
    return any(node.get("cite") for node in item["text"])


def _unmarked(part: Part, keep: Callable[[Item], bool]) -> Part:
    """A part in which only the items for which `keep` is true are still marked as usual practice."""
    if "items" not in part:
        return part
    return {
        **part,
        "items": [{**item, "practice": item["practice"] and keep(item)} for item in part["items"]],
    }


# --- items -----------------------------------------------------------------------------------------


def prose_items(texts: Iterable[Prose], references: Resolver) -> list[Item]:
    """Items that are never marked as usual practice."""
    return [tree_item(prose.to_tree(text, references)) for text in texts]


def statement_items(statements: Iterable[Statement], references: Resolver) -> list[Item]:
    """Items that are marked as usual practice if their statements rest on usual practice alone."""
    return [
        tree_item(prose.to_tree(statement.text, references), practice=is_practice(statement))
        for statement in statements
    ]


def with_lead(lead: str, item: Item) -> Item:
    """An item with a few bold words before it, which get a full stop if they have no mark."""
    full_stop = "" if lead.endswith((".", "!", "?", ":")) else "."
    return {**item, "text": [{"strong": [{"text": f"{lead}{full_stop}"}]}, {"text": " "}, *item["text"]]}


# --- parts -----------------------------------------------------------------------------------------


def paragraphs(items: list[Item]) -> Part:
    """Running text."""
    return {"part": "paragraphs", "items": items}


def bullets(items: list[Item], title: str = "") -> Part:
    """A bulleted list; `title` is its own heading."""
    return {"part": "bullets", "items": items, "title": title, "split": split_items(items)}


def steps(items: list[Item]) -> Part:
    """A numbered list."""
    return {"part": "steps", "items": items}


def ticks(items: list[Item]) -> Part:
    """A list with boxes to tick."""
    return {"part": "ticks", "items": items, "split": split_items(items)}


def call(name: str, action: str, rest: str = "", remarks: list[Item] | None = None) -> Part:
    """Whom to call, shown prominently.

    Args:
        name: What marks the action; see `SignGroup.name`.
        action: One short sentence.
        rest: Further sentences beside it.
        remarks: Further remarks in small print.
    """
    own = {"name": name, "action": action.rstrip("."), "rest": rest, "items": remarks or []}
    return {"part": "call", **own, "leads": False}


def row(items: list[Item]) -> Part:
    """Short texts side by side."""
    return {"part": "row", "items": items}


def asked(items: list[Item]) -> Part:
    """Questions, each with a line for the answer."""
    return {"part": "asked", "items": items}


def lines(last: str, written: list[Item] | None = None) -> Part:
    """Empty lines to write on.

    Args:
        last: A label at the beginning of the last line.
        written: Paragraphs above the lines, which are then fewer.
    """
    return {"part": "lines", "last": last, "written": written or []}


def blanks(*labels: str, first: str = "") -> Part:
    """Labels in one row, each followed by a line to write on.

    Args:
        labels: The labels.
        first: Text printed after the first label in place of the line.
    """
    return {"part": "blanks", "labels": list(labels), "first": first}


def task(stem: Tree, asked: list[Item], options: list[Item], *, boxes: bool, lines: int) -> Part:
    """A question of a quiz.

    Args:
        stem: The question itself.
        asked: What readers give a letter or a number: each is printed after a blank.
        options: The options to choose from, printed with letters.
        boxes: Whether each option has a box to tick.
        lines: Number of lines to write on below.
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
"""A table of contents with more entries than this is set in two columns."""


def contents(entries: list[tuple[str, str, int]]) -> Part:
    """The table of contents of a document of several sheets. Typst adds the page numbers.

    Args:
        entries: Title, `to` of the sheet where the entry begins, and level: 1 for a chapter (or for a sheet
            outside chapters), 2 for a sheet in a chapter.
    """
    rows = [{"title": title, "to": to, "level": level} for title, to, level in entries]
    starts = [index for index, (_title, _to, level) in enumerate(entries) if level == 1 and index]
    split = min(starts, key=lambda index: abs(index - len(entries) / 2), default=None)
    return {"part": "contents", "entries": rows, "split": split if len(entries) > _LONG else None}


def picture(svg: str, alt: str, caption: list[Item]) -> Part:
    """A drawing.

    Args:
        svg: A whole SVG file.
        alt: Alternative text.
        caption: Paragraphs below the drawing.
    """
    return {"part": "picture", "svg": svg, "alt": alt, "caption": caption}


def body_map(svg: str, alt: str, lead: str, names: list[str], sides: tuple[str, str]) -> Part:
    """The body map with the places of the highlighted muscles.

    It is `spare`: left out if the sheet would otherwise need more pages than it should have.

    Args:
        svg: A whole SVG file.
        alt: Alternative text.
        lead: Words before the names.
        names: Names of the muscles in everyday words: where they are.
        sides: What the left and what the right half of the map shows.
    """
    words = {"lead": lead, "names": names, "sides": list(sides)}
    return {"part": "body-map", "svg": svg, "alt": alt, **words, "spare": True}


def scale(lowest: int, highest: int, labels: tuple[str, str], alt: str) -> Part:
    """The pressure scale from 0 to 10.

    Args:
        lowest: Lowest number of the bearable range.
        highest: Highest number of the bearable range.
        labels: Words above the bearable range, and above the numbers that are too much.
        alt: Alternative text.
    """
    return {"part": "scale", "lowest": lowest, "highest": highest, "labels": list(labels), "alt": alt}


def sureness(level: Level, items: list[Item], gettext: Callable[[str], str]) -> Part:
    """How sure we are: dots, a word and a sentence."""
    filled, word = level_labels(gettext)[level]
    dots = 0 if filled is None else DOTS
    return {"part": "sureness", "filled": filled or 0, "dots": dots, "word": word, "items": items}


def sources(items: list[Item]) -> Part:
    """The numbered sources, in small print."""
    return {"part": "sources", "items": items, "split": split_items(items, FINE)}


def tree_item(tree: Tree, *, practice: bool = False) -> Item:
    """An item, perhaps marked as usual practice."""
    return {"text": tree, "practice": practice}


def empty_item() -> Item:
    """An item without text, which leaves a line or a space to write on."""
    return tree_item([])


def text_item(text: str, *, practice: bool = False) -> Item:
    """An item of plain text."""
    return tree_item([{"text": text}], practice=practice)


def linked_item(tree: Tree, url: str | None) -> Item:
    """An item that is a link to a website if there is an address."""
    return tree_item([{"link": tree, "url": url}] if url else tree)
