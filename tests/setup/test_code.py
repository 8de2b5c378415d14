# The code follows the rules of CONTRIBUTING.md, and the tools of `make check` notice what breaks them.

from __future__ import annotations

import ast
import re
import shlex
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from itertools import chain
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.conftest import REPOSITORY
from tests.tools import eslint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

pytestmark = pytest.mark.builds

MAKEFILE = (REPOSITORY / "Makefile").read_text("utf-8")
CHECK = MAKEFILE.partition("\ncheck:")[2].partition("\n\n")[0]
COMMANDS = re.findall(r"^\t\$\(BIN\)/(?!unknot|python)(.*)", CHECK, re.MULTILINE)
"""The lines of `make check` but those of content and scripts."""
GENERATOR = REPOSITORY / "generator"
MODULES = sorted(path for path in GENERATOR.rglob("*.py") if path.name != "__init__.py")
SAME_MEANING = {
    "DIALECT": "each version of QTI has one",
    "FORMAT": "each format that quizzes are downloaded in has one",
    "TEMPLATES": "each package with templates has one",
}
"""Names that several modules define → why they mean the same in each."""
MEDIAN_LINES, MOST_LINES = 120, 320


def run(command: str, folder: Path = REPOSITORY) -> subprocess.CompletedProcess[str]:
    program, *arguments = shlex.split(command)
    files = [sorted(map(str, folder.glob(name))) if "*" in name else [name] for name in arguments]
    path = str(Path(sys.executable).with_name(program))
    return subprocess.run([path, *chain(*files)], cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_code_passes_its_checks(command: str) -> None:
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


# --- names and sizes -------------------------------------------------------------------------------


def public_names(tree: ast.Module) -> Iterator[str]:
    """Names of a module's top-level classes and of its constants in capitals."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            yield from _public([node.name])
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = (
                part.id for target in targets for part in ast.walk(target) if isinstance(part, ast.Name)
            )
            yield from _public(name for name in names if re.fullmatch(r"[A-Z][A-Z0-9_]+", name))


def _public(names: Iterable[str]) -> Iterator[str]:
    return (name for name in names if not name.startswith("_"))


def ambiguous_names(modules: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Public name → the modules that define it, for each name that more than one module defines.

    Args:
        modules: path and source of each module.
    """
    definitions: dict[str, list[str]] = defaultdict(list)
    for path, source in modules:
        for name in dict.fromkeys(public_names(ast.parse(source))):
            definitions[name].append(path)
    return {name: paths for name, paths in definitions.items() if len(paths) > 1}


def test_a_public_name_has_one_meaning() -> None:
    packages = sorted(GENERATOR.rglob("__init__.py"))
    sources = (
        (str(path.relative_to(GENERATOR)), path.read_text("utf-8")) for path in [*packages, *MODULES]
    )
    ambiguous = ambiguous_names(sources)
    assert {name: paths for name, paths in ambiguous.items() if name not in SAME_MEANING} == {}
    assert SAME_MEANING.keys() <= ambiguous.keys(), "an exception that is no longer needed"


def test_names_defined_twice_are_noticed() -> None:
    first = "class Row: ...\nKINDS, LIMITS = 1, 2\n_SIZE = 3\nT = 4\nrow = 5\n"
    second = "class Row: ...\nclass _Row: ...\nKINDS: int = 6\n_SIZE = 7\nT = 8\nrow = 9\n"
    assert ambiguous_names([("a.py", first), ("b.py", second)]) == {
        "Row": ["a.py", "b.py"],
        "KINDS": ["a.py", "b.py"],
    }


def test_a_file_name_is_used_at_most_twice() -> None:
    files = [path for path in GENERATOR.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    counts = Counter(path.name for path in files if path.name != "__init__.py")
    assert {name: count for name, count in counts.items() if count > 2} == {}


def test_modules_are_short() -> None:
    lines = {path: len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert {path.name: count for path, count in lines.items() if count > MOST_LINES} == {}
    assert median(lines.values()) < MEDIAN_LINES


def test_the_scripts_keep_their_rules() -> None:
    assert eslint(REPOSITORY) == 0


BROKEN_RULES = {
    "text.js": ("var count = 1;", "no-var"),
    "root.js": ('const name = "Unknot";', "@stylistic/quotes"),
    "filter.js": ("import './text.js';", "'import' and 'export' may appear only with 'sourceType: module'"),
    "sheets.js": ("show(1);", "no-undef"),
}
"""Script → a line that breaks a rule, and the rule."""


def test_broken_rules_of_scripts_are_noticed(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for folder in ("overrides", "generator"):
        shutil.copytree(REPOSITORY / folder, tmp_path / folder, ignore=shutil.ignore_patterns("*.py*"))
    for script, (line, _) in BROKEN_RULES.items():
        with (tmp_path / "overrides" / "assets" / "js" / script).open("a") as file:
            file.write(f"{line}\n")
    assert eslint(tmp_path) == 1
    reports = capfd.readouterr().out.strip().split("\n\n")
    by_script = {Path(report.split("\n")[0]).name: report for report in reports}
    assert [script for script, (_, rule) in BROKEN_RULES.items() if rule not in by_script[script]] == []


# --- dependencies ----------------------------------------------------------------------------------

ALONE, WITH_TESTS = (command for command in COMMANDS if command.startswith("deptry "))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of all code, to break."""
    shutil.copy(REPOSITORY / "pyproject.toml", tmp_path)
    ignored = shutil.ignore_patterns("node_modules", "__pycache__")
    for folder in ("generator", "tests", "bench", "release"):
        shutil.copytree(REPOSITORY / folder, tmp_path / folder, ignore=ignored)
    return tmp_path


@pytest.mark.parametrize(
    ("command", "file", "imports", "message"),
    [
        (ALONE, "generator/build.py", "unheard_of", "'unheard_of' imported but missing"),
        (ALONE, "generator/build.py", "hypothesis", "'hypothesis' imported but declared as a dev"),
        (WITH_TESTS, "tests/conftest.py", "unheard_of", "'unheard_of' imported but missing"),
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


READS_CLOCK = re.compile(r"\b(?:today|now|utcnow|time|time_ns|gmtime|localtime)\(\)")
MAY_READ_CLOCK = {
    "content/files.py": "a file that was written a moment ago is read again, since its time may not tell",
    "hosts/clock.py": "review dates are compared with the date, and tests replace it",
    "hosts/live_server.py": "browsers reload pages of an earlier server; no built page has the number",
    "output/unused.py": "once a day, files in caches that have not been used for a month are removed",
}
"""Modules that may read the clock → what for; nothing that is published depends on it."""


def test_no_other_module_reads_the_clock() -> None:
    reading = {
        path.relative_to(GENERATOR).as_posix()
        for path in GENERATOR.rglob("*.py")
        if READS_CLOCK.search(path.read_text("utf-8").replace("clock.today()", ""))
    }
    assert reading == set(MAY_READ_CLOCK)
