# Checks that a quiz which draws its questions by tag has enough of them to draw from.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.content.requirements import Requirement
from generator.problems import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.content.library import Library
    from generator.problems import Problem
    from generator.schema.kinds import Kind


def check(library: Library) -> Iterator[Problem]:
    """Report tags that no question has, and draws of more questions than there are."""
    tags = sorted({tag for question in library.bank.values() for tag in question.tags})
    for id_, quiz in library.quizzes.items():
        if not quiz.draw:
            continue
        for index, tag in enumerate(quiz.draw.tags):
            if tag not in tags:
                message = f"no question has the tag '{tag}'{did_you_mean(tag, tags)}"
                yield library.content.problem("quizzes", id_, ("draw", "tags", index), message, "draw")
        available = len(library.questions_of(quiz))
        if available < quiz.draw.count:
            message = f"only {available} questions have one of these tags; lower the count, or add tags"
            yield library.content.problem("quizzes", id_, ("draw", "count"), message, "draw")


def asks(_library: Library, kind: Kind) -> Iterator[Requirement]:
    """Say what can be drawn."""
    if kind.name == "quizzes":
        yield Requirement(
            "draw", "There are so many questions with one of these tags, and some with each.", "draw"
        )
