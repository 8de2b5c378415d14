# The parts of the body map: muscles with their fibres, skin, bones and outlines.

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.diagrams.svg import element, number
from generator.memo import once_per_object
from generator.schema.body_map import LineStyle, Side, Tissue

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from generator.diagrams.svg import Attribute, Point
    from generator.schema.body_map import BodyMap, Curve, Line, MuscleShape

HALVES = {Side.SURFACE: -1, Side.DEEP: 1}
"""Half of the body → sign of its x coordinates; the data has positive ones."""


class _Colours(NamedTuple):
    fill: str
    line: str
    fibre: str
    width: float = 1.1


_CHOSEN = _Colours("#c4553b", "#7a2a1c", "#e8bcb0", 2)
_SURFACE = _Colours("#edbfa9", "#a8674f", "#fae9df")
_DEEP = _Colours("#e3a58c", "#96503b", "#f4d4c6")
_FASCIA = _Colours("#f7ead9", "#b79c78", "#d5bb9a")
_BACKGROUND = _Colours("#f0cdbb", "#b98672", "#fbecdf")

_LINES: dict[LineStyle, dict[str, Attribute]] = {
    LineStyle.SKIN: {"fill": "#f6e7da"},
    LineStyle.EAR: {"fill": "#f6e7da", "stroke": "#8a6a58", "stroke_width": 1.6},
    LineStyle.BONE: {"fill": "#fdf7ea", "stroke": "#b79c78", "stroke_width": 1.2},
    LineStyle.RIDGE: {"fill": "none", "stroke": "#b79c78", "stroke_width": 1.2},
    LineStyle.OUTLINE: {"fill": "none", "stroke": "#8a6a58", "stroke_width": 2},
    LineStyle.FOLD: {"fill": "none", "stroke": "#8a6a58", "stroke_width": 1.6},
    LineStyle.HAIR: {"fill": "#7d6558"},
    LineStyle.STRAND: {"fill": "none", "stroke": "#94796a", "stroke_width": 2, "opacity": 0.7},
}
_RIB_EDGE: dict[str, Attribute] = {"fill": "none", "stroke": "#d9c9ae", "stroke_width": 5.4}
_RIB: dict[str, Attribute] = {"fill": "none", "stroke": "#fdf7ea", "stroke_width": 3.4}


# --- muscles ---------------------------------------------------------------------------------------


@once_per_object
def definition(shape: MuscleShape) -> str:
    """A muscle without colours: its <use> sets fill and stroke, and the fibres' stroke through `color`."""
    outline = element("path", d=_tight(shape.outline))
    clip = element("clipPath", outline, id=f"map-clip-{shape.id}")
    fibres = element(
        "path",
        d="".join(_fibres(shape)),
        fill="none",
        stroke="currentColor",
        stroke_width=1,
        clip_path=f"url(#map-clip-{shape.id})",
    )
    return clip + element("g", outline, fibres, id=f"map-{shape.id}")


def _fibres(shape: MuscleShape) -> Iterator[str]:
    """Path data of lines between two curves; in fascia a second set of lines crosses the first."""
    for i in range(shape.fibres):
        share = (i + 0.5) / shape.fibres
        yield _fibre(_on(shape.from_curve, share), _on(shape.to_curve, share))
        if shape.tissue is Tissue.FASCIA:
            start = _on(shape.from_curve, min(1, share + 0.3))
            yield _fibre(start, _on(shape.to_curve, max(0, share - 0.25)))


def _fibre(start: Point, end: Point) -> str:
    return f"M{number(start[0])},{number(start[1])}L{number(end[0])},{number(end[1])}".replace(",-", "-")


def _on(curve: Curve, share: float) -> Point:
    """A point on a quadratic Bézier curve; `share` is from 0 to 1."""
    (x0, y0), (x1, y1), (x2, y2) = curve
    a, b, c = (1 - share) ** 2, 2 * share * (1 - share), share**2
    return a * x0 + b * x1 + c * x2, a * y0 + b * y1 + c * y2


