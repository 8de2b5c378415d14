# SPDX-License-Identifier: MIT
"""After an edit, what is remembered of other files gives the report that a fresh start gives."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from generator.build import check
from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.content.load import Kept

CONTENT = REPOSITORY / "content"
TODAY = dt.date(2026, 12, 1)

EDITS = {
    "a text": ("symptoms/burning.yml", r"Burning can", "Palpation can"),
    "a title, whose words are easy elsewhere": (
        "muscles/piriformis.yml",
        r"^title: .*",
        "title: Therapist",
    ),
    "explained words": ("glossary.yml", r"term: evidence", "term: proof"),
    "a question": ("quizzes/warning-signs.yml", r"stem: ", "stem: Never, but "),
    "rules of questions": ("item-writing.yml", r"^negative:\n", "negative:\n  - which\n"),
    "a region's own words": ("regions/us.yml", r"^only_here: \[", "only_here: [back, "),
    "limits": ("plain-language.yml", r"^grade: .*", "grade: 4"),
    "a source": ("sources.yml", r"verified: true", "verified: false"),
    "a file that others link to": ("muscles/piriformis.yml", r"^shapes:", "shape:"),
}
"""What is edited → the file, what stands there, what stands there then."""


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Kept]]:
    """A content folder that was checked once, and what is kept of it."""
    root = tmp_path_factory.mktemp("edited") / "content"
    shutil.copytree(CONTENT, root)
    limits = root / "plain-language.yml"
    limits.write_text(re.sub(r"(?m)^grade: .*", "grade: 2", limits.read_text()))  # so that grades are told
    kept: Kept = {}
    library, _ = check(root, TODAY, kept)
    yield root, kept
    assert not library.content.broken


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_is_seen_wherever_it_matters(known: tuple[Path, Kept], edit: str) -> None:
    """And when it is taken back, nothing of it stays."""
    root, kept = known
    name, old, new = EDITS[edit]
    file = root / name
    before = file.read_text(encoding="utf-8")
    after = re.sub(old, new, before, count=1, flags=re.MULTILINE)
    told = []
    for text in (after, before):
        file.write_text(text, encoding="utf-8")
        told += [check(root, TODAY, kept)[1], check(root, TODAY)[1]]
    edited, edited_afresh, back, back_afresh = told
    assert edited == edited_afresh
    assert back == back_afresh
    assert edited != back
