# Plots seconds against the number of topics as SVG, with logarithmic axes: a slope of 1 is linear growth.

from __future__ import annotations

from math import inf, log10
from typing import TYPE_CHECKING

from generator.diagrams.svg import document, element, text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.diagrams.svg import Attribute

_WIDTH, _HEIGHT, _LEFT, _TOP, _RIGHT, _BOTTOM = 760, 420, 60, 20, 250, 50
_COLOURS = (
    "#0b5563",
    "#cf6a4e",
    "#16282c",
    "#7a4600",
    "#125735",
    "#7b8f93",
    "#a31515",
    "#2f8f86",
    "#5b3a8c",
)
_DASHES = ("", "6 3", "2 3", "8 3 2 3")
_SECONDS = (0.01, 0.1, 1, 10, 100)


def plot(sizes: Sequence[int], lines: Mapping[str, Sequence[float | None]]) -> str:
    """Draw a line for each thing measured, with a legend.

    Args:
        sizes: the numbers of topics.
        lines: name of a line → seconds at each size; None where it took too long.
    """
    first, last = log10(sizes[0]), log10(sizes[-1])
    span = (last - first) or 1.0  # one size alone is at the left

    def x(size: int) -> float:
        return _LEFT + (log10(size) - first) / span * (_WIDTH - _LEFT - _RIGHT)

    def y(seconds: float) -> float:
        low, high = log10(_SECONDS[0]), log10(_SECONDS[-1])
        return _HEIGHT - _BOTTOM - (log10(seconds) - low) / (high - low) * (_HEIGHT - _TOP - _BOTTOM)

    parts = [element("rect", width=_WIDTH, height=_HEIGHT, fill="#fff")]
    for seconds in _SECONDS:
        level = y(seconds)
        parts.append(element("line", x1=_LEFT, x2=_WIDTH - _RIGHT, y1=level, y2=level, stroke="#ccd"))
        parts.append(text(f"{seconds:g} s", x=_LEFT - 8, y=level + 4, text_anchor="end", font_size=12))
    parts += [
        text(f"{size}", x=x(size), y=_HEIGHT - 28, text_anchor="middle", font_size=12) for size in sizes
    ]
    parts.append(text("topics", x=_LEFT, y=_HEIGHT - 8, font_size=12))
    slowest_first = sorted(lines, key=lambda name: -(lines[name][-1] or inf))
    for index, name in enumerate(lines):
        colour, dash = _COLOURS[index % len(_COLOURS)], _DASHES[index % len(_DASHES)]
        measured = [(size, s) for size, s in zip(sizes, lines[name], strict=True) if s is not None]
        points = " ".join(f"{x(size):.1f},{y(seconds):.1f}" for size, seconds in measured)
        style: dict[str, Attribute] = {
            "stroke": colour,
            "stroke_width": 2,
            "stroke_dasharray": dash or None,
        }
        parts.append(element("polyline", points=points, fill="none", **style))
        parts += [
            element("circle", cx=x(size), cy=y(seconds), r=3, fill=colour) for size, seconds in measured
        ]
        level = _TOP + 20 + 22 * slowest_first.index(name)
        start = _WIDTH - _RIGHT + 14
        parts.append(element("line", x1=start, x2=start + 26, y1=level, y2=level, **style))
        parts.append(text(name, x=start + 32, y=level + 4, font_size=12))
    title = "Seconds for each number of topics"
    return document((0, 0, _WIDTH, _HEIGHT), *parts, title=title, font_family="sans-serif") + "\n"
