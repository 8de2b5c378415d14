# What a command says to the person who called it: problems, and why it stops.

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from generator.problems import Problem


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


def fail(message: str) -> NoReturn:
    """Print why the command stops, and end with 1."""
    click.echo(message, err=True)
    sys.exit(1)
