# Schema of a quiz: `content/quizzes/<id>.yml` → `/quizzes/<id>/` and `/quizzes/<id>/embed/`.

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from generator.prose import Prose
from generator.prose.typed_answers import folded, typeable
from generator.schema.common import STARTER, Id, Model, Ordered, Target
from generator.schema.warning_signs import TierId


class Bloom(StrEnum):
    """The level of thinking that a question needs (Bloom's taxonomy, revised 2001)."""

    REMEMBER = "remember"
    UNDERSTAND = "understand"
    APPLY = "apply"
    ANALYZE = "analyze"
    EVALUATE = "evaluate"


Reason = Annotated[str, Field(min_length=10)]
"""A sentence that gives a reason."""


class Waiving(Model):
    """Content for which warnings of the checks can be waived."""

    waive: dict[Id, Reason] = Field(default_factory=dict)
    """Rule to waive here → the reason. `unknot check` prints the name of a rule in brackets."""


class Option(Model):
    """One possible answer."""

    text: Prose
    """The answer, without a full stop unless it is a sentence. One that is a warning sign or its help is
    quoted, as `{option:chest-pain}` or `{action:chest-pain}`."""
    sign: Id | None = None
    """Id of the warning sign that the answer describes, if it is one."""
    tier: TierId | None = None
    """The tier of the help that the answer stands for: `emergency`, `urgent` or `soon`."""
    correct: bool = False
    """Whether it is a right answer."""
    feedback: Prose
    """Why it is right or wrong; shown once the answer has been checked."""


class _Question(Waiving):
    id: Id
    """Its id, unique among all quizzes. Never change it."""
    stem: Prose
    """The question. Readers should be able to answer it before they read the options."""
    explanation: Prose
    """Why the answer is right, with its sources as `[@id]`."""
    teaches: Target
    """The part of the site that teaches the answer, such as `an-example#feel`."""
    bloom: Bloom
    """The level of thinking it needs."""
    tags: tuple[Id, ...] = Field(min_length=1)
    """Topics, for question banks and search."""
    signs: tuple[Id, ...] = ()
    """Ids of the warning signs that the question is about. A check compares its key with their tier."""


class ChoiceQuestion(_Question):
    """A question with options: the reader picks the one right option, or all right options."""

    type: Literal["single-choice", "multiple-choice"]
    """`single-choice` has exactly one right option, `multiple-choice` one or more."""
    options: tuple[Option, ...] = Field(min_length=2, max_length=6)
    """The options; three to five are best."""
    asks: TierId | None = None
    """The tier that the question asks for, if its options are warning signs to choose from."""

    @model_validator(mode="after")
    def _number_correct(self) -> ChoiceQuestion:
        """One option has `correct: true`; with `multiple-choice`, one or more have, and another has not."""
        correct = sum(option.correct for option in self.options)
        if self.type == "single-choice" and correct != 1:
            message = f"a single-choice question needs one correct option, not {correct}"
            raise ValueError(message)
        if self.type == "multiple-choice" and not 1 <= correct < len(self.options):
            message = "a multiple-choice question needs a correct option and a wrong one"
            raise ValueError(message)
        return self


class TrueFalseQuestion(_Question):
    """A question that asks whether the stem is true."""

    type: Literal["true-false"]
    """Always `true-false`."""
    answer: bool
    """Whether the stem is true."""
    if_true: Prose
    """Feedback for readers who answer "true"."""
    if_false: Prose
    """Feedback for readers who answer "false"."""


class Pair(Model):
    """An item, and the match that belongs to it."""

    item: Prose
    """The item, which the reader is given."""
    sign: Id | None = None
    """Id of the warning sign that the item describes, if it is one."""
    tier: TierId | None = None
    """The tier of the help that the match stands for."""
    match: Prose
    """The match, which the reader has to find. Several pairs may share a match."""
    feedback: Prose
    """Why they belong together; shown once the answer has been checked."""


