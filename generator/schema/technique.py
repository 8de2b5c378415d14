# Schema of a technique: `content/techniques/<id>.yml` → `/techniques/<id>/`.

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import ClassVar

from pydantic import Field, model_validator

from generator.prose import Prose
from generator.schema.common import Id, Level, Model, Ordered, Statement
from generator.schema.exercise import Exercise
from generator.schema.figure import Figure


class Tool(StrEnum):
    """What touches the body in the diagram."""

    PALM = "palm"
    THUMB = "thumb"
    FOREARM = "forearm"
    FINGERTIPS = "fingertips"


class Direction(StrEnum):
    """The direction of the pressure, relative to the muscle fibres."""

    SLANT = "slant"
    """Sinking in at an angle and moving slowly."""
    IN = "in"
    """Straight down, without a stroke."""
    ALONG = "along"
    """Parallel to the fibres."""
    ACROSS = "across"
    """At right angles to the fibres."""
    STRETCH = "stretch"
    """Held still while the muscle is stretched away from it."""


class Hold(StrEnum):
    """Whether the contact is held still or repeated."""

    STILL = "still"
    REPEATS = "repeats"


class Extra(StrEnum):
    """An extra mark in a diagram."""

    SHEET = "sheet"
    """A thin mesh over the fibres: the tissue that wraps the muscle."""
    SPOT = "spot"
    """A tender spot, with the ache spreading from it."""
    TRAIL = "trail"
    """The path that the stroke has taken so far."""
    LANE = "lane"
    """A finger's width to each side, over a tendon."""
    BONE = "bone"
    """A bone that moves away."""


class Stroke(Model):
    """What the diagram shows."""

    tool: Tool
    """What touches the body."""
    direction: Direction
    """The direction of the arrow, relative to fibres that run from left to right."""
    hold: Hold
    """Whether the contact is held still or repeated; it decides the shape of the badge."""
    badge: str = Field(max_length=14)
    """The text of the badge, such as `60 s` or `2–3 passes`."""
    depth: int = Field(ge=1, le=5)
    """How deep the dent in the fibres is, from 1 (shallow) to 5 (deep)."""
    area: int = Field(ge=1, le=5)
    """How wide the dent in the fibres is, from 1 (one spot) to 5 (a whole palm)."""
    extra: Extra | None = None
    """An extra mark."""
    caption: Prose
    """One or two short sentences under the picture."""


class Pressure(Statement):
    """How hard the pressure is, in words and on a scale from 0 (nothing) to 10 (the worst imaginable)."""

    lowest: int = Field(ge=0, le=10)
    """The lower end of the bearable range."""
    highest: int = Field(ge=0, le=10)
    """The upper end of the bearable range. Above it, readers should say so."""
    feels: str = Field(max_length=40)
    """What the range feels like, in three to five words; printed above the scale."""

    @model_validator(mode="after")
    def _range_in_order(self) -> Pressure:
        """`lowest` is not above `highest`."""
        if self.lowest > self.highest:
            message = "lowest must not be above highest"
            raise ValueError(message)
        return self


class Use(Model):
    """A muscle or symptom that the technique is used for."""

    id: Id
    """The id of the muscle or symptom."""
    note: Prose | None = None
    """What is special about this use, in a few words."""


class Steps(Model):
    """How the technique is done."""

    basis: Statement
    """The source of the steps."""
    steps: tuple[Prose, ...] = Field(min_length=3, max_length=7)
    """The steps in order, one action each."""


class Evidence(Model):
    """How sure we are that the technique helps with pain."""

    level: Level
    """The overall level of evidence, shown as dots."""
    summary: Prose
    """One sentence that a tired reader understands, such as "We are not sure: a few small studies"."""
    findings: tuple[Statement, ...] = Field(min_length=1)
    """What the studies found, one finding each."""


class Technique(Ordered):
    """A technique: what it is, how it feels, what is known, what to ask."""

    INSTEAD: ClassVar[Mapping[str, str]] = {"stroke": "exercise", "exercise": "stroke"}

    also_called: tuple[str, ...] = ()
    """Other names that readers may have heard."""
    search_words: tuple[str, ...] = ()
    """Everyday words by which search should find this page."""
    one_line: Prose
    """One plain sentence: what is done."""
    short_line: str = Field(max_length=60)
    """The same in at most eight words, for cards."""
    in_short: tuple[Prose, ...] = Field(min_length=3, max_length=6)
    """The whole page in a few bullet points. They repeat what the page then says with its sources."""
    stroke: Stroke | None = None
    """The diagram of what is done to the reader."""
    exercise: Exercise | None = None
    """What readers do themselves, in place of a stroke."""
    what_it_is: tuple[Statement, ...] = ()
    """What it is, and what it is not."""
    how_it_is_done: Steps | None = None
    """The steps, as readers will experience them."""
    feel: tuple[Statement, ...] = ()
    """What readers should feel, and what is not normal."""
    pressure: Pressure | None = None
    """How hard the pressure is."""
    direction: Statement | None = None
    """Which way the pressure goes, relative to the muscle fibres."""
    hold: Statement | None = None
    """How long the contact is held, or how often it is repeated."""
    course: Statement | None = None
    """How many sessions there were in studies. This is not advice."""
    muscles: tuple[Use, ...] = ()
    """The muscles it is used on. This is usual practice, unless a note says otherwise."""
    symptoms: tuple[Use, ...] = ()
    """The symptoms it is used for. This is usual practice, unless a note says otherwise."""
    claims: tuple[str, ...] = ()
    """What people say it does, in their own words. The page answers with the findings."""
    evidence: Evidence | None = None
    """What studies have found, and how sure we are."""
    risks: tuple[Statement, ...] = ()
    """What can go wrong."""
    avoid: tuple[Statement, ...] = ()
    """Who should leave it out, or where on the body, besides the cautions for all techniques."""
    warning_signs: tuple[Id, ...] = ()
    """Ids of the signs in `warning-signs.yml` with which to stop and get help."""
    cautions: tuple[Id, ...] = ()
    """Ids of the cautions in `cautions.yml` that matter here beside those for all techniques."""
    aftercare: tuple[Statement, ...] = ()
    """What to do and what to expect afterwards."""
    at_home: tuple[Statement, ...] = ()
    """How to do it at home, one action each, or why that is not possible."""
    home_safety: bool = False
    """Whether `at_home` needs the safety rules of `cautions.yml`, as pressing with a ball does."""
    questions: tuple[Prose, ...] = Field(default=(), min_length=3)
    """Questions to ask before it or while it is done."""
    not_known: tuple[Prose, ...] = ()
    """Open questions about this technique in particular."""

    @model_validator(mode="after")
    def _stroke_or_exercise(self) -> Technique:
        """A technique is a `stroke` or an `exercise`, not both; one of them stands for the other."""
        if self.stroke and self.exercise:
            message = "a technique is a stroke or an exercise, not both; leave out `stroke` or `exercise`"
            raise ValueError(message)
        return self

    @property
    def drawing(self) -> Stroke | Figure | None:
        """What its picture shows; None if it has none."""
        return self.stroke or (self.exercise.figure if self.exercise else None)
