# The code keeps the rules of the house; `make check` says the same faster.

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

pytestmark = pytest.mark.builds

COMMANDS = ("ruff check", "ruff format --check", "mypy", "lint-imports")


def run(command: str, folder: Path = REPOSITORY) -> subprocess.CompletedProcess[str]:
    program, *arguments = command.split()
    path = Path(sys.executable).with_name(program)
    return subprocess.run([path, *arguments], cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_code_keeps_its_rules(command: str) -> None:
    result = run(command)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("module", "imports", "contract"),
    [
        ("output.py", "mkdocs", "only the hosts know a host"),
        ("problems.py", "generator.library", "a module imports only from layers below it"),
        ("pages/extra.py", "generator.build", "a module imports only from layers below it"),
        ("extra.py", "generator.output", "a module imports only from layers below it"),
    ],
)
def test_layers_are_held(tmp_path: Path, module: str, imports: str, contract: str) -> None:
    """A host, a layer above and a module without a layer are each noticed."""
    shutil.copytree(REPOSITORY / "generator", tmp_path / "generator")
    shutil.copy(REPOSITORY / "pyproject.toml", tmp_path)
    with (tmp_path / "generator" / module).open("a") as file:
        file.write(f"\nimport {imports}\n")
    result = run("lint-imports --no-cache", tmp_path)
    assert result.returncode
    assert f"{contract} BROKEN" in result.stdout
