# Builds the website if anything has changed, checks its links, and replaces the live website with it.
#
# Only one build of a project runs at a time; others wait. Each build writes into a folder of its own, so
# that files which a killed build has left, or is still writing, get into no other website. The next build
# deletes them.

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import click

from generator.hosts.built_site import up_to_date
from generator.hosts.built_site.previous import keep_previous, place_of_previous
from generator.hosts.built_site.swap import repair_swap, swap
from generator.output.lock import locked
from generator.output.walk import statuses_below

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_LOCK, _RECORD, _FOLDER = "site.lock", "site.stamp", "site-"


class BuildFailed(Exception):  # noqa: N818 - reads as a sentence
    """There is no new website; the live one is unchanged. No message if the reason was printed before."""


def make_site(live: Path, build_folder: Path, command: Sequence[str]) -> bool:
    """Bring the website of the project in the working directory up to date.

    Args:
        live: the website's folder.
        build_folder: a folder on the same disk, for the new website, the lock and the record of the build.
        command: builds the website into the folder that is given with `--site-dir`.

    Returns:
        Whether it was built; False if it was up to date.

    Raises:
        BuildFailed: the command or the link check failed, or the live website cannot be replaced.
        OSError: the build folder cannot be written.
    """
    with locked(build_folder / _LOCK, lambda process: _print_waiting(process, live)):
        record = build_folder / _RECORD
        repair_swap(build_folder, live)
        if up_to_date.begin(live, record):
            return False
        for leftover in build_folder.glob(f"{_FOLDER}[0-9]*"):
            shutil.rmtree(leftover, ignore_errors=True)
        new = build_folder / f"{_FOLDER}{os.getpid()}"
        try:
            outputs = up_to_date.fingerprint(_built(new, command))
            _replace(live, new)
            keep_previous(new)
        finally:
            shutil.rmtree(new, ignore_errors=True)
        up_to_date.end(record, outputs)
    return True


def _print_waiting(process: str, live: Path) -> None:
    click.echo(f"Waiting for process {process}, which is building {live}/.", err=True)


def _built(new: Path, command: Sequence[str]) -> Mapping[str, os.stat_result]:
    """Build a website and check its links; the status of each of its files."""
    with subprocess.Popen([*command, "--site-dir", new]) as building:  # noqa: S603 - our own command
        from generator.hosts.built_site.link_check import known_of, passes  # noqa: PLC0415 - loaded meanwhile

        known = known_of(place_of_previous(new))
    if building.returncode:
        raise BuildFailed
    statuses = statuses_below(new)
    if not passes(new, known=known, statuses=statuses):
        raise BuildFailed
    return statuses


def _replace(live: Path, new: Path) -> None:
    try:
        swap(new, live)
    except OSError as error:
        message = f"{live}: cannot be replaced by {new}: {error.strerror}; both must be on one disk"
        raise BuildFailed(message) from error
