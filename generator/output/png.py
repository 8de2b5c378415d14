# A PNG in few colours: Typst writes true colour, three to five times what a small picture needs.

from __future__ import annotations

import io

from PIL import Image


def fewer_colours(png: bytes, colours: int) -> bytes:
    """The same picture on white ground, in its most frequent colours.

    Args:
        png: a picture.
        colours: how many it may have, 256 at most.
    """
    whole = Image.open(io.BytesIO(png)).convert("RGBA")
    ground = Image.new("RGBA", whole.size, "white")
    few = Image.alpha_composite(ground, whole).convert("RGB").quantize(colours, dither=Image.Dither.NONE)
    small = io.BytesIO()
    few.save(small, "PNG", optimize=True)
    return small.getvalue()


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height of a picture, in pixels."""
    return Image.open(io.BytesIO(png)).size
