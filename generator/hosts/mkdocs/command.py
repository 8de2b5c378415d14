# Runs `mkdocs` so that every error is reported in one line, as `unknot check` reports it.
#
# The plugin does so for errors during a build. But MkDocs reads the settings before it loads any plugin, so
# this program looks at them first; and it catches errors of loading MkDocs itself, as with little memory.
#
# `python -m generator.hosts.mkdocs.command build --strict`
#
# With `--when-told` it imports all modules, and then waits for a line on its standard input before it
# builds. `make_site.py` starts it so, and finds out meanwhile whether there is anything to build.

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from generator.hosts.built_site.make_site import WHEN_TOLD
from generator.hosts.failure import one_line
from generator.hosts.terminal import report
from generator.output.garbage import paused_collection
from generator.problems import ContentError

_INTERRUPTED = 130
"""The exit code that shells give a program that Ctrl-C has ended."""


def wait_until_told(arguments: list[str]) -> list[str]:
    """The arguments without `WHEN_TOLD`. If it is among them, wait for a line on standard input.

    Raises:
        SystemExit: there will be none, since there is nothing to do.
    """
    if WHEN_TOLD not in arguments:
        return arguments
    if not sys.stdin.readline():
        sys.exit()
    return [argument for argument in arguments if argument != WHEN_TOLD]


def _run(arguments: list[str]) -> None:
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material prints it; its readers cannot act on it
    with paused_collection():  # modules stay, so the collector would look through them for nothing
        from mkdocs.__main__ import cli  # noqa: PLC0415 - so that an error of loading it is reported, too

        from generator.hosts.mkdocs import plugin  # noqa: F401, PLC0415 - MkDocs would load it later
        from generator.hosts.mkdocs.project import open_project  # noqa: PLC0415 - loads MkDocs

        arguments = wait_until_told(arguments)
        try:
            open_project(Path("mkdocs.yml"))
        except ContentError as error:
            report(list(error.problems), failed=True)
    cli(arguments, prog_name="mkdocs")


def main() -> None:
    """Run `mkdocs` in the working directory with the arguments of this program."""
    try:
        _run(sys.argv[1:])
    except SystemExit:
        raise
    except KeyboardInterrupt:  # whoever has started it says so, too
        sys.exit(_INTERRUPTED)
    except BaseException as error:
        if {"-v", "--verbose"} & set(sys.argv):
            raise
        click.echo(f"Error: {one_line(error)}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
