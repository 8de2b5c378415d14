# What a figure stands, sits or lies on, or holds: floor, mat, chair, wall, desk, step, ball, band.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.diagrams import palette
from generator.diagrams.skeleton import HAND_LENGTH
from generator.diagrams.space import plus
from generator.diagrams.svg import element, number, polyline
from generator.schema.figure import Prop
from generator.schema.posture import SIDES, BasePosition

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.diagrams.skeleton import Skeleton
    from generator.diagrams.space import Camera, Vector
    from generator.diagrams.svg import Point
    from generator.schema.figure import Figure

_SEAT = 5.4
"""How far a seat is below the hips."""
_ON_MAT = (
    BasePosition.ON_BACK,
    BasePosition.FACE_DOWN,
    BasePosition.ON_SIDE,
    BasePosition.ALL_FOURS,
    BasePosition.KNEELING,
)


@dataclass(frozen=True)
class Cuboid:
    """A cuboid along the axes of space."""

    low: Vector
    high: Vector
    colours: tuple[str, str, str] = (palette.PROP_LIT, palette.PROP, palette.PROP_DEEP)
    """Of its top, of the side that faces the viewer most, and of the other side."""

    def corners(self) -> Iterator[Vector]:
        """Its eight corners."""
        for x in (self.low[0], self.high[0]):
            for y in (self.low[1], self.high[1]):
                for z in (self.low[2], self.high[2]):
                    yield x, y, z

    def draw(self, camera: Camera) -> str:
        """The three sides that show."""
        faces = sorted(range(3), key=lambda axis: abs(camera.near[axis]) if axis != 1 else 2)
        tones = dict(zip(faces[::-1], self.colours, strict=True))
        return "".join(element("path", d=self._face(axis, camera), fill=tones[axis]) for axis in faces)

    def _face(self, axis: int, camera: Camera) -> str:
        fixed = (self.high if camera.near[axis] > 0 else self.low)[axis]
        a, b = (i for i in range(3) if i != axis)
        ring = []
        for first, second in ((0, 0), (0, 1), (1, 1), (1, 0)):
            corner = [0.0, 0.0, 0.0]
            corner[axis] = fixed
            corner[a] = (self.low, self.high)[first][a]
            corner[b] = (self.low, self.high)[second][b]
            ring.append(camera.point((corner[0], corner[1], corner[2])))
        return polyline(ring, closed=True)


@dataclass(frozen=True)
class Sphere:
    """A large ball."""

    middle: Vector
    radius: float

    def corners(self) -> Iterator[Vector]:
        """Corners of the cube around it."""
        x, y, z = self.middle
        r = self.radius
        yield from Cuboid((x - r, y - r, z - r), (x + r, y + r, z + r)).corners()

    def draw(self, camera: Camera) -> str:
        """The ball as SVG."""
        x, y = camera.point(self.middle)
        r = self.radius * camera.scale
        return element("circle", cx=x, cy=y, r=r, fill=palette.MAT) + element(
            "path",
            d=f"M{number(x + r * 0.72)} {number(y - r * 0.2)}a{number(r * 0.75)} {number(r * 0.75)} 0 0 1"
            f"{number(-r * 0.62)} {number(r * 0.9)}",
            stroke=palette.MAT_DEEP,
            stroke_width=r * 0.14,
            fill="none",
        )


def props(figure: Figure, start: Skeleton, end: Skeleton) -> list[Cuboid | Sphere]:
    """What is behind or below the figure, from back to front."""
    both = (start, end)
    shapes: list[Cuboid | Sphere] = []
    seated = figure.position is BasePosition.SITTING
    if figure.position in _ON_MAT:
        shapes.append(_mat(both))
    if figure.prop is Prop.WALL:
        shapes.append(_wall(both))
    if figure.prop is Prop.BALL:
        hips = start.pelvis.at
        radius = (hips[1] - _SEAT + 1) / 2
        shapes.append(Sphere((hips[0] - 1, radius, 0), radius))
    elif seated or figure.prop is Prop.CHAIR:
        shapes.extend(_chair(both))
    if figure.prop is Prop.DESK:
        shapes.extend(_desk(start, seated=seated))
    if figure.prop is Prop.STEP:
        shapes.append(_step(start))
    return shapes


def draw(shapes: Sequence[Cuboid | Sphere], camera: Camera) -> str:
    """The shapes as SVG."""
    drawings = [shape.draw(camera) for shape in shapes]
    return element("g", *drawings, stroke=palette.PROP_LINE, stroke_width=1.5, stroke_linejoin="round")


def floor(left: Point, right: Point) -> str:
    """The floor, as a line."""
    return element(
        "path",
        d=polyline([left, right]),
        stroke=palette.PROP_LINE,
        stroke_width=2,
        stroke_linecap="round",
    )


def band(figure: Skeleton, camera: Camera) -> str:
    """An elastic band from hand to hand."""
    palms = [camera.point(_palm(figure, side, 0.4)) for side in SIDES]
    line = polyline(palms)
    return element(
        "path", d=line, stroke=palette.TENDON_LINE, stroke_width=6.4, stroke_linecap="round"
    ) + element("path", d=line, stroke=palette.TENDON, stroke_width=3.4, stroke_linecap="round")


