# Schema of what to expect from a session: `content/session.yml`. The page with `show: session` shows it.

from __future__ import annotations

from pydantic import Field

from generator.prose import Prose
from generator.schema.common import Id, Level, Model, Reviewed, Statement
from generator.schema.technique import Pressure


class Point(Statement):
    """One thing to know or do, with a few words in bold to find it by."""

    lead: str = Field(max_length=40)
    """Two to four words, printed in bold before the text, such as "Say your number"."""


class Phase(Model):
    """One part of a session: before, during or after."""

    id: Id
    """`before`, `during` or `after`."""
    title: str
    """The heading of the phase."""
    points: tuple[Point, ...] = Field(min_length=2)
    """What to know or do, in the order in which readers will need it."""


class General(Model):
    """What is known about all techniques together."""

    level: Level
    """The overall level of evidence, shown as dots."""
    summary: Prose
    """How sure we are that it helps, in one sentence."""
    findings: tuple[Statement, ...] = Field(min_length=1)
    """What guidelines and studies say, one finding each."""


class Session(Reviewed):
    """A session, from the first questions to the day after."""

    title: str
    """The title of the page."""
    in_short: tuple[Prose, ...] = Field(default=(), min_length=3, max_length=6)
    """The whole page in a few bullet points."""
    general: General | None = None
    """What is known about all techniques together."""
    risks: tuple[Statement, ...] = ()
    """What can go wrong with any technique. Techniques show it after their own risks."""
    pressure: Pressure | None = None
    """How hard the pressure should be, with any technique."""
    phases: tuple[Phase, ...] = Field(default=(), min_length=3, max_length=3)
    """The three phases: before, during, after."""
    warning_signs: tuple[Id, ...] = ()
    """Ids of the signs in `warning-signs.yml` to watch for afterwards. Techniques show them too."""
    tick_list: tuple[Prose, ...] = Field(default=(), min_length=2, max_length=7)
    """What to do afterwards, as a list to tick off on handouts."""
