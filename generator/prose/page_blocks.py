# The Markdown of a hand-written page as blocks: headings, paragraphs, lists, tables, pictures and so on.
#
# It reads what MkDocs reads with the extensions of `mkdocs.yml`, as Python-Markdown does: what is inside a
# list is indented by four spaces. What a sheet cannot print is reported, and left out.

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from generator.prose.page_lines import (
    INDENT,
    PageLine,
    align_of,
    cells,
    indented_until,
    joined,
    lines_of,
    next_blank,
    next_if,
    skip_blank,
    stripped,
)
from generator.prose.page_nodes import (
    Admonition,
    CodeBlock,
    Definitions,
    Divider,
    Grid,
    Heading,
    Image,
    InlineText,
    ListOf,
    Paragraph,
    Quotation,
    Unprintable,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from generator.prose.page_nodes import PageBlock


_HEADING = re.compile(r"(?P<marks>#{1,6})\s*(?P<words>.*?)\s*#*\s*$")
_ATTRIBUTES = re.compile(r"\s*\{\s*[:.#][^{}]*\}\s*$")
_RULE = re.compile(r" {0,3}([-*_])(?: *\1){2,} *$")
_FENCE = re.compile(r"(?P<fence>`{3,}|~{3,})")
_QUOTED = re.compile(r" {0,3}> ?")
_BULLET = re.compile(r" {0,3}[-*+] +(?=\S)")
_NUMBER = re.compile(r" {0,3}\d+\. +(?=\S)")
_DEFINITION = re.compile(r" {0,3}: {1,3}(?=\S)")
_BOX = re.compile(r"(?:!!!|\?\?\?\+?) +(?P<sort>[\w-]+)[^\"]*(?:\"(?P<title>[^\"]*)\")? *$")
_COLUMNS = re.compile(r" {0,3}\|? *:?-+:? *(?:\| *:?-+:? *)*\|? *$")
_IMAGE = re.compile(
    r" {0,3}!\[(?P<alt>(?:\\.|[^\]\\])*)\]\(\s*<?(?P<file>[^\s)>]*)>?(?:\s+\"(?P<title>[^\"]*)\")?\s*\)"
    r"(?:\{[^{}]*\})? *$"
)
_UNDERLINE = re.compile(r" {0,3}(?P<mark>=+|-+) *$")
_HTML = re.compile(r" {0,3}</?(?P<tag>(?!(?:b|br|em|i|strong|sub|sup)\b)[A-Za-z][\w-]*)\b(?!:)")
_REFERENCE = re.compile(r" {0,3}\[[^\]\n]+\]: *\S")
_COMMENT = re.compile(r" {0,3}<!--")


def page_blocks(body: str) -> tuple[tuple[PageBlock, ...], list[Unprintable]]:
    """Read the Markdown of a page: its blocks, and what a sheet cannot print."""
    reader = _Reader()
    return tuple(reader.blocks([*lines_of(body)])), reader.problems


@dataclass
class _Reader:
    """Reads lines into blocks. Each method takes lines from `at` on and returns what follows them."""

    problems: list[Unprintable] = field(default_factory=list)

    def blocks(self, lines: Sequence[PageLine]) -> Iterator[PageBlock]:
        at = 0
        while at < len(lines):
            if lines[at].is_blank:
                at += 1
                continue
            block, at = self._block(lines, at)
            if block is not None:
                yield block

    def _block(self, lines: Sequence[PageLine], at: int) -> tuple[PageBlock | None, int]:
        text = lines[at].text
        if lines[at].is_indented:
            return self._indented_code(lines, at)
        if match := _FENCE.match(text):
            return self._fenced_code(lines, at, match["fence"])
        for pattern, read in self._readers():
            if pattern.match(text):
                return read(lines, at)
        if "|" in text and at + 1 < len(lines) and _is_grid(lines[at + 1].text):
            return self._grid(lines, at)
        return self._paragraph(lines, at)

    def _readers(self) -> tuple[tuple[re.Pattern[str], _Read], ...]:
        return (
            (_COMMENT, self._comment),
            (_RULE, lambda _, at: (Divider(), at + 1)),
            (_HEADING, self._heading),
            (_QUOTED, self._quotation),
            (_BULLET, lambda lines, at: self._list(lines, at, _BULLET)),
            (_NUMBER, lambda lines, at: self._list(lines, at, _NUMBER)),
            (_BOX, self._box),
            (_IMAGE, self._image),
            (_HTML, self._html),
            (_REFERENCE, self._reference),
            (_ONLY_ATTRIBUTES, lambda _, at: (None, at + 1)),
        )

    # --- what a sheet cannot print

    def _comment(self, lines: Sequence[PageLine], at: int) -> tuple[None, int]:
        end = next((n for n in range(at, len(lines)) if "-->" in lines[n].text), len(lines) - 1)
        return None, end + 1

    def _html(self, lines: Sequence[PageLine], at: int) -> tuple[None, int]:
        tag = lines[at].text.strip().partition(" ")[0].rstrip(">")
        message = f"a sheet cannot print the HTML `{tag}>`; write it in Markdown"
        self.problems.append(Unprintable(lines[at].start, message))
        return None, next_blank(lines, at)

    def _reference(self, lines: Sequence[PageLine], at: int) -> tuple[None, int]:
        message = "a sheet cannot print this; write [words](address) where the link is"
        self.problems.append(Unprintable(lines[at].start, message))
        return None, at + 1

    # --- lines

    def _heading(self, lines: Sequence[PageLine], at: int) -> tuple[Heading, int]:
        line = lines[at]
        match = _HEADING.match(line.text)
        assert match  # noqa: S101 - as `_block` has seen
        words = _ATTRIBUTES.sub("", match["words"])
        return Heading(len(match["marks"]), InlineText(words, line.places[match.start("words")])), at + 1

    def _indented_code(self, lines: Sequence[PageLine], at: int) -> tuple[CodeBlock, int]:
        end = indented_until(lines, at)
        text = "\n".join(line.text[INDENT:] for line in lines[at:end])
        return CodeBlock(text.rstrip()), end

    def _fenced_code(self, lines: Sequence[PageLine], at: int, fence: str) -> tuple[CodeBlock, int]:
        end = next(
            (n for n in range(at + 1, len(lines)) if lines[n].text.strip().startswith(fence)), len(lines)
        )
        return CodeBlock("\n".join(line.text for line in lines[at + 1 : end])), end + 1

    def _image(self, lines: Sequence[PageLine], at: int) -> tuple[Image, int]:
        match = _IMAGE.match(lines[at].text)
        assert match  # noqa: S101 - as `_block` has seen
        start = lines[at].places[lines[at].text.index("!")]
        return Image(match["file"], match["alt"].strip(), match["title"] or "", start), at + 1

    # --- blocks with others inside

    def _quotation(self, lines: Sequence[PageLine], at: int) -> tuple[Quotation, int]:
        end = next_blank(lines, at)
        while end + 1 < len(lines) and _QUOTED.match(lines[end + 1].text):
            end = next_blank(lines, end + 1)
        inside = [
            line.without(match.end()) if (match := _QUOTED.match(line.text)) else line
            for line in lines[at:end]
        ]
        return Quotation(tuple(self.blocks(inside))), end

    def _box(self, lines: Sequence[PageLine], at: int) -> tuple[Admonition, int]:
        match = _BOX.match(lines[at].text)
        assert match  # noqa: S101 - as `_block` has seen
        title = match["sort"].capitalize() if match["title"] is None else match["title"]
        end = indented_until(lines, at + 1)
        inside = tuple(self.blocks([line.without(INDENT) for line in lines[at + 1 : end]]))
        return Admonition(InlineText(title, lines[at].start), inside), end

    def _list(self, lines: Sequence[PageLine], at: int, marker: re.Pattern[str]) -> tuple[ListOf, int]:
        items: list[tuple[PageBlock, ...]] = []
        while at < len(lines) and (match := marker.match(lines[at].text)):
            if _RULE.match(lines[at].text):
                break
            item, end = self._item(lines, at, match.end())
            items.append(item)
            at = next_if(lines, end, marker)
        return ListOf(marker is _NUMBER, tuple(items)), at

    def _item(self, lines: Sequence[PageLine], at: int, lead: int) -> tuple[tuple[PageBlock, ...], int]:
        """The blocks of an item of a list, or of a definition, whose mark has `lead` characters."""
        end = _item_until(lines, at + 1)
        return tuple(self.blocks(_inside(lines[at:end], lead))), end

    def _definitions(
        self, lines: Sequence[PageLine], at: int, terms: Sequence[PageLine]
    ) -> tuple[Definitions, int]:
        entries = []
        definitions: list[tuple[PageBlock, ...]] = []
        while True:
            while at < len(lines) and (match := _DEFINITION.match(lines[at].text)):
                definition, end = self._item(lines, at, match.end())
                definitions.append(definition)
                at = next_if(lines, end, _DEFINITION)
            entries.append((tuple(map(stripped, terms)), tuple(definitions)))
            start = skip_blank(lines, at)
            end = _paragraph_until(lines, start)
            following = skip_blank(lines, end)
            if start == end or following == len(lines) or not _DEFINITION.match(lines[following].text):
                return Definitions(tuple(entries)), at
            terms, definitions, at = lines[start:end], [], following

    # --- tables and paragraphs

    def _grid(self, lines: Sequence[PageLine], at: int) -> tuple[Grid, int]:
        columns = cells(lines[at])
        align = tuple(align_of(cell.source) for cell in cells(lines[at + 1]))
        align = (*align, *[""] * len(columns))[: len(columns)]
        end = next_blank(lines, at)
        rows = [cells(line) for line in lines[at + 2 : end]]
        filled = [
            (*row, *[InlineText("", lines[at].start)] * len(columns))[: len(columns)] for row in rows
        ]  # as Python-Markdown does
        return Grid(columns, align, tuple(filled)), end

    def _paragraph(self, lines: Sequence[PageLine], at: int) -> tuple[PageBlock | None, int]:
        end = _paragraph_until(lines, at)
        following = skip_blank(lines, end)
        if following < len(lines) and _DEFINITION.match(lines[following].text):
            return self._definitions(lines, following, lines[at:end])
        if end < len(lines) and (match := _UNDERLINE.match(lines[end].text)):
            level = 1 if match["mark"][0] == "=" else 2
            return Heading(level, joined(lines[at:end])), end + 1
        return Paragraph(joined(lines[at:end])), end


_Read: TypeAlias = "Callable[[Sequence[PageLine], int], tuple[PageBlock | None, int]]"
_ONLY_ATTRIBUTES = re.compile(r"\s*\{\s*:[^{}]*\}\s*$")
_INTERRUPTS = (_HEADING, _QUOTED, _BULLET, _DEFINITION, _IMAGE, _ONLY_ATTRIBUTES)
"""Lines that end a paragraph without an empty line between; a number does not."""


def _is_grid(text: str) -> bool:
    return "-" in text and "|" in text and bool(_COLUMNS.match(text))


def _item_until(lines: Sequence[PageLine], at: int) -> int:
    """The end of an item: lines that are indented, and lines that go on with its first paragraph."""
    end = at
    while end < len(lines) and not lines[end].is_blank:
        if not lines[end].is_indented and _starts_block(lines[end].text):
            return end
        end += 1
    following = skip_blank(lines, end)
    if following < len(lines) and lines[following].is_indented:
        return max(end, indented_until(lines, following))
    return end


def _inside(lines: Sequence[PageLine], lead: int) -> list[PageLine]:
    """The lines of an item without its mark and indent; a list inside it begins after an empty line."""
    inside = [lines[0].without(lead)]
    for line in lines[1:]:
        own = line.without(INDENT) if line.is_indented else line
        if _BULLET.match(own.text) or _NUMBER.match(own.text):
            inside.append(PageLine("", own.places))
        inside.append(own)
    return inside


def _starts_block(text: str) -> bool:
    return _interrupts(text) or bool(_NUMBER.match(text))


def _interrupts(text: str) -> bool:
    """Whether a line ends the paragraph above it, without an empty line between."""
    return any(pattern.match(text) for pattern in _INTERRUPTS)


def _paragraph_until(lines: Sequence[PageLine], at: int) -> int:
    end = at
    while end < len(lines) and not lines[end].is_blank:
        if end > at and (_UNDERLINE.match(lines[end].text) or _interrupts(lines[end].text)):
            break
        end += 1
    return end
