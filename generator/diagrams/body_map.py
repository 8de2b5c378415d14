# The body map: one half drawn from data and mirrored, the left near the skin, the right deeper.
#
# A chosen muscle shows on both halves. Two forms: a still picture, whose chosen shapes may carry
# labels, and an interactive one to stand inside a page, where dots and shapes are links.

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.diagrams import palette
from generator.diagrams.lettering import FONTS
from generator.diagrams.svg import document, element, gradient, mask, number, text
from generator.memo import once_for_each
from generator.schema.body_map import LineStyle, Side, Tissue

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from generator.diagrams.svg import Attribute, Point
    from generator.schema.body_map import BodyMap, BodyRegion, Curve, Line, MuscleShape

_HALVES = {Side.SURFACE: -1, Side.DEEP: 1}
"""Each half, and what mirrors it from the data."""

_HIT_RADIUS = 15
"""24 CSS pixels across where the map is 320 pixels wide (WCAG 2.2, 2.5.8)."""
_DOT, _LABEL = 10.5, 13


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


def body_map_svg(
    body_map: BodyMap,
    chosen: Collection[str],
    *,
    alt: str,
    labels: Mapping[str, str] | None = None,
) -> str:
    """The still picture as an SVG file.

    Args:
        body_map: what to draw.
        chosen: ids of the shapes to light.
        alt: what it shows, for people who cannot see it; see `body_map_alt`.
        labels: a few characters for a shape, by its id, to tie it to a list.
    """
    picture = (_behind(body_map, chosen), *_lights(body_map, chosen), _front(body_map))
    named = labels or {}
    marks = [_label(shape, named[shape.id]) for shape in body_map.muscles if shape.id in named]
    return _framed(
        body_map,
        _definitions(body_map, _drawn(body_map, chosen)),
        _faded("".join(picture)),
        *marks,
        title=alt,
        role="img",
    )


def interactive_map_svg(
    body_map: BodyMap,
    *,
    href: Callable[[BodyRegion], str],
    current: str | None = None,
) -> str:
    """The map as links, to stand inside a page.

    Each region is two links with the same `data-region` and `data-number`: its shapes
    (`body-map-shapes`, for a pointer) and its dots (`body-map-dots`, for a keyboard too).

    Args:
        body_map: what to draw.
        href: where a region leads.
        current: the id of the region that is chosen from the start.
    """
    regions = [(region, _link(region, href(region), current)) for region in body_map.regions]
    chosen = {id_ for region in body_map.regions for id_ in region.shapes}
    picture = (
        element("g", _behind(body_map, ()), pointer_events="none"),
        *(_shapes_link(body_map, region, link) for region, link in regions),
        element("g", _front(body_map), pointer_events="none"),
    )
    return _framed(
        body_map,
        _definitions(body_map, {*_drawn(body_map, ()), *_drawn(body_map, chosen)}),
        _faded("".join(picture)),
        *(_dots_link(region, link) for region, link in regions),
        title=body_map.title,
        role="group",
        class_="body-map",
    )


# --- frame -----------------------------------------------------------------------------------------


def _framed(body_map: BodyMap, definitions: str, *drawing: str, title: str, **root: Attribute) -> str:
    """Everything moved so that 0 is the midline."""
    middle = element("g", *drawing, transform=f"translate({number(body_map.width / 2)})")
    return document((0, 0, body_map.width, body_map.height), definitions, middle, title=title, **root)


def _faded(drawing: str) -> str:
    """The legs and arms dissolve at the lower edge."""
    return element("g", drawing, mask="url(#map-fade)", stroke_linecap="round", stroke_linejoin="round")


def _definitions(body_map: BodyMap, shapes: Collection[str]) -> str:
    width, height = body_map.width, body_map.height
    fade = gradient("map-edge", ("#fff", "#000"), (0, 0.85 * height), (0, 0.995 * height))
    drawn = (_definition(shape) for shape in body_map.muscles if shape.id in shapes)
    return element("defs", fade, mask("map-fade", "map-edge", (-width / 2, 0, width, height)), *drawn)


def _mirrored(drawing: str, sign: int) -> str:
    return drawing if sign > 0 else element("g", drawing, transform="scale(-1 1)")


# --- muscles ---------------------------------------------------------------------------------------


@once_for_each
def _definition(shape: MuscleShape) -> str:
    """A muscle without colours: fill and stroke come from its use, the fibres' from `color`."""
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
    """Lines between two curves; in a sheet a second set crosses them."""
    for i in range(shape.fibres):
        share = (i + 0.5) / shape.fibres
        yield _fibre(_on(shape.from_curve, share), _on(shape.to_curve, share))
        if shape.tissue is Tissue.FASCIA:
            start = _on(shape.from_curve, min(1, share + 0.3))
            yield _fibre(start, _on(shape.to_curve, max(0, share - 0.25)))


def _fibre(start: Point, end: Point) -> str:
    return f"M{number(start[0])},{number(start[1])}L{number(end[0])},{number(end[1])}".replace(",-", "-")


def _on(curve: Curve, share: float) -> Point:
    """A point of a quadratic curve."""
    (x0, y0), (x1, y1), (x2, y2) = curve
    a, b, c = (1 - share) ** 2, 2 * share * (1 - share), share**2
    return a * x0 + b * x1 + c * x2, a * y0 + b * y1 + c * y2


@once_for_each
def _lit(shape: MuscleShape) -> str:
    return _use(shape, _CHOSEN)


@once_for_each
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


