# Lines of the Markdown of a page, each with its place in the page, and the cells of a row of a table.

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from generator.prose.page_nodes import InlineText

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

INDENT = 4
"""By how many spaces the content of an item is indented."""


class PageLine(NamedTuple):
    """A line in which tabs are spaces, and where its characters are."""

    text: str
    places: Sequence[int]
    """Where each character and the line's end are, in characters from the start of the page's Markdown."""

    @property
    def start(self) -> int:
        """Where the line starts."""
        return self.places[0]

    @property
    def is_blank(self) -> bool:
        """Whether it has nothing but spaces."""
        return not self.text.strip()

    @property
    def is_indented(self) -> bool:
        """Whether it is inside an item, or is code."""
        return self.text.startswith(" " * INDENT)

    def without(self, count: int) -> PageLine:
        """The line without its first characters."""
        count = min(count, len(self.text))
        return PageLine(self.text[count:], self.places[count:])


def lines_of(body: str) -> Iterator[PageLine]:
    """The lines of the Markdown of a page. A tab reaches to the next tab stop, as in Python-Markdown."""
    start = 0
    for text in body.split("\n"):
        places: list[int] = []
        for place, character in enumerate(text, start):
            places += [place] * (INDENT - len(places) % INDENT if character == "\t" else 1)
        yield PageLine(text.expandtabs(INDENT), [*places, start + len(text)])
        start += len(text) + 1


def next_blank(lines: Sequence[PageLine], at: int) -> int:
    """The next empty line."""
    return next((n for n in range(at, len(lines)) if lines[n].is_blank), len(lines))


def skip_blank(lines: Sequence[PageLine], at: int) -> int:
    """The next line that is not empty."""
    return next((n for n in range(at, len(lines)) if not lines[n].is_blank), len(lines))


def next_if(lines: Sequence[PageLine], at: int, pattern: re.Pattern[str]) -> int:
    """The next line that is not empty, if it matches; otherwise `at`."""
    following = skip_blank(lines, at)
    return following if following < len(lines) and pattern.match(lines[following].text) else at


def indented_until(lines: Sequence[PageLine], at: int) -> int:
    """The end of the lines that are indented, with the empty lines between them."""
    end = at
    for number in range(at, len(lines)):
        if lines[number].is_indented:
            end = number + 1
        elif not lines[number].is_blank:
            break
    return end


def stripped(line: PageLine) -> InlineText:
    """A line without the spaces around it."""
    return InlineText(line.text.strip(), line.places[len(line.text) - len(line.text.lstrip())])


def joined(lines: Sequence[PageLine]) -> InlineText:
    """The lines of a paragraph as one text."""
    first = stripped(lines[0])
    return InlineText("\n".join(line.text.lstrip() for line in lines).rstrip(), first.start)


_CELL = re.compile(r"(?:\\.|`[^`]*`|[^|\\`]|`)*")


def cells(line: PageLine) -> tuple[InlineText, ...]:
    """The cells of a row of a table."""
    text = line.text.strip()
    lead = len(line.text) - len(line.text.lstrip()) + text.startswith("|")
    inside = text.removeprefix("|")
    inside = inside[:-1] if inside.endswith("|") and not inside.endswith("\\|") else inside
    row, at = [], 0
    while at <= len(inside):
        match = _CELL.match(inside, at)
        assert match  # noqa: S101 - it may be empty
        source = match[0].replace("\\|", "|")
        blank = len(source) - len(source.lstrip())
        row.append(InlineText(source.strip(), line.places[lead + at + blank]))
        at = match.end() + 1
    return tuple(row)


def align_of(dashes: str) -> str:
    """How a column is aligned, from the dashes below its heading."""
    ends = dashes[:1] == ":", dashes[-1:] == ":"
    return {(True, True): "center", (True, False): "left", (False, True): "right"}.get(ends, "")
