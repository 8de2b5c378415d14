# The command `unknot`. What a subcommand needs is loaded only when it is called.

from __future__ import annotations

import io
import logging
import sys
from importlib import import_module
from typing import TYPE_CHECKING

import click

from generator.hosts.command_group import CommandGroup

if TYPE_CHECKING:
    from collections.abc import Mapping

_COMMANDS: Mapping[str, str] = {
    "build": "build_command.build",
    "check": "commands.check_command",
    "coverage": "commands.coverage_command",
    "handout": "commands.handout",
    "init": "init_command.init",
    "join": "build_command.join",
    "new": "commands.new",
    "review": "commands.review",
    "revise": "commands.revise",
    "schema": "commands.schema",
    "serve": "commands.serve",
    "signs": "commands.signs_command",
    "translate": "translate_command.translate",
    "write": "commands.write",
    "zip": "commands.zip_command",
}
"""Name of a command → its module in this package and its function there."""


class _Commands(CommandGroup):
    """Commands that are loaded when they are called, or when somebody asks for help."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the signature is click's
        """The names of all commands."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """A command by its name; None if there is none."""
        if cmd_name not in _COMMANDS:
            return None
        module, _, function = _COMMANDS[cmd_name].partition(".")
        command: click.Command = getattr(import_module(f"{__package__}.{module}"), function)
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="unknot")
@click.option("-v", "--verbose", is_flag=True, help="Print tracebacks of errors.")
def main(*, verbose: bool) -> None:
    """Patient education from structured content: checks it and builds a website from it."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # names of files may be in any encoding
    logging.getLogger("generator").setLevel(logging.DEBUG if verbose else logging.INFO)
    if verbose:
        logging.basicConfig(format="%(message)s")
