# Converts the Markdown of hand-written pages into sections of a sheet: headings, paragraphs and lists.

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from generator.handouts.sheet import parts
from generator.handouts.sheet.context import NoSheet
from generator.prose.page_text import parsed, sections, unprintable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.content.references import References
    from generator.handouts.sheet.parts import Part, Section
    from generator.prose.page_text import Paragraph


def sections_of(body: str, references: References) -> list[Section]:
    """Convert Markdown into sections, one for each heading.

    Args:
        body: Markdown with headings of level 2, paragraphs and bulleted lists.
        references: References of the sheet.

    Raises:
        NoSheet: The Markdown has something that sheets do not print, such as a table, or broken markup.
    """
    for problem in unprintable(body):
        raise NoSheet(problem.message)
    return [
        section
        for title, paragraphs in sections(body)
        for section in parts.section(title, *_parts(paragraphs, references))
    ]


def _parts(paragraphs: Sequence[Paragraph], references: References) -> Iterator[Part]:
    """One part for each run of paragraphs, and one for each run of list items."""
    for is_item, run in groupby(paragraphs, attrgetter("is_item")):
        items = parts.prose_items([parsed(paragraph) for paragraph in run], references)
        yield (parts.bullets if is_item else parts.paragraphs)(items)
