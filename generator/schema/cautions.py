# Schema of the cautions, for people who should leave something out or ask first: `content/cautions.yml`.
# The page with `show: session` lists them.

from __future__ import annotations

from pydantic import Field

from generator.prose import Prose
from generator.schema.common import Id, Listed, Model, Reviewed, Statement


class Caution(Listed):
    """One reason to wait, to ask first, or to leave a part of the body out."""

    named: tuple[str, ...] = ()
    """Names by which texts speak of it, such as names of medicines. Such a text must link or quote it."""
    search_words: tuple[str, ...] = ()
    """Further words by which search should find it, such as brand names of medicines."""
    short: Prose
    """The end of "check if you …", in a few words, with the condition in **strong**."""


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


class HomeSafety(Model):
    """Safety rules for techniques that people try on themselves at home."""

    title: str
    """Their heading."""
    points: tuple[Statement, ...] = Field(min_length=1)
    """Who should not, where not, how, and when to stop; one thing each."""


class Cautions(Reviewed):
    """The file of all cautions."""

    title: str
    """The heading of the whole list."""
    notes: tuple[Statement, ...] = Field(min_length=1)
    """What readers should know about lists of cautions."""
    groups: tuple[CautionGroup, ...] = Field(min_length=1)
    """The groups, strictest first."""
    common: tuple[Id, ...] = ()
    """Ids of the cautions that every technique shows, whatever else it shows."""
    home_safety: HomeSafety | None = None
    """Safety rules for techniques that people try on themselves."""
