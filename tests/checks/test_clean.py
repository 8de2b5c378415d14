# SPDX-License-Identifier: MIT
"""Findings of earlier runs are used only as long as nothing that they depend on has changed."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from generator.build import check
from generator.checks import each
from generator.checks.clean import CleanFiles
from generator.checks.each import all_problems
from generator.checks.earlier_runs import EarlierRuns
from generator.checks.items import rules
from generator.content.library import Library
from generator.content.load import load
from generator.content.model_cache import PickledModels
from generator.content.tracked_content import tracked_content
from generator.memo import recorded
from generator.output.disk_cache import DiskCache
from generator.output.store import Store
from generator.problems import errors
from tests.tools import EXAMPLES, TESTS

if TYPE_CHECKING:
    from generator.content.load import Kept
    from generator.schema.quiz import Quiz

SMALL = EXAMPLES / "neck-and-shoulder" / "content"


@pytest.mark.parametrize("content", [SMALL, TESTS.parent / "content"], ids=["small", "shipped"])
def test_the_rules_for_questions_read_nothing_but_what_kept_findings_depend_on(content: Path) -> None:
    library = Library(tracked_content(load(content)[0]))
    with recorded() as reads:
        for quiz in library.quizzes.values():
            rules.found_in(library, quiz)
        rules.alike_in(library)
    assert {name for _, name, *_ in reads} <= {"quizzes", "regions", "item-writing", "library.bank"}


def test_findings_are_kept_until_a_question_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = shutil.copytree(SMALL, tmp_path / "content")
    searched: list[str] = []
    find = rules.found_in

    def noted(library: Library, quiz: Quiz) -> Any:
        searched.append(quiz.id)
        return find(library, quiz)

    def found() -> list[str]:
        searched.clear()
        clean = CleanFiles(Store(tmp_path / "store"), "code")
        content = replace(load(folder)[0], clean=clean)
        library = Library(content)
        messages = [problem.message for problem in all_problems(library, rules.check(library))]
        clean.save()
        return messages

    monkeypatch.setattr(rules, "found_in", noted)
    monkeypatch.setenv("UNKNOT_CORES", "1")  # what children do is not noted here
    before = found()
    assert len(searched) > 1
    assert found() == before
    assert searched == []
    quiz = folder / "quizzes" / "slow-glide.yml"
    text = quiz.read_text("utf-8")
    first, second, *_ = re.findall("- text: (.*)", text)
    quiz.write_text(text.replace(second, first, 1), "utf-8")
    assert found() != before
    assert searched == ["slow-glide"]


def test_what_was_found_before_an_edit_is_known_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = shutil.copytree(SMALL, tmp_path / "content")
    store, day = Store(tmp_path / "store"), dt.date(2026, 11, 28)
    checked: set[str] = set()
    add = CleanFiles.add

    def noted(clean: CleanFiles, digest: str) -> None:
        checked.add(digest)
        add(clean, digest)

    monkeypatch.setattr(CleanFiles, "add", noted)

    def run(kept: Kept, clean: CleanFiles) -> int:
        """Check everything, and return how often a check had to look at a file and has found nothing."""
        checked.clear()
        _, problems = check(folder, day, kept, EarlierRuns(PickledModels(models, "code"), clean))
        assert not errors(problems)
        return len(checked)

    models = DiskCache(tmp_path / "models")
    kept: Kept = {}
    served = CleanFiles(store, "code")
    everything = run(kept, served)
    for turn in range(3):
        symptom = min((folder / "symptoms").glob("*.yml"))
        symptom.write_text(symptom.read_text("utf-8").replace("title: ", f"title: {turn} ", 1), "utf-8")
        assert 0 < run(kept, served) < everything
    assert run({}, CleanFiles(store, "code")) < everything / 10


def test_children_find_the_same_and_what_they_find_clean_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, day = shutil.copytree(SMALL, tmp_path / "content"), dt.date(2026, 11, 28)
    broken = sorted((folder / "symptoms").glob("*.yml"))[:2]
    for path in broken:
        text = path.read_text("utf-8")
        path.write_text(text.replace("one_line: ", "one_line: See [this][techniques/none]. ", 1), "utf-8")
    monkeypatch.setenv("UNKNOT_CORES", "1")
    _, problems = check(folder, day)
    assert {Path(problem.file).name for problem in errors(problems)} == {path.name for path in broken}

    def run(cores: str) -> CleanFiles:
        monkeypatch.setenv("UNKNOT_CORES", cores)
        clean = CleanFiles(Store(tmp_path / "store"), "code")
        models = PickledModels(DiskCache(tmp_path / "models"), "code")
        assert check(folder, day, earlier=EarlierRuns(models, clean))[1] == problems
        return clean

    looked_at: list[str] = []
    look_at = vars(each)["_look_at"]

    def noted(library: Library, asked: Any, earlier: Any, file: Any) -> Any:
        looked_at.append(file[1])
        return look_at(library, asked, earlier, file)

    monkeypatch.setattr(each, "_look_at", noted)
    run("3")
    looked_at.clear()
    run("1")
    assert looked_at == [path.stem for path in broken]
