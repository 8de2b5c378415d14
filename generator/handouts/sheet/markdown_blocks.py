# The Markdown of a page written by hand, as sections of a sheet: headings, paragraphs and lists.

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.handouts.sheet import parts
from generator.handouts.sheet.context import NoSheet
from generator.prose import Prose, ProseError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.content.references import References
    from generator.handouts.sheet.parts import Part, Section

_HEADING = re.compile(r"^## (?P<title>.+?)\s*(?:\{#[a-z0-9-]+\})?$", re.MULTILINE)
_BLOCK = re.compile(r"\n\s*\n|\n(?=- )")
_BULLET = "- "
_NOT_PRINTED = re.compile(r"^(?:\||<|```|:::|!\[|#|\d+\. )", re.MULTILINE)


def sections_of(body: str, references: References) -> list[Section]:
    """The sections of some Markdown.

    Args:
        body: Markdown with headings of the second level, paragraphs and lists.
        references: of the sheet.

    Raises:
        NoSheet: it has something that is not printed, such as a table.
    """
    first, *rest = _HEADING.split(body)
    titled = [("", first), *zip(rest[::2], rest[1::2], strict=True)]
    return [one for title, text in titled for one in parts.section(title, *_parts(text, references))]


def _parts(text: str, references: References) -> Iterator[Part]:
    """Paragraphs and lists, each run of one kind together."""
    run: list[Prose] = []
    listed = False
    for block in filter(None, map(str.strip, _BLOCK.split(text))):
        if block.startswith(_BULLET) != listed:
            yield _part(run, references, listed=listed)
            run, listed = [], not listed
        run.append(_prose(block.removeprefix(_BULLET)))
    yield _part(run, references, listed=listed)


def _part(run: list[Prose], references: References, *, listed: bool) -> Part:
    return (parts.bullets if listed else parts.paragraphs)(parts.plain(run, references))


def _prose(block: str) -> Prose:
    if found := _NOT_PRINTED.search(block):
        raise NoSheet(f"a sheet prints headings, paragraphs and lists, and not '{found[0]}' in a page")
    try:
        return Prose.parse(" ".join(block.split()))
    except ProseError as error:
        raise NoSheet(f"“{block[:40]}…”: {error}") from error
