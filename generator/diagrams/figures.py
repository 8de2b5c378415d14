# Draws an exercise from its data: the posture at the start, the one at the end, and the movement between.
#
# The full picture shows both, numbered, with an arrow at the first. The thumbnail shows the end, with the
# start faint behind it. The animated picture moves for less than five seconds, like that of a stroke.

from __future__ import annotations

import math
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from generator.diagrams import arrows, figure_arrow, figure_body, figure_layout, figure_props, palette
from generator.diagrams.contacts import moved
from generator.diagrams.figure_shapes import discs
from generator.diagrams.space import camera
from generator.diagrams.svg import document, element, move
from generator.memo import once_per_object
from generator.schema.figure import Prop, View
from generator.schema.posture import BasePosition

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.diagrams.figure_shapes import Disc
    from generator.diagrams.skeleton import Skeleton
    from generator.diagrams.space import Camera
    from generator.diagrams.svg import Point
    from generator.schema.figure import Figure


class FigureForm(Enum):
    """The forms of the picture; the value is its width and height."""

    FULL = (332, 270)
    """Start and end, with an arrow."""
    THUMBNAIL = (336, 230)
    """The end, with the start behind it; never animated."""


_CAMERAS = {View.SIDE: camera(14, 7), View.FRONT: camera(90, 5), View.ABOVE: camera(0, 78)}
_ARROW = 0.72
"""The thickness of an arrow, compared with that of a stroke."""
_LONG = 60
"""The greatest length of the arrow of a thumbnail, in hundredths of a person's height."""
_GHOST = 0.32
"""The opacity of the start of a thumbnail."""


class _Scene(NamedTuple):
    """What a picture shows, in space."""

    position: BasePosition
    view: View
    prop: Prop | None
    start: Skeleton
    end: Skeleton
    shapes: list[figure_props.Cuboid | figure_props.Sphere]
    ways: list[figure_arrow.Way]
    """The ways of the arrows, on the body."""

    @property
    def camera(self) -> Camera:
        """The view, at scale 1."""
        return _CAMERAS[self.view]

    @property
    def ground(self) -> float:
        """The lowest place for an arrow, at scale 1."""
        return math.inf if self.view is View.ABOVE else 1

    def extent(self, figures: Sequence[Disc], ways: Sequence[Sequence[Point]]) -> figure_layout.Extent:
        """The rectangle around figures, props and arrows, at scale 1."""
        corners = (corner for shape in self.shapes for corner in shape.corners())
        return figure_layout.extent(figures, map(self.camera.point, corners), ways)


def figure_svg(figure: Figure, *, form: FigureForm, alt: str, still: bool = True) -> str:
    """Draw an exercise as an SVG file.

    Args:
        figure: the exercise's postures.
        form: the full picture or the thumbnail.
        alt: the alternative text; see `figure_alt`.
        still: whether to leave out the animation; a thumbnail never has one. A page must offer the animated
            picture as a <source media="(prefers-reduced-motion: no-preference)">.
    """
    if form is FigureForm.THUMBNAIL:
        parts = tuple(_end(_scene(figure)))
    else:
        motion, drawing = _full(figure)
        parts = ("" if still else motion, drawing)
    return document((0, 0, *form.value), *parts, title=alt)


@once_per_object
def _scene(figure: Figure) -> _Scene:
    way = figure_arrow.postures(figure)
    if figure.prop is Prop.STEP:
        way = [moved(posture, figure_props.held_to_step(way[0], posture)) for posture in way]
    shapes = figure_props.props(figure, way[0], way[-1])
    arrow_ways = figure_arrow.ways(figure, way, _CAMERAS[figure.view])
    return _Scene(figure.position, figure.view, figure.prop, way[0], way[-1], shapes, arrow_ways)


@once_per_object
def _full(figure: Figure) -> tuple[str, str]:
    """The style sheet of the animation, and the full picture. Pages and sheets show it with and without."""
    scene = _scene(figure)
    start, end = discs(scene.start, scene.camera), discs(scene.end, scene.camera)
    ways = [figure_arrow.beside(way, start, scene.ground) for way in scene.ways]
    cells = figure_layout.pair(
        (scene.extent(start, ways), scene.extent(end, [])), FigureForm.FULL.value, scene.camera
    )
    arrow_ways = [_placed(way, cells[0].camera) for way in ways]
    return _motion(arrow_ways), "".join(_both(scene, cells, arrow_ways))


