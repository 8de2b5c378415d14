# The fonts of everything that Typst typesets: handouts and share pictures.

from __future__ import annotations

from functools import cache
from pathlib import Path

import typst

_FOLDER = Path(__file__).parent / "typefaces"


@cache
def font_files() -> tuple[bytes, ...]:
    """The content of every font file, ordered by file name."""
    return tuple(path.read_bytes() for path in sorted(_FOLDER.glob("*.ttf")))


@cache
def fonts() -> typst.Fonts:
    """Our own fonts and no others, read once per process."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[_FOLDER])
