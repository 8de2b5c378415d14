# SPDX-License-Identifier: MIT
"""Who has checked what: a signature covers the words of a file, and lapses when one of them changes."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from generator.hosts import clock
from generator.hosts.cli import main
from tests.tools import EXAMPLES, TESTS

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.builds


DAY = dt.date(2026, 12, 1)
NAME = "A. Reader, physiotherapist"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small content set in the current folder."""
    shutil.copytree(EXAMPLES / "neck-and-shoulder" / "content", tmp_path / "content")
    shutil.copy(TESTS.parent / "mkdocs.yml", tmp_path)
    (tmp_path / "overrides").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(clock, "today", lambda: DAY)
    return tmp_path


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def waiting() -> set[str]:
    """The pages and sheets that some content file keeps from being checked."""
    lines = run("review").stdout.splitlines()
    return {line.partition(":")[0] for line in lines[:-1]}


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_signature_takes_every_page_and_sheet_off_the_list(project: Path) -> None:
    assert waiting()
    texts = {path: path.read_text("utf-8") for path in project.rglob("*.yml")}
    assert run("review", "--sign", NAME, "--date", "2026-11-30").exit_code == 0
    assert waiting() == set()
    for path, text in texts.items():
        lines = path.read_text("utf-8").splitlines()
        if path.name not in {"revisions.yml", "mkdocs.yml"} and f"reviewer: {NAME}" in lines:
            lines.remove(f"reviewer: {NAME}")
            assert lines == text.splitlines(), path


def test_a_changed_word_unsigns_exactly_the_pages_that_carry_it(project: Path) -> None:
    run("review", "--sign", NAME)
    edit(project / "content" / "self-care" / "turn-gently.yml", "Slow is fine.", "Slow is good.")
    assert waiting() == {"self-care/turn-gently", "sheet turn-gently"}


def test_a_changed_sign_unsigns_what_quotes_it(project: Path) -> None:
    run("review", "--sign", NAME)
    everything = set(run("review").stdout.splitlines())
    assert len(everything) == 1
    edit(project / "content" / "warning-signs.yml", "question: Chest pain?", "question: Chest hurts?")
    lines = run("review").stdout
    assert "symptoms/stiff-neck: symptoms/stiff-neck.yml, warning-signs.yml" in lines
    assert "self-care/turn-gently" not in lines, "it does not show that sign"


def test_layout_and_comments_do_not_count(project: Path) -> None:
    run("review", "--sign", NAME)
    edit(
        project / "content" / "self-care" / "turn-gently.yml", "in_short:\n", "# A comment.\n\nin_short:\n"
    )
    edit(project / "content" / "self-care" / "turn-gently.yml", "- Slow is fine.", '- "Slow is   fine."')
    assert waiting() == set()


def test_one_file_can_be_signed_and_signed_again(project: Path) -> None:
    file = "self-care/turn-gently.yml"
    first, second = run("review", file, "--sign", NAME).stdout.splitlines()
    assert first == "1 content file is signed"
    assert second.endswith("pages and sheets are checked")
    assert run("review", file, "--sign", "B. Reader, nurse").exit_code == 0
    text = (project / "content" / file).read_text("utf-8")
    assert text.count("reviewer:") == 1
    assert "reviewer: B. Reader, nurse\n" in text


def test_what_waits_for_a_file_can_be_listed_alone() -> None:
    file = "self-care/turn-gently.yml"
    lines = run("review").stdout.splitlines()
    *waiting, count = run("review", f"content/{file}").stdout.splitlines()
    assert waiting == [line for line in lines if file in line]
    assert count == lines[-1]
    run("review", file, "--sign", NAME)
    assert len(run("review", file).stdout.splitlines()) == 1


def test_comments_quotes_and_blank_lines_of_a_signed_file_stay(project: Path) -> None:
    path = project / "content" / "self-care" / "turn-gently.yml"
    odd = path.read_text("utf-8").replace("review_by:", "# When to look again.\n\nreview_by:   ", 1)
    odd = odd.replace("title: ", "title:   ", 1) + "\n# The end.\n"
    path.write_text(odd, "utf-8")
    run("review", "self-care/turn-gently.yml", "--sign", "Dr. A: Reader #1, nurse")
    lines = path.read_text("utf-8").splitlines()
    (added,) = (line for line in lines if line.startswith("reviewer:"))
    assert lines[lines.index(added) - 1].startswith("review_by:")
    lines.remove(added)
    assert "\n".join(lines) + "\n" == odd


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--date", "2026-11-30"], "--date: say with --sign who checked them on that day"),
        (
            ["self-care/turn-gentle.yml"],
            "self-care/turn-gentle.yml: no such content file; did you mean 'self-care/turn-gently.yml'?",
        ),
        (["--sign", " "], "--sign: write the reviewer's name and profession"),
        (["--sign", NAME, "--date", "2026-12-02"], "--date 2026-12-02: it has not come yet"),
        (
            ["self-care/turn-gently.yml", "--sign", NAME, "--date", "2026-11-22"],
            (
                "self-care/turn-gently.yml: it was changed on 2026-11-23, after --date 2026-11-22;"
                " check what it says now"
            ),
        ),
        (
            ["self-care/turn-gentle.yml", "--sign", NAME],
            "self-care/turn-gentle.yml: no such content file; did you mean 'self-care/turn-gently.yml'?",
        ),
    ],
)
def test_a_signature_that_cannot_be_right_is_refused(
    project: Path, arguments: list[str], reason: str
) -> None:
    before = {path: path.read_bytes() for path in project.rglob("*.yml")}
    result = run("review", *arguments)
    assert result.exit_code == 1
    assert reason in result.stderr
    assert {path: path.read_bytes() for path in project.rglob("*.yml")} == before
