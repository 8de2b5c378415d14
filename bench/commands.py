# Programs run and measured: how long they take, and the most memory that one of their processes has.

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import resource
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).parent.parent
PATIENCE = 60.0
"""Seconds after which another program is given up."""
ENVIRONMENT = os.environ | {
    "NO_MKDOCS_2_WARNING": "1",
    "PYTHONPATH": str(ROOT),
    "SITE_URL": "https://unknot.example/",
}
_POLL = 0.002
_KIBIBYTES = sys.platform != "darwin"
"""Unit of `ru_maxrss` on Linux; macOS counts bytes (getrusage(2))."""


class Run(NamedTuple):
    """What a program took."""

    seconds: float
    """On the clock."""
    mebibytes: float
    """Resident memory at its highest, of the process that had most (`ru_maxrss`)."""


def run(command: Sequence[str], folder: Path, patience: float | None = None) -> Run:
    """Run a program to its end.

    Args:
        command: what is run; a failure ends this program, too.
        folder: where.
        patience: seconds after which it is stopped, and counts as having taken so long.
    """
    start = time.perf_counter()
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(command, cwd=folder, env=ENVIRONMENT, stdout=said, stderr=said) as process,  # noqa: S603
    ):
        while not (ended := os.wait4(process.pid, os.WNOHANG))[0]:
            time.sleep(_POLL)
            if patience and time.perf_counter() - start > patience:
                process.kill()
                return Run(patience, 0)
        taken = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(ended[1])
        if process.returncode:
            said.seek(0)
            sys.exit(f"{' '.join(command)}: {said.read().decode()}"[:2000])
    return Run(taken, _mebibytes(ended[2]))


def _mebibytes(usage: resource.struct_rusage) -> float:
    return usage.ru_maxrss / (1024 if _KIBIBYTES else 1024**2)


def seconds(do: Callable[[], object]) -> float:
    """How long something takes, on the clock."""
    start = time.perf_counter()
    do()
    return time.perf_counter() - start


def program(name: str) -> str | None:
    """Where a program is: in the folder `BENCH_TOOLS`, or on PATH; None if it is not."""
    return shutil.which(name, path=os.environ.get("BENCH_TOOLS")) or shutil.which(name)


def version(name: str) -> str:
    """Name and version of a program; nothing if it is not there."""
    if not (found := program(name)):
        return ""
    flag = "version" if name == "hugo" else "--version"
    said = subprocess.run([found, flag], capture_output=True, text=True, check=False).stdout  # noqa: S603
    number = next((word.lstrip("v").partition("-")[0] for word in said.split() if "." in word), "")
    return f"{name.title()} {number}"
