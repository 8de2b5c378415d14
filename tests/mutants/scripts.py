# Mutants of the scripts: puts the faults of `scripts.yml` into the website's scripts, one at a time, and
# says if a browser test notices.
#
# The site is built once. A fault is put into a copy of the repository and of that site, where the tests
# that its entry names are run: they must fail.

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from tests.conftest import REPOSITORY, build_site

if TYPE_CHECKING:
    from collections.abc import Sequence

TABLE = Path(__file__).with_suffix(".yml")
AT_LEAST = 25
"""How many of the 30 faults must be noticed."""
_LINKED = (".venv", "tests/node_modules")
_LEFT_OUT = (".git", ".venv", ".cache", ".*_cache", "node_modules", "__pycache__", "build", "site")
_PUBLISHED = {"overrides/assets/js": "assets/js", "generator/quizzes/templates": "assets/quiz"}
"""Folder of scripts → folder of the site in which they are published, unchanged."""


@dataclass(frozen=True)
class ScriptMutant:
    """A fault to put into a script."""

    script: Path
    """From the root of the repository."""
    was: str
    """What it replaces; it occurs once."""
    now: str
    means: str
    """What is wrong then, for a reader of the website."""
    tests: str
    """A test file, from `tests/`."""

    @property
    def published(self) -> Path:
        """The script's path in the site."""
        return Path(_PUBLISHED[self.script.parent.as_posix()]) / self.script.name

    def __str__(self) -> str:
        return f"{self.script}: {self.means}"

    def put_into(self, text: str) -> str:
        """The text of the script with the fault.

        Raises:
            ValueError: the script has changed, so `scripts.yml` must.
        """
        if text.count(self.was) != 1:
            raise ValueError(f"{TABLE.name}: {self.was!r} is not once in {self.script}")
        return text.replace(self.was, self.now)


def script_mutants() -> list[ScriptMutant]:
    """The faults in `scripts.yml`."""
    entries = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    return [ScriptMutant(**{**entry, "script": Path(entry["script"])}) for entry in entries]


def _copy(folder: Path) -> Path:
    """Copy the repository into a folder, with the site in `built-site`; return the copy."""
    copy = folder / "copy"
    shutil.copytree(REPOSITORY, copy, ignore=shutil.ignore_patterns(*_LEFT_OUT))
    for name in _LINKED:
        (copy / name).symlink_to((REPOSITORY / name).resolve())
    build_site(copy / "built-site")
    return copy


def failed_test(copy: Path, tests: str) -> str:
    """The first test of a file that fails in the copy of the repository; empty if all pass.

    Raises:
        RuntimeError: pytest could not run them.
    """
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-x",
        "-m",
        "not slow",
        "-p",
        "tests.mutants.built_site",
    ]
    environment = os.environ | {"PYTHONPATH": str(copy), "BUILT_SITE": str(copy / "built-site")}
    result = subprocess.run(
        [*command, f"tests/{tests}"], cwd=copy, env=environment, capture_output=True, text=True, check=False
    )
    if result.returncode == 0:
        return ""
    lines = [line for line in result.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    if result.returncode != 1 or not lines:
        raise RuntimeError(f"pytest did not run tests/{tests}:\n{result.stdout}{result.stderr}")
    return lines[0].split(" - ")[0]


def survives(copy: Path, mutant: ScriptMutant) -> str:
    """Put a fault into the copy and take it out again; return the test that noticed it, or nothing."""
    files = [copy / mutant.script, copy / "built-site" / mutant.published]
    texts = [file.read_text(encoding="utf-8") for file in files]
    try:
        for file, text in zip(files, texts, strict=True):
            file.write_text(mutant.put_into(text), encoding="utf-8")
        return failed_test(copy, mutant.tests)
    finally:
        for file, text in zip(files, texts, strict=True):
            file.write_text(text, encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Try all faults, print what became of each, and return 1 if too few were noticed."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants.scripts")
    parser.add_argument("words", nargs="?", default="", help="only faults whose line has these words")
    words = parser.parse_args(arguments).words
    chosen = [mutant for mutant in script_mutants() if words in str(mutant)]
    killed = 0
    with tempfile.TemporaryDirectory() as folder:
        copy = _copy(Path(folder))
        for tests in sorted({mutant.tests for mutant in chosen}):
            if failed := failed_test(copy, tests):
                print(f"{failed} without any fault: mend that first")
                return 1
        for mutant in chosen:
            noticed_by = survives(copy, mutant)
            killed += bool(noticed_by)
            print(f"{'killed  ' if noticed_by else 'SURVIVED'} {mutant}  {noticed_by}", flush=True)
    print(f"{killed} of {len(chosen)} faults in scripts were noticed")
    return int(killed < AT_LEAST * len(chosen) / len(script_mutants()))


if __name__ == "__main__":
    sys.exit(main())
