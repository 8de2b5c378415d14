# The blocks that the Markdown of a hand-written page consists of, and the texts and pictures inside them.

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class InlineText(NamedTuple):
    """A text with inline markup; see `page_words.py`."""

    source: str
    """Its Markdown."""
    start: int
    """Where it starts, in characters from the start of the page's Markdown."""


class Heading(NamedTuple):
    """A heading."""

    level: int
    words: InlineText


class Paragraph(NamedTuple):
    """Running text."""

    words: InlineText


class ListOf(NamedTuple):
    """A list. Each item is a series of blocks."""

    ordered: bool
    items: tuple[tuple[PageBlock, ...], ...]


class Definitions(NamedTuple):
    """Terms, each with its definitions."""

    entries: tuple[tuple[tuple[InlineText, ...], tuple[tuple[PageBlock, ...], ...]], ...]


class Quotation(NamedTuple):
    """What somebody else says."""

    blocks: tuple[PageBlock, ...]


class Admonition(NamedTuple):
    """An admonition."""

    title: InlineText
    blocks: tuple[PageBlock, ...]


class CodeBlock(NamedTuple):
    """Lines that are printed as they are."""

    text: str


class Grid(NamedTuple):
    """A table."""

    columns: tuple[InlineText, ...]
    align: tuple[str, ...]
    """For each column `left`, `center`, `right`, or nothing."""
    rows: tuple[tuple[InlineText, ...], ...]


class Image(NamedTuple):
    """A picture on a line of its own."""

    file: str
    alt: str
    title: str
    start: int
    """As in `InlineText`."""


class Divider(NamedTuple):
    """A line across the page."""


PageBlock: TypeAlias = (
    Heading | Paragraph | ListOf | Definitions | Quotation | Admonition | CodeBlock | Grid | Image | Divider
)


class Unprintable(NamedTuple):
    """What a sheet cannot print of a page, and where it starts in the page's Markdown."""

    start: int
    message: str


def texts_in(blocks: Sequence[PageBlock]) -> Iterator[InlineText]:
    """All texts with inline markup."""
    for block in blocks:
        match block:
            case Heading(_, words) | Paragraph(words):
                yield words
            case ListOf(_, items):
                yield from (words for item in items for words in texts_in(item))
            case Definitions(entries):
                for terms, definitions in entries:
                    yield from terms
                    yield from (words for one in definitions for words in texts_in(one))
            case Quotation(inside):
                yield from texts_in(inside)
            case Admonition(title, inside):
                yield title
                yield from texts_in(inside)
            case Grid(columns, _, rows):
                yield from columns
                yield from (words for row in rows for words in row)


def images_in(blocks: Sequence[PageBlock]) -> Iterator[Image]:
    """All pictures."""
    for block in blocks:
        match block:
            case Image():
                yield block
            case ListOf(_, items):
                yield from (image for item in items for image in images_in(item))
            case Definitions(entries):
                yield from (image for _, ones in entries for one in ones for image in images_in(one))
            case Quotation(inside) | Admonition(_, inside):
                yield from images_in(inside)
