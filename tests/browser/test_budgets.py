# SPDX-License-Identifier: MIT
"""Page weight and layout shift stay within their budgets; `make bench` also measures paint times."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bench import OverBudget, __main__, budgets
from bench.budgets import Figure, figures_of
from bench.weighing import hosted, paint_and_shift
from tests.website.test_site_html import DESKTOP, PAGE_TYPES, PHONE

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page


def test_page_weights_are_within_their_budgets(built_site: Path, browser: Browser) -> None:
    figures = list(figures_of(built_site, browser, times=False))
    assert len(figures) == 4
    assert all(figure.measured > 1 for figure in figures)
    assert [str(figure) for figure in figures if figure.is_over] == []


def shift_of(built_site: Path, page: Page, path: str, window: tuple[int, int]) -> float:
    """The cumulative layout shift while a page loads."""
    page.set_viewport_size({"width": window[0], "height": window[1]})
    with hosted(built_site) as host:
        return paint_and_shift(page, host.address + path)[1]


@pytest.mark.parametrize(
    "path",
    [
        "",
        "techniques/pin-and-stretch/",
        "quizzes/warning-signs/",
        "quizzes/warning-signs/embed/",
        "quizzes/mix/",
        "handouts/make/",
        "handouts/make/?t=warning-signs,before-a-massage",
    ],
)
def test_the_layout_does_not_shift_while_a_page_loads(built_site: Path, page: Page, path: str) -> None:
    assert shift_of(built_site, page, path, PHONE) <= budgets.SHIFT


@pytest.mark.slow
@pytest.mark.parametrize("window", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("page_type", PAGE_TYPES)
def test_the_layout_of_no_type_of_page_shifts(
    built_site: Path, page: Page, page_type: str, window: tuple[int, int]
) -> None:
    path = min(built_site.glob(page_type)).relative_to(built_site).as_posix()
    assert shift_of(built_site, page, path, window) <= budgets.SHIFT


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
