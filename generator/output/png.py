# PNG pictures: fewer colours, because Typst's true colour takes three to five times the space; size.

from __future__ import annotations

import io
import math
from itertools import combinations, islice
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from PIL import Image

_MOST = 256
"""The most colours of a palette."""
_SHADES = 12
"""Steps from a colour of text to its background, which the edges of letters pass through."""
_FAINT = (0.87, 0.7, 0.3)
"""How much of what is below shows through transparent parts of drawings."""
_CELL = 4
"""Colours of a cell along each side, of which Pillow looks up only one in a palette."""
_COMPRESSION = 4
"""The level of zlib. 6 takes half as long again and saves a thirtieth, 9 nine times as long for a tenth."""

_Colour: TypeAlias = "tuple[int, ...]"
"""Red, green and blue."""


def fewer_colours(png: bytes, colours: int) -> bytes:
    """The same picture on a white background and with a palette of at most `colours` (256 or fewer)."""
    from PIL import Image  # noqa: PLC0415 - most builds make no new picture

    original = Image.open(io.BytesIO(png)).convert("RGBA")
    background = Image.new("RGBA", original.size, "white")
    opaque = Image.alpha_composite(background, original).convert("RGB")
    return _saved(opaque.quantize(colours, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE))


def main_colours(png: bytes, count: int) -> list[str]:
    """At most `count` colours of a picture on white, such as `#0b5563`, the most frequent first."""
    from PIL import Image  # noqa: PLC0415 - as above

    image = Image.open(io.BytesIO(fewer_colours(png, count))).convert("RGB")
    colours = image.getcolors(_MOST) or []
    return ["#" + bytes(one).hex() for _, one in sorted(colours, reverse=True) if isinstance(one, tuple)]


def in_palette(png: bytes, palette: bytes) -> bytes:
    """The same picture, which has no transparent parts, in the colours of a palette from `palette_of`."""
    from PIL import Image  # noqa: PLC0415 - as above

    # Pillow looks up the lower corner of a cell of 4 × 4 × 4 colours, not the colour itself.
    corners = Image.new("P", (1, 1))  # Pillow writes to it: threads must not share one
    corners.putpalette(bytes(max(0, value - _CELL // 2) for value in palette))
    opaque = Image.open(io.BytesIO(png)).convert("RGB")
    picture = opaque.quantize(palette=corners, dither=Image.Dither.NONE)
    picture.putpalette(palette)
    return _saved(picture)


def palette_of(text: Iterable[str], ground: str, panel: str, others: Iterable[str]) -> bytes:
    """A palette for pictures of which the colours are known: they stay exact, and edges stay smooth.

    It takes a fraction of the time of looking for the colours in each picture.

    Args:
        text: colours of text, as in CSS.
        ground: the background of the text.
        panel: the background of drawings, through which their transparent parts show.
        others: all other colours.

    Returns:
        At most 256 colours, of three bytes each.
    """
    from PIL import ImageColor  # noqa: PLC0415 - as above

    letters, paper = [ImageColor.getrgb(colour) for colour in text], ImageColor.getrgb(ground)
    areas = [ImageColor.getrgb(colour) for colour in (panel, ground, *others)]
    exact = list(dict.fromkeys([*letters, *areas]))[:_MOST]
    shades = [_blend(one, paper, step / _SHADES) for one in letters for step in range(1, _SHADES)]
    faint = [_blend(one, areas[0], step) for one in areas for step in _FAINT]
    between = (_blend(one, other, 0.5) for one, other in combinations(areas, 2))
    colours = [*exact, *islice(_apart([*shades, *faint, *between], exact), _MOST - len(exact))]
    return bytes(value for colour in colours for value in colour)


def _blend(one: _Colour, other: _Colour, share: float) -> _Colour:
    return tuple(round(a + (b - a) * share) for a, b in zip(one, other, strict=True))


def _apart(shades: Iterable[_Colour], exact: Sequence[_Colour]) -> Iterator[_Colour]:
    """The shades, each once, without those that Pillow might take for an exact colour."""
    for shade in dict.fromkeys(shades):
        if all(math.dist(shade, colour) > 2 * _CELL for colour in exact):
            yield shade


def _saved(image: Image.Image) -> bytes:
    output = io.BytesIO()
    image.save(output, "PNG", compress_level=_COMPRESSION)
    return output.getvalue()


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height of a picture, in pixels."""
    from PIL import Image  # noqa: PLC0415 - as above

    return Image.open(io.BytesIO(png)).size
