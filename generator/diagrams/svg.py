# Building blocks of SVG: elements, numbers with one decimal, smooth curves with few points.
#
# Files must be small, since readers load these pictures on a phone: coordinates are rounded to tenths of a
# unit, paths use relative commands, and a curve gets only as many points as its shape needs.

from __future__ import annotations

import math
from functools import lru_cache
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from generator.diagrams.lettering import is_turned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Point: TypeAlias = "tuple[float, float]"
"""x (to the right) and y (downwards)."""

Cubic: TypeAlias = "tuple[Point, Point, Point]"
"""A cubic Bézier curve from the current point: two control points and the end point."""

Box: TypeAlias = "tuple[float, float, float, float]"
"""Left, top, width, height."""

Attribute: TypeAlias = "str | float | None"


def element(name: str, *children: str, **attributes: Attribute) -> str:
    """An SVG element.

    Args:
        name: the tag.
        children: its content, as SVG text.
        attributes: `stroke_width=2` becomes `stroke-width="2"`; a trailing underscore (`class_`) is
            removed, and an attribute that is `None` is left out.
    """
    attribute_text = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_attribute(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    content = "".join(children)
    return f"<{name}{attribute_text}>{content}</{name}>" if content else f"<{name}{attribute_text}/>"


def text(words: str, **attributes: Attribute) -> str:
    """A `<text>` element. Words from right to left are set apart, since pictures run from left to right.

    They are in an element of their own: marks of direction between letters have no glyph in our fonts.
    Words with a place to begin at are not: in such an element `x` would be where they end. They begin and
    end with a letter, so that their order is the same.
    """
    inside = escape(words, quote=False)
    if is_turned(words) and attributes.get("text_anchor") == "middle":
        inside = element("tspan", inside, direction="rtl", unicode_bidi="embed")
    elif is_turned(words):
        attributes = {**attributes, "direction": "ltr"}
    return element("text", inside, **attributes)


def document(view_box: Box, *children: str, title: str, **root: Attribute) -> str:
    """A complete SVG file with a size and an accessible name.

    Args:
        view_box: the visible part of the drawing.
        children: the drawing, as SVG text.
        title: the accessible name: what the picture shows.
        root: more attributes of the root element.
    """
    _, _, width, height = view_box
    box = " ".join(map(number, view_box))
    return element(
        "svg",
        *children,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=box,
        width=width,
        height=height,
        **{"role": "img", "aria_label": title, **root},
    )


def gradient(
    name: str, colours: tuple[str, str], start: Point, end: Point, *, offsets: tuple[float, float] = (0, 1)
) -> str:
    """A linear gradient of two colours between two points, to be used as `url(#name)`."""
    stops = (element("stop", offset=o, stop_color=c) for o, c in zip(offsets, colours, strict=True))
    (x1, y1), (x2, y2) = start, end
    return element(
        "linearGradient", *stops, id=name, gradientUnits="userSpaceOnUse", x1=x1, y1=y1, x2=x2, y2=y2
    )


def mask(name: str, paint: str, area: Box) -> str:
    """A mask of `area`, filled with the gradient `paint`: white shows, black hides."""
    x, y, width, height = area
    box: dict[str, Attribute] = {"x": x, "y": y, "width": width, "height": height}
    return element(
        "mask", element("rect", fill=f"url(#{paint})", **box), id=name, maskUnits="userSpaceOnUse", **box
    )


def number(value: float) -> str:
    """A number with at most one decimal and no superfluous zeros: `-.5`, `12`."""
    return _tenths(round(value * 10))


def _attribute(value: str | float) -> str:
    return escape(value) if isinstance(value, str) else f"{value:.3f}".rstrip("0").rstrip(".")


@lru_cache(1 << 12)
def _tenths(tenths: int) -> str:
    whole, rest = divmod(abs(tenths), 10)
    digits = f"{whole or ''}.{rest}" if rest else str(whole)
    return f"-{digits}" if tenths < 0 else digits


def mixed(a: Point, b: Point, share: float) -> Point:
    """The point on the way from `a` to `b`: `a` at 0, `b` at 1."""
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def move(group: str, by: Point) -> str:
    """`group`, shifted by `by`."""
    return element("g", group, transform=f"translate({number(by[0])} {number(by[1])})")


# --- paths -----------------------------------------------------------------------------------------


def polyline(points: Sequence[Point], *, closed: bool = False) -> str:
    """Path data of straight lines through `points`."""
    return path(points[0], [(a, b, b) for a, b in pairwise(points)], closed=closed)


def smooth(points: Sequence[Point]) -> str:
    """Path data of a Catmull-Rom curve through `points`."""
    return path(points[0], through(points))


def smooth_ring(points: Sequence[Point]) -> str:
    """Path data of a closed Catmull-Rom curve through `points`."""
    wrapped = [points[-1], *points, *points[:2]]
    return path(points[0], through(wrapped)[1:-1], closed=True)


def path(start: Point, cubics: Iterable[Cubic], *, closed: bool = False) -> str:
    """Path data with relative commands, rounded to tenths; curves that are straight become lines."""
    pen = _rounded(start)
    data, last_command = f"M{_tenths(pen[0])},{_tenths(pen[1])}", "M"
    for first, second, end in cubics:
        straight = _is_straight((pen[0] / 10, pen[1] / 10), first, second, end)
        stops = [_rounded(p) for p in ((end,) if straight else (first, second, end))]
        steps = ",".join(_tenths(to - at) for stop in stops for to, at in zip(stop, pen, strict=True))
        command = "l" if straight else "c"
        data += ("," if command == last_command else command) + steps
        pen, last_command = stops[-1], command
    return data.replace(",-", "-") + ("z" if closed else "")


def trace(curve: Callable[[float], Point], start: float, end: float, *, tolerance: float = 0.3) -> str:
    """Path data that follows `curve` from `start` to `end` within `tolerance`."""
    return path(curve(start), fit(curve, start, end, tolerance=tolerance))


def fit(
    curve: Callable[[float], Point], start: float, end: float, *, tolerance: float = 0.3, pieces: int = 2
) -> list[Cubic]:
    """As few Bézier curves as needed to follow `curve` within `tolerance`."""
    knots = [_knot(curve, start + (end - start) * i / pieces) for i in range(pieces + 1)]
    return [cubic for a, b in pairwise(knots) for cubic in _fit_piece(curve, a, b, tolerance)]


def through(points: Sequence[Point]) -> list[Cubic]:
    """Catmull-Rom curves through `points`: the slope at each point follows from its neighbours."""
    padded = [points[0], *points, points[-1]]
    return [
        (
            (p1[0] + (p2[0] - p0[0]) / 6, p1[1] + (p2[1] - p0[1]) / 6),
            (p2[0] - (p3[0] - p1[0]) / 6, p2[1] - (p3[1] - p1[1]) / 6),
            p2,
        )
        for p0, p1, p2, p3 in zip(padded, padded[1:], padded[2:], padded[3:], strict=False)
    ]


_SMALLEST_PIECE = 4.0
"""Pieces of a curve this short are not split further."""


class _Knot(NamedTuple):
    """A point where two pieces of a curve meet."""

    at: float
    point: Point
    slope: Point


def _knot(curve: Callable[[float], Point], at: float) -> _Knot:
    step = 1e-3
    (x0, y0), (x1, y1) = curve(at - step), curve(at + step)
    return _Knot(at, curve(at), ((x1 - x0) / (2 * step), (y1 - y0) / (2 * step)))


def _fit_piece(curve: Callable[[float], Point], a: _Knot, b: _Knot, tolerance: float) -> list[Cubic]:
    length = b.at - a.at
    reach = length / 3
    p0, p3 = a.point, b.point
    p1 = p0[0] + a.slope[0] * reach, p0[1] + a.slope[1] * reach
    p2 = p3[0] - b.slope[0] * reach, p3[1] - b.slope[1] * reach
    if abs(length) <= _SMALLEST_PIECE or all(
        math.dist(_bezier(p0, p1, p2, p3, t), curve(a.at + length * t)) <= tolerance
        for t in (0.25, 0.5, 0.75)
    ):
        return [(p1, p2, p3)]
    middle = _knot(curve, (a.at + b.at) / 2)
    return _fit_piece(curve, a, middle, tolerance) + _fit_piece(curve, middle, b, tolerance)


def _bezier(p0: Point, p1: Point, p2: Point, p3: Point, t: float) -> Point:
    u = 1 - t
    a, b, c, d = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
    return (
        a * p0[0] + b * p1[0] + c * p2[0] + d * p3[0],
        a * p0[1] + b * p1[1] + c * p2[1] + d * p3[1],
    )


def _is_straight(start: Point, first: Point, second: Point, end: Point) -> bool:
    """Whether both control points are within a tenth of a unit of the chord."""
    width, height = end[0] - start[0], end[1] - start[1]
    length = math.hypot(width, height)
    if length == 0:
        return math.dist(start, first) + math.dist(start, second) == 0
    return all(
        abs(width * (y - start[1]) - height * (x - start[0])) / length < _ROUNDED_TO
        for x, y in (first, second)
    )


_ROUNDED_TO = 0.1


def _rounded(point: Point) -> tuple[int, int]:
    return round(point[0] * 10), round(point[1] * 10)
