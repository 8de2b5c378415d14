# What a question shows and accepts: options, rows and matches in their order, and all its answers.
#
# Also draws the questions of a quiz. Shuffled orders depend only on ids and seeds, never on chance, so that
# every build gives the same ones.

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, TypeVar

from generator.prose import Prose
from generator.schema.quiz import (
    ChoiceQuestion,
    MatchingQuestion,
    Option,
    OrderingQuestion,
    ShortAnswerQuestion,
    TrueFalseQuestion,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from generator.schema.quiz import Draw, Question

T = TypeVar("T")


@dataclass(frozen=True)
class QuestionRow:
    """One item of a matching question, or one step of an ordering question."""

    text: Prose
    """The text of the item or step."""
    target: int
    """Index of its match in `matches_of`, or of the step in the right order; counted from 0."""
    feedback: Prose
    """Why it belongs there."""


@dataclass(frozen=True)
class Answer:
    """One answer to a question, right or wrong."""

    text: tuple[Prose | str, ...]
    """The text of the answer; for a matching question, an item and its match."""
    feedback: Prose
    """Feedback to readers who give this answer."""
    correct: bool = True
    """Whether it is a right answer."""


def answers_of(question: Question, gettext: Callable[[str], str] = str) -> Iterator[Answer]:
    """Yield the answers of a question of any type: options, pairs, steps in order, or accepted words.

    `gettext` translates "True" and "False".
    """
    match question:
        case MatchingQuestion():
            yield from (Answer((pair.item, pair.match), pair.feedback) for pair in question.pairs)
        case OrderingQuestion():
            yield from (Answer((step.text,), step.feedback) for step in question.steps)
        case ShortAnswerQuestion():
            yield from (Answer((text,), question.if_right) for text in question.accepted)
        case _:
            for option in options_of(question, gettext):
                yield Answer((option.text,), option.feedback, option.correct)


def options_of(question: Question, gettext: Callable[[str], str] = str) -> tuple[Option, ...]:
    """The options of a question: those of a choice question, or "True" and "False".

    Matching, ordering and short-answer questions have none. `gettext` translates "True" and "False".
    """
    if isinstance(question, ChoiceQuestion):
        return question.options
    if not isinstance(question, TrueFalseQuestion):
        return ()
    _ = gettext
    true, false = Prose.parse(_("True")), Prose.parse(_("False"))
    return (
        Option(text=true, correct=question.answer, feedback=question.if_true),
        Option(text=false, correct=not question.answer, feedback=question.if_false),
    )


def may_shuffle(question: Question) -> bool:
    """Whether the options may be shuffled: not "True" and "False", and not numbers in rising order."""
    return isinstance(question, ChoiceQuestion) and not all(
        option.text.source[0].isdigit() for option in question.options
    )


def matches_of(question: MatchingQuestion) -> tuple[Prose, ...]:
    """The matches offered to readers, each once, in alphabetical and numerical order."""
    matches = {match.source: match for match in (*(pair.match for pair in question.pairs), *question.extra)}
    return tuple(sorted(matches.values(), key=_natural_order))


def rows_of(question: MatchingQuestion | OrderingQuestion) -> tuple[QuestionRow, ...]:
    """The items or steps for which readers find a place, in the order in which they are shown."""
    if isinstance(question, MatchingQuestion):
        index_of = {match.source: index for index, match in enumerate(matches_of(question))}
        return tuple(
            QuestionRow(pair.item, index_of[pair.match.source], pair.feedback) for pair in question.pairs
        )
    rows = [QuestionRow(step.text, index, step.feedback) for index, step in enumerate(question.steps)]
    return tuple(_disordered(rows, question.id))


def drawn(bank: Iterable[Question], draw: Draw) -> tuple[Question, ...]:
    """Draw questions from `bank` as `draw` says: always the same ones for the same seed.

    Fewer than `draw.count` are drawn if fewer have the tags.
    """
    tagged = [question for question in bank if set(question.tags) & set(draw.tags)]
    return tuple(mixed(tagged, draw.seed, lambda question: question.id)[: draw.count])


def mixed(items: Iterable[T], seed: object, name: Callable[[T], str]) -> list[T]:
    """Shuffle items into an order that depends only on `seed` and on their names, as given by `name`."""
    return sorted(items, key=lambda item: hashlib.sha256(f"{seed} {name(item)}".encode()).digest())


def _disordered(rows: Sequence[QuestionRow], seed: str) -> list[QuestionRow]:
    """Shuffle rows until none is in its right place, so that an untouched list earns nothing."""
    orders = (mixed(rows, f"{seed} {turn}", lambda row: str(row.target)) for turn in count())
    return next(order for order in orders if all(row.target != place for place, row in enumerate(order)))


def _natural_order(text: Prose) -> list[tuple[int, str]]:
    """Sort key that orders numbers in a text by value: 5 before 60."""
    parts = re.split(r"(\d+)", text.source.casefold())
    return [(int(part), "") if part.isdecimal() else (0, part) for part in parts]
