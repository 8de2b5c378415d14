# What a sheet cannot print of the Markdown of a hand-written page.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.prose.markup import ProseError
from generator.prose.page_blocks import page_blocks
from generator.prose.page_nodes import Unprintable, images_in, texts_in
from generator.prose.page_words import page_words

if TYPE_CHECKING:
    from collections.abc import Iterator


def unprintable(body: str) -> Iterator[Unprintable]:
    """Find what a sheet cannot print of a page's Markdown. The files of its pictures are not read."""
    blocks, problems = page_blocks(body)
    yield from problems
    for image in images_in(blocks):
        if not image.alt:
            message = (
                "a sheet needs words for the picture, for people who cannot see it; write them in `![…]`"
            )
            yield Unprintable(image.start, message)
        if "://" in image.file:
            message = "a sheet cannot print a picture of another website; put a copy of it beside the page"
            yield Unprintable(image.start, message)
    for words in texts_in(blocks):
        try:
            page_words(words.source)
        except ProseError as error:
            yield Unprintable(words.start, f"a sheet cannot print this: {error}")
