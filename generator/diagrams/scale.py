# Draws the pressure scale from 0 to 10, with the bearable range marked and what is above it hatched.
#
# Inside a page it follows the site's theme and font through classes (`scale-…`); presentation attributes
# make it complete without CSS, as in a PDF. It has no ids, so a page may contain several.

from __future__ import annotations

from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from generator.diagrams import palette
from generator.diagrams.lettering import FONTS, text_width
from generator.diagrams.svg import document, element, number, text

if TYPE_CHECKING:
    from collections.abc import Iterator

_STEPS = 11


class _Sizes(NamedTuple):
    """The sizes of one form of the scale, in units."""

    name: str
    cell: float
    """Width of a cell with the gap."""
    gap: float
    """Gap between two cells."""
    bar: float
    """Height of the cells."""
    label: float
    """Font size of the labels."""
    figure: float
    """Font size of the numbers."""
    turned: bool = False
    """Whether the scale goes from right to left."""

    @property
    def top(self) -> float:
        """The y of the cells, which are below the labels."""
        return self.label + 16


class ScaleForm(Enum):
    """The widths that the scale is drawn for; use the one that fits instead of scaling it down."""

    WIDE = _Sizes("wide", 50, 4, 24, 15.5, 15)
    """550 units wide."""
    PHONE = _Sizes("phone", 30, 3, 22, 14.5, 14)
    """330 units wide."""


class _Range(NamedTuple):
    """A range of steps with a label above or below it."""

    part: str
    """`band` or `over`: the last part of its class names."""
    steps: range
    label: str
    colour: str
    dashes: str | None


def pressure_scale_svg(  # noqa: PLR0913 - two numbers, their two labels, the form, the name
    lowest: int,
    highest: int,
    label: str,
    too_much_label: str,
    *,
    form: ScaleForm,
    alt: str,
    turned: bool = False,
) -> str:
    """Draw the scale as SVG.

    Args:
        lowest: first step of the bearable range.
        highest: last step of the bearable range.
        label: the label of the bearable range.
        too_much_label: the label of the steps above it; unused if there are none.
        form: the width to draw for.
        alt: the alternative text; see `pressure_scale_alt`.
        turned: whether the scale goes from right to left, with 0 at the right.
    """
    sizes = form.value._replace(turned=turned)
    band = _Range("band", range(lowest, highest + 1), label, palette.BEARABLE, None)
    over = _Range("over", range(highest + 1, _STEPS), too_much_label, palette.ALERT, "2 3")
    top = sizes.top
    below = _labels_collide(band, over, sizes)
    foot = top + sizes.bar + sizes.figure + 6
    parts = [
        *_cells(band, over, sizes),
        *(_figure(step, foot - 3, sizes, marked=step in band.steps) for step in range(_STEPS)),
        _label(band, sizes.label, sizes),
        _bracket(band, top - 11, 7, sizes),
    ]
    if over.steps:
        parts.append(_label(over, foot + 16 + sizes.label if below else sizes.label, sizes))
        parts.append(_bracket(over, foot + 10, -7, sizes) if below else _bracket(over, top - 11, 7, sizes))
    height = foot + (sizes.label + 22 if below and over.steps else 0)
    return document(
        (0, 0, _STEPS * sizes.cell, height),
        *parts,
        title=alt,
        class_=f"scale scale-{sizes.name}",
        font_family=FONTS,
        fill="currentColor",
    )


def _cells(band: _Range, over: _Range, sizes: _Sizes) -> Iterator[str]:
    for step in range(_STEPS):
        if step in band.steps:
            yield _cell(step, "band", palette.BEARABLE, sizes)
        elif step in over.steps:
            yield _cell(step, "over", palette.ALERT_GROUND, sizes)
        else:
            yield _cell(step, "quiet", palette.QUIET, sizes)
    if over.steps:
        lines = "".join(_hatch(step, sizes) for step in over.steps)
        yield element(
            "path", d=lines, stroke=palette.ALERT, stroke_width=1.3, opacity=0.75, class_="scale-hatch"
        )


@cache
def _cell(step: int, part: str, fill: str, sizes: _Sizes) -> str:
    left, _ = _span(range(step, step + 1), sizes)
    return element(
        "rect",
        x=left,
        y=sizes.top,
        width=sizes.cell - sizes.gap,
        height=sizes.bar,
        rx=4,
        fill=fill,
        class_=f"scale-{part}",
    )


@cache
def _hatch(step: int, sizes: _Sizes) -> str:
    """Path data of slanting lines inside one cell, clear of its rounded corners."""
    left, right = _span(range(step, step + 1), sizes)
    width, height, inset = right - left, sizes.bar, 1.0
    lines = ""
    for offset in range(6, int(width + height) - 4, 6):
        x0, x1 = max(inset, offset - height + inset), min(width - inset, offset - inset)
        if x1 > x0:
            start = f"M{number(left + x0)} {number(sizes.top + offset - x0)}"
            lines += f"{start}l{number(x1 - x0)} {number(x0 - x1)}"
    return lines


@cache
def _figure(step: int, baseline: float, sizes: _Sizes, *, marked: bool) -> str:
    left, right = _span(range(step, step + 1), sizes)
    return text(
        str(step),
        x=(left + right) / 2,
        y=baseline,
        text_anchor="middle",
        font_size=sizes.figure,
        font_weight=700 if marked else None,
        class_="scale-figure-band" if marked else "scale-figure",
    )


def _label(part: _Range, baseline: float, sizes: _Sizes) -> str:
    left, right = _label_span(part, sizes)
    return text(
        part.label,
        x=(left + right) / 2,
        y=baseline,
        text_anchor="middle",
        textLength=right - left,
        lengthAdjust="spacingAndGlyphs",
        font_size=sizes.label,
        font_weight=700,
        fill=part.colour if part.part == "over" else palette.TEAL,
        class_=f"scale-label-{part.part}",
    )


def _bracket(part: _Range, y: float, arms: float, sizes: _Sizes) -> str:
    """A bracket over a range of steps, with arms that point at the cells."""
    left, right = _span(part.steps, sizes)
    return element(
        "path",
        d=f"M{number(left + 1)} {number(y + arms)}v{number(-arms)}H{number(right - 1)}v{number(arms)}",
        fill="none",
        stroke=part.colour if part.part == "over" else palette.TEAL,
        stroke_width=2,
        stroke_dasharray=part.dashes,
        class_=f"scale-bracket-{part.part}",
    )


def _span(steps: range, sizes: _Sizes) -> tuple[float, float]:
    """The left and right edge of a range of steps."""
    start, end = steps[0] * sizes.cell + sizes.gap / 2, (steps[-1] + 1) * sizes.cell - sizes.gap / 2
    width = _STEPS * sizes.cell
    return (width - end, width - start) if sizes.turned else (start, end)


def _label_span(part: _Range, sizes: _Sizes) -> tuple[float, float]:
    """The left and right edge of a label: centred on its steps, but kept inside the picture."""
    left, right = _span(part.steps, sizes)
    half = text_width(part.label, sizes.label) / 2
    middle = min(max((left + right) / 2, half), _STEPS * sizes.cell - half)
    return middle - half, middle + half


def _labels_collide(band: _Range, over: _Range, sizes: _Sizes) -> bool:
    """Whether both labels are too wide for one line."""
    if not over.steps:
        return False
    left, right = sorted((_label_span(band, sizes), _label_span(over, sizes)))
    return left[1] + 12 > right[0]
