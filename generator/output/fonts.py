# The fonts of everything that Typst typesets: handouts and share pictures.

from __future__ import annotations

import hashlib
import re
import struct
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from generator.problems import ContentError, Problem

FOLDER = Path(__file__).parent / "typefaces"
"""The folder of our own fonts."""
ADDED = "fonts"
"""The folder of the fonts that a site adds, beside its content."""
ADD_A_FONT = (
    f"put a font that has it, a .ttf or .otf file, into the folder {ADDED}/ beside the content folder"
)
"""What to do about a character that no font has."""
_KINDS = {".ttf", ".otf"}


@dataclass(frozen=True)
class AddedFonts:
    """The fonts that a site adds to ours, for letters that ours do not have."""

    folder: str = ""
    """Their folder; empty if there are none."""
    families: tuple[str, ...] = ()
    """The names by which Typst knows them."""
    digest: str = ""
    """A digest of the files."""
    characters: frozenset[int] = frozenset()
    """The code points that at least one of them has."""


NO_FONTS = AddedFonts()


def added_fonts(content: Path) -> AddedFonts:
    """The fonts that a site adds.

    Args:
        content: its content folder.

    Raises:
        ContentError: a file cannot be read as a font.
    """
    folder = content.parent / ADDED
    files = sorted(path for path in folder.glob("*") if path.suffix.lower() in _KINDS)
    if not files:
        return NO_FONTS
    states = ((path, path.stat()) for path in files)
    return _added(folder, tuple((path, state.st_size, state.st_mtime_ns) for path, state in states))


@lru_cache(maxsize=4)
def _added(folder: Path, files: tuple[tuple[Path, int, int], ...]) -> AddedFonts:
    import typst  # noqa: PLC0415 - few sites add fonts, and it takes memory

    known = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])
    readable = {Path(font.path or "").name: font.family for font in known.fonts()}
    characters: set[int] = set()
    hashed = hashlib.sha256()
    for path, _size, _changed in files:
        font = path.read_bytes()
        hashed.update(hashlib.sha256(font).digest())
        try:
            characters |= _mapped(font) if path.name in readable else set()
        except (struct.error, ValueError, IndexError):
            readable.pop(path.name)
        if path.name not in readable:
            message = "is no font that can be used; remove it, or get it anew"
            raise ContentError([Problem(path.as_posix(), 1, 1, "", message, "handout")])
    families = dict.fromkeys(readable[path.name] for path, *_ in files)
    return AddedFonts(str(folder.resolve()), tuple(families), hashed.hexdigest(), frozenset(characters))


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


def missing(text: str, added: AddedFonts = NO_FONTS) -> list[str]:
    """The characters of `text` that none of our fonts has, nor one that is added, each once, in order.

    A letter with accents may also be put together from its parts.
    """
    if text.isascii():
        return []
    composed = unicodedata.normalize("NFC", _WITHOUT_GLYPH.sub("", text))
    return [
        one
        for one in dict.fromkeys(composed)
        if not (_has(one, _characters()) or _has(one, added.characters))
    ]


def _has(character: str, known: frozenset[int]) -> bool:
    parts = unicodedata.normalize("NFD", character)
    return ord(character) in known or known.issuperset(map(ord, parts))


@cache
def _characters() -> frozenset[int]:
    """The code points that at least one of our fonts has."""
    return frozenset(code for font in font_files() for code in _mapped(font))


def _mapped(font: bytes) -> set[int]:
    """The code points that a TrueType or OpenType font has a glyph for.

    Read from its Unicode tables in format 4, segments of the Basic Multilingual Plane, and 12, groups of
    all code points: https://learn.microsoft.com/en-us/typography/opentype/spec/cmap
    """
    table = _table(font, b"cmap")
    count = struct.unpack_from(">H", table, 2)[0]
    records = [struct.unpack_from(">HHI", table, 4 + 8 * index) for index in range(count)]
    starts = {offset for platform, _encoding, offset in records if platform in _UNICODE}
    mapped: set[int] = set()
    for start in starts:
        form = struct.unpack_from(">H", table, start)[0]
        if form == 4:  # noqa: PLR2004 - as the specification numbers them
            mapped |= _in_segments(table, start)
        elif form == 12:  # noqa: PLR2004
            mapped |= _in_groups(table, start)
    return mapped


_UNICODE = {0, 3}
"""The platforms whose tables have Unicode code points."""


def _in_segments(table: bytes, start: int) -> set[int]:
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


def _in_groups(table: bytes, start: int) -> set[int]:
    count = struct.unpack_from(">I", table, start + 12)[0]
    groups = (struct.unpack_from(">III", table, start + 16 + 12 * index) for index in range(count))
    return {code for first, last, _glyph in groups for code in range(first, min(last, 0x10FFFF) + 1)}


def _table(font: bytes, name: bytes) -> bytes:
    """A table of a TrueType font."""
    count = struct.unpack_from(">H", font, 4)[0]
    records = [struct.unpack_from(">4sIII", font, 12 + 16 * index) for index in range(count)]
    (place,) = {(offset, length) for tag, _, offset, length in records if tag == name}
    return font[place[0] : place[0] + place[1]]
