# Vectors and rotations in space, and the projection into the picture.
#
# Of a figure, x points forward, y up and z to its right. Lengths are in hundredths of a person's height.

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from generator.diagrams.svg import Point

Vector: TypeAlias = "tuple[float, float, float]"
Rotation: TypeAlias = "tuple[Vector, Vector, Vector]"
"""Where x, y and z point after the rotation."""

IDENTITY: Rotation = ((1, 0, 0), (0, 1, 0), (0, 0, 1))


def plus(a: Vector, b: Vector, times: float = 1) -> Vector:
    """`a` and `times` the vector `b`."""
    return a[0] + b[0] * times, a[1] + b[1] * times, a[2] + b[2] * times


def times(v: Vector, by: float) -> Vector:
    """The vector made longer or shorter."""
    return v[0] * by, v[1] * by, v[2] * by


def between(a: Vector, b: Vector, share: float) -> Vector:
    """The point on the way from `a` to `b`: `a` at 0, `b` at 1."""
    return plus(a, plus(b, a, -1), share)


def turned(rotation: Rotation, v: Vector) -> Vector:
    """The vector after a rotation."""
    x, y, z = rotation
    return (
        x[0] * v[0] + y[0] * v[1] + z[0] * v[2],
        x[1] * v[0] + y[1] * v[1] + z[1] * v[2],
        x[2] * v[0] + y[2] * v[1] + z[2] * v[2],
    )


def after(first: Rotation, *then: Rotation) -> Rotation:
    """Rotations one after the other, each in the frame of those before it."""
    for rotation in then:
        x, y, z = rotation
        first = turned(first, x), turned(first, y), turned(first, z)
    return first


def about_x(degrees: float) -> Rotation:
    """A rotation that moves y towards z."""
    cos, sin = _cos_sin(degrees)
    return (1, 0, 0), (0, cos, sin), (0, -sin, cos)


def about_y(degrees: float) -> Rotation:
    """A rotation that moves z towards x."""
    cos, sin = _cos_sin(degrees)
    return (cos, 0, -sin), (0, 1, 0), (sin, 0, cos)


def about_z(degrees: float) -> Rotation:
    """A rotation that moves x towards y."""
    cos, sin = _cos_sin(degrees)
    return (cos, sin, 0), (-sin, cos, 0), (0, 0, 1)


def _cos_sin(degrees: float) -> tuple[float, float]:
    return math.cos(math.radians(degrees)), math.sin(math.radians(degrees))


class Camera(NamedTuple):
    """A direction of view, without perspective."""

    right: Vector
    """What points to the right of the picture."""
    down: Vector
    """What points down in the picture."""
    near: Vector
    """What points to the viewer."""
    scale: float = 1
    origin: Point = (0, 0)
    """Where the origin of space is in the picture."""

    def point(self, v: Vector) -> Point:
        """Where a point in space is in the picture."""
        x, y = self.direction(v)
        return x + self.origin[0], y + self.origin[1]

    def direction(self, v: Vector) -> Point:
        """A vector in the picture, without its place."""
        x, y, z = v  # by hand, since a figure has thousands of vectors
        (rx, ry, rz), (dx, dy, dz), scale = self.right, self.down, self.scale
        return (rx * x + ry * y + rz * z) * scale, (dx * x + dy * y + dz * z) * scale

    def depth(self, v: Vector) -> float:
        """How near to the viewer a point is."""
        return _dot(self.near, v)


def camera(azimuth: float, elevation: float) -> Camera:
    """A camera.

    Args:
        azimuth: 0 looks at a figure's right side, 90 at its face.
        elevation: 90 looks down from above.
    """
    cos_a, sin_a = _cos_sin(azimuth)
    cos_e, sin_e = _cos_sin(elevation)
    near = (sin_a * cos_e, sin_e, cos_a * cos_e)
    right = (cos_a, 0.0, -sin_a)
    down = (sin_a * sin_e, -cos_e, cos_a * sin_e)
    return Camera(right, down, near)


def _dot(a: Vector, b: Vector) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
