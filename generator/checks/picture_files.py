# Checks the pictures that sheets print: those of leaflets, and those of pages that are printed.

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from generator.content.files_beside import PICTURES, beside_leaflets, beside_page
from generator.content.printed_pages import printed_pages
from generator.content.requirements import Requirement
from generator.problems import Problem, did_you_mean, line_and_column
from generator.prose.page_blocks import page_blocks
from generator.prose.page_nodes import images_in
from generator.schema.leaflet import Block
from generator.schema.own_blocks import OwnBlock
from generator.settings.picture_file import picture_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.content.library import Library
    from generator.schema.kinds import Kind
    from generator.settings.picture_file import PictureFile

MAX_IN_PDF = 500_000
"""The largest size of a picture's file. Four PDFs hold it."""


def check(library: Library) -> Iterator[Problem]:
    """Report pictures that are missing, unsafe, damaged or too large."""
    for id_, leaflet in library.leaflet_files.items():
        for index, block in enumerate(leaflet.blocks):
            picture = block.picture if isinstance(block, OwnBlock) else None
            if picture and (message := _fault(library, beside_leaflets(picture.file))):
                path = ("blocks", index, "picture", "file")
                yield library.content.problem("leaflets", id_, path, message, "picture")
    for page, blocks in printed_pages(library).items():
        if Block.TEXT in blocks:
            yield from _of_page(library, page)


def asks(_library: Library, kind: Kind) -> Iterator[Requirement]:
    """Say what pictures may be."""
    if kind.name in {"leaflets", "pages"}:
        message = (
            "A picture that sheets print is an SVG without text or scripts, a PNG or a JPEG, of at most"
            f" {MAX_IN_PDF // 1000} kB, beside the file."
        )
        yield Requirement("picture", message)


def _of_page(library: Library, page: str) -> Iterator[Problem]:
    """Problems with the pictures of a page. That one is missing is reported with its other images."""
    body = library.pages[page].body
    for image in images_in(page_blocks(body)[0]):
        path = beside_page(page, image.file)
        message = _fault(library, path) if path in library.files_beside else ""
        if message:
            line, column = line_and_column(body, image.start)
            line += library.content.lines_above_body(page)
            file = library.content.file("pages", page)
            yield Problem(file, line, column, "", message, "picture")


def _fault(library: Library, path: str) -> str:
    try:
        picture_at(library, path)
    except ValueError as error:
        return str(error)
    return ""


def picture_at(library: Library, path: str) -> PictureFile:
    """A picture beside content files.

    Args:
        library: the content.
        path: the picture's path below the content folder.

    Raises:
        ValueError: it cannot be used. The message says why, and what to do about it.
    """
    data = library.files_beside.get(path)
    if data is None:
        raise ValueError(f"no picture at '{path}' in the content folder{_other(library, path)}")
    if len(data) > MAX_IN_PDF:
        raise ValueError(
            f"'{path}' has {len(data) // 1000} kB; at most {MAX_IN_PDF // 1000} kB, since every PDF of the"
            " sheet holds it: save it smaller"
        )
    try:
        return _checked(data)
    except ValueError as error:
        raise ValueError(f"'{path}': {error}") from error


_checked = lru_cache(maxsize=32)(picture_file)


def _other(library: Library, path: str) -> str:
    """What may be meant instead of a picture that is missing."""
    folder = (library.content.root / path).parent
    names = sorted(file.name for file in folder.glob("*") if file.suffix.lower() in PICTURES)
    return did_you_mean(path.rpartition("/")[2], names) or "; put it there, or correct the path"
