# SPDX-License-Identifier: MIT
"""A check that reuses results after an edit reports the same as a check from scratch."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from generator.build import check
from generator.checks.earlier_runs import earlier_runs
from generator.checks.items import rules
from tests.conftest import REPOSITORY
from tests.store.edits import SMALL, retitle

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.content.library import Library
    from generator.content.load import Kept
    from generator.problems import Problem
    from generator.schema.quiz import Quiz

pytestmark = pytest.mark.builds


CONTENT = REPOSITORY / "content"
TODAY = dt.date(2026, 12, 1)

EDITS = {
    "a text": ("symptoms/burning.yml", r"Nerves can", "Palpation can"),
    "a title, whose words are easy elsewhere": (
        "muscles/piriformis.yml",
        r"^title: .*",
        "title: Therapist",
    ),
    "a title again, when the words of each file are known": (
        "muscles/piriformis.yml",
        r"^title: .*",
        "title: Getting treatment",
    ),
    "explained words": ("glossary.yml", r"term: osteoporosis", "term: thinning"),
    "a question": ("quizzes/warning-signs.yml", r"stem: ", "stem: Never, but "),
    "rules of questions": ("item-writing.yml", r"^negative:\n", "negative:\n  - which\n"),
    "a region's own words": ("regions/us.yml", r"^only_here: \[", "only_here: [back, "),
    "limits": ("plain-language.yml", r"^grade: .*", "grade: 4"),
    "a source": ("sources.yml", r"verified: true", "verified: false"),
    "a file that others link to": ("muscles/piriformis.yml", r"^shapes:", "shape:"),
}
"""Description of an edit → the file, a pattern for the old text, the new text."""


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Kept, list[Problem]]]:
    """A content folder that was checked once, the cache from that check, and its report."""
    root = tmp_path_factory.mktemp("edited") / "content"
    shutil.copytree(CONTENT, root)
    limits = root / "plain-language.yml"
    limits.write_text(
        re.sub(r"(?m)^grade: .*", "grade: 2", limits.read_text())
    )  # so that grades are reported
    cache: Kept = {}
    library, report = check(root, TODAY, cache)
    yield root, cache, report
    assert not library.content.broken


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_changes_every_report_that_depends_on_it(
    checked: tuple[Path, Kept, list[Problem]], edit: str
) -> None:
    """Undoing the edit restores the first report."""
    root, cache, first = checked
    name, old, new = EDITS[edit]
    file = root / name
    before = file.read_text(encoding="utf-8")
    after = re.sub(old, new, before, count=1, flags=re.MULTILINE)
    file.write_text(after, encoding="utf-8")
    edited, from_scratch = check(root, TODAY, cache)[1], check(root, TODAY)[1]
    file.write_text(before, encoding="utf-8")
    assert edited == from_scratch
    assert edited != first
    assert check(root, TODAY, cache)[1] == first


@pytest.mark.parametrize("kept", [False, True], ids=["in memory", "in the store"])
def test_a_title_has_no_quiz_checked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, kept: bool
) -> None:
    """What this process has found counts, too, whether or not a store keeps it for later ones."""
    root = shutil.copytree(SMALL, tmp_path / "content")
    monkeypatch.setenv("UNKNOT_CORES", "1")
    monkeypatch.setenv("UNKNOT_CACHE", str(tmp_path / "store"))
    asked: list[str] = []
    find = rules.found_in

    def noted(library: Library, quiz: Quiz) -> Any:
        asked.append(quiz.id)
        return find(library, quiz)

    monkeypatch.setattr(rules, "found_in", noted)
    cache: Kept = {}
    earlier = earlier_runs() if kept else None
    check(root, TODAY, cache, earlier)
    assert asked
    for title in ("One", "Another", "A third"):
        asked.clear()
        retitle(root / "techniques" / "slow-glide.yml", title)
        check(root, TODAY, cache, earlier)
        assert asked == []
