# SPDX-License-Identifier: MIT
"""What pages weigh, and that nothing moves; how soon they are painted, `make bench` measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bench import OverBudget, __main__, budgets
from bench.budgets import Figure, figures_of
from bench.weighing import hosted, paint_and_shift

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page


def test_no_page_weighs_more_than_allowed(built_site: Path, browser: Browser) -> None:
    figures = list(figures_of(built_site, browser, times=False))
    assert len(figures) == 4
    assert all(figure.measured > 1 for figure in figures)
    assert [str(figure) for figure in figures if figure.is_over] == []


@pytest.mark.parametrize(
    "path", ["", "techniques/pin-and-stretch/", "quizzes/warning-signs/", "quizzes/mix/"]
)
def test_nothing_moves_while_a_page_loads(built_site: Path, page: Page, path: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    with hosted(built_site) as host:
        _, shift = paint_and_shift(page, host.address + path)
    assert shift <= budgets.SHIFT


def test_a_figure_over_its_budget_is_told_and_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = str(Figure("a page", 251, 250))
    assert said == "| a page | 251.0 kB | 250 kB | **over** |"
    assert "kept" in str(Figure("a page", 250, 250))

    def over() -> str:
        raise OverBudget(said)

    monkeypatch.setattr(budgets, "measure", over)
    monkeypatch.setattr(__main__, "RESULTS", tmp_path)
    assert __main__.main(["budgets"]) == 1
    assert said in capsys.readouterr().out
    assert (tmp_path / "budgets.md").read_text(encoding="utf-8") == said
