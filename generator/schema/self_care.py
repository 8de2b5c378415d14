# Schema of a self-care topic: `content/self-care/<id>.yml` → `/self-care/<id>/`.

from __future__ import annotations

from pydantic import Field

from generator.prose import Prose
from generator.schema.common import Id, Level, Ordered, Statement
from generator.schema.exercise import Exercise
from generator.schema.figure import Figure


class SelfCare(Ordered):
    """Something that readers can do for themselves."""

    search_words: tuple[str, ...] = ()
    """Everyday words by which search should find this page."""
    one_line: Prose
    """One plain sentence: what to do, and what it may help with."""
    short_line: str = Field(max_length=60)
    """The same in at most eight words, for cards."""
    in_short: tuple[Prose, ...] = Field(min_length=3, max_length=6)
    """The whole page in a few bullet points."""
    level: Level | None = None
    """The level of evidence for the whole topic, shown as dots."""
    sure: Prose | None = None
    """How sure we are that it helps, in one sentence."""
    what_we_know: tuple[Statement, ...] = ()
    """What studies have found."""
    how_to: tuple[Statement, ...] = Field(default=(), min_length=2, max_length=7)
    """What to do, one action each, in order."""
    exercise: Exercise | None = None
    """The topic as an exercise: its drawing, its dose, how to do more."""
    stop_if: tuple[Statement, ...] = ()
    """When to stop, or to ask first, beside the warning signs."""
    warning_signs: tuple[Id, ...] = ()
    """Ids of the signs in `warning-signs.yml` with which to stop and get help."""

    @property
    def drawing(self) -> Figure | None:
        """What its picture shows; None if it has none."""
        return self.exercise.figure if self.exercise else None
