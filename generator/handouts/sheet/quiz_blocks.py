# A quiz on paper: its questions to tick and write on, and the key with the reasons. A further type of
# question is one function here that says what there is to answer, and what is right.

from __future__ import annotations

from dataclasses import dataclass
from functools import singledispatch
from string import ascii_uppercase
from typing import TYPE_CHECKING

from generator import prose
from generator.content.questions import matches_of, options_of, rows_of
from generator.handouts.sheet import parts
from generator.handouts.sheet.parts import section
from generator.prose import Prose, Text
from generator.schema.quiz import (
    ChoiceQuestion,
    MatchingQuestion,
    OrderingQuestion,
    Quiz,
    ShortAnswerQuestion,
    TrueFalseQuestion,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from generator.handouts.sheet.context import SheetContext
    from generator.handouts.sheet.parts import Section
    from generator.schema.common import Reviewed
    from generator.schema.quiz import Question


@dataclass(frozen=True)
class OnPaper:
    """A question as paper takes it."""

    hint: str
    """What to do, in a few words."""
    marks: str
    """What is right, in letters or numbers: `B, D`."""
    right: tuple[Prose, ...]
    """What is right, in words."""
    options: tuple[Prose, ...] = ()
    """What there is to choose from; each gets a letter."""
    boxes: bool = False
    """Whether each option gets a box to tick."""
    asked: tuple[Prose, ...] = ()
    """What gets a letter or a number: each has a blank."""
    lines: int = 0
    """How many lines to write on."""


@singledispatch
def on_paper(question: Question, _gettext: Callable[[str], str]) -> OnPaper:
    """A question as paper takes it."""
    raise NotImplementedError(type(question).__name__)


@on_paper.register(ChoiceQuestion)
@on_paper.register(TrueFalseQuestion)
def _choice(question: ChoiceQuestion | TrueFalseQuestion, _: Callable[[str], str]) -> OnPaper:
    options = options_of(question, _)
    several = question.type == "multiple-choice"
    return OnPaper(
        _("Tick all that are right") if several else _("Tick one"),
        ", ".join(letter for letter, one in zip(ascii_uppercase, options, strict=False) if one.correct),
        tuple(one.text for one in options if one.correct),
        options=tuple(one.text for one in options),
        boxes=True,
    )


@on_paper.register(MatchingQuestion)
def _matching(question: MatchingQuestion, _: Callable[[str], str]) -> OnPaper:
    rows, matches = rows_of(question), matches_of(question)
    return OnPaper(
        _("Write a letter on each line"),
        ", ".join(ascii_uppercase[row.target] for row in rows),
        tuple(_joined(row.text, matches[row.target]) for row in rows),
        options=matches,
        asked=tuple(row.text for row in rows),
    )


@on_paper.register(OrderingQuestion)
def _ordering(question: OrderingQuestion, _: Callable[[str], str]) -> OnPaper:
    rows = rows_of(question)
    return OnPaper(
        _("Number them from 1"),
        ", ".join(str(row.target + 1) for row in rows),
        tuple(step.text for step in question.steps),
        asked=tuple(row.text for row in rows),
    )


@on_paper.register(ShortAnswerQuestion)
def _short_answer(question: ShortAnswerQuestion, _: Callable[[str], str]) -> OnPaper:
    right = tuple(Prose(text, (Text(text),)) for text in question.accepted)
    return OnPaper(_("Write a word or two"), question.accepted[0], right, lines=1)


def _joined(item: Prose, match: Prose) -> Prose:
    return Prose(f"{item}: {match}", (*item.nodes, Text(": "), *match.nodes))


def questions(at: SheetContext) -> list[Section]:
    """The questions of a quiz, each a section."""
    sections = []
    for heading, question, paper in _asked(at):
        asked, options = map(at.plain, (paper.asked, paper.options))
        stem = prose.to_tree(question.stem, at.references)
        task = parts.task(stem, asked, options, boxes=paper.boxes, lines=paper.lines)
        sections += section(heading, task, look="task", hint=paper.hint)
    return sections


def answers(at: SheetContext) -> list[Section]:
    """The key: all marks at a glance, then each question with its reason."""
    asked = _asked(at)
    glance = [
        parts.led(str(number), parts.linked(paper.marks, None))
        for number, (_heading, _question, paper) in enumerate(asked, 1)
    ]
    sections = section(at.gettext("At a glance"), parts.row(glance), look="tint", icon="tick")
    for heading, question, paper in asked:
        right = "; ".join(prose.to_text(text, at.references) for text in paper.right)
        (reason,) = at.plain([question.explanation])
        said = parts.paragraphs([parts.led(right, reason)])
        sections += section(f"{heading}: {paper.marks}", said, look="task")
    return sections


def score(at: SheetContext, quiz: Quiz) -> str:
    """What stands before the line for the points.

    Args:
        at: the sheet.
        quiz: the quiz.
    """
    return at.gettext("Score out of {all}").format(all=len(at.library.questions_of(quiz)))


def files_of(at: SheetContext) -> Iterable[Reviewed]:
    """The quizzes whose questions a quiz asks: itself, or those that it draws from."""
    if not isinstance(at.topic, Quiz):
        return []
    if not at.topic.draw:
        return [at.topic]
    asked = {question.id for question in at.library.questions_of(at.topic)}
    quizzes = at.library.quizzes.values()
    return [quiz for quiz in quizzes if any(question.id in asked for question in quiz.questions)]


def _asked(at: SheetContext) -> list[tuple[str, Question, OnPaper]]:
    """Each question with its heading; none where the topic is no quiz."""
    _ = at.gettext
    found = at.library.questions_of(at.topic) if isinstance(at.topic, Quiz) else ()
    return [
        (_("Question {number}").format(number=number), question, on_paper(question, _))
        for number, question in enumerate(found, 1)
    ]
