# The code keeps the rules of the house; `make check` says the same faster.

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from itertools import chain
from pathlib import Path

import pytest
import yaml

from tests.conftest import REPOSITORY

pytestmark = pytest.mark.builds

MAKEFILE = (REPOSITORY / "Makefile").read_text("utf-8")
CHECK = MAKEFILE.partition("\ncheck:")[2].partition("\n\n")[0]
LINTS = re.findall(r"^\t\$\(BIN\)/(?!unknot)(.*)", CHECK, re.MULTILINE)
"""The lines of `make check`, without the check of the content."""


def run(command: str, folder: Path = REPOSITORY) -> subprocess.CompletedProcess[str]:
    program, *arguments = shlex.split(command)
    files = [sorted(map(str, folder.glob(name))) if "*" in name else [name] for name in arguments]
    path = str(Path(sys.executable).with_name(program))
    return subprocess.run([path, *chain(*files)], cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("command", LINTS)
def test_the_code_keeps_its_rules(command: str) -> None:
    result = run(command)
    assert result.returncode == 0, result.stdout + result.stderr


def test_before_a_commit_the_same_is_checked() -> None:
    """The Makefile alone lists what is checked; nothing is fetched from another repository."""
    config = yaml.safe_load((REPOSITORY / ".pre-commit-config.yaml").read_text("utf-8"))
    hooks = [(repo["repo"], hook["entry"]) for repo in config["repos"] for hook in repo["hooks"]]
    assert hooks == [("local", "make check")]


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


# --- dependencies ----------------------------------------------------------------------------------

ALONE, WITH_TESTS = (command for command in LINTS if command.startswith("deptry "))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of all code, to break."""
    shutil.copy(REPOSITORY / "pyproject.toml", tmp_path)
    ignored = shutil.ignore_patterns("node_modules", "__pycache__")
    for folder in ("generator", "tests", "bench"):
        shutil.copytree(REPOSITORY / folder, tmp_path / folder, ignore=ignored)
    return tmp_path


@pytest.mark.parametrize(
    ("command", "file", "imports", "message"),
    [
        (ALONE, "generator/build.py", "docutils", "'docutils' imported but missing"),
        (ALONE, "generator/build.py", "hypothesis", "'hypothesis' imported but declared as a dev"),
        (WITH_TESTS, "tests/conftest.py", "docutils", "'docutils' imported but missing"),
    ],
)
def test_an_import_that_is_not_declared_is_noticed(
    project: Path, command: str, file: str, imports: str, message: str
) -> None:
    with (project / file).open("a") as code:
        code.write(f"\nimport {imports}\n")
    result = run(f"{command} --no-ansi", project)
    assert result.returncode
    assert message in result.stderr


@pytest.mark.parametrize(("command", "used"), [(ALONE, "segno"), (WITH_TESTS, "pypdf")])
def test_a_dependency_that_nothing_imports_is_noticed(project: Path, command: str, used: str) -> None:
    declared = (project / "pyproject.toml").read_text("utf-8")
    unused = declared.replace(f'    "{used}', f'    "unheard-of",\n    "{used}', 1)
    (project / "pyproject.toml").write_text(unused, "utf-8")
    result = run(f"{command} --no-ansi", project)
    assert result.returncode
    assert "'unheard-of' defined as a dependency but not used" in result.stderr
