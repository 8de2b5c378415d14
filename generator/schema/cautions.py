# Schema of the cautions, for people who should not have a massage or should ask first:
# `content/cautions.yml` → `/before-a-massage/`.

from __future__ import annotations

from pydantic import Field

from generator.prose import Prose
from generator.schema.common import Id, Listed, Model, Reviewed, Statement


class Caution(Listed):
    """One reason to wait, to ask first, or to leave a part of the body out."""

    short: Prose
    """The end of "Ask your doctor, and tell your therapist, if you …", with the condition in **strong**."""


class CautionGroup(Model):
    """Cautions that need the same action."""

    id: Id
    """`not-yet`, `ask-first`, `work-around`, or an id of your own."""
    title: str
    """The heading of the group."""
    lead: Prose
    """What to do about these cautions, in one sentence."""
    cautions: tuple[Caution, ...] = Field(min_length=1)
    """The cautions of the group."""


class Cautions(Reviewed):
    """The file of all cautions."""

    title: str
    """The heading of the whole list."""
    notes: tuple[Statement, ...] = Field(min_length=1)
    """What readers should know about lists of cautions."""
    groups: tuple[CautionGroup, ...] = Field(min_length=1)
    """The groups, strictest first."""
