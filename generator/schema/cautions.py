# Who should not have a massage, or ask first: `content/cautions.yml` → `/before-a-massage/`.

from __future__ import annotations

from pydantic import Field

from generator.prose import Prose
from generator.schema.common import Id, Listed, Model, Reviewed, Statement


class Caution(Listed):
    """One reason to wait, ask or work around."""

    short: Prose
    """It continues "Ask your doctor, and tell your therapist, if you …", with the matter in **strong**."""


class CautionGroup(Model):
    """Cautions that call for the same."""

    id: Id
    """`not-yet`, `ask-first`, `work-around` or a name of your own."""
    title: str
    """A heading."""
    lead: Prose
    """What to do about them, in one sentence."""
    cautions: tuple[Caution, ...] = Field(min_length=1)
    """The cautions."""


class Cautions(Reviewed):
    """All cautions."""

    title: str
    """The heading of the whole list."""
    notes: tuple[Statement, ...] = Field(min_length=1)
    """What to know about such lists."""
    groups: tuple[CautionGroup, ...] = Field(min_length=1)
    """The groups, strictest first."""
