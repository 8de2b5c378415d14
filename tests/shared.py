# What the tests of one run make once, although several processes run them: websites, printed sheets.

from __future__ import annotations

import fcntl
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

_FOLDER = "UNKNOT_TESTS_SHARED"
"""The environment variable that names the folder to the processes that run tests."""


def prepare(config: pytest.Config) -> None:
    """Make the folder for a run of tests; processes that run tests beside this one inherit its name."""
    if not hasattr(config, "workerinput"):
        folder = tempfile.TemporaryDirectory(prefix="unknot-tests-", ignore_cleanup_errors=True)
        config.add_cleanup(folder.cleanup)
        os.environ[_FOLDER] = folder.name


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


def store() -> str:
    """The store that builds of tests share, so that each page and sheet is made once.

    Outside a run of tests, as in `make mutants`, it is empty: the variable then names no other store.
    """
    folder = os.environ.get(_FOLDER)
    return str(Path(folder) / "store") if folder else ""
