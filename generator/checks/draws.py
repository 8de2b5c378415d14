# Checks that a quiz which draws its questions by tag has enough of them to draw from.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.clean import kept_findings
from generator.content.fingerprint import file_digest
from generator.content.requirements import Requirement
from generator.output.store import key_of
from generator.problems import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.content.library import Library
    from generator.problems import FieldPath, Problem
    from generator.schema.kinds import Kind


def check(library: Library) -> Iterator[Problem]:
    """Report tags that no question has, and draws of more questions than there are."""
    quizzes = library.quizzes
    if not (drawn := [id_ for id_, quiz in quizzes.items() if quiz.draw]):
        return

    def found() -> list[tuple[str, FieldPath, str]]:
        return [*_findings(library, drawn)]

    given = key_of((*quizzes, *map(file_digest, quizzes.values())))
    for id_, path, message in kept_findings(library, __name__, given, found):
        yield library.content.problem("quizzes", id_, tuple(path), message, "draw")


def _findings(library: Library, drawn: Iterable[str]) -> Iterator[tuple[str, FieldPath, str]]:
    """Quiz, path and message of each problem. Nothing is read but quizzes."""
    tags = sorted({tag for question in library.bank.values() for tag in question.tags})
    for id_ in drawn:
        quiz = library.quizzes[id_]
        assert quiz.draw  # noqa: S101 - it draws
        for index, tag in enumerate(quiz.draw.tags):
            if tag not in tags:
                message = f"no question has the tag '{tag}'{did_you_mean(tag, tags)}"
                yield id_, ("draw", "tags", index), message
        available = len(library.questions_of(quiz))
        if available < quiz.draw.count:
            message = f"only {available} questions have one of these tags; lower the count, or add tags"
            yield id_, ("draw", "count"), message


def asks(_library: Library, kind: Kind) -> Iterator[Requirement]:
    """Say what can be drawn."""
    if kind.name == "quizzes":
        yield Requirement(
            "draw", "There are so many questions with one of these tags, and some with each.", "draw"
        )
