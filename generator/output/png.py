# PNG pictures: fewer colours, because Typst's true colour takes three to five times the space; size.

from __future__ import annotations

import io

from PIL import Image


def fewer_colours(png: bytes, colours: int) -> bytes:
    """The same picture on a white background and with a palette of at most `colours` (256 or fewer)."""
    original = Image.open(io.BytesIO(png)).convert("RGBA")
    background = Image.new("RGBA", original.size, "white")
    opaque = Image.alpha_composite(background, original).convert("RGB")
    output = io.BytesIO()
    opaque.quantize(colours, dither=Image.Dither.NONE).save(output, "PNG", optimize=True)
    return output.getvalue()


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height of a picture, in pixels."""
    return Image.open(io.BytesIO(png)).size
