# Runs programs and measures them: how long they take, and the peak memory of their largest process.

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
    from collections.abc import Sequence

ROOT = Path(__file__).parent.parent
OURS = (sys.executable, "-m", "bench.without_sheets")
"""Runs MkDocs or `unknot` without handouts; the name of the program follows."""
PATIENCE = 60.0
"""Seconds after which a program that is not ours is stopped."""
_INHERITED = {name: os.environ[name] for name in os.environ.keys() - {"PYTHONDONTWRITEBYTECODE"}}
"""Without bytecode, each process would compile all modules again, and that would be measured."""
ENVIRONMENT = _INHERITED | {
    "NO_MKDOCS_2_WARNING": "1",
    "PYTHONPATH": str(ROOT),
    "SITE_URL": "https://unknot.example/",
}
_POLL = 0.002
"""Seconds between two looks at whether the program has ended."""
_KIBIBYTES = sys.platform != "darwin"
"""Whether `ru_maxrss` is in KiB, as on Linux, or in bytes, as on macOS (getrusage(2))."""


class Run(NamedTuple):
    """The time and memory that a program used."""

    seconds: float
    """Wall-clock time."""
    processor: float
    """Seconds of processor time, with those of its children that have ended."""
    mebibytes: float
    """Peak resident memory of its largest process (`ru_maxrss`)."""


def run(command: Sequence[str], folder: Path, patience: float | None = None, **environment: str) -> Run:
    """Run a program to its end and measure it.

    Args:
        command: the program and its arguments.
        folder: the working directory.
        patience: seconds after which the program is stopped; it then counts as having taken that long.
        environment: further variables.

    Raises:
        SystemExit: the program failed; the message has its output.
    """
    start = time.perf_counter()
    with (
        tempfile.TemporaryFile() as output,
        subprocess.Popen(  # noqa: S603 - our own commands
            command, cwd=folder, env=ENVIRONMENT | environment, stdout=output, stderr=output
        ) as process,
    ):
        while not (status := os.wait4(process.pid, os.WNOHANG))[0]:
            time.sleep(_POLL)
            if patience and time.perf_counter() - start > patience:
                process.kill()
                return Run(patience, 0, 0)
        elapsed = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status[1])
        if process.returncode:
            output.seek(0)
            sys.exit(f"{' '.join(command)}: {output.read().decode()}"[:2000])
    return Run(elapsed, status[2].ru_utime + status[2].ru_stime, _mebibytes(status[2]))


def _mebibytes(usage: resource.struct_rusage) -> float:
    return usage.ru_maxrss / (1024 if _KIBIBYTES else 1024**2)


def program(name: str) -> str | None:
    """The path of a program in the folder `BENCH_TOOLS`, beside Python or on PATH; None if it has none."""
    folders = (os.environ.get("BENCH_TOOLS"), str(Path(sys.executable).parent), None)
    return next(filter(None, (shutil.which(name, path=folder) for folder in folders)), None)


def version(name: str) -> str:
    """Name and version of a program; an empty string if it is not installed."""
    if not (path := program(name)):
        return ""
    flag = "version" if name == "hugo" else "--version"
    output = subprocess.run([path, flag], capture_output=True, text=True, check=False).stdout  # noqa: S603
    number = next((word.lstrip("v").partition("-")[0] for word in output.split() if "." in word), "")
    return f"{name.title()} {number}"
