# SPDX-License-Identifier: MIT
"""Golden folders: `cases/<name>/content` laid over the neck-and-shoulder content → its problems.

A case holds only the files that differ. `problems.txt` is what the checks must say, all of it, in
order. After a wanted change of wording: `pytest tests/test_cases.py --update-golden`, then read the diff.
"""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from generator.build import check
from tests.tools import TESTS

BASE = TESTS / "neck-and-shoulder" / "content"
CASES = sorted(path.name for path in (TESTS / "cases").iterdir() if path.is_dir())
TODAY = dt.date(2026, 12, 1)


@pytest.mark.parametrize("name", CASES)
def test_problems(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, update_golden: bool
) -> None:
    case = TESTS / "cases" / name
    shutil.copytree(BASE, tmp_path / "content")
    shutil.copytree(case / "content", tmp_path / "content", dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    _, problems = check(Path("content"), TODAY)
    found = "".join(f"{problem}\n" for problem in problems)
    golden = case / "problems.txt"
    if update_golden:
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


def test_each_case_has_a_problem() -> None:
    """A case whose golden file is empty tests nothing."""
    assert CASES
    for name in CASES:
        assert (TESTS / "cases" / name / "problems.txt").read_text(encoding="utf-8").strip(), name


def test_the_content_that_cases_are_laid_over_has_no_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that what a case shows is the case's own."""
    monkeypatch.chdir(BASE.parent)
    _, problems = check(Path("content"), TODAY)
    assert problems == []


@pytest.mark.parametrize("region", ["uk", "us"])
def test_the_real_content_has_no_problem(region: str) -> None:
    """What is shipped passes its own checks, warnings included, on the day it was checked."""
    library, problems = check(Path("content"), TODAY)
    assert problems == []
    assert region in library.regions
