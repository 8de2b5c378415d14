# Tables to tick, day by day: parts of a sheet, like those in `parts.py`.

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.handouts.sheet.parts import Item, Part


def week(head: str, days: list[str], rows: list[tuple[str, str]], own: int) -> Part:
    """A table with a row for each activity and a box to tick for each day.

    Args:
        head: Heading of the first column.
        days: Headings of the other columns.
        rows: For each activity a bold title and a short line.
        own: Number of empty rows at the end, for the reader's own plans.
    """
    activities = [{"title": title, "line": line} for title, line in rows]
    return {"part": "week", "head": head, "days": days, "rows": activities, "own": own}


def exercises(head: str, days: list[str], rows: list[Part], items: list[Item], own: int) -> Part:
    """A table with a row for each exercise and boxes to tick for each day.

    Args:
        head: Heading of the first column.
        days: Headings of the other columns.
        rows: The exercises; see `exercise_row`.
        items: The dose of each exercise. An empty one becomes a line to write on.
        own: Number of empty rows at the end, for other exercises.
    """
    return {"part": "exercises", "head": head, "days": days, "rows": rows, "items": items, "own": own}


MOST_BOXES = 3
"""The most boxes for one day; who exercises more often than that ticks one box a day."""


def exercise_row(
    key: str,
    title: str,
    picture: tuple[str, str],
    facts: list[tuple[str, Item]],
    dose: Mapping[str, int],
) -> Part:
    """An exercise of a table.

    Args:
        key: The key of its topic, by which the maker of handouts changes its dose.
        title: Its name.
        picture: A whole SVG file, and alternative text; both empty if there is no drawing.
        facts: Label and text of what the exercise needs before it starts.
        dose: The numbers of its dose.
    """
    svg, alt = picture
    own = [{"label": label, "text": item} for label, item in facts]
    times = dose.get("times_a_day", 1)
    boxes = times if times <= MOST_BOXES else 1
    row = {"key": key, "title": title, "svg": svg, "alt": alt, "facts": own}
    return {**row, "dose": dict(dose), "boxes": boxes}
