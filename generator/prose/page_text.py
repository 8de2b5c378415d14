# The Markdown of hand-written pages as a sheet prints it: headings, paragraphs and list items.

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from generator.prose.markup import Prose, ProseError

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEADING = re.compile(r"^## (?P<title>.+?)\s*(?:\{#[a-z0-9-]+\})?$", re.MULTILINE)
_APART = re.compile(r"\n\s*\n|\n(?=- )")
_BULLET = "- "
_NOT_PRINTED = re.compile(
    r"""
      ^[ ]{0,3}(?:[|<>+#]|```|~~~|:::|:[ ]|!!!|\?\?\?|\d+[.)][ ])  # tables, quotes, code, numbered lists …
    | ^[ :|-]*-{3,}[ :|-]*$ | ^=+[ ]*$                            # rules, and lines under headings
    | !\[ | <[A-Za-z/!] | `                                       # pictures, HTML and code in a line
    """,
    re.MULTILINE | re.VERBOSE,
)


class Paragraph(NamedTuple):
    """A paragraph or an item of a list, as Markdown."""

    text: str
    """Its Markdown, without the `- ` of an item."""
    is_item: bool
    """Whether it is an item of a list."""
    start: int
    """Where its text starts, in characters from the start of the page's Markdown."""


class Unprintable(NamedTuple):
    """What a sheet cannot print of a page, and where it starts in the page's Markdown."""

    start: int
    message: str


def sections(body: str) -> Iterator[tuple[str, list[Paragraph]]]:
    """The headings of level 2, each with the paragraphs below it; the first heading is empty."""
    title, start = "", 0
    for heading in _HEADING.finditer(body):
        yield title, list(_paragraphs(body, start, heading.start()))
        title, start = heading["title"], heading.end()
    yield title, list(_paragraphs(body, start, len(body)))


def _paragraphs(body: str, start: int, end: int) -> Iterator[Paragraph]:
    ends = [(match.start(), match.end()) for match in _APART.finditer(body, start, end)]
    starts = [start, *(after for _, after in ends)]
    for first, last in zip(starts, [*(before for before, _ in ends), end], strict=True):
        text = body[first:last].strip()
        if text:
            at = body.index(text, first)
            is_item = text.startswith(_BULLET)
            yield Paragraph(text.removeprefix(_BULLET), is_item, at + len(_BULLET) * is_item)


def parsed(paragraph: Paragraph) -> Prose:
    """The prose of a paragraph.

    Raises:
        ProseError: its markup is broken.
    """
    return Prose.parse(" ".join(paragraph.text.split()))


def unprintable(body: str) -> Iterator[Unprintable]:
    """Find what a sheet cannot print of a page's Markdown."""
    for _, paragraphs in sections(body):
        for paragraph in paragraphs:
            if match := _NOT_PRINTED.search(paragraph.text):
                start, shown = paragraph.start + match.start(), match[0].strip()
                message = f"a sheet prints headings, paragraphs and lists, and not '{shown}' in a page"
                yield Unprintable(start, message)
                continue
            try:
                parsed(paragraph)
            except ProseError as error:
                yield Unprintable(paragraph.start, f"a sheet cannot print this: {error}")
