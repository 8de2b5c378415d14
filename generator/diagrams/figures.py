# Draws an exercise from its data: the posture at the start, the posture at the end, and the movement between.

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from generator.diagrams import figure_arrow, figure_body, figure_props, figure_shapes, palette
from generator.diagrams.settle import moved
from generator.diagrams.space import Camera, camera
from generator.diagrams.svg import document, element, move
from generator.schema.figure import Prop, View
from generator.schema.posture import SIDES, Position

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.diagrams.figure_arrow import Disc
    from generator.diagrams.skeleton import Skeleton
    from generator.diagrams.svg import Point
    from generator.schema.figure import Figure


class FigureForm(Enum):
    """The forms of the picture; the value is its width and height."""

    FULL = (332, 270)
    """Start and end, with an arrow."""
    THUMBNAIL = (336, 230)
    """The end, with the start behind it; never animated."""


_CAMERAS = {View.SIDE: camera(14, 7), View.FRONT: camera(90, 5), View.ABOVE: camera(0, 78)}
_MARGIN = 9
_GAP = 10
_LARGEST = 3.4
"""The largest scale: pixels for a hundredth of a person's height."""


class _Extent(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top


class _Scene(NamedTuple):
    start: Skeleton
    end: Skeleton
    camera: Camera
    shapes: list[figure_props.Box | figure_props.Sphere]
    paths: list[list[Point]]
    """The ways of the arrows, on the body."""


def figure_svg(figure: Figure, *, form: FigureForm, alt: str, still: bool = True) -> str:
    """Draw an exercise as an SVG file.

    Args:
        figure: the exercise's postures.
        form: the full picture or the thumbnail.
        alt: the alternative text; see `figure_alt`.
        still: whether to leave out the animation; a thumbnail never has one. A page must offer the animated
            picture as a <source media="(prefers-reduced-motion: no-preference)">.
    """
    del still
    scene = _scene(figure)
    parts = _two(figure, scene, form) if form is FigureForm.FULL else _one(figure, scene, form)
    return document((0, 0, *form.value), *parts, title=alt)


def _scene(figure: Figure) -> _Scene:
    way = figure_arrow.postures(figure)
    if figure.prop is Prop.STEP:
        way = [moved(p, figure_props.held_to_step(way[0], p)) for p in way]
    view = _CAMERAS[figure.view]
    shapes = figure_props.props(figure, way[0], way[-1])
    return _Scene(way[0], way[-1], view, shapes, figure_arrow.paths(figure, way, view))


def _two(figure: Figure, scene: _Scene, form: FigureForm) -> Iterator[str]:
    """Start and end, side by side or one above the other, whichever is larger."""
    discs = _discs(scene.start, scene.camera)
    ways = [figure_arrow.beside(path, discs) for path in scene.paths]
    things = [p for shape in scene.shapes for p in map(scene.camera.point, shape.corners())]
    first = _extent(discs, things, [p for way in ways for p in way])
    second = _extent(_discs(scene.end, scene.camera), things, [])
    width, height = form.value
    left, right = min(first.left, second.left), max(first.right, second.right)
    top, bottom = min(first.top, second.top), max(first.bottom, second.bottom)
    room = width - 2 * _MARGIN, height - 2 * _MARGIN
    beside = min((room[0] - _GAP) / (first.width + second.width), room[1] / (bottom - top), _LARGEST)
    below = min(room[0] / (right - left), (room[1] - _GAP) / (first.height + second.height), _LARGEST)
    stacked = below > beside
    scale = below if stacked else beside
    spare = (
        (room[1] - _GAP - scale * (first.height + second.height)) / 2
        if stacked
        else (room[0] - _GAP - scale * (first.width + second.width)) / 2
    )
    x, y = float(_MARGIN), float(_MARGIN)
    for index, (posture, extent) in enumerate(((scene.start, first), (scene.end, second))):
        if stacked:
            cell = _Extent(x, y, x + room[0], y + spare + scale * extent.height)
            origin = (
                (cell.left + cell.right) / 2 - scale * (left + right) / 2,
                cell.bottom - spare / 2 - scale * extent.bottom,
            )
            y = cell.bottom + _GAP
        else:
            cell = _Extent(x, y, x + spare + scale * extent.width, y + room[1])
            middle = (cell.top + cell.bottom + scale * (bottom - top)) / 2
            origin = (
                (cell.left + cell.right) / 2 - scale * (extent.left + extent.right) / 2,
                middle - scale * bottom,
            )
            x = cell.right + _GAP
        view = scene.camera._replace(scale=scale, origin=origin)
        if figure.position in (Position.STANDING, Position.SITTING):
            yield figure_props.floor((cell.left + 3, origin[1]), (cell.right - 3, origin[1]))
        yield figure_props.draw(scene.shapes, view) if scene.shapes else ""
        yield figure_body.draw(posture, view)
        if figure.prop is Prop.BAND:
            yield figure_props.band(posture, view)
        if index == 0:
            for way in ways:
                yield _arrow(way, view)
        yield _badge(index + 1, (cell.left + 9, cell.top + 9))


def _one(figure: Figure, scene: _Scene, form: FigureForm) -> Iterator[str]:
    discs = _discs(scene.end, scene.camera)
    ghost = _discs(scene.start, scene.camera)
    ways = [figure_arrow.beside(path, [*discs]) for path in scene.paths]
    things = [p for shape in scene.shapes for p in map(scene.camera.point, shape.corners())]
    box = _extent([*discs, *ghost], things, [p for way in ways for p in way])
    width, height = form.value
    scale = min((width - 2 * _MARGIN) / box.width, (height - 2 * _MARGIN) / box.height, _LARGEST)
    origin = (
        width / 2 - scale * (box.left + box.right) / 2,
        height / 2 - scale * (box.top + box.bottom) / 2,
    )
    view = scene.camera._replace(scale=scale, origin=origin)
    if figure.position in (Position.STANDING, Position.SITTING):
        yield figure_props.floor((30, origin[1]), (width - 30, origin[1]))
    yield figure_props.draw(scene.shapes, view) if scene.shapes else ""
    yield element("g", figure_body.draw(scene.start, view), opacity=0.3)
    yield figure_body.draw(scene.end, view)
    if figure.prop is Prop.BAND:
        yield figure_props.band(scene.end, view)
    for way in ways:
        yield _arrow(way, view)


def _arrow(way: Sequence[Point], view: Camera) -> str:
    return figure_arrow.draw(
        [(x * view.scale + view.origin[0], y * view.scale + view.origin[1]) for x, y in way], 0.72
    )


def _badge(value: int, at: Point) -> str:
    digit = "M-2.4-2.6L.6-4.8V4.8" if value == 1 else "M-3-2.4a3 3 0 1 1 5.2 2.2L-3 4.6H3.2"
    return move(
        element("circle", r=9, fill=palette.TEAL, stroke=palette.WHITE, stroke_width=1.5)
        + element("path", d=digit, fill="none", stroke=palette.WHITE, stroke_width=2, stroke_linecap="round", stroke_linejoin="round"),
        at,
    )


def _discs(figure: Skeleton, view: Camera) -> list[Disc]:
    """The figure as discs."""
    parts = [
        *figure_shapes.trunk(figure),
        figure_shapes.neck(figure),
        *(p for side in SIDES for p in figure_shapes.arm(figure.arms[side])),
        *(p for side in SIDES for p in figure_shapes.leg(figure.legs[side])),
    ]
    discs = []
    for part in parts:
        for b in part.balls:
            x, y = view.point(b.at)
            right, left = b.reach((1, 0), view), b.reach((-1, 0), view)
            down, up = b.reach((0, 1), view), b.reach((0, -1), view)
            discs.append(
                figure_arrow.Disc(
                    (x + (right - left) / 2, y + (down - up) / 2), max(right + left, down + up) / 2
                )
            )
    for at, radius in (((-0.3, 6.1, 0), 5.1), ((2, 2, 0), 4.0), ((5.7, 2.9, 0), 0.8)):
        discs.append(figure_arrow.Disc(view.point(figure.head.place(*at)), radius))
    # between the middles of long bones, too, so that no arrow crosses a limb
    for side in SIDES:
        for bones, radius in ((figure.arms[side], 2.2), (figure.legs[side][:3], 3)):
            for a, b in zip(bones, bones[1:], strict=False):
                for share in (0.25, 0.5, 0.75):
                    middle = tuple(p + (q - p) * share for p, q in zip(a.at, b.at, strict=True))
                    discs.append(figure_arrow.Disc(view.point(middle), radius))  # type: ignore[arg-type]
    return discs


def _extent(discs: Sequence[Disc], points: Sequence[Point], ways: Sequence[Point]) -> _Extent:
    lefts = [d.middle[0] - d.radius for d in discs] + [x for x, _ in points] + [x - 4 for x, _ in ways]
    rights = [d.middle[0] + d.radius for d in discs] + [x for x, _ in points] + [x + 4 for x, _ in ways]
    tops = [d.middle[1] - d.radius for d in discs] + [y for _, y in points] + [y - 4 for _, y in ways]
    bottoms = [d.middle[1] + d.radius for d in discs] + [y for _, y in points] + [y + 4 for _, y in ways]
    return _Extent(min(lefts) - 1, min(tops) - 1, max(rights) + 1, max(bottoms) + 1)
