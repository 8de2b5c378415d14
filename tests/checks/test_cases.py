# SPDX-License-Identifier: MIT
"""Golden cases: the neck-and-shoulder content with the files of `cases/<name>/content` → its problems.

A case has only the files that differ. `problems.txt` has all problems that the checks must report, in
order. After an intended change of wording, run `pytest tests/checks/test_cases.py --update-golden` and read
the diff.
"""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from generator.build import check
from generator.problems import errors_and_warnings
from tests.tools import EXAMPLES, TESTS

BASE = EXAMPLES / "neck-and-shoulder" / "content"
CASES = sorted(path.name for path in (TESTS / "cases").iterdir() if path.is_dir())
TODAY = dt.date(2026, 12, 1)


@pytest.mark.parametrize("name", CASES)
def test_a_case_reports_its_problems(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, update_golden: bool
) -> None:
    case = TESTS / "cases" / name
    shutil.copytree(BASE, tmp_path / "content")
    shutil.copytree(case / "content", tmp_path / "content", dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    _, problems = check(Path("content"), TODAY)
    report = "".join(f"{problem}\n" for problem in problems)
    golden = case / "problems.txt"
    if update_golden:
        golden.write_text(report, encoding="utf-8")
    assert report == golden.read_text(encoding="utf-8")


def test_every_case_has_a_problem() -> None:
    """A case with an empty golden file tests nothing."""
    assert CASES
    for name in CASES:
        assert (TESTS / "cases" / name / "problems.txt").read_text(encoding="utf-8").strip(), name


def test_the_base_content_of_the_cases_has_no_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    """So every problem of a case comes from the case's own files."""
    monkeypatch.chdir(BASE.parent)
    _, problems = check(Path("content"), TODAY)
    assert problems == []


@pytest.mark.parametrize("region", ["uk", "us"])
def test_the_real_content_has_no_problem(region: str) -> None:
    """The published content passes all checks without a warning; review dates may have passed."""
    library, problems = check(Path("content"), TODAY)
    assert errors_and_warnings(problems) == []
    assert region in library.regions
