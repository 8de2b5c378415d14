# Turns the JSON of a document into a PDF or a picture, with Typst; `measure.py` measures its sections.
#
# Templates and data are passed as virtual files. What was made before is read from disk.

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Literal

from generator.handouts import TEMPLATES
from generator.output import png
from generator.output.fonts import ADD_A_FONT, fonts_digest
from generator.output.kept_bytes import kept_bytes
from generator.output.typesetting import TypesettingError, typeset
from generator.prose.characters import named

if TYPE_CHECKING:
    from generator.handouts.printing.forms import Form, TypeStep

_STANDARDS: tuple[Literal["ua-1", "a-2a"], ...] = ("ua-1", "a-2a")
"""PDF/UA-1, accessible (ISO 14289-1), and PDF/A-2a, for archives (ISO 19005-2)."""


class UnknownCharacter(ValueError):  # noqa: N818 - the name says what went wrong, as KeyError does
    """The text has characters that none of our fonts has."""

    def __init__(self, characters: list[str]) -> None:
        self.characters = characters
        super().__init__(f"no font of the handouts has {', '.join(map(named, characters))}; {ADD_A_FONT}")


@dataclass(frozen=True)
class Print:
    """Everything that determines a PDF, except its date."""

    document: dict[str, Any]
    """The data of the document; see `documents.data`."""
    form: Form
    """Paper and type."""
    step: TypeStep
    """Type sizes and spacing."""
    plans: list[Any] | None = None
    """The rows of each sheet; None to measure the sections instead of printing them."""

    @property
    def fonts(self) -> str:
        """The folder of the fonts that the site adds to ours."""
        folder: str = self.document["font_folder"]
        return folder


def to_pdf(job: Print, timestamp: int) -> bytes:
    """Print a document.

    Args:
        job: The document, with plans.
        timestamp: The date written into the file, in seconds since 1970.

    Raises:
        UnknownCharacter: The text has characters that none of our fonts has.
        CannotTypeset: Typst cannot work on this machine.
    """
    data = data_of(job)

    def compile_() -> bytes:
        return typeset(
            with_templates(*data), "compile", job.fonts, pdf_standards=[*_STANDARDS], timestamp=timestamp
        )

    try:
        return kept_bytes([b"pdf", *inputs(), *data, str(timestamp).encode()], compile_)
    except TypesettingError as error:
        characters = [_unescaped(text) for text in _NO_GLYPH.findall(str(error))]
        if characters:
            raise UnknownCharacter(list(dict.fromkeys(characters))) from None
        raise


_PAGE_TREE = re.compile(rb"/Type/Pages/Count (\d+)")


def page_count(pdf: bytes) -> int:
    """Number of pages of a PDF from `to_pdf`. Typst writes the page tree uncompressed."""
    return int(_PAGE_TREE.findall(pdf)[0])


def data_of(job: Print) -> tuple[bytes, bytes]:
    """What a document shares with others, and what is its own."""
    return shared_data(job), as_json({"sheets": job.document["sheets"], "plans": job.plans})


def shared_data(job: Print) -> bytes:
    """What a document shares with others of the same site in the same type."""
    paper = {"width": job.form.width, "height": job.form.height, "large": job.form.large}
    # The folder of added fonts differs between machines; `font_digest` says what is in it.
    document = {
        name: value for name, value in job.document.items() if name not in {"font_folder", "sheets"}
    }
    return as_json({"document": document, "form": {**paper, **asdict(job.step)}})


def as_json(data: dict[str, Any]) -> bytes:
    """Data for Typst, always the same bytes for equal data."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True).encode()


_RESOLUTION = 24
"""Pixels per inch: an A4 page is 198 pixels wide."""
_COLOURS = 256
"""Number of colours in the palette."""


def to_picture(job: Print) -> tuple[bytes, int, int]:
    """Draw the first page of a document.

    Args:
        job: The document, with plans; `to_pdf` must have printed it without an error.

    Returns:
        A small PNG, its width and its height in pixels.
    """
    settings = (version("pillow").encode(), b"octree", str((_RESOLUTION, _COLOURS)).encode())
    data = data_of(job)
    picture = kept_bytes([b"picture", *inputs(), *settings, *data], lambda: _draw(data, job.fonts))
    return picture, *png.size_of(picture)


def _draw(data: tuple[bytes, bytes], fonts: str) -> bytes:
    page = typeset(with_templates(*data), "compile", fonts, format="png", ppi=_RESOLUTION)
    return png.fewer_colours(page, _COLOURS)


_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")


def _unescaped(text: str) -> str:
    """The text that a message of Typst shows, in which invisible characters are written as escapes."""
    return _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), text)


def with_templates(shared: bytes, data: bytes) -> dict[str, bytes]:
    """Templates and data by file name, as `typeset` takes them."""
    return {**_templates(), "shared.json": shared, "data.json": data}


@cache
def _templates() -> dict[str, bytes]:
    return _read_templates()


def _read_templates() -> dict[str, bytes]:
    files = {path.name: path.read_bytes() for path in sorted(TEMPLATES.glob("*.typ"))}
    return {"main.typ": files.pop("main.typ"), **files}


@cache
def inputs() -> tuple[bytes, ...]:
    """Everything besides its data that determines the bytes of a sheet; part of every cache key."""
    templates = (part for name, text in sorted(_templates().items()) for part in (name.encode(), text))
    return (version("typst").encode(), repr(_STANDARDS).encode(), *templates, fonts_digest())


def reload_templates() -> None:
    """Read the templates again if those on disk have changed, for servers that keep running."""
    if _read_templates() != _templates():
        for cached in (_templates, inputs):
            cached.cache_clear()
