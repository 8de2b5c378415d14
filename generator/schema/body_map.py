# The body map: `content/body-map.yml` → the picture on the home page and beside muscles.
#
# One half is described and mirrored. x counts from the midline outwards, y downwards, in the
# units of the picture.

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from generator.prose import Prose
from generator.schema.common import Id, Model, Reviewed

SvgPath = Annotated[str, Field(pattern=r"^[MmLlHhVvCcSsQqTtAaZz0-9eE ,.\-+]+$")]
"""The `d` of an SVG path."""

Point = tuple[float, float]
"""x, y."""

Curve = tuple[Point, Point, Point]
"""A quadratic curve: start, control, end."""


class Side(StrEnum):
    """Which half of the picture shows a shape."""

    SURFACE = "surface"
    """The left half: near the skin."""
    DEEP = "deep"
    """The right half: deeper."""
    BOTH = "both"
    """Only drawn when chosen, on both halves."""


class Tissue(StrEnum):
    """What a shape is made of; it decides the colours."""

    MUSCLE = "muscle"
    FASCIA = "fascia"
    BACKGROUND = "background"
    """A muscle that is drawn to fill the picture and can never be chosen."""


class MuscleShape(Model):
    """The outline of a muscle and the run of its fibres."""

    id: Id
    """What a muscle's `shapes` names."""
    side: Side
    """Which half shows it."""
    tissue: Tissue = Tissue.MUSCLE
    """What it is made of."""
    outline: SvgPath
    """Its outline on one half."""
    from_curve: Curve
    """The fibres start along this curve."""
    to_curve: Curve
    """And end along this one."""
    fibres: int = Field(ge=1, le=40)
    """How many lines to draw."""


class Line(Model):
    """A part of the drawing that is no muscle: skin, bone, hair."""

    path: SvgPath
    """The shape, on one half unless `mirror` is off."""
    style: Id
    """A style name of the drawing: `skin`, `bone`, `outline`, `hair` …"""
    side: Side = Side.BOTH
    """Which half shows it."""
    mirror: bool = True
    """Whether it is drawn on both halves."""


class BodyRegion(Model):
    """A place a reader can point at."""

    id: Id
    """Its anchor and address part."""
    number: int = Field(ge=1, le=12)
    """The number on the picture."""
    title: str = Field(max_length=40)
    """Where it hurts, in the reader's words."""
    text: Prose
    """What lies there, in one or two sentences."""
    at: Point
    """Where the number stands, on one half."""
    muscles: tuple[Id, ...] = Field(min_length=1)
    """What lies there."""


class BodyMap(Reviewed):
    """Everything the picture is drawn from."""

    title: str
    """What the picture shows, for people who cannot see it."""
    surface_label: str
    """Under the left half."""
    deep_label: str
    """Under the right half."""
    width: float
    """Width of the picture."""
    height: float
    """Height of the picture."""
    regions: tuple[BodyRegion, ...] = Field(min_length=1)
    """Places, in the order of their numbers."""
    muscles: tuple[MuscleShape, ...] = Field(min_length=1)
    """Muscles, in the order they are drawn."""
    behind: tuple[Line, ...] = ()
    """What is drawn before the muscles."""
    front: tuple[Line, ...] = ()
    """What is drawn after them."""
