# Converts the Markdown of hand-written pages into sections of a sheet: headings, paragraphs and lists.

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
    """Convert Markdown into sections, one for each heading.

    Args:
        body: Markdown with headings of level 2, paragraphs and bulleted lists.
        references: References of the sheet.

    Raises:
        NoSheet: The Markdown has something that sheets do not print, such as a table, or broken markup.
    """
    first, *rest = _HEADING.split(body)
    titled = [("", first), *zip(rest[::2], rest[1::2], strict=True)]
    return [
        section for title, text in titled for section in parts.section(title, *_parts(text, references))
    ]


def _parts(text: str, references: References) -> Iterator[Part]:
    """One part for each run of paragraphs, and one for each run of list items."""
    run: list[Prose] = []
    is_list = False
    for block in filter(None, map(str.strip, _BLOCK.split(text))):
        if block.startswith(_BULLET) != is_list:
            yield _part(run, references, is_list=is_list)
            run, is_list = [], not is_list
        run.append(_prose(block.removeprefix(_BULLET)))
    yield _part(run, references, is_list=is_list)


def _part(run: list[Prose], references: References, *, is_list: bool) -> Part:
    return (parts.bullets if is_list else parts.paragraphs)(parts.prose_items(run, references))


def _prose(block: str) -> Prose:
    if match := _NOT_PRINTED.search(block):
        raise NoSheet(f"a sheet prints headings, paragraphs and lists, and not '{match[0]}' in a page")
    try:
        return Prose.parse(" ".join(block.split()))
    except ProseError as error:
        raise NoSheet(f"“{block[:40]}…”: {error}") from error
