# Builds the website anew if anything has changed, checks it, and puts it in the place of the last one.
#
# One build of a project runs at a time: another one waits. Each has a folder of its own, so that what a
# killed build leaves behind, or still writes, is in nobody's way; the next build removes it.
#
# `python -m generator.hosts.built_site.make_site site build -- mkdocs build --strict`

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.hosts.built_site import link_check, up_to_date
from generator.hosts.built_site.lock import locked
from generator.hosts.built_site.swap import mend_swap, swap

if TYPE_CHECKING:
    from collections.abc import Sequence

_LOCK, _RECORD, _FOLDER = "site.lock", "site.stamp", "site-"


class BuildFailed(Exception):  # noqa: N818 - as the sentence goes
    """There is no new website, and the last one is as it was. Without a message, that was said already."""


def make_site(live: Path, workshop: Path, command: Sequence[str]) -> bool:
    """Make `live` what the project in the working directory says.

    Args:
        live: the website's folder.
        workshop: a folder on the same disk for what builds write meanwhile.
        command: builds the website into the folder that follows `--site-dir`.

    Returns:
        False if the website was up to date.

    Raises:
        BuildFailed: the command or the link check failed, or the new website cannot take its place.
        OSError: the workshop cannot be written.
    """
    with locked(workshop / _LOCK, lambda process: _say_who(process, live)):
        record = workshop / _RECORD
        mend_swap(workshop, live)
        if up_to_date.begin(live, record):
            return False
        for left_behind in workshop.glob(f"{_FOLDER}[0-9]*"):
            shutil.rmtree(left_behind, ignore_errors=True)
        new = workshop / f"{_FOLDER}{os.getpid()}"
        try:
            _build(new, command)
            outputs = up_to_date.outputs(new)
            _publish(new, live)
        finally:
            shutil.rmtree(new, ignore_errors=True)
        up_to_date.end(record, outputs)
    return True


def _say_who(process: str, live: Path) -> None:
    click.echo(f"Waiting for process {process}, which is building {live}/.", err=True)


def _build(new: Path, command: Sequence[str]) -> None:
    if subprocess.run([*command, "--site-dir", new], check=False).returncode:  # noqa: S603 - the Makefile's
        raise BuildFailed
    if not link_check.passes(new):
        raise BuildFailed


def _publish(new: Path, live: Path) -> None:
    try:
        swap(new, live)
    except OSError as error:
        why = f"cannot be replaced by {new}: {error.strerror}; both must be on one disk"
        raise BuildFailed(f"{live}: {why}") from error


@click.command()
@click.argument("live", type=click.Path(file_okay=False, path_type=Path))
@click.argument("workshop", type=click.Path(file_okay=False, path_type=Path))
@click.argument("command", nargs=-1, required=True)
def main(live: Path, workshop: Path, command: tuple[str, ...]) -> None:
    """Build LIVE with COMMAND by way of the folder WORKSHOP, if anything has changed."""
    try:
        if not make_site(live, workshop, command):
            click.echo(f"Nothing has changed since {live}/ was built.")
    except BuildFailed as error:
        if str(error):
            click.echo(error, err=True)
        sys.exit(1)
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror}") from error


if __name__ == "__main__":
    main()
