# Schema of blocks that are written in a leaflet: text, a picture, a table, lines for appointments. All
# other blocks of a sheet take their words from the page about its topic.

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import ConfigDict, Field, model_validator

from generator.prose import Prose
from generator.schema.common import STARTER, Model
from generator.schema.pattern import Matches

Heading = Annotated[str, Field(min_length=2, max_length=70)]

PictureName = Annotated[
    str,
    Matches(
        r"^([A-Za-z0-9_-]+/)*[A-Za-z0-9_-]+\.(svg|png|jpg|jpeg)$",
        "name a picture beside this file, such as pictures/knee.svg, knee.png or knee.jpg",
    ),
]
"""The path of a picture from the folder of the leaflets."""


class OwnLook(StrEnum):
    """How a text looks."""

    PLAIN = "plain"
    TINT = "tint"
    """On a light ground."""
    CARD = "card"
    """In a frame."""


class OwnText(Model):
    """A text: paragraphs, then bullets, numbered steps and things to tick off, each if there are any."""

    heading: Heading = ""
    """Its heading."""
    paragraphs: Annotated[tuple[Prose, ...], STARTER] = ()
    """Running text, one item a paragraph."""
    bullets: tuple[Prose, ...] = ()
    """A bulleted list."""
    steps: tuple[Prose, ...] = ()
    """A numbered list."""
    ticks: tuple[Prose, ...] = ()
    """A list with a box to tick before each item."""
    look: OwnLook = OwnLook.PLAIN
    """How it looks."""

    @model_validator(mode="after")
    def _has_words(self) -> OwnText:
        """At least one of `paragraphs`, `bullets`, `steps` and `ticks`."""
        if not (self.paragraphs or self.bullets or self.steps or self.ticks):
            message = "the block is empty; write `paragraphs`, `bullets`, `steps` or `ticks`, or remove it"
            raise ValueError(message)
        return self


class OwnPicture(Model):
    """A picture from a file beside the leaflet."""

    heading: Heading = ""
    """A heading above it."""
    file: PictureName
    """Its file, as seen from the folder `leaflets/`: an SVG without text, a PNG or a JPEG."""
    alt: str = Field(min_length=2, max_length=400)
    """What it shows, for people who cannot see it."""
    caption: Prose | None = None
    """Words below it."""
    width: int = Field(default=100, ge=20, le=100)
    """How wide it is, in hundredths of the width of the sheet."""


class OwnTable(Model):
    """A table. In large print, a wide one becomes a list with a part for each row."""

    heading: Heading = ""
    """A heading above it."""
    columns: tuple[Prose, ...] = Field(min_length=2, max_length=6)
    """The headings of its columns."""
    rows: tuple[tuple[Prose | None, ...], ...] = Field(min_length=1, max_length=40)
    """Its rows, each a list with a cell for each column. `~` is an empty cell, to write in."""


class Appointments(Model):
    """Lines for the date, the time and the place of appointments, and with whom they are."""

    heading: Heading = ""
    """A heading above them; without it, what they are."""
    lines: int = Field(default=3, ge=1, le=12)
    """For how many appointments there are lines."""


class OwnBlock(Model):
    """A block that is written here: one of its fields. Other blocks are names."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1, "maxProperties": 1})

    text: Annotated[OwnText | None, STARTER] = None
    """A text of one's own."""
    picture: OwnPicture | None = None
    """A picture from a file."""
    table: OwnTable | None = None
    """A table."""
    appointments: Appointments | None = None
    """Lines for appointments."""

    @model_validator(mode="after")
    def _is_one(self) -> OwnBlock:
        """Each item is one block, so it has one of these fields after its hyphen."""
        if sum(getattr(self, name) is not None for name in type(self).model_fields) != 1:
            names = ", ".join(f"`{name}`" for name in type(self).model_fields)
            message = f"an item of `blocks` is one block; write one of {names} after its hyphen"
            raise ValueError(message)
        return self

    @property
    def name(self) -> str:
        """What its section is called, unlike any block from the page about the topic."""
        return f"own-{self.sort}"

    @property
    def sort(self) -> str:
        """The name of its only field."""
        return next(name for name in type(self).model_fields if getattr(self, name) is not None)
