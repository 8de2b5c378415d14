# Output of commands to the terminal: problems, progress, and the reason for a failure.

from __future__ import annotations

import sys
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


def overdue(problems: Iterable[Problem]) -> str:
    """A line with the number of content files that are overdue for review; empty if there are none."""
    files = sum(1 for problem in problems if problem.severity is Severity.NOTICE)
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
