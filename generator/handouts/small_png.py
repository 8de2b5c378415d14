# A PNG in few colours: Typst writes true colour with transparency, five times what a small picture needs.
#
# Only what Typst writes is read: eight bits a channel, red, green, blue, alpha, not interlaced
# (ISO/IEC 15948).

from __future__ import annotations

import struct
import zlib
from collections import Counter

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PIXEL = 4
_RGBA = (8, 6, 0, 0, 0)
_INDEXED = (8, 3, 0, 0, 0)
"""Depth, kind of colour, compression, filter, interlace."""

Colour = tuple[int, int, int]


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height of a PNG in pixels."""
    width, height = struct.unpack_from(">II", png, len(_SIGNATURE) + 8)
    return width, height


def fewer_colours(png: bytes, colours: int) -> bytes:
    """The picture in its most frequent colours; what has another gets the nearest of them.

    Args:
        png: opaque, as Typst writes it.
        colours: how many to keep; at most 256.
    """
    (width, height), rows = size_of(png), _rows(png)
    pixels = [pixel for row in rows for pixel in zip(row[::4], row[1::4], row[2::4], strict=True)]
    counted = Counter(pixels)
    palette = sorted(counted, key=lambda pixel: (-counted[pixel], pixel))[:colours]
    index = {pixel: _nearest(pixel, palette) for pixel in counted}
    drawn = bytes(index[pixel] for pixel in pixels)
    lines = b"".join(b"\0" + drawn[at : at + width] for at in range(0, len(drawn), width))
    return _SIGNATURE + b"".join(
        (
            _chunk(b"IHDR", struct.pack(">II5B", width, height, *_INDEXED)),
            _chunk(b"PLTE", bytes(value for colour in palette for value in colour)),
            _chunk(b"IDAT", zlib.compress(lines, 9)),
            _chunk(b"IEND", b""),
        )
    )


def _nearest(pixel: Colour, palette: list[Colour]) -> int:
    red, green, blue = pixel
    return min(
        range(len(palette)),
        key=lambda at: (
            abs(palette[at][0] - red) + 2 * abs(palette[at][1] - green) + abs(palette[at][2] - blue)
        ),
    )


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _rows(png: bytes) -> list[bytearray]:
    """The lines of a picture, without their filters."""
    at, packed = len(_SIGNATURE), b""
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        name, body = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        if name == b"IHDR" and tuple(body[8:]) != _RGBA:
            raise ValueError(f"not a PNG as Typst writes it: {tuple(body[8:])}")
        packed += body if name == b"IDAT" else b""
        at += 12 + length
    lines = zlib.decompress(packed)
    stride = size_of(png)[0] * _PIXEL
    rows = [bytearray(stride)]
    for start in range(0, len(lines), stride + 1):
        rows.append(_unfiltered(lines[start], lines[start + 1 : start + 1 + stride], rows[-1]))
    return rows[1:]


def _unfiltered(kind: int, line: bytes, above: bytearray) -> bytearray:
    """A line as it was before its filter (ISO/IEC 15948, 9.2)."""
    row = bytearray(line)
    before = bytes(_PIXEL)
    for at in range(len(row) if kind else 0):
        left = row[at - _PIXEL] if at >= _PIXEL else before[0]
        corner = above[at - _PIXEL] if at >= _PIXEL else before[0]
        row[at] = (row[at] + _predicted(kind, left, above[at], corner)) & 0xFF
    return row


def _predicted(kind: int, left: int, above: int, corner: int) -> int:
    match kind:
        case 1:
            return left
        case 2:
            return above
        case 3:
            return (left + above) // 2
    slope = left + above - corner
    return min((left, above, corner), key=lambda one: abs(slope - one))
