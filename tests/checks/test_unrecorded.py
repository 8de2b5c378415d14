# SPDX-License-Identifier: MIT
"""Changed questions are found before anything is published, and `unknot revise` records them."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from generator.build import check, promise
from generator.checks import unrecorded
from generator.checks.earlier_runs import earlier_runs
from generator.content.library import Library
from generator.content.load import load
from generator.hosts import clock
from generator.hosts.cli import main
from generator.settings.settings import Settings
from tests.conftest import REPOSITORY
from tests.tools import EXAMPLES

if TYPE_CHECKING:
    from pathlib import Path

QUIZ, FILE = "content/quizzes/slow-glide.yml", "content/revisions.yml"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small content set, with its record as it should be, in the current folder."""
    shutil.copytree(EXAMPLES / "neck-and-shoulder" / "content", tmp_path / "content")
    shutil.copy(REPOSITORY / "mkdocs.yml", tmp_path)
    (tmp_path / "overrides").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def edit(file: Path, old: str, new: str) -> int:
    """Change a file; returns the number of the line that changed first."""
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_a_changed_question_fails_with_its_line_and_the_command(project: Path) -> None:
    assert run("check").exit_code == 0
    line = edit(project / QUIZ, "It begins to hurt.", "It starts to hurt.") - 2
    result = run("check")
    assert result.exit_code == 1
    assert result.stderr == (
        f"{QUIZ}:{line}:5: questions.0: its words have changed (uk); `unknot revise` records that"
        " [revision]\n1 problem\n"
    )
    revised = run("revise")
    assert (revised.exit_code, revised.stdout) == (0, f"{FILE}: 1 changed, 0 new, 0 removed\n")
    assert f"date: {clock.today()}, number: 2" in (project / FILE).read_text("utf-8")
    assert run("check").exit_code == 0


def test_a_new_and_a_left_over_question_fail(project: Path) -> None:
    edit(project / QUIZ, "- id: slow-glide-stop", "- id: slow-glide-halt")
    problems = run("check").stderr.splitlines()[:-1]
    assert [re.sub(r":\d+:\d+: ", ": ", problem) for problem in problems] == [
        f"{QUIZ}: questions.0: it has no date yet; `unknot revise` gives it one [revision]",
        (
            f"{FILE}: questions.slow-glide-stop: what it dates is not in the content any more;"
            " `unknot revise` removes it [revision]"
        ),
    ]
    line = int(problems[1].split(":")[1])
    assert "uk:" in (project / FILE).read_text("utf-8").splitlines()[line - 1]
    assert run("revise").stdout == f"{FILE}: 0 changed, 1 new, 1 removed\n"
    assert run("check").exit_code == 0


def test_changed_emergency_words_fail_for_each_quiz(project: Path) -> None:
    edit(project / "content/regions/uk.yml", "emergency_action: Call 999", "emergency_action: Ring 999")
    problems = run("check").stderr.splitlines()[:-1]
    message = "who checked it, or its emergency line, has changed (uk); `unknot revise` records that"
    quizzes = sorted(path.as_posix() for path in (project / "content").glob("quizzes/*.yml"))
    assert [problem.split(": ", 1) for problem in problems] == [
        [f"{path.removeprefix(f'{project.as_posix()}/')}:4:1", f"{message} [revision]"] for path in quizzes
    ]


def test_a_missing_record_is_one_problem(project: Path) -> None:
    (project / FILE).unlink()
    assert run("check").stderr == (
        f"{FILE}:1:1: no question has a date yet; `unknot revise` writes this file [revision]\n1 problem\n"
    )


def test_nothing_is_recorded_of_content_with_problems(project: Path) -> None:
    before = (project / FILE).read_bytes()
    edit(project / QUIZ, "bloom: apply", "bloom: guess")
    result = run("revise")
    assert result.exit_code == 1
    assert "questions.0.bloom" in result.stderr
    assert (project / FILE).read_bytes() == before


@pytest.mark.builds
def test_no_build_publishes_changed_words_with_an_old_date_but_authors_see_them(project: Path) -> None:
    edit(project / QUIZ, "It begins to hurt.", "It starts to hurt.")
    result = run("write", "build/docs")
    assert result.exit_code == 1
    assert "`unknot revise` records that [revision]" in result.stderr
    assert not (project / "build").exists()
    settings = Settings(site_name="Neck", version="1")
    built = promise(project / "content", settings, clock.today(), {}, earlier_runs())
    (page,) = [file for file in built.files if file.path == "quizzes/slow-glide/index.md"]
    assert "It starts to hurt." in page.data.decode()


@pytest.mark.builds
def test_a_build_after_one_without_changed_words_sees_them(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNKNOT_CACHE", str(project / "cache"))
    assert run("write", "build/docs").exit_code == 0
    edit(project / QUIZ, "It begins to hurt.", "It starts to hurt.")
    assert "`unknot revise` records that [revision]" in run("write", "build/docs").stderr
    edit(project / QUIZ, "It starts to hurt.", "It begins to hurt.")
    assert run("write", "build/docs").exit_code == 0
    edit(project / FILE, 'words: "3', 'words: "4')
    assert "`unknot revise` records that [revision]" in run("write", "build/docs").stderr


def test_the_real_content_is_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REPOSITORY)
    library, _ = check(REPOSITORY / "content", clock.today())
    assert library.bank
    assert list(unrecorded.check(library, library.regions)) == []


def test_a_site_without_quizzes_needs_no_record(project: Path) -> None:
    (project / FILE).unlink()
    shutil.rmtree(project / "content/quizzes")
    content, _ = load(project / "content")
    library = Library(content)
    assert list(unrecorded.check(library, library.regions)) == []
