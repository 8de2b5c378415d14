# Builds the website if anything has changed, checks its links, and replaces the live website with it.
#
# Only one build of a project runs at a time; others wait. Each build writes into a folder of its own, so
# that files which a killed build has left, or is still writing, get into no other website. The next build
# deletes them.

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import click

from generator.hosts.built_site import up_to_date
from generator.hosts.built_site.previous import keep_previous, place_of_previous
from generator.hosts.built_site.swap import repair_swap, swap
from generator.output.lock import locked
from generator.output.walk import statuses_below

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

WHEN_TOLD = "--when-told"
"""The argument with which our command waits before it builds."""
_LOCK, _RECORD, _FOLDER = "site.lock", "site.stamp", "site-"


class BuildFailed(Exception):  # noqa: N818 - reads as a sentence
    """There is no new website; the live one is unchanged. No message if the reason was printed before."""


def make_site(live: Path, build_folder: Path, command: Sequence[str]) -> bool:
    """Bring the website of the project in the working directory up to date.

    Args:
        live: the website's folder.
        build_folder: a folder on the same disk, for the new website, the lock and the record of the build.
        command: builds the website into the folder that is given with `--site-dir`, as soon as there is a
            line on its standard input; if that ends without one, it does nothing.

    Returns:
        Whether it was built; False if it was up to date.

    Raises:
        BuildFailed: the command or the link check failed, or the live website cannot be replaced.
        OSError: the build folder cannot be written.
    """
    with locked(build_folder / _LOCK, lambda process: _print_waiting(process, live)):
        record = build_folder / _RECORD
        repair_swap(build_folder, live)
        new = build_folder / f"{_FOLDER}{os.getpid()}"
        with _loaded([*command, "--site-dir", new]) as building:
            if up_to_date.begin(live, record):
                return False
            for leftover in build_folder.glob(f"{_FOLDER}[0-9]*"):
                shutil.rmtree(leftover, ignore_errors=True)
            try:
                outputs = up_to_date.fingerprint(_built(new, building))
                _replace(live, new)
                keep_previous(new)
            finally:
                shutil.rmtree(new, ignore_errors=True)
        up_to_date.end(record, outputs)
    return True


def _print_waiting(process: str, live: Path) -> None:
    click.echo(f"Waiting for process {process}, which is building {live}/.", err=True)


@contextmanager
def _loaded(command: Sequence[str | Path]) -> Iterator[subprocess.Popen[bytes]]:
    """Start a command that waits to be told to build, and kill it if nobody tells it."""
    with subprocess.Popen(command, stdin=subprocess.PIPE) as building:  # noqa: S603 - our own command
        try:
            yield building
        finally:
            assert building.stdin  # noqa: S101 - it is a pipe
            if not building.stdin.closed:  # it was not told to begin
                building.kill()


def _built(new: Path, building: subprocess.Popen[bytes]) -> Mapping[str, os.stat_result]:
    """Tell a command to build a website, and check its links; the status of each file of the website."""
    assert building.stdin  # noqa: S101 - it is a pipe
    with suppress(OSError), building.stdin as told:  # it has ended, and its return code will say why
        told.write(b"\n")
    from generator.hosts.built_site.link_check import known_of, passes  # noqa: PLC0415 - loaded meanwhile

    known = known_of(place_of_previous(new))
    if building.wait():
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