def _drawn(body_map: BodyMap, chosen: Collection[str]) -> set[str]:
    """Ids of the shapes that a picture needs."""
    usual = {shape.id for shape in body_map.muscles if shape.side is not Side.BOTH}
    return usual.union(*(_chosen_on(body_map, side, chosen) for side in _HALVES))


def _chosen_on(body_map: BodyMap, side: Side, chosen: Collection[str]) -> set[str]:
    """Ids of the shapes that show the chosen ones on one half."""
    return {_shown_on(shape, side) for shape in body_map.muscles if shape.id in chosen}


def _shown_on(shape: MuscleShape, side: Side) -> str:
    """The id of the shape that shows `shape` on one half."""
    return shape.id if shape.other_half is None or shape.side is side else shape.other_half


def _lights(body_map: BodyMap, chosen: Collection[str]) -> Iterator[str]:
    """The chosen shapes on each half, in the data's order."""
    for side, sign in _HALVES.items():
        lit = _chosen_on(body_map, side, chosen)
        if lit:
            yield _mirrored("".join(_lit(shape) for shape in body_map.muscles if shape.id in lit), sign)


# --- the rest of the body --------------------------------------------------------------------------


def _behind(body_map: BodyMap, chosen: Collection[str]) -> str:
    """Skin, bones and the muscles that are not chosen."""
    halves = []
    for side, sign in _HALVES.items():
        lit = _chosen_on(body_map, side, chosen)
        lines = (_line(line) for line in body_map.behind if line.mirror and line.side in {side, Side.BOTH})
        shapes = (shape for shape in body_map.muscles if shape.side is side and shape.id not in lit)
        halves.append(_mirrored("".join((*lines, *map(_unlit, shapes))), sign))
    whole = (_line(line) for line in body_map.behind if not line.mirror)
    return "".join((*whole, *halves))


@once_for_each
def _front(body_map: BodyMap) -> str:
    """Spine, outline and hair."""
    drawn = []
    for line in body_map.front:
        signs = [sign for side, sign in _HALVES.items() if line.side in {side, Side.BOTH}]
        drawn += [_mirrored(_line(line), sign) for sign in signs] if line.mirror else [_line(line)]
    return "".join(drawn)


@once_for_each
def _line(line: Line) -> str:
    data = _tight(line.path)
    if line.style is LineStyle.RIB:
        return element("path", d=data, **_RIB_EDGE) + element("path", d=data, **_RIB)
    return element("path", d=data, **_LINES[line.style])


def _tight(data: str) -> str:
    """Path data without the spaces that people need."""
    return " ".join(data.split()).replace(", ", ",").replace(" -", "-").replace(",-", "-")


# --- dots ------------------------------------------------------------------------------------------


def _twin_dots(region: BodyRegion, *, solid: bool) -> tuple[str, str]:
    """The region's number on both halves, once in the text: a link's name must hold the text it shows."""
    x, y = region.at
    one, other = _HALVES.values()
    name = f"map-dot-{region.id}"
    dot = element("g", _dot(str(region.number), (one * x, y), _DOT, solid=solid), id=name)
    return dot, element("use", href=f"#{name}", x=(other - one) * x)


def _label(shape: MuscleShape, words: str) -> str:
    """A label on the half that shows the shape."""
    x, y = shape.label_at or _middle(shape)
    return _dot(words, (-x if shape.side is Side.SURFACE else x, y), _LABEL, solid=False)


def _middle(shape: MuscleShape) -> Point:
    (x0, y0), (x1, y1) = _on(shape.from_curve, 0.5), _on(shape.to_curve, 0.5)
    return (x0 + x1) / 2, (y0 + y1) / 2


def _dot(words: str, at: Point, radius: float, *, solid: bool) -> str:
    x, y = at
    disc = element(
        "circle",
        cx=x,
        cy=y,
        r=radius,
        fill=palette.TEAL if solid else palette.WHITE,
        stroke=palette.WHITE if solid else palette.TEAL,
        stroke_width=2,
        class_="body-map-dot",
    )
    figure = text(
        words,
        x=x,
        y=y + radius * 0.43,
        text_anchor="middle",
        font_family=FONTS,
        font_size=radius * 1.25,
        font_weight=700,
        fill=palette.WHITE if solid else palette.TEAL,
        class_="body-map-number",
    )
    return disc + figure


# --- links -----------------------------------------------------------------------------------------


class _Link(NamedTuple):
    address: str
    current: bool


def _link(region: BodyRegion, address: str, current: str | None) -> _Link:
    return _Link(address, region.id == current)


def _shapes_link(body_map: BodyMap, region: BodyRegion, link: _Link) -> str:
    """The lit shapes: hidden until the region is chosen, but always there for a pointer."""
    return element(
        "a",
        *_lights(body_map, region.shapes),
        href=link.address,
        class_="body-map-shapes is-chosen" if link.current else "body-map-shapes",
        data_region=region.id,
        data_number=str(region.number),
        opacity=None if link.current else 0,
        tabindex="-1",
        aria_hidden="true",
    )


def _dots_link(region: BodyRegion, link: _Link) -> str:
    x, y = region.at
    hit: dict[str, Attribute] = {"cy": y, "r": _HIT_RADIUS, "fill": "none", "pointer_events": "all"}
    hits = (element("circle", cx=sign * x, **hit) for sign in _HALVES.values())
    return element(
        "a",
        *hits,
        *_twin_dots(region, solid=link.current),
        href=link.address,
        class_="body-map-dots is-chosen" if link.current else "body-map-dots",
        data_region=region.id,
        data_number=str(region.number),
        aria_label=f"{region.number}. {region.title}",
    )
