# What readers meet of a question beyond its words: options, rows and their matches, orders without
# chance, and which questions a quiz draws.

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
    """What it says."""
    target: int
    """The place of its match among the matches, or of the step in the right order; from 0."""
    feedback: Prose
    """Why it belongs there."""


@dataclass(frozen=True)
class Answer:
    """One answer that a question knows of."""

    text: tuple[Prose | str, ...]
    """What it says; an item and its match where there are pairs."""
    feedback: Prose
    """What is said to those who gave it."""
    correct: bool = True
    """Whether it is right."""


def answers_of(question: Question, gettext: Callable[[str], str] = str) -> Iterator[Answer]:
    """Every answer that a question of any type knows of: options, pairs, steps in order, accepted words.

    Args:
        question: the question.
        gettext: translates "true" and "false".
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
    """What a reader chooses from: "true" and "false" where the stem is to be judged.

    It is empty where nothing is chosen: for matching, ordering, short answers.

    Args:
        question: the question.
        gettext: translates the two words.
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
    """Whether its options can stand in any order: not true before false, nor rising numbers."""
    return isinstance(question, ChoiceQuestion) and not all(
        option.text.source[0].isdigit() for option in question.options
    )


def matches_of(question: MatchingQuestion) -> tuple[Prose, ...]:
    """What a reader matches the items with, each once, by the alphabet and rising numbers."""
    known = {match.source: match for match in (*(pair.match for pair in question.pairs), *question.extra)}
    return tuple(sorted(known.values(), key=_natural))


def rows_of(question: MatchingQuestion | OrderingQuestion) -> tuple[QuestionRow, ...]:
    """What a reader finds a place for, in the order in which it is shown."""
    if isinstance(question, MatchingQuestion):
        place = {match.source: index for index, match in enumerate(matches_of(question))}
        return tuple(
            QuestionRow(pair.item, place[pair.match.source], pair.feedback) for pair in question.pairs
        )
    rows = [QuestionRow(step.text, index, step.feedback) for index, step in enumerate(question.steps)]
    return tuple(_disordered(rows, question.id))


def drawn(bank: Iterable[Question], draw: Draw) -> tuple[Question, ...]:
    """The questions that a quiz draws: always the same ones for one seed.

    Args:
        bank: all that there are.
        draw: which of them, and how many; fewer are drawn if there are fewer.
    """
    tagged = [question for question in bank if set(question.tags) & set(draw.tags)]
    return tuple(mixed(tagged, draw.seed, lambda question: question.id)[: draw.count])


def mixed(items: Iterable[T], seed: object, name: Callable[[T], str]) -> list[T]:
    """Items in an order that looks like chance and depends on nothing but the seed and their names.

    Args:
        items: what to mix.
        seed: another one gives another order.
        name: what an item is known by.
    """
    return sorted(items, key=lambda item: hashlib.sha256(f"{seed} {name(item)}".encode()).digest())


def _disordered(rows: Sequence[QuestionRow], seed: str) -> list[QuestionRow]:
    """Rows mixed until none stands in its place, so that an untouched list earns nothing."""
    orders = (mixed(rows, f"{seed} {turn}", lambda row: str(row.target)) for turn in count())
    return next(order for order in orders if all(row.target != at for at, row in enumerate(order)))


def _natural(text: Prose) -> list[tuple[int, str]]:
    """A text as people sort it: 5 before 60."""
    parts = re.split(r"(\d+)", text.source.casefold())
    return [(int(part), "") if part.isdecimal() else (0, part) for part in parts]
