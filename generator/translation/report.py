# What a site's catalogues are like: a table of how much is translated, and problems with translations.

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from generator.problems import Problem, Severity
from generator.translation.catalogue import forms_of
from generator.translation.content_messages import SAFETY
from generator.translation.faults import slips
from generator.translation.state import Progress, in_pairs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from babel.messages.catalog import Message as Entry

    from generator.translation.message import Message
    from generator.translation.state import MessageState

UNTRANSLATED_SAFETY = "untranslated-safety"
"""The rule of messages on safety that have no translation."""


class Row(NamedTuple):
    """How much of something is translated."""

    name: str
    """A kind of content, or "interface"."""
    counts: Counter[Progress]
    """Progress → messages."""
    words_left: int
    """Words of the source that readers see in place of a translation."""


def rows(found: Iterable[MessageState]) -> list[Row]:
    """A row for each kind of content, or for the interface, in the order of the messages."""
    counts: dict[str, Counter[Progress]] = {}
    left: Counter[str] = Counter()
    for message, state, _, _ in found:
        name = kind_of(message.context)
        counts.setdefault(name, Counter())[state] += 1
        if state is not Progress.TRANSLATED:
            left[name] += len(message.text.split())
    return [Row(name, count, left[name]) for name, count in counts.items()]


def kind_of(context: str) -> str:
    """The kind of content of a message; "interface" if it is of none."""
    file = context.partition(": ")[0]
    return (file.partition("/")[0].partition(".")[0] if "." in file else file) or "interface"


def as_table(title: str, table: Iterable[Row]) -> str:
    """The rows as text, with the sum of them."""
    table = list(table)
    total = Row("all", sum((row.counts for row in table), Counter()), sum(row.words_left for row in table))
    lines = [(title, *Progress, "words left")]
    lines += [
        (row.name, *(str(row.counts[state]) for state in Progress), str(row.words_left))
        for row in (*table, total)
    ]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    padded = [[name.ljust(widths[0]), *map(str.rjust, cells, widths[1:])] for name, *cells in lines]
    return "".join("  ".join(cells) + "\n" for cells in padded)


def problems(path: Path, found: Iterable[MessageState]) -> Iterator[Problem]:
    """What there is to do in a catalogue, each at the line of its message.

    Args:
        path: the file of the catalogue.
        found: the state of its messages.
    """
    found = list(found)
    yield from wrong(path, found)
    yield from untranslated_safety(path, found)
    for message, state, entry, _ in found:
        if entry and state is Progress.TRANSLATED:
            for slip in _slips(message, entry):
                yield _problem(path, message, entry, slip, "translation", Severity.WARNING)


def wrong(path: Path, found: Iterable[MessageState]) -> Iterator[Problem]:
    """The translations that are not shown since they have lost or added something."""
    for message, _, entry, faults in found:
        for fault in dict.fromkeys(faults):
            what = f"{fault}; correct the translation: until then, readers see the source"
            yield _problem(path, message, entry, what, "translation", Severity.WARNING)


def untranslated_safety(path: Path, found: Iterable[MessageState]) -> Iterator[Problem]:
    """The words on safety that nobody has translated yet, or not since they changed."""
    for message, state, entry, _ in found:
        if state in _TO_TRANSLATE and kind_of(message.context) in SAFETY:
            what = f"{state}, so readers see the source: “{message.text}”"
            yield _problem(path, message, entry, what, UNTRANSLATED_SAFETY, Severity.NOTICE)


_TO_TRANSLATE = {Progress.FUZZY, Progress.STALE, Progress.MISSING}


def _problem(  # noqa: PLR0913, PLR0917 - a problem has these parts
    path: Path, message: Message, entry: Entry | None, what: str, rule: str, severity: Severity
) -> Problem:
    line = (entry and entry.lineno) or 1
    return Problem(path.as_posix(), line, 1, message.context, what, rule, severity)


def _slips(message: Message, entry: Entry) -> Iterator[str]:
    for source, form in in_pairs(message, entry):
        yield from slips(source, form, is_running_text=message.is_running_text)
    for form in forms_of(entry):
        if message.longest and len(form) > message.longest:
            yield f"has {len(form)} characters; there is room for {message.longest}"
