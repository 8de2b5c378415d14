# A quiz: `content/quizzes/<id>.yml` → `/quizzes/<id>/` and `/quizzes/<id>/embed/`.

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, model_validator

from generator.prose import Prose
from generator.schema.common import Id, Model, Ordered, Target


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


Question = Annotated[ChoiceQuestion | TrueFalseQuestion, Field(discriminator="type")]


class Quiz(Ordered, Waiving):
    """A set of questions about one topic."""

    topic: Target
    """The page it belongs to, such as `techniques/pin-and-stretch`."""
    intro: Prose
    """One sentence: what it asks about."""
    pass_percent: int = Field(default=70, ge=0, le=100)
    """From how many percent right it counts as passed."""
    questions: tuple[Question, ...] = Field(min_length=1)
    """In the order they are asked."""
