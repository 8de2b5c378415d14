# Schema of an exercise: how it is drawn, what it needs, how much of it, and when to stop. It is part of a
# technique or a self-care topic.

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field, model_validator

from generator.prose import Prose
from generator.schema.common import STARTER, Model, Statement
from generator.schema.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator


class Dose(Model):
    """How much and how often. What is left out is not said."""

    sets: Annotated[int | None, STARTER] = Field(None, ge=1, le=10)
    """How many sets, with a rest between them."""
    repetitions: Annotated[int | None, STARTER] = Field(None, ge=1, le=100)
    """How many times in a row; with `sets`, in each set."""
    hold: int | None = Field(None, ge=1, le=300)
    """How long each repetition is held, in seconds."""
    minutes: int | None = Field(None, ge=1, le=180)
    """How long it goes on, in minutes, if it is not counted in repetitions."""
    times_a_day: int | None = Field(None, ge=1, le=24)
    """How many times a day."""
    days_a_week: int | None = Field(None, ge=1, le=7)
    """On how many days a week."""
    goal: bool = False
    """Whether this is what to build up to, and not where to start."""
    basis: Statement | None = None
    """Where the dose comes from. Without it, the dose is said to be usual practice."""

    @model_validator(mode="after")
    def _says_how_much(self) -> Dose:
        """It has `repetitions`, `hold`, `minutes` or `times_a_day`; `minutes` if none is counted."""
        how_much = ("repetitions", "hold", "minutes", "times_a_day")
        if not any(getattr(self, name) for name in how_much):
            message = f"say how much: write at least one of {', '.join(how_much)}"
            raise ValueError(message)
        if self.minutes and (self.sets or self.repetitions):
            message = (
                "`minutes` is for what is not counted; leave out `sets` and `repetitions`, or `minutes`"
            )
            raise ValueError(message)
        return self

    @property
    def amounts(self) -> Iterator[tuple[str, int | None]]:
        """Name and value of each number, in the order in which they are said."""
        return ((name, getattr(self, name)) for name in AMOUNTS)


AMOUNTS = tuple(name for name in Dose.model_fields if name not in {"goal", "basis"})
"""The fields of a dose that are numbers."""


class Exercise(Model):
    """A movement to do alone, with its drawing and its dose."""

    figure: Annotated[Figure | None, STARTER] = None
    """The drawing. Its alternative text comes from the same data."""
    position: Prose | None = None
    """How to start, in a few words, such as "Standing behind a chair"; else the figure's position."""
    equipment: tuple[Prose, ...] = ()
    """What it needs, one thing each, such as "A firm chair". What the figure needs if left out."""
    steps: tuple[Prose, ...] = Field(default=(), min_length=1, max_length=7)
    """How the movement goes, one action each, unless the page has these steps already."""
    dose: Annotated[Dose | None, STARTER] = None
    """How much and how often."""
    progression: tuple[Statement, ...] = ()
    """How to do more of it, and when."""
    stop_when: tuple[Statement, ...] = ()
    """When to stop, beside the warning signs."""

    @model_validator(mode="after")
    def _says_something(self) -> Exercise:
        """At least one of its fields has a value."""
        if not any(getattr(self, name) for name in type(self).model_fields):
            message = "an exercise needs at least one field, such as `figure`, `steps` or `dose`"
            raise ValueError(message)
        return self
