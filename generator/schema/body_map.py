# The body map: `content/body-map.yml` → the picture on the home page and beside muscles.
#
# One half is described and mirrored. x counts from the midline outwards, y downwards, in the
# units of the picture.

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from generator.prose import Prose
from generator.schema.common import Id, Model, Reviewed

SvgPath = Annotated[str, Field(pattern=r"^[MmLlHhVvCcSsQqTtAaZz0-9eE ,.\-+]+$")]
"""The `d` of an SVG path."""

Coordinate = Annotated[float, Field(ge=-2000, le=2000)]
"""A place on the picture."""

Point = tuple[Coordinate, Coordinate]
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
    """Its fibres cross."""
    BACKGROUND = "background"
    """A muscle that is drawn to fill the picture and can never be chosen."""


class LineStyle(StrEnum):
    """What a line is; it decides colour and width."""

    SKIN = "skin"
    """A filled area of skin."""
    EAR = "ear"
    """The same with an edge."""
    BONE = "bone"
    """A filled bone with an edge."""
    RIB = "rib"
    """A rounded stroke of bone."""
    RIDGE = "ridge"
    """A thin line on a bone."""
    OUTLINE = "outline"
    """The edge of the body."""
    FOLD = "fold"
    """A thinner line on the skin."""
    HAIR = "hair"
    """A filled area of hair."""
    STRAND = "strand"
    """A line in the hair."""


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
    other_half: Id | None = None
    """The shape that shows the same muscle on the other half; this one when left out."""
    label_at: Point | None = None
    """Where a number stands; the middle of the fibres when left out."""


class Line(Model):
    """A part of the drawing that is no muscle: skin, bone, hair."""

    path: SvgPath
    """The shape, on one half unless `mirror` is off."""
    style: LineStyle
    """What it is."""
    side: Side = Side.BOTH
    """Which half shows it."""
    mirror: bool = True
    """Whether the other half is its mirror image. Off: the path describes both halves."""


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
    shapes: tuple[Id, ...] = Field(min_length=1)
    """What lights up, and what can be pointed at."""
    muscles: tuple[Id, ...] = Field(min_length=1)
    """What lies there."""
    signs: tuple[Id, ...] = ()
    """Warning signs that are felt there. They are told before anything else about the place."""


class BodyMap(Reviewed):
    """Everything the picture is drawn from."""

    title: str
    """What the picture shows, for people who cannot see it."""
    surface_label: str
    """Under the left half."""
    deep_label: str
    """Under the right half."""
    width: float = Field(ge=50, le=2000)
    """Width of the picture."""
    height: float = Field(ge=50, le=2000)
    """Height of the picture."""
    regions: tuple[BodyRegion, ...] = Field(min_length=1)
    """Places, in the order of their numbers."""
    muscles: tuple[MuscleShape, ...] = Field(min_length=1)
    """Muscles, in the order they are drawn."""
    behind: tuple[Line, ...] = ()
    """What is drawn before the muscles."""
    front: tuple[Line, ...] = ()
    """What is drawn after them."""

    @model_validator(mode="after")
    def _shapes_are_known(self) -> BodyMap:
        message = "; ".join(self._wrong_shapes())
        if message:
            raise ValueError(message)
        return self

    def _wrong_shapes(self) -> Iterator[str]:
        known = {shape.id: shape for shape in self.muscles}
        if len(known) < len(self.muscles):
            yield "two shapes have the same id"
        if len({region.number for region in self.regions}) < len(self.regions):
            yield "two regions have the same number"
        for shape in self.muscles:
            if shape.other_half not in {None, *known}:
                yield f"shape '{shape.id}': there is no shape '{shape.other_half}'"
        for region in self.regions:
            for id_ in region.shapes:
                if id_ not in known:
                    yield f"region '{region.id}': there is no shape '{id_}'"
                elif known[id_].tissue is Tissue.BACKGROUND:
                    yield f"region '{region.id}': shape '{id_}' is background and cannot be chosen"
