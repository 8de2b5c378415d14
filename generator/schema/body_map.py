# Schema of the body map: `content/body-map.yml` → the picture on the home page and on muscle pages.
#
# Only one half of the body is described; the other is its mirror image. x is measured outwards from the
# midline and y downwards, in the picture's own units.

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from generator.prose import Prose
from generator.schema.common import Id, Model, Reviewed

SvgPath = Annotated[str, Field(pattern=r"^[MmLlHhVvCcSsQqTtAaZz0-9eE ,.\-+]+$")]
"""Path data: the `d` attribute of an SVG path."""

Coordinate = Annotated[float, Field(ge=-2000, le=2000)]
"""One coordinate, in the picture's units."""

Point = tuple[Coordinate, Coordinate]
"""A point: x, y."""

Curve = tuple[Point, Point, Point]
"""A quadratic Bézier curve: start, control point, end."""


class Side(StrEnum):
    """The half of the picture that shows a shape."""

    SURFACE = "surface"
    """The left half: the muscles near the skin."""
    DEEP = "deep"
    """The right half: the deeper muscles."""
    BOTH = "both"
    """Both halves. A muscle shape on both halves is drawn only when it is chosen."""


class Tissue(StrEnum):
    """The tissue that a shape shows; it decides the colours."""

    MUSCLE = "muscle"
    FASCIA = "fascia"
    """A sheet of connective tissue; its fibres cross."""
    BACKGROUND = "background"
    """A muscle that completes the picture and cannot be chosen."""


class LineStyle(StrEnum):
    """The part of the body that a line shows; it decides colour and width."""

    SKIN = "skin"
    """A filled area of skin."""
    EAR = "ear"
    """A filled area of skin with an outline."""
    BONE = "bone"
    """A filled bone with an outline."""
    RIB = "rib"
    """A rib: a thick line with round ends."""
    RIDGE = "ridge"
    """A thin line on a bone."""
    OUTLINE = "outline"
    """The outline of the body."""
    FOLD = "fold"
    """A thin line on the skin."""
    HAIR = "hair"
    """A filled area of hair."""
    STRAND = "strand"
    """A strand of hair."""


class MuscleShape(Model):
    """The outline of a muscle and the direction of its fibres."""

    id: Id
    """The id by which a muscle's `shapes` refers to this shape."""
    side: Side
    """The half that shows it."""
    tissue: Tissue = Tissue.MUSCLE
    """The tissue it shows."""
    outline: SvgPath
    """Its outline, on one half."""
    from_curve: Curve
    """The curve along which the fibres start."""
    to_curve: Curve
    """The curve along which they end."""
    fibres: int = Field(ge=1, le=40)
    """How many fibres to draw."""
    other_half: Id | None = None
    """The shape that shows the same muscle on the other half. Defaults to this shape."""
    label_at: Point | None = None
    """Position of the label. Defaults to the middle of the fibres."""


class Line(Model):
    """A part of the drawing other than a muscle: skin, bone, hair."""

    path: SvgPath
    """Its path: on one half, or on both if `mirror` is false."""
    style: LineStyle
    """The part of the body it shows."""
    side: Side = Side.BOTH
    """The half or halves that show it."""
    mirror: bool = True
    """Whether to mirror the path for the other half. If false, the path describes both halves."""


class BodyRegion(Model):
    """A part of the body that a reader can point at."""

    id: Id
    """Its anchor on the page, used in links."""
    number: int = Field(ge=1, le=12)
    """The number on the picture."""
    title: str = Field(max_length=40)
    """Where it hurts, in readers' own words."""
    text: Prose
    """What is there, in one or two sentences."""
    at: Point
    """Position of the number, on one half."""
    shapes: tuple[Id, ...] = Field(min_length=1)
    """The shapes that are highlighted, and that react to the pointer."""
    muscles: tuple[Id, ...] = ()
    """The muscles there."""
    signs: tuple[Id, ...] = ()
    """Warning signs felt there. They are shown before anything else about this region."""


class BodyMap(Reviewed):
    """Data from which the picture is drawn."""

    title: str
    """Text alternative: what the picture shows, for people who cannot see it."""
    surface_label: str
    """The label under the left half."""
    deep_label: str
    """The label under the right half."""
    width: float = Field(ge=50, le=2000)
    """Width of the picture."""
    height: float = Field(ge=50, le=2000)
    """Height of the picture."""
    regions: tuple[BodyRegion, ...] = Field(min_length=1)
    """Regions, in the order of their numbers."""
    muscles: tuple[MuscleShape, ...] = Field(min_length=1)
    """Muscle shapes, in drawing order."""
    behind: tuple[Line, ...] = ()
    """Lines drawn before the muscles, so behind them."""
    front: tuple[Line, ...] = ()
    """Lines drawn after the muscles, so in front of them."""

    @model_validator(mode="after")
    def _shapes_are_known(self) -> BodyMap:
        """Regions name shapes that are here; ids of shapes and numbers of regions are there once."""
        message = "; ".join(self._shape_errors())
        if message:
            raise ValueError(message)
        return self

    def _shape_errors(self) -> Iterator[str]:
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
