# SPDX-License-Identifier: MIT
# A font made from one of ours, with its letters at other code points and another name.

from __future__ import annotations

import struct

from generator.output.fonts import FOLDER

_OURS = "Atkinson Hyperlegible Next"
FAMILY = "Hyperlegible In Any Letter"
"""The name of the font, as long as that of ours, which it replaces."""
_GLYPH = 40
"""The glyph of the first letter; those of the others follow it. Which they are does not matter."""


def made_font(first: int, count: int = 26) -> bytes:
    """A TrueType font that has letters from a code point on.

    Args:
        first: the code point, which may be outside of the Basic Multilingual Plane.
        count: how many letters.
    """
    font = (FOLDER / "AtkinsonHyperlegibleNext-Regular.ttf").read_bytes()
    font = font.replace(_OURS.encode("utf-16-be"), FAMILY.encode("utf-16-be"))
    tables = struct.unpack_from(">H", font, 4)[0]
    at = next(12 + 16 * index for index in range(tables) if font[12 + 16 * index :][:4] == b"cmap")
    groups = struct.pack(">III", first, first + count - 1, _GLYPH)
    table = struct.pack(">HHHHI", 0, 1, 3, 10, 12)
    table += struct.pack(">HHIII", 12, 0, 16 + len(groups), 0, 1) + groups
    padding = b"\0" * (-len(font) % 4)
    record = struct.pack(">4sIII", b"cmap", 0, len(font) + len(padding), len(table))
    return font[:at] + record + font[at + 16 :] + padding + table
