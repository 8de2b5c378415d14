# Draws a block of muscle fibres: rows of tubes from left to right, painted from back to front.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.diagrams import palette
from generator.diagrams.svg import element, gradient, number, polyline, trace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.diagrams.dents import Bend
    from generator.diagrams.svg import Attribute, Point

ROWS = 8
LAYERS = 3
FRONT = 222
"""y of the top layer in the front row."""
ROW_STEP = (9.5, -12.5)
"""x and y from one row to the row behind it."""
LAYER_STEP = 13
"""y from one layer to the layer below it."""
_LAYER_SHARE = 0.62
"""The share of a dent that reaches the next layer down."""
_TUBE = 14.5
"""Width of a tube with its outline."""


@dataclass(frozen=True)
class FibreBlock:
    """The position of the fibres and how a stroke bends them."""

    left: float
    """x of the front row's left end."""
    length: float
    bend: Bend
    """How far each point is moved."""
    tendon_from: float | None = None
    """Units along the fibres where muscle turns into tendon, if it does."""
    taut_from: float | None = None
    """Units along the fibres where they start to be pulled tight, if they are."""

    def plane(self, along: float, across: float) -> Point:
        """A point of the surface at rest, by units along the fibres and rows across them."""
        return self.left + along + across * ROW_STEP[0], FRONT + across * ROW_STEP[1]

    def surface(self, along: float, across: float) -> Point:
        """The same point, moved by the stroke."""
        return self.row(across)(along)

    def row(self, across: float, *, layer: int = 0, lift: float = 0) -> Callable[[float], Point]:
        """The curve of one row: units along it → the point, moved by the stroke.

        Args:
            across: the row, from the front.
            layer: the layer, from the top.
            lift: how far above the fibres, in units.
        """
        bend, share, below = self.bend(across), _LAYER_SHARE**layer, layer * LAYER_STEP

        def point(along: float) -> Point:
            shift = bend(along)
            x, y = self.plane(along + shift.along * share, across + shift.across * share)
            return x, y + below + shift.down * share - lift

        return point

    @property
    def middle_of_end(self) -> Point:
        """The middle of the fibres' right end, at rest."""
        return self.plane(self.length, (ROWS - 1) / 2)


def draw(block: FibreBlock) -> str:
    """The block as SVG."""
    return _definitions(block) + _ground(block) + element("g", *_rows(block), fill="none")


def _definitions(block: FibreBlock) -> str:
    return element("defs", _cut_end(tendon=block.tendon_from is not None), *_gradients(block))


def _gradients(block: FibreBlock) -> Iterator[str]:
    """Gradients from muscle to tendon along the fibres, at the same place in every row."""
    if block.tendon_from is None:
        return
    x, y = block.plane(block.tendon_from, 0)
    for name, *colours in _TENDON_GRADIENTS:
        yield gradient(name, (colours[0], colours[1]), (x, y), (x + 37, y + 28))


_TENDON_GRADIENTS = (
    ("line", palette.MUSCLE_LINE, palette.TENDON_LINE),
    ("base", palette.MUSCLE, palette.TENDON),
    ("lit", palette.MUSCLE_LIT, palette.TENDON_LIT),
    ("deep", palette.MUSCLE_DEEP, palette.TENDON_DEEP),
)
_MUSCLE_PAINTS = {name: muscle for name, muscle, _ in _TENDON_GRADIENTS}
_TENDON_PAINTS = {name: f"url(#{name})" for name, _, _ in _TENDON_GRADIENTS}


def _cut_end(*, tendon: bool) -> str:
    """The cut end of a tube, with the fibres inside it."""
    fill, line = (
        (palette.TENDON, palette.TENDON_LINE) if tendon else (palette.CUT_END, palette.CUT_END_LINE)
    )
    dots = "M-1.4-3h0M1.5-2h0M-.2.4h0M1.4 3h0M-1.6 3.4h0"
    return element(
        "g",
        element("ellipse", rx=4.6, ry=7, fill=fill),
        element("path", d=dots, stroke_width=2.3, stroke_linecap="round", stroke_opacity=0.75),
        id="end",
        stroke=line,
        stroke_width=1.3,
    )


def _ground(block: FibreBlock) -> str:
    """The shadow under the block, and the colour between the tubes."""
    x, y = block.plane(block.length / 2 + 30, 0)
    shadow = element(
        "ellipse",
        cx=x,
        cy=y + LAYERS * LAYER_STEP - 2,
        rx=block.length * 0.56,
        ry=9,
        fill=palette.SHADOW,
        opacity=0.13,
    )
    back = ROWS - 1
    corners = [(2, 0), (8, back), (block.length - 2, back), (block.length, 0)]
    data = polyline([block.plane(*corner) for corner in corners], closed=True)
    fill = palette.MUSCLE_DEEP if block.tendon_from is None else palette.TENDON_DEEP
    return shadow + element("path", d=data, fill=fill)


def _rows(block: FibreBlock) -> Iterator[str]:
    for row in reversed(range(ROWS)):
        for layer in reversed(range(LAYERS)):
            hidden = row > 0 and layer > 0
            if not hidden:
                yield _tube(block, row, layer)
            x, y = block.plane(block.length, row) if hidden else block.surface(block.length, row)
            yield element("use", href="#end", x=number(x), y=number(y + layer * LAYER_STEP))


def _tube(block: FibreBlock, row: int, layer: int) -> str:
    """One bundle of fibres: outline, body, highlight."""
    paint = _MUSCLE_PAINTS if block.tendon_from is None else _TENDON_PAINTS
    name = f"t{row}{layer}"
    data = trace(block.row(row, layer=layer), 0, block.length)
    upper = layer == 0
    body = (
        _line(name, paint["line"], _TUBE),
        _line(name, paint["base" if upper else "deep"], _TUBE - 2.4),
        _line(name, paint["lit"], 3.4, y=-2.6, opacity=0.9)
        if upper
        else _line(name, paint["base"], 2.4, y=-2.6, opacity=0.55),
    )
    taut = _taut(block, row) if upper and block.taut_from is not None else ""
    return element("defs", element("path", id=name, d=data)) + "".join(body) + taut


def _taut(block: FibreBlock, row: int) -> str:
    """Thin lines where the fibres are pulled tight."""
    data = trace(block.row(row), block.taut_from or 0, block.length)
    name = f"s{row}"
    lines = (_line(name, palette.TAUT, 1.3, y=y, opacity=0.9) for y in (-1, 3))
    return element("defs", element("path", id=name, d=data)) + "".join(lines)


def _line(name: str, stroke: str, width: float, **more: Attribute) -> str:
    return element("use", href=f"#{name}", stroke=stroke, stroke_width=width, **more)
