# What a site's catalogues are like: a table of how much is translated, and problems with translations.

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from generator.problems import Problem, Severity
from generator.translation.catalogue import forms_of, locale_of
from generator.translation.content_messages import SAFETY
from generator.translation.faults import faults
from generator.translation.state import Progress

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
    for message, state, _ in found:
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


def problems(path: Path, language: str, found: Iterable[MessageState]) -> Iterator[Problem]:
    """What is wrong in a catalogue, each at the line of its message.

    Args:
        path: the file of the catalogue.
        language: its language, as a BCP 47 tag.
        found: the state of its messages.
    """
    file = path.as_posix()
    has_dual = "two" in locale_of(language).plural_form.tags
    for message, state, entry in found:
        line = (entry and entry.lineno) or 1
        if state is Progress.TRANSLATED and entry:
            for fault in _faults(message, entry, small_in_words=has_dual):
                yield Problem(file, line, 1, message.context, fault, "translation")
        elif kind_of(message.context) in SAFETY:
            shown = f"{state}, so readers see the source: “{message.text}”"
            yield Problem(file, line, 1, message.context, shown, UNTRANSLATED_SAFETY, Severity.NOTICE)


def _faults(message: Message, entry: Entry, *, small_in_words: bool) -> Iterator[str]:
    forms = forms_of(entry)
    for number, form in enumerate(forms):
        is_for_many = number == len(forms) - 1
        source, words = message.plural or message.text, form
        if message.plural and not is_for_many:  # a form for one thing, or for two, may say so in words
            source, words = _COUNT.sub("", source), _COUNT.sub("", form)
        yield from faults(
            source,
            words,
            has_markup=message.has_markup,
            is_running_text=message.is_running_text,
            small_in_words=small_in_words,
        )
        if message.longest and len(form) > message.longest:
            yield f"has {len(form)} characters; there is room for {message.longest}"


_COUNT = re.compile(r"%\(num\)s|\{count\}")
"""The number on which the form of a message depends, in templates and in Python."""
