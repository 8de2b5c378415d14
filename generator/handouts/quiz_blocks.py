# A quiz on paper: its questions to tick, and the key with the reasons. A further type of question is one
# function here that says what there is to tick, and what is right.

from __future__ import annotations

from functools import singledispatch
from string import ascii_uppercase
from typing import TYPE_CHECKING, NamedTuple

from generator import prose
from generator.handouts import parts
from generator.handouts.parts import section
from generator.prose import Prose
from generator.schema.quiz import ChoiceQuestion, Quiz, TrueFalseQuestion

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.handouts.context import Context
    from generator.handouts.parts import Section


class OnPaper(NamedTuple):
    """A question as paper takes it."""

    hint: str
    """What to do, in two or three words."""
    options: tuple[Prose, ...]
    """What there is to choose from; each gets a letter."""
    marks: str
    """What is right, in letters or numbers: `B, D`."""
    right: tuple[Prose, ...]
    """What is right, in words."""
    blanks: int = 0
    """See `parts.task`."""


@singledispatch
def on_paper(question: object, _gettext: Callable[[str], str]) -> OnPaper:
    """A question as paper takes it."""
    raise NotImplementedError(type(question).__name__)


@on_paper.register(ChoiceQuestion)
def _choice(question: ChoiceQuestion, _: Callable[[str], str]) -> OnPaper:
    right = [at for at, option in enumerate(question.options) if option.correct]
    options = tuple(option.text for option in question.options)
    return OnPaper(
        _("Tick one") if question.type == "single-choice" else _("Tick all that are right"),
        options,
        ", ".join(ascii_uppercase[at] for at in right),
        tuple(options[at] for at in right),
    )


@on_paper.register(TrueFalseQuestion)
def _true_false(question: TrueFalseQuestion, _: Callable[[str], str]) -> OnPaper:
    options = Prose.parse(_("True")), Prose.parse(_("False"))
    at = 0 if question.answer else 1
    return OnPaper(_("Tick one"), options, ascii_uppercase[at], (options[at],))


def questions(at: Context) -> list[Section]:
    """The questions of a quiz, each a section."""
    _ = at.gettext
    sections = []
    for number, question in enumerate(_quiz(at), 1):
        found = on_paper(question, _)
        options = parts.plain(found.options, at.references)
        task = parts.task(question.stem, options, at.references, blanks=found.blanks)
        heading = _("Question {number}").format(number=number)
        sections += section(heading, task, look="task", hint=found.hint)
    return sections


def answers(at: Context) -> list[Section]:
    """The key: all letters at a glance, then each question with its reason."""
    _ = at.gettext
    found = [(question, on_paper(question, _)) for question in _quiz(at)]
    glance = [
        parts.led(f"{number}", parts.linked(one.marks, None))
        for number, (_question, one) in enumerate(found, 1)
    ]
    sections = section(_("At a glance"), parts.row(glance), look="tint", icon="tick")
    for number, (question, one) in enumerate(found, 1):
        right = "; ".join(prose.to_text(text, at.references) for text in one.right)
        reason = parts.plain([question.explanation], at.references)[0]
        heading = _("Question {number}").format(number=number)
        said = parts.paragraphs([parts.led(right, reason)])
        sections += section(f"{heading}: {one.marks}", said, look="task")
    return sections


def score(quiz: Quiz, gettext: Callable[[str], str]) -> str:
    """What stands before the line for the points.

    Args:
        quiz: the quiz.
        gettext: translates it.
    """
    return gettext("Score out of {all}").format(all=len(quiz.questions))


def _quiz(at: Context) -> tuple[ChoiceQuestion | TrueFalseQuestion, ...]:
    return at.topic.questions if isinstance(at.topic, Quiz) else ()
