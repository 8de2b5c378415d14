# A quiz on paper: questions to tick and write on, and the answer key with explanations.
#
# To support another type of question, register one more function with `on_paper`.

from __future__ import annotations

from dataclasses import dataclass
from functools import singledispatch
from string import ascii_uppercase
from typing import TYPE_CHECKING

from generator import prose
from generator.content.carried import questions_drawn
from generator.content.questions import matches_of, options_of, rows_of
from generator.handouts.sheet import parts
from generator.handouts.sheet.parts import section
from generator.prose import Prose, Strong, Text
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

    from generator.content.part import Carried
    from generator.handouts.sheet.context import SheetContext
    from generator.handouts.sheet.parts import Section
    from generator.prose import Resolver
    from generator.schema.quiz import Question


@dataclass(frozen=True)
class OnPaper:
    """A question in the form in which it is printed."""

    hint: str
    """What to do, in a few words."""
    marks: str
    """The right answer in letters or numbers, such as `B, D`."""
    right: tuple[Prose, ...]
    """The right answer in words."""
    options: tuple[Prose, ...] = ()
    """The options to choose from, each with a letter."""
    boxes: bool = False
    """Whether each option has a box to tick."""
    asked: tuple[Prose, ...] = ()
    """What readers give a letter or a number; each has a blank before it."""
    lines: int = 0
    """Number of lines to write on."""


@singledispatch
def on_paper(question: Question, _gettext: Callable[[str], str]) -> OnPaper:
    """Convert a question into its printed form.

    Raises:
        NotImplementedError: No function is registered for this type of question.
    """
    raise NotImplementedError(type(question).__name__)


@on_paper.register(ChoiceQuestion)
@on_paper.register(TrueFalseQuestion)
def _choice(question: ChoiceQuestion | TrueFalseQuestion, _: Callable[[str], str]) -> OnPaper:
    options = options_of(question, _)
    several = question.type == "multiple-choice"
    return OnPaper(
        _("Tick all that are right") if several else _("Tick one"),
        ", ".join(
            letter for letter, option in zip(ascii_uppercase, options, strict=False) if option.correct
        ),
        tuple(option.text for option in options if option.correct),
        options=tuple(option.text for option in options),
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


def questions(ctx: SheetContext) -> list[Section]:
    """The questions of a quiz, one section each."""
    sections = []
    for heading, question, paper in _printed_questions(ctx):
        # Not marked by how urgent they are: that would give the answer away.
        asked, options = (
            parts.prose_items(texts, ctx.references) for texts in (paper.asked, paper.options)
        )
        stem = prose.to_tree(question.stem, ctx.references)
        task = parts.task(stem, asked, options, boxes=paper.boxes, lines=paper.lines)
        sections += section(heading, task, look="task", hint=paper.hint)
    return sections


def answers(ctx: SheetContext) -> list[Section]:
    """The answer key: all marks at a glance, then each question with its explanation."""
    printed = _printed_questions(ctx)
    marks = [
        parts.with_lead(str(number), parts.text_item(paper.marks))
        for number, (_heading, _question, paper) in enumerate(printed, 1)
    ]
    sections = section(ctx.gettext("At a glance"), parts.row(marks), look="tint", icon="tick")
    for heading, question, paper in printed:
        paragraph = parts.paragraphs(ctx.prose_items([_explained(paper, question, ctx.references)]))
        sections += section(f"{heading}: {paper.marks}", paragraph, look="task")
    return sections


def _explained(paper: OnPaper, question: Question, references: Resolver) -> Prose:
    """The right answer in bold, as a sentence, and why it is right."""
    first, *others = paper.right
    right = first.nodes + tuple(node for text in others for node in (Text("; "), *text.nodes))
    ends = prose.to_text(paper.right[-1], references).endswith((".", "!", "?"))
    bold = Strong(right if ends else (*right, Text(".")))
    return Prose("", (bold, Text(" "), *question.explanation.nodes))


def score(ctx: SheetContext, quiz: Quiz) -> str:
    """The label of the line for the score."""
    return ctx.gettext("Score out of {all}").format(all=len(ctx.library.questions_of(quiz)))


def files_of(ctx: SheetContext) -> Iterable[Carried]:
    """The questions that are printed from other quizzes than the topic itself."""
    return questions_drawn(ctx.library, ctx.topic) if isinstance(ctx.topic, Quiz) and ctx.topic.draw else ()


def _printed_questions(ctx: SheetContext) -> list[tuple[str, Question, OnPaper]]:
    """Heading, question and printed form of each question; empty if the topic is not a quiz."""
    _ = ctx.gettext
    questions = ctx.library.questions_of(ctx.topic) if isinstance(ctx.topic, Quiz) else ()
    return [
        (_("Question {number}").format(number=number), question, on_paper(question, _))
        for number, question in enumerate(questions, 1)
    ]