class MatchingQuestion(_Question):
    """A question that asks for the match of each item. Each right pair earns a share of the point."""

    type: Literal["matching"]
    """Always `matching`."""
    pairs: tuple[Pair, ...] = Field(min_length=3, max_length=6)
    """The pairs, in the order in which the items are shown. Matches are offered in alphabetical order."""
    extra: tuple[Prose, ...] = Field(default=(), max_length=3)
    """Further matches to choose from that belong to no item."""

    @model_validator(mode="after")
    def _matches_differ(self) -> MatchingQuestion:
        """The pairs have at least two different matches."""
        if len({pair.match.source for pair in self.pairs}) == 1:
            message = "all pairs have the same match, so there is nothing to find; give one another match"
            raise ValueError(message)
        return self


class Step(Model):
    """One step of an ordering question."""

    text: Prose
    """The step, without its number."""
    feedback: Prose
    """Why it has this place; shown once the answer has been checked."""


class OrderingQuestion(_Question):
    """A question that asks for the order of steps. Each step in its place earns a share of the point."""

    type: Literal["ordering"]
    """Always `ordering`."""
    steps: tuple[Step, ...] = Field(min_length=3, max_length=6)
    """The steps, in the right order. Readers see them mixed, with no step in its right place."""


Accepted = Annotated[str, Field(min_length=1, max_length=60), AfterValidator(typeable)]
"""An answer that a reader may type, as plain text."""


class ShortAnswerQuestion(_Question):
    """A question answered by typing a word or two."""

    type: Literal["short-answer"]
    """Always `short-answer`."""
    accepted: tuple[Accepted, ...] = Field(min_length=1, max_length=12)
    """All right answers; the first is shown to readers. Capitals, accents and punctuation are ignored, but
    not the signs of numbers: `-1.5`, `1.5` and `1/5` differ."""
    if_right: Prose
    """Feedback for a right answer."""
    if_wrong: Prose
    """Feedback for any other answer."""

    @model_validator(mode="after")
    def _accepted_are_distinct(self) -> ShortAnswerQuestion:
        """Accepted answers have a letter or a digit, and differ in more than capitals and punctuation."""
        forms = [folded(text) for text in self.accepted]
        if "" in forms:
            message = "an accepted answer needs a letter or a digit"
            raise ValueError(message)
        if len(set(forms)) < len(forms):
            message = "two accepted answers differ only in capitals, accents or punctuation; one is enough"
            raise ValueError(message)
        return self


Question = Annotated[
    ChoiceQuestion | TrueFalseQuestion | MatchingQuestion | OrderingQuestion | ShortAnswerQuestion,
    Field(discriminator="type"),
]


class Draw(Model):
    """A selection from the questions of other quizzes."""

    tags: tuple[Id, ...] = Field(min_length=1)
    """Questions with any of these tags are drawn from."""
    count: int = Field(ge=1)
    """How many questions to draw."""
    seed: int = 1
    """A number that decides which questions are drawn, and in which order."""


class Quiz(Ordered, Waiving):
    """A set of questions, either written in this file or drawn from other quizzes."""

    topic: Target
    """The page it belongs to, such as `techniques/an-example`."""
    intro: Prose
    """One sentence that says what the quiz is about."""
    pass_percent: int = Field(default=70, ge=0, le=100)
    """Percentage of right answers from which the quiz is passed."""
    questions: Annotated[tuple[Question, ...], STARTER] = ()
    """The questions, in the order in which they are asked."""
    draw: Draw | None = None
    """Questions of other quizzes to ask in place of `questions`, as in `{tags: [safety], count: 8}`."""

    @model_validator(mode="after")
    def _written_or_drawn(self) -> Quiz:
        """A quiz has `questions` or `draw`, and not both."""
        if bool(self.questions) == bool(self.draw):
            message = "a quiz needs either `questions` or `draw`, and not both"
            raise ValueError(message)
        return self
