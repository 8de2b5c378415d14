# SPDX-License-Identifier: MIT
"""Page weight and layout shift stay within their budgets; `make bench` also measures paint times."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bench import OverBudget, __main__, budgets
from bench.budgets import Figure, figures_of
from bench.weighing import hosted, paint_and_shift

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page


def test_page_weights_are_within_their_budgets(built_site: Path, browser: Browser) -> None:
    figures = list(figures_of(built_site, browser, times=False))
    assert len(figures) == 4
    assert all(figure.measured > 1 for figure in figures)
    assert [str(figure) for figure in figures if figure.is_over] == []


@pytest.mark.parametrize(
    "path", ["", "techniques/pin-and-stretch/", "quizzes/warning-signs/", "quizzes/mix/"]
)
def test_the_layout_does_not_shift_while_a_page_loads(built_site: Path, page: Page, path: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    with hosted(built_site) as host:
        _, shift = paint_and_shift(page, host.address + path)
    assert shift <= budgets.SHIFT


def test_a_figure_over_its_budget_is_printed_and_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    row = str(Figure("a page", 251, 250))
    assert row == "| a page | 251.0 kB | 250 kB | **over** |"
    assert "kept" in str(Figure("a page", 250, 250))

    def over() -> str:
        raise OverBudget(row)

    monkeypatch.setattr(budgets, "measure", over)
    monkeypatch.setattr(__main__, "RESULTS", tmp_path)
    assert __main__.main(["budgets"]) == 1
    assert row in capsys.readouterr().out
    assert (tmp_path / "budgets.md").read_text(encoding="utf-8") == row
