# Mutants of the Python code: `make mutants` changes it in one place at a time and says if a test notices.
#
# Each mutant is written into a copy of the repository. The tests of its package run first, those that build
# something too, then all fast ones; the first that fails kills it. The changes are drawn by a seed, each
# kind as often as any other, so that a run can be repeated: `make mutants MUTANTS=100 SEED=1`.

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.mutants.operators import mutants

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tests.mutants.operators import Mutant

REPOSITORY = Path(__file__).parent.parent.parent
PATIENCE = 900.0
"""Seconds after which a test run counts as failed: the mutant never ends."""
_LEFT_OUT = (
    ".git",
    ".venv",
    ".cache",
    ".*_cache",
    ".hypothesis",
    "__pycache__",
    "build",
    "site",
    "*.egg-info",
)
_OTHER_TESTS = {
    "build.py": ("hosts",),
    "content": ("content", "settings"),
    "schema": ("content", "checks"),
    "site.py": ("website",),
}
"""Folders of tests of parts of the generator, where it is not only the one of their own name."""
_NO_BUDGET = "fast and not slow"
"""The fast tests, in words for which `tests/fast.py` sets no budget."""


@dataclass(frozen=True)
class Verdict:
    """Whether a mutant was noticed."""

    mutant: Mutant
    killed_by: str
    """The first test that failed; empty if all passed."""

    def __str__(self) -> str:
        place = f"{self.mutant.path}:{self.mutant.line}: {self.mutant.what}"
        return (
            f"killed   {place} by {self.killed_by}"
            if self.killed_by
            else f"SURVIVED {place}\n{self.mutant.diff}"
        )


def draw(modules: Iterable[Path], root: Path, number: int, seed: int) -> list[Mutant]:
    """Draw mutants that compile, each kind of change as often as any other.

    Args:
        modules: the modules to change.
        root: the repository; paths of mutants are relative to it.
        number: how many; fewer if there are not so many.
        seed: the same seed draws the same mutants from the same code.
    """
    by_kind: dict[str, list[Mutant]] = {}
    for path in sorted(modules):
        for mutant in mutants(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")):
            by_kind.setdefault(mutant.what, []).append(mutant)
    chance = random.Random(seed)  # noqa: S311 - a sample, not a secret
    for kind in by_kind.values():
        chance.shuffle(kind)
    drawn: list[Mutant] = []
    while len(drawn) < number and (kinds := sorted(what for what, kind in by_kind.items() if kind)):
        mutant = by_kind[chance.choice(kinds)].pop()
        drawn += [mutant] if mutant.compiles else []
    return drawn


def stages(path: str, root: Path) -> Iterator[tuple[str, ...]]:
    """The test runs that may notice a change, as arguments of pytest: the likeliest and shortest first.

    Args:
        path: the changed module, relative to the repository.
        root: the repository.
    """
    package, _, rest = path.removeprefix("generator/").partition("/")
    names = _OTHER_TESTS.get(package, (Path(package).stem,))
    folders = [f"tests/{name}" for name in names if (root / "tests" / name).is_dir()]
    module = Path(rest or package).stem
    named = [
        file.relative_to(root).as_posix() for file in sorted((root / "tests").rglob(f"test_{module}.py"))
    ]
    if named:
        yield ("-m", "not slow", *named)
    if folders:
        yield ("-m", _NO_BUDGET, *folders)
    yield ("-m", _NO_BUDGET, "tests")
    if folders:
        yield ("-m", "builds and not slow", *folders)


class Copy:
    """A copy of the repository in which a test run may be broken."""

    def __init__(self, root: Path, folder: Path) -> None:
        """Copy what tests need.

        Args:
            root: the repository.
            folder: where the copy goes.
        """
        self.folder = folder
        shutil.copytree(root, folder, ignore=shutil.ignore_patterns(*_LEFT_OUT), symlinks=True)
        self._writes = 0

    def failed_test(self, arguments: Sequence[str], patience: float = PATIENCE) -> str:
        """Run tests until the first one fails, and return its name; empty if none does.

        Args:
            arguments: for pytest.
            patience: seconds after which the run is stopped.
        """
        shutil.rmtree(
            self.folder / ".cache", ignore_errors=True
        )  # a change must not be hidden by what was made
        pytest = (
            "-m",
            "pytest",
            "-x",
            "-q",
            "--no-header",
            "-rfE",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:randomly",
        )
        environment = {"PYTHONPATH": str(self.folder), "PYTHONHASHSEED": "0", "NO_MKDOCS_2_WARNING": "1"}
        with subprocess.Popen(
            [sys.executable, *pytest, *arguments],
            cwd=self.folder,
            env=os.environ | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        ) as run:
            try:
                output, _ = run.communicate(timeout=patience)
            except subprocess.TimeoutExpired:
                return f"time: over {patience:.0f} s"
            finally:
                with suppress(ProcessLookupError, PermissionError):
                    os.killpg(run.pid, 9)  # with the programs that tests have started
        return "" if run.returncode in {0, 5} else _first_failure(output)  # 5: no test was chosen

    def verdict(self, mutant: Mutant, *, only_fast: bool = False) -> Verdict:
        """Try one mutant.

        Args:
            mutant: the change.
            only_fast: whether to leave out tests that build something.
        """
        file = self.folder / mutant.path
        try:
            self._write(file, mutant.changed)
            for arguments in stages(mutant.path, self.folder):
                if only_fast and _NO_BUDGET not in arguments:
                    continue
                if test := self.failed_test(arguments):
                    return Verdict(mutant, test)
            return Verdict(mutant, "")
        finally:
            self._write(file, mutant.source)

    def _write(self, file: Path, text: str) -> None:
        """Write a module with a time of its own, so that Python never takes old byte code for it."""
        file.write_text(text, encoding="utf-8")
        self._writes += 1
        os.utime(file, (self._writes, self._writes))


def _first_failure(output: str) -> str:
    for line in output.splitlines():
        if line.startswith(("FAILED ", "ERROR ")):
            return line.split(" - ")[0].split(" ", 1)[1]
    return "pytest itself: " + (output.strip().splitlines() or ["no output"])[-1]


def main(arguments: Sequence[str] | None = None, root: Path = REPOSITORY) -> int:
    """Try mutants and print what became of each; the exit code is 1 if too few were killed."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants.python", description=__doc__)
    parser.add_argument("-n", "--number", type=int, default=100, help="how many mutants")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--at-least", type=float, default=0.95, help="the share that must be killed")
    parser.add_argument(
        "modules", nargs="*", type=Path, help="modules to change; all of generator/ without it"
    )
    parser.add_argument("--fast", action="store_true", help="leave out tests that build something")
    options = parser.parse_args(arguments)
    modules = [path.resolve() for path in options.modules] or sorted((root / "generator").rglob("*.py"))
    drawn = draw(modules, root, options.number, options.seed)
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copy = Copy(root, Path(folder) / "copy")
        if test := copy.failed_test(("-m", _NO_BUDGET, "tests")):
            print(f"{test} fails without any change: mend that first")
            return 1
        return _report(map(partial(copy.verdict, only_fast=options.fast), drawn), options.at_least)


def _report(verdicts: Iterable[Verdict], at_least: float) -> int:
    start, done, survived = time.monotonic(), 0, 0
    for verdict in verdicts:
        done += 1
        survived += not verdict.killed_by
        print(verdict, flush=True)
    killed = done - survived
    print(f"{done} mutants: {killed} killed, {survived} survived, in {time.monotonic() - start:.0f} s")
    return int(killed < at_least * done)


if __name__ == "__main__":
    sys.exit(main())
