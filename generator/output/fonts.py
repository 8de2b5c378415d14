# The fonts of everything that Typst typesets: handouts and share pictures.

from __future__ import annotations

import hashlib
import re
import struct
import unicodedata
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "typefaces"
"""The folder of our own fonts; no others are used."""


@cache
def font_files() -> tuple[bytes, ...]:
    """The content of every font file, ordered by file name."""
    return tuple(path.read_bytes() for path in sorted(FOLDER.glob("*.ttf")))


@cache
def fonts_digest() -> bytes:
    """A digest of all font files, for cache keys: hashing the files for each key would take long."""
    return hashlib.sha256(b"".join(font_files())).digest()


_WITHOUT_GLYPH = re.compile(
    "[\\s\u00ad\u034f\u061c\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)
"""White space and characters that only change others. Typst needs no glyph for them."""


def missing(text: str) -> list[str]:
    """The characters of `text` that none of our fonts has, each once, in order.

    A letter with accents may also be put together from its parts.
    """
    if text.isascii():
        return []
    composed = unicodedata.normalize("NFC", _WITHOUT_GLYPH.sub("", text))
    return [one for one in dict.fromkeys(composed) if not _has(one)]


def _has(character: str) -> bool:
    parts = unicodedata.normalize("NFD", character)
    return ord(character) in _characters() or _characters().issuperset(map(ord, parts))


@cache
def _characters() -> frozenset[int]:
    """The code points that at least one of our fonts has."""
    return frozenset(code for font in font_files() for code in _mapped(font))


def _mapped(font: bytes) -> set[int]:
    """The code points that a TrueType font has a glyph for.

    Read from its Unicode table in format 4, segments of the Basic Multilingual Plane:
    https://learn.microsoft.com/en-us/typography/opentype/spec/cmap
    """
    table = _table(font, b"cmap")
    count = struct.unpack_from(">H", table, 2)[0]
    records = [struct.unpack_from(">HHI", table, 4 + 8 * index) for index in range(count)]
    (start,) = {offset for platform, encoding, offset in records if (platform, encoding) == (3, 1)}
    segments = struct.unpack_from(">H", table, start + 6)[0] // 2
    ends, starts, deltas, offsets = (
        struct.unpack_from(f">{segments}H", table, start + 14 + 2 * segments * part + (2 if part else 0))
        for part in range(4)
    )
    ranges_at = start + 16 + 6 * segments
    mapped = set()
    for index, (first, last, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code + delta
            if offset:
                place = ranges_at + 2 * index + offset + 2 * (code - first)
                glyph = struct.unpack_from(">H", table, place)[0]
            if glyph & 0xFFFF:
                mapped.add(code)
    return mapped


def _table(font: bytes, name: bytes) -> bytes:
    """A table of a TrueType font."""
    count = struct.unpack_from(">H", font, 4)[0]
    records = [struct.unpack_from(">4sIII", font, 12 + 16 * index) for index in range(count)]
    (place,) = {(offset, length) for tag, _, offset, length in records if tag == name}
    return font[place[0] : place[0] + place[1]]
