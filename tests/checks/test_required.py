# SPDX-License-Identifier: MIT
"""What a site asks of its content, where files are gone that it asks for."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from generator.build import check
from tests.tools import EXAMPLES

TODAY = dt.date(2026, 12, 1)


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small content set in the current folder."""
    monkeypatch.chdir(tmp_path)
    return shutil.copytree(EXAMPLES / "neck-and-shoulder" / "content", Path("content"))


def problems() -> list[str]:
    return [str(problem) for problem in check(Path("content"), TODAY)[1]]


def test_a_kind_that_is_gone_is_missing_where_it_is_asked_for_and_shown(content: Path) -> None:
    (content / "glossary.yml").unlink()
    at = (content / "required.yml").read_text("utf-8").split("glossary")[0]
    line, column = at.count("\n") + 1, len(at.rpartition("\n")[2]) + 1
    missing = "the site has no glossary"
    asked = f"content/required.yml:{line}:{column}: kinds.8"
    found = [problem for problem in problems() if missing in problem]
    assert found == [
        f"content/pages/glossary.md:6:7: show: {missing}; remove the page, or its `show` [completeness]",
        f"{asked}: {missing}; `unknot new glossary` writes a start [completeness]",
    ]


def test_a_site_that_asks_for_nothing_may_lack_it(content: Path) -> None:
    (content / "required.yml").unlink()
    (content / "claims.yml").unlink()
    (content / "pages" / "evidence" / "claims.md").unlink()
    assert [problem for problem in problems() if "claims" in problem and "completeness" in problem] == []


def test_a_page_that_is_asked_for_is_missing(content: Path) -> None:
    (content / "pages" / "techniques" / "compare.md").unlink()
    message = "no page has `show: compare`, so what it would list cannot be reached; add one"
    assert f"content/pages:1:1: {message} [completeness]" in problems()
