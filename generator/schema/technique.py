# A massage technique: `content/techniques/<id>.yml` → `/techniques/<id>/`.

from __future__ import annotations

from enum import StrEnum

from pydantic import Field, model_validator

from generator.prose import Prose
from generator.schema.common import Id, Level, Model, Ordered, Statement


class Tool(StrEnum):
    """What touches the body in the diagram."""

    PALM = "palm"
    THUMB = "thumb"
    FOREARM = "forearm"
    FINGERTIPS = "fingertips"


class Direction(StrEnum):
    """Which way the pressure goes, against the muscle fibres."""

    SLANT = "slant"
    """Sinks in at an angle and creeps."""
    IN = "in"
    """Straight down, no stroke."""
    ALONG = "along"
    """Parallel to the fibres."""
    ACROSS = "across"
    """At right angles to the fibres."""
    STRETCH = "stretch"
    """Held still while the muscle moves away."""


class Hold(StrEnum):
    """Whether the contact stays or comes back."""

    STILL = "still"
    REPEATS = "repeats"


class Extra(StrEnum):
    """A mark of its own that a diagram may carry."""

    SHEET = "sheet"
    """A thin mesh over the fibres: the wrapping tissue."""
    SPOT = "spot"
    """A tender spot with the ache spreading from it."""
    TRAIL = "trail"
    """The way the stroke has come."""
    LANE = "lane"
    """A finger's width each way, over a tendon."""
    BONE = "bone"
    """A bone that moves away."""


class Stroke(Model):
    """What the diagram draws."""

    tool: Tool
    """What touches the body."""
    direction: Direction
    """The arrow, against fibres that run from left to right."""
    hold: Hold
    """A still hold or one that repeats: the badge's shape."""
    badge: str = Field(max_length=14)
    """The badge's few characters, such as `60 s` or `2–3 passes`."""
    depth: int = Field(ge=1, le=5)
    """How far the fibres bend, 1 (shallow) to 5 (deep)."""
    area: int = Field(ge=1, le=5)
    """How wide the fibres bend, 1 (one spot) to 5 (a whole palm)."""
    extra: Extra | None = None
    """One mark of its own."""
    caption: Prose
    """One or two short sentences under the picture."""


class Pressure(Statement):
    """How hard, in words and on a scale from 0 (nothing) to 10 (the worst you can think of)."""

    lowest: int = Field(ge=0, le=10)
    """Where the bearable range starts."""
    highest: int = Field(ge=0, le=10)
    """Where it ends. Above this the reader should say so."""
    feels: str = Field(max_length=40)
    """What the range feels like, in three to five words: the label over the scale."""

    @model_validator(mode="after")
    def _range_in_order(self) -> Pressure:
        if self.lowest > self.highest:
            message = "lowest must not be above highest"
            raise ValueError(message)
        return self


class Use(Model):
    """A link to something the technique is used on or for."""

    id: Id
    """The muscle or symptom."""
    note: Prose | None = None
    """What is particular about it, in a few words."""


class Steps(Model):
    """How it is done."""

    basis: Statement
    """Where the steps come from."""
    steps: tuple[Prose, ...] = Field(min_length=3, max_length=7)
    """One action each, in order."""


class Evidence(Model):
    """How sure we are that it helps with the pain."""

    level: Level
    """The level of the whole: what the dots show."""
    summary: Prose
    """One sentence a tired reader understands, such as "We are not sure: a few small studies"."""
    findings: tuple[Statement, ...] = Field(min_length=1)
    """What the studies found, one finding each."""


class Technique(Ordered):
    """A massage technique, from what it is to what to ask."""

    also_called: tuple[str, ...] = ()
    """Other names a reader may have been told."""
    search_words: tuple[str, ...] = ()
    """Everyday words that should find this page in search."""
    one_line: Prose
    """One plain sentence: what the therapist does."""
    short_line: str = Field(max_length=60)
    """The same in at most eight words, for cards."""
    in_short: tuple[Prose, ...] = Field(min_length=3, max_length=6)
    """The whole page in a few bullets. They repeat what the page says below with its sources."""
    stroke: Stroke
    """The diagram."""
    what_it_is: tuple[Statement, ...] = Field(min_length=1)
    """What it is, and what it is not."""
    how_it_is_done: Steps
    """The steps, as the reader will meet them."""
    feel: tuple[Statement, ...] = Field(min_length=1)
    """What the reader should feel, and what is not normal."""
    pressure: Pressure
    """How hard."""
    direction: Statement
    """Which way, against the fibres."""
    hold: Statement
    """How long, or how often."""
    course: Statement
    """How many sessions studies used. Not advice."""
    muscles: tuple[Use, ...] = Field(min_length=1)
    """Where it is used. Custom, unless a note says otherwise."""
    symptoms: tuple[Use, ...] = Field(min_length=1)
    """What it is used for. Custom, unless a note says otherwise."""
    claims: tuple[str, ...] = ()
    """What people say it does, in their words; the page answers them with the findings."""
    evidence: Evidence
    """What studies found, and how sure we are."""
    risks: tuple[Statement, ...] = Field(min_length=1)
    """What can go wrong."""
    avoid: tuple[Statement, ...] = Field(min_length=1)
    """Who should not have it, or where not, besides the cautions for every massage."""
    cautions: tuple[Id, ...] = Field(min_length=1)
    """Cautions from `cautions.yml` that matter most here: "tell your therapist first"."""
    aftercare: tuple[Statement, ...] = Field(min_length=1)
    """What to do, and expect, afterwards."""
    at_home: tuple[Statement, ...] = Field(min_length=1)
    """The self-care version, one action each, or why there is none."""
    questions: tuple[Prose, ...] = Field(min_length=3)
    """What to ask the therapist."""
    not_known: tuple[Prose, ...] = ()
    """Open questions that only this technique has."""
