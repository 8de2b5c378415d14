# What a command says to the person who called it: problems, and why it stops.

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NoReturn, TypeVar

import click

from generator.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.problems import Problem

T = TypeVar("T")


def report(problems: list[Problem], *, failed: bool) -> None:
    """Print all problems; end with 1 if the command failed.

    Args:
        problems: what is wrong.
        failed: whether any of it stops the command.
    """
    for problem in sorted(problems):
        click.echo(str(problem), err=True)
    if failed:
        noun = "problem" if len(problems) == 1 else "problems"
        click.echo(f"{len(problems)} {noun}", err=True)
        sys.exit(1)


def overdue(problems: Iterable[Problem]) -> str:
    """A line that says how many content files are overdue for review; empty if none is."""
    files = sum(1 for problem in problems if problem.severity is Severity.NOTICE)
    if not files:
        return ""
    what = "1 content file is" if files == 1 else f"{files} content files are"
    return f"{what} overdue for review; `unknot check` lists them"


def watch(items: Iterable[T], total: int) -> Iterator[T]:
    """Hand on items as they come, with a bar that shows how many there were; none where nobody looks.

    Args:
        items: what takes its time.
        total: how many there will be.
    """
    watched = sys.stderr.isatty()
    with click.progressbar(items, total, hidden=not watched, file=sys.stderr) as bar:
        yield from bar


def fail(message: str) -> NoReturn:
    """Print why the command stops, and end with 1."""
    click.echo(message, err=True)
    sys.exit(1)
