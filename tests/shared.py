# What the tests of one run make once, although several processes run them: websites, printed sheets and, in
# the store, what these are made of. A test for which all must be made anew sets `UNKNOT_CACHE` itself.

from __future__ import annotations

import fcntl
import os
import subprocess
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

_FOLDER = "UNKNOT_TESTS_SHARED"
"""The environment variable that names the folder to the processes that run tests."""


def prepare(config: pytest.Config) -> None:
    """Make the folder for a run of tests, and its store; processes beside this one inherit their names."""
    if not hasattr(config, "workerinput"):
        folder = tempfile.mkdtemp(prefix="unknot-tests-")
        config.add_cleanup(partial(_remove_later, folder))
        os.environ[_FOLDER] = folder
        os.environ["UNKNOT_CACHE"] = str(Path(folder) / "store")


def _remove_later(folder: str) -> None:
    """Remove a folder while nobody waits for it: there are disks on which all its files take 20 seconds."""
    subprocess.run(["sh", "-c", 'rm -rf "$0" > /dev/null 2>&1 &', folder], check=False)


def once(name: str, make: Callable[[Path], object]) -> Path:
    """A file or folder that the first process makes that asks for it, while the others wait.

    Args:
        name: its name.
        make: makes it at the path that is given.
    """
    path = Path(os.environ[_FOLDER]) / name
    with path.with_name(f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            unfinished = path.with_name(f"{name}-unfinished")
            make(unfinished)
            unfinished.rename(path)
    return path
