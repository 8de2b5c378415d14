# What all commands share: how they report errors, an option, and the text that they accept.

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import click

from generator.hosts.failure import one_line
from generator.hosts.terminal import fail, report
from generator.problems import ContentError, errors_and_warnings

log = logging.getLogger(__name__)

CONFIG_FILE = click.option(
    "-f",
    "--config-file",
    default="mkdocs.yml",
    show_default=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The site's settings.",
)
"""The option of commands that work on a site."""


class PrintableText(click.ParamType[str]):
    """Words to print."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The words, if they are text.

        Raises:
            click.BadParameter: they are bytes in another encoding than that of the system.
        """
        try:
            str(value).encode()
        except UnicodeEncodeError:
            self.fail("is not UTF-8, which is how this system writes text", param, ctx)
        return str(value)


class CommandGroup(click.Group):
    """Reports every error in one line; with --verbose the traceback is printed, too."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; every error ends it with exit code 1."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit, SystemExit, KeyboardInterrupt):
            raise  # click prints these
        except ContentError as error:
            report(errors_and_warnings(error.problems), failed=True)
        except BaseException as error:
            log.debug("the command has failed", exc_info=error)
            fail(one_line(error))
