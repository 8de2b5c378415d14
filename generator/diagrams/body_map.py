# Draws the body map. One half is drawn from data and mirrored: the left shows the muscles near the skin,
# the right those below them, and both show a chosen muscle.
#
# There are two forms: a static picture, which can label the chosen shapes, and an interactive one inside a
# page, where dots and shapes are links.

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.diagrams import body_shapes, palette
from generator.diagrams.lettering import FONTS
from generator.diagrams.svg import document, element, gradient, mask, number, text
from generator.schema.body_map import Side

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from generator.diagrams.svg import Attribute, Point
    from generator.schema.body_map import BodyMap, BodyRegion, MuscleShape

_HIT_RADIUS = 15
"""Gives targets 24 CSS pixels across when the map is 320 pixels wide (WCAG 2.2, 2.5.8)."""
_DOT, _LABEL = 10.5, 13
"""Radius of a region's dot and of a shape's label."""


def body_map_svg(
    body_map: BodyMap,
    chosen: Collection[str],
    *,
    alt: str,
    labels: Mapping[str, str] | None = None,
) -> str:
    """Draw the static picture as an SVG file.

    Args:
        body_map: the map's data.
        chosen: ids of the shapes to highlight.
        alt: the alternative text; see `body_map_alt`.
        labels: shape id → a label of a few characters that ties the shape to a list.
    """
    picture = (
        body_shapes.behind(body_map, chosen),
        *body_shapes.lights(body_map, chosen),
        body_shapes.front(body_map),
    )
    labels = labels or {}
    drawn_labels = [_label(shape, labels[shape.id]) for shape in body_map.muscles if shape.id in labels]
    return _framed(
        body_map,
        _definitions(body_map, body_shapes.needed(body_map, chosen)),
        _faded("".join(picture)),
        *drawn_labels,
        title=alt,
        role="img",
    )


def interactive_map_svg(
    body_map: BodyMap,
    *,
    href: Callable[[BodyRegion], str],
    current: str | None = None,
) -> str:
    """Draw the map with links, for use inside a page.

    Each region has two links with the same `data-region` and `data-number`: its shapes (`body-map-shapes`,
    for pointers only) and its dots (`body-map-dots`, for keyboards too).

    Args:
        body_map: the map's data.
        href: gives the address that a region links to.
        current: the id of the region that is chosen at first.
    """
    regions = [(region, _link(region, href(region), current)) for region in body_map.regions]
    chosen = {id_ for region in body_map.regions for id_ in region.shapes}
    picture = (
        element("g", body_shapes.behind(body_map, ()), pointer_events="none"),
        *(_shapes_link(body_map, region, link) for region, link in regions),
        element("g", body_shapes.front(body_map), pointer_events="none"),
    )
    return _framed(
        body_map,
        _definitions(body_map, {*body_shapes.needed(body_map, ()), *body_shapes.needed(body_map, chosen)}),
        _faded("".join(picture)),
        *(_dots_link(region, link) for region, link in regions),
        title=body_map.title,
        role="group",
        class_="body-map",
    )


# --- frame -----------------------------------------------------------------------------------------


def _framed(body_map: BodyMap, definitions: str, *drawing: str, title: str, **root: Attribute) -> str:
    """The SVG file, with the drawing moved so that x = 0 is the midline of the body."""
    middle = element("g", *drawing, transform=f"translate({number(body_map.width / 2)})")
    return document((0, 0, body_map.width, body_map.height), definitions, middle, title=title, **root)


def _faded(drawing: str) -> str:
    """The drawing with legs and arms fading out at the lower edge."""
    return element("g", drawing, mask="url(#map-fade)", stroke_linecap="round", stroke_linejoin="round")


def _definitions(body_map: BodyMap, shapes: Collection[str]) -> str:
    width, height = body_map.width, body_map.height
    fade = gradient("map-edge", ("#fff", "#000"), (0, 0.85 * height), (0, 0.995 * height))
    drawn = (body_shapes.definition(shape) for shape in body_map.muscles if shape.id in shapes)
    return element("defs", fade, mask("map-fade", "map-edge", (-width / 2, 0, width, height)), *drawn)


# --- dots ------------------------------------------------------------------------------------------


def _twin_dots(region: BodyRegion, *, solid: bool) -> tuple[str, str]:
    """The region's number on both halves, the second a copy of the first.

    A link's accessible name must contain its visible text, so the number must be in the text once only.
    """
    x, y = region.at
    left, right = body_shapes.HALVES.values()
    name = f"map-dot-{region.id}"
    dot = element("g", _dot(str(region.number), (left * x, y), _DOT, solid=solid), id=name)
    return dot, element("use", href=f"#{name}", x=(right - left) * x)


def _label(shape: MuscleShape, words: str) -> str:
    """A label on the half that shows the shape."""
    x, y = shape.label_at or body_shapes.middle(shape)
    return _dot(words, (-x if shape.side is Side.SURFACE else x, y), _LABEL, solid=False)


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
    """The region's highlighted shapes as a link: invisible until chosen, but always open to a pointer."""
    return element(
        "a",
        *body_shapes.lights(body_map, region.shapes),
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
    hits = (element("circle", cx=sign * x, **hit) for sign in body_shapes.HALVES.values())
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
