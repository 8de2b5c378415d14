# The project on which faults are tried, and how to tell what became of it.

from __future__ import annotations

import hashlib
import os
import re
import shutil
import signal
import subprocess
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.tools import UNKNOT

if TYPE_CHECKING:
    from collections.abc import Mapping

REPOSITORY = Path(__file__).parent.parent.parent
PATIENCE = 300.0
"""Seconds after which a command counts as hanging."""
MAKE_SITE = (*UNKNOT, "build")
_SMALL = REPOSITORY / "examples" / "neck-and-shoulder"
_PLACE = re.compile(r"^(ERROR\s+-\s+)?[^\s:][^:]*:(\d+:\d+:)? \S", re.MULTILINE)
"""A line that says what is wrong and where."""


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    """The exit code; negative if a signal ended it."""
    output: str
    """What it printed, both streams."""

    @property
    def fault(self) -> str:
        """What is wrong with how it ended; empty if it succeeded, or failed as it should."""
        if "Traceback (most recent call last)" in self.output:
            return "a traceback: " + self.output.strip().splitlines()[-1]
        if self.code not in {0, 1}:
            return f"exit code {self.code}: {self.output.strip()[-300:]}"
        if self.code and not _PLACE.search(self.output):
            return f"no line says what is wrong and where: {self.output.strip()[-300:]}"
        return ""


@dataclass
class Project:
    """A copy of the small content set with its settings."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    @classmethod
    def create(cls, folder: Path) -> Project:
        """Copy the small content set into a new folder."""
        shutil.copytree(_SMALL / "content", folder / "content")
        shutil.copytree(REPOSITORY / "overrides", folder / "overrides")
        shutil.copy(REPOSITORY / "mkdocs.yml", folder)
        return cls(folder)

    @property
    def site(self) -> Path:
        """The built site."""
        return self.folder / "site"

    def start(self, *command: str, **options: Any) -> subprocess.Popen[str]:
        """Start a command in the project's folder, in a process group of its own."""
        inherited = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
        ours = {
            "PYTHONPATH": str(REPOSITORY),
            "NO_MKDOCS_2_WARNING": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            "UNKNOT_CACHE": "",
        }
        return subprocess.Popen(
            command,
            cwd=self.folder,
            env=inherited | ours | self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
            **options,
        )

    def run(self, *command: str, patience: float = PATIENCE, **options: Any) -> Ended:
        """Run a command to its end, or until patience is at an end."""
        return finish(self.start(*command, **options), patience)


def finish(process: subprocess.Popen[str], patience: float = PATIENCE) -> Ended:
    """Wait for the end of a command; one that does not end is killed, with all that it has started."""
    try:
        output, _ = process.communicate(timeout=patience)
    except subprocess.TimeoutExpired:
        kill(process)
        return Ended(-1, f"no end after {patience:g} s")
    return Ended(process.returncode, output)


def kill(process: subprocess.Popen[str]) -> None:
    """Kill a command and all that it has started, and close its output."""
    kill_group(process)
    process.communicate()


def kill_group(process: subprocess.Popen[str]) -> None:
    """Kill a command and all that it has started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def digest(folder: Path) -> Mapping[str, str]:
    """The hash of each file in a folder, by path; empty if there is no such folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
