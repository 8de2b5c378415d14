# Output of commands to the terminal: problems, progress, and the reason for a failure.

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NoReturn, TypeVar

import click

from generator.problems import Severity, without_hints

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.problems import Problem

T = TypeVar("T")


def report(problems: list[Problem], *, failed: bool) -> None:
    """Print all problems; if the command has failed because of them, exit with status 1.

    Raises:
        SystemExit: `failed` is true.
    """
    for problem in sorted(problems):
        click.echo(str(problem), err=True)
    if failed:
        count = len(without_hints(problems))
        click.echo(f"{count} {'problem' if count == 1 else 'problems'}", err=True)
        sys.exit(1)


def report_by_file(problems: list[Problem], *, failed: bool) -> None:
    """As `report`, with one line for all the fields of a file that are still to be filled in.

    Raises:
        SystemExit: `failed` is true.
    """
    report([*_by_file(sorted(problems))], failed=failed)


def _by_file(problems: list[Problem]) -> Iterator[Problem]:
    """Problems, of which those with empty fields are one for each file that has several."""
    from generator.content.schema_problems import EMPTY  # noqa: PLC0415 - loads pydantic; only `check` needs it

    empty = Counter(problem.file for problem in problems if problem.message == EMPTY)
    for problem in problems:
        count = empty[problem.file]
        if problem.message != EMPTY or count == 1:
            yield problem
        elif count:
            what = f"{count} fields to fill in, the first is {problem.where}; `check --all` lists them"
            yield replace(problem, where="", message=what)
            empty[problem.file] = 0


def overdue(problems: Iterable[Problem]) -> str:
    """A line with the number of content files that are overdue for review; empty if there are none."""
    files = sum(1 for one in problems if one.severity is Severity.NOTICE and one.rule == "date")
    if not files:
        return ""
    subject = "1 content file is" if files == 1 else f"{files} content files are"
    return f"{subject} overdue for review; `unknot check` lists them"


def more_pages(problems: Iterable[Problem]) -> str:
    """A line with the number of handouts that have more pages than planned; empty if there are none."""
    hints = (problem for problem in problems if problem.severity is Severity.HINT)
    handouts = sum(1 for problem in hints if problem.rule == "handout")
    if not handouts:
        return ""
    subject = "1 handout has" if handouts == 1 else f"{handouts} handouts have"
    return f"{subject} more pages than planned; `unknot check` says why"


def with_progress_bar(items: Iterable[T], total: int) -> Iterator[T]:
    """Yield the items unchanged and show a progress bar, if the output is a terminal.

    Args:
        items: an iterable that takes long to produce its items.
        total: the number of items.
    """
    is_terminal = sys.stderr.isatty()
    with click.progressbar(items, total, hidden=not is_terminal, file=sys.stderr) as bar:
        yield from bar


def fail(message: str) -> NoReturn:
    """Print why the command fails, and exit with status 1.

    Raises:
        SystemExit: always.
    """
    click.echo(message, err=True)
    sys.exit(1)
