# What to expect of a session: `content/session.yml` → `/before-a-massage/`.

from __future__ import annotations

from pydantic import Field

from generator.prose import Prose
from generator.schema.common import Id, Level, Model, Reviewed, Statement
from generator.schema.technique import Pressure


class Point(Statement):
    """One thing to know or do, with a few words to find it by."""

    lead: str = Field(max_length=40)
    """Two to four words in bold before the text, such as "Say your number"."""


class Phase(Model):
    """Before, during or after."""

    id: Id
    """`before`, `during` or `after`."""
    title: str
    """A heading."""
    points: tuple[Point, ...] = Field(min_length=2)
    """In the order a reader meets them."""


class General(Model):
    """What is known about this kind of massage as a whole."""

    level: Level
    """The level of the whole: what the dots show."""
    summary: Prose
    """How sure we are, in one sentence."""
    findings: tuple[Statement, ...] = Field(min_length=1)
    """What guidelines and studies say."""


class Session(Reviewed):
    """A session from the first question to the day after."""

    title: str
    """The page's title."""
    in_short: tuple[Prose, ...] = Field(min_length=3, max_length=6)
    """The whole in a few bullets."""
    general: General
    """What is known about this kind of massage as a whole."""
    pressure: Pressure
    """How hard, for any technique."""
    phases: tuple[Phase, ...] = Field(min_length=3, max_length=3)
    """Before, during, after."""
    tick_list: tuple[Prose, ...] = Field(min_length=2, max_length=7)
    """What to do afterwards, as a list to tick; printed on handouts."""
