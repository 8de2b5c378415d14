# Typst: plain JSON → PDF, or its measures alone.
#
# The template and the data go in as virtual files. Typst keeps what it has worked out, so measuring
# first and printing afterwards costs little more than printing.

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typst

if TYPE_CHECKING:
    from generator.handouts.forms import Form, Step

_TEMPLATES = Path(__file__).parent.parent / "templates" / "handouts"
_STANDARDS = ["ua-1", "a-2a"]
"""Accessible (ISO 14289-1) and fit to be kept (ISO 19005-2, level A)."""


class UnknownCharacter(ValueError):  # noqa: N818 - the name says what was met, as KeyError does
    """Characters that none of our fonts has."""

    def __init__(self, characters: list[str]) -> None:
        self.characters = characters
        super().__init__(", ".join(characters))


@dataclass(frozen=True)
class SectionMeasure:
    """How one section came out."""

    block: str
    """The block it belongs to."""
    heading: str
    """Its heading; empty if it has none."""
    height: float
    """In points."""


@dataclass(frozen=True)
class Measures:
    """How a document came out."""

    pages: int
    """How many pages it has."""
    sections: tuple[SectionMeasure, ...]
    """Its sections, in order."""


def measure(document: dict[str, Any], form: Form, step: Step) -> Measures:
    """Lay a document out without printing it."""
    compiler = typst.Compiler(_files(document, form, step), font_paths=_fonts())
    found = json.loads(compiler.query("<measures>", field="value", one=True))
    return Measures(found["pages"], tuple(SectionMeasure(**one) for one in found["sections"]))


def to_pdf(document: dict[str, Any], form: Form, step: Step, timestamp: int) -> bytes:
    """Print a document.

    Args:
        document: what `sheet.document` gives.
        form: paper.
        step: type and space.
        timestamp: the date written into the file, in seconds since 1970.

    Raises:
        UnknownCharacter: some text has characters that no font has.
    """
    compiler = typst.Compiler(_files(document, form, step), font_paths=_fonts())
    try:
        return compiler.compile(pdf_standards=_STANDARDS, timestamp=timestamp)  # type: ignore[return-value]
    except typst.TypstError as error:
        characters = _NO_GLYPH.findall(error.diagnostic)
        if characters:
            raise UnknownCharacter(list(dict.fromkeys(characters))) from None
        raise


_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')


def _files(document: dict[str, Any], form: Form, step: Step) -> dict[str, bytes]:
    form_data = {"width": form.width, "height": form.height, "large": form.large, **asdict(step)}
    data = json.dumps({"document": document, "form": form_data}, ensure_ascii=False, sort_keys=True)
    return {**_templates(), "data.json": data.encode()}


@cache
def _templates() -> dict[str, bytes]:
    files = {path.name: path.read_bytes() for path in sorted(_TEMPLATES.glob("*.typ"))}
    return {"main.typ": files.pop("main.typ"), **files}


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[_TEMPLATES / "fonts"]
    )