@once_per_object
def _lit(shape: MuscleShape) -> str:
    return _use(shape, _CHOSEN)


@once_per_object
def _unlit(shape: MuscleShape) -> str:
    return _use(shape, _quiet(shape))


def _use(shape: MuscleShape, colours: _Colours) -> str:
    return element(
        "use",
        href=f"#map-{shape.id}",
        fill=colours.fill,
        stroke=colours.line,
        stroke_width=colours.width,
        color=colours.fibre,
    )


def _quiet(shape: MuscleShape) -> _Colours:
    """The colours of a shape that is not chosen."""
    if shape.tissue is Tissue.FASCIA:
        return _FASCIA
    if shape.tissue is Tissue.BACKGROUND:
        return _BACKGROUND
    return _SURFACE if shape.side is Side.SURFACE else _DEEP


def needed(body_map: BodyMap, chosen: Collection[str]) -> set[str]:
    """Ids of the shapes that a picture needs."""
    always = {shape.id for shape in body_map.muscles if shape.side is not Side.BOTH}
    return always.union(*(_chosen_on(body_map, side, chosen) for side in HALVES))


def _chosen_on(body_map: BodyMap, side: Side, chosen: Collection[str]) -> set[str]:
    """Ids of the shapes that represent the chosen ones on one half."""
    return {_shown_on(shape, side) for shape in body_map.muscles if shape.id in chosen}


def _shown_on(shape: MuscleShape, side: Side) -> str:
    """The id of the shape that represents `shape` on one half."""
    return shape.id if shape.other_half is None or shape.side is side else shape.other_half


def lights(body_map: BodyMap, chosen: Collection[str]) -> Iterator[str]:
    """The chosen shapes on each half, highlighted, in the order of the data."""
    for side, sign in HALVES.items():
        lit = _chosen_on(body_map, side, chosen)
        if lit:
            yield _mirrored("".join(_lit(shape) for shape in body_map.muscles if shape.id in lit), sign)


def middle(shape: MuscleShape) -> Point:
    """The middle of a shape: where its label goes unless the data says otherwise."""
    (x0, y0), (x1, y1) = _on(shape.from_curve, 0.5), _on(shape.to_curve, 0.5)
    return (x0 + x1) / 2, (y0 + y1) / 2


# --- the rest of the body --------------------------------------------------------------------------


def behind(body_map: BodyMap, chosen: Collection[str]) -> str:
    """Skin, bones and the muscles that are not chosen."""
    halves = []
    for side, sign in HALVES.items():
        lit = _chosen_on(body_map, side, chosen)
        lines = (_line(line) for line in body_map.behind if line.mirror and line.side in {side, Side.BOTH})
        shapes = (shape for shape in body_map.muscles if shape.side is side and shape.id not in lit)
        halves.append(_mirrored("".join((*lines, *map(_unlit, shapes))), sign))
    whole = (_line(line) for line in body_map.behind if not line.mirror)
    return "".join((*whole, *halves))


@once_per_object
def front(body_map: BodyMap) -> str:
    """Midline, outline and hair."""
    drawn = []
    for line in body_map.front:
        signs = [sign for side, sign in HALVES.items() if line.side in {side, Side.BOTH}]
        drawn += [_mirrored(_line(line), sign) for sign in signs] if line.mirror else [_line(line)]
    return "".join(drawn)


@once_per_object
def _line(line: Line) -> str:
    data = _tight(line.path)
    if line.style is LineStyle.RIB:
        return element("path", d=data, **_RIB_EDGE) + element("path", d=data, **_RIB)
    return element("path", d=data, **_LINES[line.style])


def _tight(data: str) -> str:
    """Path data without the spaces that only make it readable."""
    return " ".join(data.split()).replace(", ", ",").replace(" -", "-").replace(",-", "-")


def _mirrored(drawing: str, sign: int) -> str:
    return drawing if sign > 0 else element("g", drawing, transform="scale(-1 1)")
