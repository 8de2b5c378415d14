# Schema of the warning signs: `content/warning-signs.yml` → `/warning-signs/` and the box on every page.

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.prose import Prose
from generator.schema.common import Id, Listed, Model, Reviewed, Statement

TierId = Annotated[str, Field(pattern=r"^(emergency|urgent|soon)$")]


class Sign(Listed):
    """One warning sign."""

    search_words: tuple[str, ...] = ()
    """Everyday and medical words for it. A search for all words of an entry shows the tier first."""


class Tier(Model):
    """Signs that need the same help, equally fast."""

    id: TierId
    """`emergency`, `urgent` or `soon`."""
    title: str
    """The heading of the tier, such as "Get emergency help now"."""
    action: Prose
    """Whom to call. Write the numbers as region words."""
    signs: tuple[Sign, ...] = Field(min_length=1)
    """The signs, most serious first."""


class BoxLine(Model):
    """One line of the emergency box. It may cover several signs."""

    text: Prose
    """A short text that continues the title of the box, with the sign in **strong**."""
    signs: tuple[Id, ...] = Field(min_length=1)
    """Ids of the emergency signs it covers. Together, the lines must cover all emergency signs."""


class EmergencyBox(Model):
    """The emergency box, shown on every page."""

    title: str
    """The title, which each line continues: "Get emergency help if you have back pain and:"."""
    lines: tuple[BoxLine, ...] = Field(min_length=1, max_length=10)
    """The lines, most serious first."""
    reassurance: Statement
    """A statement of how rare serious causes are."""


class WarningSigns(Reviewed):
    """All signs that need help, in three tiers."""

    strip: Prose
    """The line at the top of every page, after "Get help now:"."""
    nudge: Prose
    """The few words in the small box beside long pages."""
    box: EmergencyBox
    """The emergency box."""
    notes: tuple[Statement, ...] = Field(min_length=1)
    """What readers should know about warning signs."""
    tiers: tuple[Tier, ...] = Field(min_length=3, max_length=3)
    """The three tiers: emergency, urgent, soon."""
