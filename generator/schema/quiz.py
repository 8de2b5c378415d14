# A quiz: `content/quizzes/<id>.yml` → `/quizzes/<id>/` and `/quizzes/<id>/embed/`.

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, model_validator

from generator.prose import Prose
from generator.schema.common import STARTER, Id, Model, Ordered, Target


def folded(text: str) -> str:
    """A typed answer as it is compared: small letters, one space between words and numbers, no punctuation.

    Args:
        text: what was typed, or what is accepted.
    """
    known = unicodedata.normalize("NFKC", text).lower()
    plain = "".join(one if unicodedata.category(one)[0] in "LMN" else " " for one in known)
    return " ".join(_BETWEEN.sub(" ", plain).split())


_BETWEEN = re.compile(r"(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)")
"""Where a number touches a word, as in `36h`."""


class Bloom(StrEnum):
    """The level of thinking a question asks for (Bloom's taxonomy, revised 2001)."""

    REMEMBER = "remember"
    UNDERSTAND = "understand"
    APPLY = "apply"
    ANALYZE = "analyze"
    EVALUATE = "evaluate"


Reason = Annotated[str, Field(min_length=10)]
"""A sentence that says why."""


class Waiving(Model):
    """What warnings of the checks can be waived for."""

    waive: dict[Id, Reason] = Field(default_factory=dict)
    """Rules whose warnings do not hold here → why. `unknot check` says a rule's name in brackets."""


class Option(Model):
    """One possible answer."""

    text: Prose
    """The answer, without a full stop unless it is a sentence."""
    correct: bool = False
    """Whether it is right."""
    feedback: Prose
    """Why it is right or wrong; shown after checking."""


class _Question(Waiving):
    id: Id
    """Stable for ever; unique over all quizzes."""
    stem: Prose
    """The question. It can be answered before the options are read."""
    explanation: Prose
    """The reason, citing its sources as `[@id]`."""
    teaches: Target
    """The part of the site that teaches it, such as `trigger-point-therapy#feel`."""
    bloom: Bloom
    """The level of thinking it asks for."""
    tags: tuple[Id, ...] = Field(min_length=1)
    """Topics, for banks and search."""


class ChoiceQuestion(_Question):
    """Pick the one right answer, or all of them."""

    type: Literal["single-choice", "multiple-choice"]
    """`single-choice` has one right option, `multiple-choice` one or more."""
    options: tuple[Option, ...] = Field(min_length=2, max_length=6)
    """Three to five is best."""

    @model_validator(mode="after")
    def _right_number_correct(self) -> ChoiceQuestion:
        correct = sum(option.correct for option in self.options)
        if self.type == "single-choice" and correct != 1:
            message = f"a single-choice question needs one correct option, not {correct}"
            raise ValueError(message)
        if self.type == "multiple-choice" and not 1 <= correct < len(self.options):
            message = "a multiple-choice question needs a correct option and a wrong one"
            raise ValueError(message)
        return self


class TrueFalseQuestion(_Question):
    """Is the stem true?"""

    type: Literal["true-false"]
    """Always `true-false`."""
    answer: bool
    """Whether the stem is true."""
    if_true: Prose
    """Feedback for those who said true."""
    if_false: Prose
    """Feedback for those who said false."""


class Pair(Model):
    """A thing, and what belongs to it."""

    item: Prose
    """What is given."""
    match: Prose
    """What belongs to it. Several pairs may have the same."""
    feedback: Prose
    """Why they belong together; shown after checking."""


class MatchingQuestion(_Question):
    """Find what belongs to each item. Each right pair is a part of the point."""

    type: Literal["matching"]
    """Always `matching`."""
    pairs: tuple[Pair, ...] = Field(min_length=3, max_length=6)
    """In the order in which the items are asked. The matches are offered by the alphabet."""
    extra: tuple[Prose, ...] = Field(default=(), max_length=3)
    """Matches that belong to no item."""

    @model_validator(mode="after")
    def _something_to_find(self) -> MatchingQuestion:
        items = [pair.item.source for pair in self.pairs]
        matches = {pair.match.source for pair in self.pairs}
        if len(set(items)) < len(items):
            message = "two pairs have the same item, so nobody can tell them apart"
            raise ValueError(message)
        if len(matches) == 1:
            message = "all pairs have the same match, so there is nothing to find; give one another match"
            raise ValueError(message)
        extra = {match.source for match in self.extra}
        if len(extra) < len(self.extra) or matches & extra:
            message = "an extra match is there already; an extra one belongs to no item"
            raise ValueError(message)
        return self


class Step(Model):
    """One of several things that have an order."""

    text: Prose
    """The step, without its number."""
    feedback: Prose
    """Why it stands where it does; shown after checking."""


class OrderingQuestion(_Question):
    """Put the steps in order. Each step in its right place is a part of the point."""

    type: Literal["ordering"]
    """Always `ordering`."""
    steps: tuple[Step, ...] = Field(min_length=3, max_length=6)
    """In the right order. They are shown in another one, in which none is in its place."""

    @model_validator(mode="after")
    def _different(self) -> OrderingQuestion:
        if len({step.text.source for step in self.steps}) < len(self.steps):
            message = "two steps are the same, so nobody can tell them apart"
            raise ValueError(message)
        return self


Accepted = Annotated[str, Field(min_length=1, max_length=60)]
"""An answer as a reader may type it: plain text."""


class ShortAnswerQuestion(_Question):
    """Type a word or two."""

    type: Literal["short-answer"]
    """Always `short-answer`."""
    accepted: tuple[Accepted, ...] = Field(min_length=1, max_length=12)
    """All that counts as right; the first is shown. Capitals, spaces and punctuation make no difference."""
    if_right: Prose
    """Feedback for those who knew it."""
    if_wrong: Prose
    """Feedback for all others."""

    @model_validator(mode="after")
    def _said_once(self) -> ShortAnswerQuestion:
        forms = [folded(text) for text in self.accepted]
        if "" in forms:
            message = "an accepted answer needs a letter or a digit"
            raise ValueError(message)
        if len(set(forms)) < len(forms):
            message = "two accepted answers differ in capitals, spaces or punctuation only; one is enough"
            raise ValueError(message)
        return self


Question = Annotated[
    ChoiceQuestion | TrueFalseQuestion | MatchingQuestion | OrderingQuestion | ShortAnswerQuestion,
    Field(discriminator="type"),
]


class Draw(Model):
    """Questions taken from those that other quizzes hold."""

    tags: tuple[Id, ...] = Field(min_length=1)
    """A question is taken if it has any of these."""
    count: int = Field(ge=1)
    """How many to take."""
    seed: int = 1
    """Another number takes others, in another order."""


class Quiz(Ordered, Waiving):
    """A set of questions: written here, or drawn from those of other quizzes."""

    topic: Target
    """The page it belongs to, such as `techniques/pin-and-stretch`."""
    intro: Prose
    """One sentence: what it asks about."""
    pass_percent: int = Field(default=70, ge=0, le=100)
    """From how many percent right it counts as passed."""
    questions: Annotated[tuple[Question, ...], STARTER] = ()
    """In the order they are asked."""
    draw: Draw | None = None
    """In place of `questions`: which ones of other quizzes to ask, as in `{tags: [safety], count: 8}`."""

    @model_validator(mode="after")
    def _written_or_drawn(self) -> Quiz:
        if bool(self.questions) == bool(self.draw):
            message = "a quiz needs either `questions` or `draw`, and not both"
            raise ValueError(message)
        return self
