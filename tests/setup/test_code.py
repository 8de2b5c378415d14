# The code follows the rules of CONTRIBUTING.md; `make check` runs the same tools faster.

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

COMMANDS = ("ruff check", "ruff format --check", "mypy", "lint-imports --no-logo")


def run(command: str, folder: Path = REPOSITORY) -> subprocess.CompletedProcess[str]:
    program, *arguments = command.split()
    path = Path(sys.executable).with_name(program)
    return subprocess.run([path, *arguments], cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_code_passes_its_checks(command: str) -> None:
    result = run(command)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("module", "imports", "contract"),
    [
        ("output/files.py", "mkdocs", "only hosts/mkdocs imports MkDocs"),
        ("hosts/cli.py", "mkdocs", "only hosts/mkdocs imports MkDocs"),
        ("problems.py", "generator.content.library", "a package imports only from packages below it"),
        ("website/pages/extra.py", "generator.build", "a package imports only from packages below it"),
        ("extra.py", "generator.output", "a package imports only from packages below it"),
        ("content/load.py", "generator.content.library", "inside the packages, too, imports run one way"),
    ],
)
def test_a_forbidden_import_breaks_its_contract(
    tmp_path: Path, module: str, imports: str, contract: str
) -> None:
    """A host, a package above and a module that has no layer are all noticed."""
    shutil.copytree(REPOSITORY / "generator", tmp_path / "generator")
    shutil.copy(REPOSITORY / "pyproject.toml", tmp_path)
    with (tmp_path / "generator" / module).open("a") as file:
        file.write(f"\nimport {imports}\n")
    result = run("lint-imports --no-cache", tmp_path)
    assert result.returncode
    assert f"{contract} BROKEN" in result.stdout
