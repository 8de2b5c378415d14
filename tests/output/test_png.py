# SPDX-License-Identifier: MIT
"""Pictures with few colours: those that are known stay exact, edges stay smooth."""

from __future__ import annotations

import io

from PIL import Image

from generator.output.png import in_palette, palette_of

INK, PAPER = (22, 40, 44), (250, 248, 245)
NEAR = (251, 243, 226), (251, 241, 234), (253, 247, 234)
"""Light colours that differ by a few units, as bones, skin and the panel below them do."""


def hexadecimal(colour: tuple[int, ...]) -> str:
    return "#" + bytes(colour).hex()


def reduced(*colours: tuple[int, int, int]) -> list[tuple[int, ...]]:
    """A row of pixels in the palette of ink, paper and the light colours."""
    row = Image.new("RGB", (len(colours), 1))
    row.putdata(colours)
    file = io.BytesIO()
    row.save(file, "PNG")
    palette = palette_of(
        [hexadecimal(INK)], hexadecimal(PAPER), hexadecimal(NEAR[0]), map(hexadecimal, NEAR[1:])
    )
    assert len(palette) <= 256 * 3
    picture = Image.open(io.BytesIO(in_palette(file.getvalue(), palette)))
    assert picture.mode == "P"
    return [picture.convert("RGB").getpixel((at, 0)) for at in range(len(colours))]  # type: ignore[misc]


def test_known_colours_stay_exact() -> None:
    colours = (INK, PAPER, *NEAR)
    assert reduced(*colours) == [*colours]


def test_the_edges_of_letters_stay_smooth() -> None:
    edge = [
        tuple(round(a + (b - a) * step / 40) for a, b in zip(INK, PAPER, strict=True)) for step in range(41)
    ]
    for before, after in zip(edge, reduced(*edge), strict=True):  # type: ignore[arg-type]
        assert max(abs(a - b) for a, b in zip(before, after, strict=True)) <= 12


def test_a_drawing_may_have_more_colours_than_a_palette() -> None:
    many = [f"#{red:02x}{green:02x}80" for red in range(0, 256, 12) for green in range(0, 256, 12)]
    assert len(palette_of(["#000"], "#fff", "#eee", many)) == 256 * 3
