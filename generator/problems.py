# Content problems: what is wrong, where, and how to fix it.
#
# Code that reads or checks content returns problems instead of raising exceptions, so that an author sees
# all of them at once. Where a host needs an exception, `ContentError` carries them.

from __future__ import annotations

import difflib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

FieldPath: TypeAlias = "tuple[str | int, ...]"
"""The path to a value in a file: keys and list indices, outermost first."""


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Convert an offset in `text`, counted from 0, to a line and a column, both counted from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


class Severity(StrEnum):
    """How serious a problem is."""

    ERROR = "error"
    """The site is not built."""
    WARNING = "warning"
    """The site is still built, except by `mkdocs build --strict`."""
    NOTICE = "notice"
    """A review is overdue. The site is built; `unknot check` lists it, and `check --publish` fails."""
    HINT = "hint"
    """Good to know, such as a handout with more pages than planned. It makes no command fail."""


@dataclass(frozen=True, order=True)
class Problem:
    """One problem that an author can fix. Problems sort by file and position."""

    file: str
    """Path of the file as authors see it, with forward slashes."""
    line: int
    """Line, counted from 1."""
    column: int
    """Column, counted from 1."""
    where: str
    """The field, as a dotted path; empty if the problem is with the whole file."""
    message: str
    """What is wrong, and what to do about it."""
    rule: str
    """The name of the check that found it."""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}"
        what = f"{self.where}: {self.message}" if self.where else self.message
        return f"{place}: {what} [{self.rule}]"


class ContentError(Exception):
    """Content that cannot be published, with its `problems`."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that are errors and so prevent publication."""
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def errors_and_warnings(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that count when a site is built strictly; none of them depends on the date."""
    return [problem for problem in problems if problem.severity in {Severity.ERROR, Severity.WARNING}]


def without_hints(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that must be solved before a site is published."""
    return [problem for problem in problems if problem.severity is not Severity.HINT]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The end of a message about an unknown word: the most similar known one, or an empty string."""
    matches = difflib.get_close_matches(word, [name for name in known if name != word], n=1)
    return f"; did you mean '{matches[0]}'?" if matches else ""


def dotted(path: FieldPath) -> str:
    """A field path in the notation of messages: `steps.1.text`."""
    return ".".join(map(str, path))
