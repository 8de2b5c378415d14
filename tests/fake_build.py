# A project that a shell script builds instead of MkDocs, so that tests decide what the build does.

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

_BUILD = """import sys
from pathlib import Path
from generator.hosts.build_command import make
make(Path("site"), Path("build"), [".venv/bin/mkdocs"])
"""


def make_project(folder: Path) -> None:
    """Let `make site` run in a folder; `fake_mkdocs` must say what builds."""
    (folder / "requirements").mkdir()
    (folder / ".venv" / "bin").mkdir(parents=True)
    for name in ("Makefile", "pyproject.toml", "requirements/site.txt"):
        shutil.copy(REPOSITORY / name, folder / name)
    (folder / ".venv" / ".site").touch()
    (folder / ".venv" / "build.py").write_text(_BUILD)
    _script(folder, "unknot", f'PYTHONPATH="{REPOSITORY}" exec "{sys.executable}" .venv/build.py')


def fake_mkdocs(folder: Path, command: str, loaded: str = "") -> None:
    """Let shell commands build the website of a project.

    Args:
        folder: the project.
        command: what is done when it is told to build; the last argument is the website's folder.
        loaded: what is done before.
    """
    _script(folder, "mkdocs", f"{loaded}\nread -r told || exit 0\n{command}")


def _script(folder: Path, name: str, command: str) -> None:
    path = folder / ".venv" / "bin" / name
    path.write_text(f"#!/bin/sh\n{command}\n")
    path.chmod(0o755)
