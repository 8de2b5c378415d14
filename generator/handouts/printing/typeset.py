# Typst: plain JSON → PDF, or its measures alone.
#
# The template and the data go in as virtual files. Typst keeps what it has worked out, so measuring
# first and printing afterwards costs little more than printing.

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from functools import cache, lru_cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Literal, cast

import typst

from generator.handouts import TEMPLATES
from generator.output import png
from generator.output.disk_cache import PRINTED
from generator.output.fonts import font_files, fonts
from generator.output.parallel import refuse_in_child

if TYPE_CHECKING:
    from generator.handouts.printing.forms import Form, TypeStep

_STANDARDS: tuple[Literal["ua-1", "a-2a"], ...] = ("ua-1", "a-2a")
"""Accessible (ISO 14289-1) and fit to be kept (ISO 19005-2, level A)."""


class UnknownCharacter(ValueError):  # noqa: N818 - the name says what was met, as KeyError does
    """Characters that none of our fonts has."""

    def __init__(self, characters: list[str]) -> None:
        self.characters = characters
        super().__init__(f"no font of the handouts has {', '.join(map(named, characters))}")


def named(character: str) -> str:
    """A character as a message names it: `'☎' (U+260E)`."""
    shown = f"'{character}' " if character.isprintable() else "a character that cannot be seen "
    return f"{shown}({' '.join(f'U+{ord(one):04X}' for one in character)})"


@dataclass(frozen=True)
class Print:
    """Everything that decides what a PDF looks like."""

    document: dict[str, Any]
    """What it says: see `documents.document`."""
    form: Form
    """Its paper."""
    step: TypeStep
    """Type and space."""
    plans: list[Any] | None = None
    """The rows of each sheet; without them Typst tells the sizes of all sections."""


def measures(job: Print) -> Any:
    """Measure all sections of a document, without printing it.

    Args:
        job: the document, without plans.
    """
    return json.loads(_measures(_data(job)))


def to_pdf(job: Print, timestamp: int) -> bytes:
    """Print a document.

    Args:
        job: the document, with plans.
        timestamp: the date written into the file, in seconds since 1970.

    Raises:
        UnknownCharacter: some text has characters that no font has.
    """
    return _pdf(_data(job), timestamp)


_PAGE_TREE = re.compile(rb"/Type/Pages/Count (\d+)")


def page_count(pdf: bytes) -> int:
    """How many pages a PDF of ours has: Typst writes the page tree uncompressed.

    Args:
        pdf: what `to_pdf` returned.
    """
    return int(_PAGE_TREE.findall(pdf)[0])


def _data(job: Print) -> bytes:
    paper = {"width": job.form.width, "height": job.form.height, "large": job.form.large}
    data = {"document": job.document, "plans": job.plans, "form": {**paper, **asdict(job.step)}}
    return json.dumps(data, ensure_ascii=False, sort_keys=True).encode()


@lru_cache(maxsize=1024)  # while a site is served, most sheets stay as they are
def _measures(data: bytes) -> str:
    def query() -> bytes:
        return _compiler(data).query("<sizes>", field="value", one=True).encode()

    return PRINTED.get_or_make([b"sizes", *_decisive(), data], query).decode()


@lru_cache(maxsize=256)
def _pdf(data: bytes, timestamp: int) -> bytes:
    def compiled() -> bytes:
        return cast("bytes", _compiler(data).compile(pdf_standards=[*_STANDARDS], timestamp=timestamp))

    try:
        return PRINTED.get_or_make([b"pdf", *_decisive(), data, str(timestamp).encode()], compiled)
    except typst.TypstError as error:
        characters = [_unescaped(one) for one in _NO_GLYPH.findall(error.diagnostic)]
        if characters:
            raise UnknownCharacter(list(dict.fromkeys(characters))) from None
        raise


_RESOLUTION = 24
"""Pixels to the inch: A4 is 198 wide."""
_COLOURS = 64


def to_picture(job: Print) -> tuple[bytes, int, int]:
    """The first page of a document as a small PNG, its width and height in pixels.

    Args:
        job: the document, with plans; one that `to_pdf` has printed.
    """
    data = _data(job)
    how = (version("pillow").encode(), str((_RESOLUTION, _COLOURS)).encode())
    picture = PRINTED.get_or_make([b"picture", *_decisive(), *how, data], lambda: _drawn(data))
    return picture, *png.size_of(picture)


def _drawn(data: bytes) -> bytes:
    pages = cast("list[bytes] | bytes", _compiler(data).compile(format="png", ppi=_RESOLUTION))
    return png.fewer_colours(pages if isinstance(pages, bytes) else pages[0], _COLOURS)


_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")


def _unescaped(text: str) -> str:
    """What Typst shows of a text: a character that cannot be seen is written as its number."""
    return _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), text)


def _compiler(data: bytes) -> typst.Compiler:
    refuse_in_child("Typst")
    files: Any = {**_templates(), "data.json": data}  # the package's types do not know that it takes this
    return typst.Compiler(files, font_paths=fonts())


@cache
def _templates() -> dict[str, bytes]:
    return _read_templates()


def _read_templates() -> dict[str, bytes]:
    files = {path.name: path.read_bytes() for path in sorted(TEMPLATES.glob("*.typ"))}
    return {"main.typ": files.pop("main.typ"), **files}


@cache
def _decisive() -> tuple[bytes, ...]:
    """What decides the bytes of every sheet, besides its data."""
    templates = (part for name, text in sorted(_templates().items()) for part in (name.encode(), text))
    return (version("typst").encode(), repr(_STANDARDS).encode(), *templates, *font_files())


def reload_templates() -> None:
    """Forget what was made with other templates than those that are on disk now: a server outlives them."""
    if _read_templates() != _templates():
        for remembered in (_templates, _decisive, _measures, _pdf):
            remembered.cache_clear()