def _both(
    scene: _Scene, cells: tuple[figure_layout.Placed, figure_layout.Placed], ways: Sequence[Sequence[Point]]
) -> Iterator[str]:
    """Start and end, numbered, with arrows at the start."""
    for index, (cell, posture) in enumerate(zip(cells, (scene.start, scene.end), strict=True)):
        yield _setting(scene, cell)
        yield _posture(scene, posture, cell.camera)
        if index == 0:
            yield from (_arrow(way, _name(i)) for i, way in enumerate(ways))
    occupied = [
        [*(p for way in ways for p in way), *(d.middle for d in discs(scene.start, cells[0].camera))],
        [d.middle for d in discs(scene.end, cells[1].camera)],
    ]
    corners = zip(*(_corners(cell.extent) for cell in cells), strict=True)
    for index, corner in enumerate(_clearest([*corners], occupied), start=1):
        yield _badge(index, corner)


def _end(scene: _Scene) -> Iterator[str]:
    """The end, with the start faint behind it, and arrows between."""
    start, end = discs(scene.start, scene.camera), discs(scene.end, scene.camera)
    ways = [figure_arrow.beside(way, end, scene.ground, _LONG) for way in scene.ways]
    cell = figure_layout.alone(scene.extent([*start, *end], ways), FigureForm.THUMBNAIL.value, scene.camera)
    yield _setting(scene, cell)
    yield element("g", figure_body.draw(scene.start, cell.camera), opacity=_GHOST)
    yield _posture(scene, scene.end, cell.camera)
    yield from (_arrow(_placed(way, cell.camera), None) for way in ways)


def _setting(scene: _Scene, cell: figure_layout.Placed) -> str:
    """Floor and props."""
    floor = ""
    if scene.position in {BasePosition.STANDING, BasePosition.SITTING}:
        height = cell.camera.origin[1]
        floor = figure_props.floor((cell.extent.left + 3, height), (cell.extent.right - 3, height))
    return floor + (figure_props.draw(scene.shapes, cell.camera) if scene.shapes else "")


def _posture(scene: _Scene, posture: Skeleton, view: Camera) -> str:
    band = figure_props.band(posture, view) if scene.prop is Prop.BAND else ""
    return figure_body.draw(posture, view) + band


def _placed(way: Sequence[Point], view: Camera) -> list[Point]:
    x0, y0 = view.origin
    return [(x * view.scale + x0, y * view.scale + y0) for x, y in figure_arrow.thinned(way)]


def _arrow(way: Sequence[Point], name: str | None) -> str:
    return element("g", arrows.draw(way, size=_ARROW), class_=name)


def _motion(ways: Sequence[Sequence[Point]]) -> str:
    """The style sheet of the animation, in which each arrow moves along its way."""
    return arrows.animation({_name(index): _step(way) for index, way in enumerate(ways)})


def _name(index: int) -> str:
    """The class of an arrow."""
    return f"m{index}"


def _step(way: Sequence[Point]) -> Point:
    """How far an arrow moves in the animation."""
    (ax, ay), (bx, by) = way[-2:]
    length = math.dist(way[-2], way[-1]) or 1
    return arrows.STEP * ((bx - ax) / length), arrows.STEP * ((by - ay) / length)


# --- numbers ---------------------------------------------------------------------------------------

_RADIUS = 9
_CLEAR = 17
"""How far the number of a posture should be from what the picture shows."""
_DIGITS = {1: "M-2.4-2.6L.6-4.8V4.8", 2: "M-3-2.4a3 3 0 1 1 5.2 2.2L-3 4.6H3.2"}


def _corners(cell: figure_layout.Extent) -> tuple[Point, ...]:
    """Where the number of a posture may be: the first place first."""
    left, right = cell.left + _RADIUS, cell.right - _RADIUS
    top, bottom = cell.top + _RADIUS, cell.bottom - _RADIUS - 6
    return (left, top), (right, top), (left, bottom), (right, bottom)


def _clearest(
    corners: Sequence[tuple[Point, ...]], occupied: Sequence[Sequence[Point]]
) -> tuple[Point, ...]:
    """The first corner in which both numbers are clear of what the picture shows, else the clearest."""
    room = [
        min(
            math.dist(corner, point)
            for corner, points in zip(both, occupied, strict=True)
            for point in points
        )
        for both in corners
    ]
    clear = [both for both, free in zip(corners, room, strict=True) if free > _CLEAR]
    return clear[0] if clear else corners[room.index(max(room))]


def _badge(value: int, at: Point) -> str:
    return move(
        element("circle", r=_RADIUS, fill=palette.TEAL, stroke=palette.WHITE, stroke_width=1.5)
        + element(
            "path",
            d=_DIGITS[value],
            fill="none",
            stroke=palette.WHITE,
            stroke_width=2,
            stroke_linecap="round",
            stroke_linejoin="round",
        ),
        at,
    )
