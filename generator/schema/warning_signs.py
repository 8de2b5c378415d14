# When to get help: `content/warning-signs.yml` → `/warning-signs/` and the box on every page.

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.prose import Prose
from generator.schema.common import Id, Listed, Model, Reviewed, Statement

TierId = Annotated[str, Field(pattern=r"^(emergency|urgent|soon)$")]


class Sign(Listed):
    """One sign."""

    search_words: tuple[str, ...] = ()
    """Everyday and medical words for it. Whoever searches for all words of one is first shown its tier."""


class Tier(Model):
    """Signs that call for the same help, as fast."""

    id: TierId
    """`emergency`, `urgent` or `soon`."""
    title: str
    """A heading, such as "Get emergency help now"."""
    action: Prose
    """Whom to call; region words hold the numbers."""
    signs: tuple[Sign, ...] = Field(min_length=1)
    """The signs, worst first."""


class BoxLine(Model):
    """One line of the emergency box. A line may stand for several signs."""

    text: Prose
    """Short, with the sign in **strong**; it continues the box's title."""
    signs: tuple[Id, ...] = Field(min_length=1)
    """The emergency signs it stands for. Together the lines must cover all of them."""


class EmergencyBox(Model):
    """The box that stands on every page."""

    title: str
    """It ends so that each line continues it: "Get emergency help if you have back pain and:"."""
    lines: tuple[BoxLine, ...] = Field(min_length=1, max_length=10)
    """The lines, worst first."""
    reassurance: Statement
    """How rare serious causes are."""


class WarningSigns(Reviewed):
    """Everything that needs help, in three tiers."""

    strip: Prose
    """The one line at the top of every page, after "Get help now:"."""
    nudge: Prose
    """The few words of the small box beside long pages."""
    box: EmergencyBox
    """The full box."""
    notes: tuple[Statement, ...] = Field(min_length=1)
    """What to know about warning signs."""
    tiers: tuple[Tier, ...] = Field(min_length=3, max_length=3)
    """Emergency, urgent, soon."""
