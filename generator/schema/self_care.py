# A self-care topic: `content/self-care/<id>.yml` → `/self-care/<id>/`.

from __future__ import annotations

from pydantic import Field

from generator.prose import Prose
from generator.schema.common import Level, Ordered, Statement


class SelfCare(Ordered):
    """Something a reader can do alone."""

    search_words: tuple[str, ...] = ()
    """Everyday words that should find this page in search."""
    one_line: Prose
    """One plain sentence: what to do and what to hope for."""
    short_line: str = Field(max_length=60)
    """The same in at most eight words, for cards."""
    in_short: tuple[Prose, ...] = Field(min_length=3, max_length=6)
    """The whole page in a few bullets."""
    level: Level
    """The level of the whole: what the dots show."""
    sure: Prose
    """How sure we are, in one sentence."""
    what_we_know: tuple[Statement, ...] = Field(min_length=1)
    """What studies found."""
    how_to: tuple[Statement, ...] = Field(min_length=2, max_length=7)
    """What to do, one action each, in order."""
    stop_if: tuple[Statement, ...] = Field(min_length=1)
    """When to stop, or to ask first."""