def _palm(figure: Skeleton, side: str, ahead: float = 0) -> Vector:
    """A point of a hand, or in front of its palm."""
    return figure.arms[side][2].place(ahead, -HAND_LENGTH * 0.4)


def _mat(both: Sequence[Skeleton]) -> Cuboid:
    places = [at for figure in both for at in _places(figure) if at[1] < _LOW]
    xs, zs = [at[0] for at in places], [at[2] for at in places]
    along = max(xs) - min(xs) > max(zs) - min(zs)
    if not along:
        xs, zs = zs, xs
    wide = min(max(15.0, *(abs(z) + 4 for z in zs)), 22.0)
    low, high = (min(xs) - 9, -1.8, -wide), (max(xs) + 7, 0.0, wide)
    if not along:
        low, high = low[::-1], high[::-1]
    return Cuboid(low, high, (palette.MAT, palette.MAT_DEEP, palette.MAT_DEEP))


_LOW = 12
"""Up to which height a part of a lying figure counts for the width of the mat."""


def _places(figure: Skeleton) -> Iterator[Vector]:
    yield figure.pelvis.at
    yield figure.head.at
    for side in SIDES:
        for bone in (*figure.arms[side][1:], *figure.legs[side]):
            yield bone.at


def _chair(both: Sequence[Skeleton]) -> list[Cuboid]:
    lowest = min(both, key=lambda figure: figure.pelvis.at[1])
    hips = lowest.pelvis.at
    if hips[1] > _STANDS:
        return _chair_to_hold(lowest)
    return _chair_at(hips[0], hips[1] - _SEAT)


_STANDS = 40
"""Hips above this height are not on a chair."""


def _chair_at(x: float, seat: float, *, turned: bool = False, back: float = 27) -> list[Cuboid]:
    """A chair whose seat is below `x`; if it is turned, its back is at the right."""
    sign = -1 if turned else 1

    def part(xs: Point, ys: Point, zs: Point) -> Cuboid:
        left, right = sorted((x + sign * xs[0], x + sign * xs[1]))
        return Cuboid((left, ys[0], zs[0]), (right, ys[1], zs[1]))

    return [
        part((-9.6, -8), (0, seat + back), (-10, -8.4)),
        part((11.5, 13), (0, seat), (-10, -8.4)),
        part((-9.6, -8), (seat + 10, seat + back), (-10, 10)),
        part((-9.6, 13.5), (seat - 2, seat), (-10, 10)),
        part((-9.6, -8), (0, seat - 2), (8.4, 10)),
        part((11.5, 13), (0, seat - 2), (8.4, 10)),
        part((-9.6, -8), (seat, seat + back), (8.4, 10)),
    ]


def _chair_to_hold(figure: Skeleton) -> list[Cuboid]:
    palm = _palm(figure, max(SIDES, key=lambda side: figure.arms[side][2].at[0]))
    seat = 25.0
    return _chair_at(palm[0] + 8.8, seat, back=max(palm[1] - 1.4 - seat, 10))


def _wall(both: Sequence[Skeleton]) -> Cuboid:
    hands = [_palm(figure, side, 1.2)[0] for figure in both for side in SIDES]
    top = max(figure.head.place(0, 12)[1] for figure in both) + 4
    if max(hands) > _AHEAD:
        return Cuboid((max(hands), 0, -16), (max(hands) + 3, top, 16))
    back = min(figure.chest.place(-6.4, -6)[0] for figure in both)
    seat = min(figure.pelvis.place(-7.2, 0.8)[0] for figure in both)
    x = min(back, seat)
    return Cuboid((x - 3, 0, -16), (x, top, 16))


_AHEAD = 26
"""From how far on hands reach forward to a wall."""


def _desk(figure: Skeleton, *, seated: bool) -> list[Cuboid]:
    low, high = _DESK[seated]
    top = min(max(_palm(figure, "right")[1] - 1.4, low), high)
    x = figure.pelvis.at[0] + 17
    return [
        Cuboid((x + 30, 0, -16), (x + 32, top - 2, -14.4)),
        Cuboid((x, top - 2, -17), (x + 34, top, 17)),
        Cuboid((x + 30, 0, 14.4), (x + 32, top - 2, 16)),
    ]


_DESK = {False: (52.0, 64.0), True: (38.0, 44.0)}
"""Between which heights a desk is for a figure that stands, and for one that sits."""


def _step(figure: Skeleton) -> Cuboid:
    side = step_side(figure)
    _, _, foot, _ = figure.legs[side]
    heel = foot.place(-3.2, -4)
    return Cuboid((heel[0] - 2, 0, -12), (heel[0] + 20, max(heel[1], 3), 12))


def step_side(figure: Skeleton) -> str:
    """The side of the foot that is higher."""
    return max(SIDES, key=lambda side: (figure.legs[side][2].at[1], side))


def held_to_step(start: Skeleton, end: Skeleton) -> Vector:
    """The way by which the end must move for its foot to stay on the step."""
    side = step_side(start)
    return plus(start.legs[side][2].at, end.legs[side][2].at, -1)
