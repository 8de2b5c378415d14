# Schema of the warning signs: `content/warning-signs.yml` → `/warning-signs/` and the box on every page.
#
# A sign, how fast it needs help, and what to do about it are written here only. Other content names
# the sign or quotes its words, `{question:chest-pain}`, as `generator/content/quotations.py` explains.

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.prose import Prose
from generator.schema.common import Id, Listed, Model, Reviewed, Statement

TierId = Annotated[str, Field(pattern=r"^(emergency|urgent|soon)$")]


class Sign(Listed):
    """One warning sign. `text` is what is wrong, in whole sentences; it does not say what to do."""

    short: Prose
    """A few words that name it in a list of signs, without a full stop: "sudden chest pain"."""
    question: Prose
    """The question whether readers have it, in a few words: "Sudden chest pain?"."""
    call_only: bool = False
    """Whether to call and stay, because nobody with this sign should travel."""
    action: Prose | None = None
    """What to do, if it is not what the tier says; a sentence without its full stop."""
    search_words: tuple[str, ...] = ()
    """Everyday and medical words for it. A search for all words of an entry shows the tier first."""


class Tier(Model):
    """Signs that need the same help, equally fast."""

    id: TierId
    """`emergency`, `urgent` or `soon`."""
    title: str
    """The heading of the tier, such as "Get emergency help now"."""
    action: Prose
    """What to do, as one sentence without its full stop. Write the numbers as region words."""
    named: tuple[str, ...] = ()
    """Phrases by which other texts name this help, such as "help today". A check compares them."""
    advice: tuple[Prose, ...] = ()
    """What else holds for these signs, in whole sentences."""
    signs: tuple[Sign, ...] = Field(min_length=1)
    """The signs, most serious first."""


class BoxLine(Model):
    """One line of the emergency box. It may cover several signs with the same action."""

    text: Prose
    """A short text that continues the title of the box, with the sign in **strong**."""
    signs: tuple[Id, ...] = Field(min_length=1)
    """Ids of the emergency signs it covers. Together, the lines must cover all emergency signs."""


class EmergencyBox(Model):
    """The emergency box, shown on every page."""

    title: str
    """The title, which each line continues: "Get emergency help if you:"."""
    lines: tuple[BoxLine, ...] = Field(min_length=1, max_length=12)
    """The lines, most serious first."""


class Rule(Model):
    """Signs that belong together, so that readers can tell how fast each needs help."""

    id: Id
    """Its id, by which other content refers to it: `{rule:an-example}`."""
    title: str
    """Its heading."""
    pointer: Prose
    """The question that leads to it from elsewhere: "New weakness?"."""
    label: str
    """What it is called in links: "the rule on new weakness"."""
    signs: tuple[Id, ...] = Field(min_length=2)
    """The signs it tells apart."""
    otherwise: tuple[Statement, ...] = ()
    """What holds when none of the signs is there."""


class WarningSigns(Reviewed):
    """All signs that need help, in three tiers."""

    strip: Prose
    """The line at the top of every page, after "Get help now:"."""
    nudge: Prose
    """The few words in the small box beside long pages."""
    box: EmergencyBox
    """The emergency box."""
    reassurance: Statement | None = None
    """How rare serious causes are: a few words below the emergency box, never inside it."""
    notes: tuple[Statement, ...] = Field(min_length=1)
    """What readers should know about warning signs."""
    call_only: Prose
    """What to do about the signs marked `call_only`, as one sentence without its full stop."""
    tiers: tuple[Tier, ...] = Field(min_length=3, max_length=3)
    """The three tiers: emergency, urgent, soon."""
    rules: tuple[Rule, ...] = ()
    """Rules that tell similar signs apart."""
