# Converts the Markdown of hand-written pages into sections of a sheet.

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from generator.content.files_beside import beside_page
from generator.handouts.sheet import page_parts, parts
from generator.handouts.sheet.context import NoSheet
from generator.handouts.sheet.own_sections import usable
from generator.prose.page_blocks import page_blocks
from generator.prose.page_nodes import (
    Admonition,
    CodeBlock,
    Definitions,
    Divider,
    Grid,
    Heading,
    Image,
    ListOf,
    Paragraph,
    Quotation,
)
from generator.prose.page_text import unprintable
from generator.prose.page_words import page_words
from generator.schema.page import UntranslatedPage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.handouts.sheet.context import SheetContext
    from generator.handouts.sheet.parts import Item, Part, Section
    from generator.prose import Tree
    from generator.prose.page_nodes import InlineText, PageBlock
    from generator.schema.page import Page

_SECTION = 2
"""The level of a heading that begins a section. Others do if there is nothing above them."""


def sections_of(ctx: SheetContext, page: Page) -> list[Section]:
    """Convert the Markdown of a page into sections, one for each heading.

    Raises:
        NoSheet: it has something that sheets do not print, or broken markup.
    """
    for problem in unprintable(page.body):
        raise NoSheet(problem.message)
    return _OfPage(ctx, page).sections(page_blocks(page.body)[0])


class _OfPage:
    def __init__(self, ctx: SheetContext, page: Page) -> None:
        self._ctx = ctx
        self._page = page.path
        self._language = page.language if isinstance(page, UntranslatedPage) else ""

    def sections(self, blocks: Sequence[PageBlock]) -> list[Section]:
        made: list[Section] = []
        title = ""
        inside: list[PageBlock] = []
        for block in blocks:
            if isinstance(block, Heading) and (block.level <= _SECTION or not (title or inside)):
                made += parts.section(title, *self._parts(inside))
                title, inside = page_parts.text_of(self._item(block.words)["text"]), []
            else:
                inside.append(block)
        return [*made, *parts.section(title, *self._parts(inside))]

    def _item(self, words: InlineText) -> Item:
        (item,) = self._items([words])
        return item

    def _items(self, texts: Iterable[InlineText]) -> list[Item]:
        references = self._ctx.references
        trees = [page_words(words.source).tree(references, references.quoted) for words in texts]
        return self._ctx.on_paper([parts.tree_item(self._marked(tree)) for tree in trees])

    def _marked(self, tree: Tree) -> Tree:
        """Words that are not translated, marked as such."""
        return [{"foreign": tree, "language": self._language}] if self._language and tree else tree

    def _parts(self, blocks: Sequence[PageBlock]) -> list[Part]:
        return [part for kind, run in groupby(blocks, type) for part in self._run(kind, [*run])]

    def _run(self, kind: type[PageBlock], blocks: Sequence[PageBlock]) -> Iterator[Part]:
        """The parts of blocks of one type: a single one for paragraphs that follow each other."""
        if kind is Paragraph:
            yield parts.paragraphs(self._items(one.words for one in blocks if isinstance(one, Paragraph)))
        else:
            yield from map(self._part, blocks)

    def _part(self, block: PageBlock) -> Part:  # noqa: C901, PLR0911 - one for each type
        match block:
            case Heading(_, words):
                return page_parts.subheading(self._item(words)["text"])
            case ListOf(ordered, items):
                entries = [self._entry(item) for item in items]
                made = parts.steps(entries) if ordered else parts.bullets(entries)
                return {**made, "split": None} if any("below" in one for one in entries) else made
            case Definitions(defined):
                return page_parts.definitions(
                    [(self._items(terms), [self._parts(one) for one in ones]) for terms, ones in defined]
                )
            case Quotation(inside):
                return page_parts.quotation(self._parts(inside))
            case Admonition(title, inside):
                return page_parts.box(self._item(title)["text"], self._parts(inside))
            case CodeBlock(text):
                return page_parts.code(text)
            case Grid(columns, align, rows):
                cells = [self._items(row) for row in rows]
                return page_parts.table(self._items(columns), cells, align)
            case Image():
                return self._picture(block)
            case Paragraph(words):
                return parts.paragraphs(self._items([words]))
            case Divider():
                return page_parts.rule()

    def _entry(self, blocks: Sequence[PageBlock]) -> Item:
        """An item of a list: its first paragraph, and what is below."""
        first = blocks[0] if blocks and isinstance(blocks[0], Paragraph) else None
        item = self._item(first.words) if first else parts.empty_item()
        return page_parts.nested(item, self._parts(blocks[1:] if first else blocks))

    def _picture(self, image: Image) -> Part:
        path = beside_page(self._page, image.file)
        caption = [parts.text_item(image.title)] if image.title else []
        address = path.removeprefix("pages/")
        return page_parts.photo(usable(self._ctx, path), image.alt, caption, address, None)
