# What is wrong with some content, where, and how it is told to a person.
#
# Everything that reads or checks content returns problems instead of raising, so that an author
# sees all of them at once. `ContentError` carries them out when a host needs an exception.

from __future__ import annotations

import difflib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

FieldPath: TypeAlias = "tuple[str | int, ...]"
"""The way to a value inside a file: keys and list positions, outermost first."""


def line_and_column(text: str, at: int) -> tuple[int, int]:
    """Where a character stands in a text; both count from 1.

    Args:
        text: the text.
        at: the character's place in it, from 0.
    """
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


class Severity(StrEnum):
    """How bad a problem is."""

    ERROR = "error"
    """Nothing is published."""
    WARNING = "warning"
    """It is told, and `mkdocs build --strict` counts it."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that an author can mend."""

    file: str
    """Path as the author knows it, with forward slashes."""
    line: int
    """Counted from 1."""
    column: int
    """Counted from 1."""
    where: str
    """The field, as a dotted path; empty when the whole file is meant."""
    message: str
    """What is wrong and what to do."""
    rule: str
    """The name of the check, for people who look it up."""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}"
        what = f"{self.where}: {self.message}" if self.where else self.message
        return f"{place}: {what} [{self.rule}]"


class ContentError(Exception):
    """Content that cannot be published; `problems` says why."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Those among `problems` that stop publication."""
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint with the known word that is closest to an unknown one, or nothing."""
    close = difflib.get_close_matches(word, [name for name in known if name != word], n=1)
    return f"; did you mean '{close[0]}'?" if close else ""


def dotted(path: FieldPath) -> str:
    """A field path as people write it: `steps.1.text`."""
    return ".".join(map(str, path))
