# Compares the download size of pages and the time until they are painted with a budget.
#
# Sizes are exact. Times are measured in a browser throttled to a slow phone on slow 4G, so they depend a
# little on the machine; the best of three runs counts.

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from bench import OverBudget
from bench.weighing import Host, hosted, paint_and_shift, view
from tests.tools import BROWSER_ARGUMENTS, browser_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

PHONE = {"width": 390, "height": 844}
FIRST_KB, NEXT_KB, EMBED_KB, SEARCH_KB = 250, 60, 22, 60
"""Budgets of compressed bytes: a first visit, the next page, an embedded quiz, the search index."""
PAINT_S, SHIFT = 1.5, 0.02
"""Budgets of the largest contentful paint on a slow phone, in seconds, and the cumulative layout shift."""


@dataclass(frozen=True)
class Figure:
    """One measurement with its budget."""

    what: str
    """A description, in Markdown."""
    measured: float
    budget: float
    unit: str = "kB"
    """The unit of both; empty for a plain number."""

    @property
    def is_over(self) -> bool:
        """Whether it is over its budget."""
        return self.measured > self.budget

    def __str__(self) -> str:
        digits = 3 if not self.unit else 2 if self.unit == "s" else 1
        verdict = "**over**" if self.is_over else "kept"
        return (
            f"| {self.what} | {self.measured:.{digits}f} {self.unit} |"
            f" {self.budget:g} {self.unit} | {verdict} |"
        )


def measure() -> str:
    """Build the site, measure its pages and return the report.

    Raises:
        OverBudget: with the report as its message, if any figure is over its budget.
    """
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        _build(site)
        with sync_playwright() as playwright:
            chromium = playwright.chromium
            browser = chromium.launch(executable_path=browser_path(), args=BROWSER_ARGUMENTS)
            figures = list(figures_of(site, browser))
            browser.close()
    rows = ["| | found | at most | |", "| --- | --- | --- | --- |", *map(str, figures)]
    report = "\n".join(["# Budgets", "", *rows, ""])
    if any(figure.is_over for figure in figures):
        raise OverBudget(report)
    return report


def _build(site: Path) -> None:
    environment = os.environ | {"SITE_URL": "https://unknot.example/", "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(site)]
    subprocess.run(command, env=environment, check=True)  # noqa: S603 - our own command


def figures_of(site: Path, browser: Browser, *, times: bool = True) -> Iterator[Figure]:
    """All figures of a built site.

    Args:
        site: the folder of the site.
        browser: the browser that opens its pages.
        times: whether to measure painting times and layout shifts, too.
    """
    with hosted(site) as host:
        yield from _sizes(browser, host, site)
        for path in _pages(site) if times else ():
            yield from _speed(browser, host.address + path)


def _pages(site: Path) -> list[str]:
    """Addresses of pages that readers are likely to open first: for each kind, the largest page."""
    heaviest = [_largest_first(site, kind)[0] for kind in ("techniques", "symptoms", "quizzes")]
    return ["", "techniques/compare/", *heaviest]


def _largest_first(site: Path, kind: str) -> list[str]:
    """Addresses of the topic pages of a kind, the largest first."""
    items = json.loads((site / "data" / f"{kind}.json").read_text(encoding="utf-8"))["items"]
    addresses = [item["address"] for item in items]
    return sorted(addresses, key=lambda address: -(site / address / "index.html").stat().st_size)


def _sizes(browser: Browser, host: Host, site: Path) -> Iterator[Figure]:
    first, second, *_ = _largest_first(site, "techniques")
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    view(page, host.address + first)
    yield Figure(
        f"first view of `/{first}`, with copies for reading offline",
        host.bytes_since_last_call() / 1000,
        FIRST_KB,
    )
    view(page, host.address + second)
    yield Figure(f"the next page, `/{second}`", host.bytes_since_last_call() / 1000, NEXT_KB)
    page.locator(".search-open").click()
    page.locator("#search-input").fill("pain")
    page.wait_for_timeout(500)
    yield Figure("the search’s index, on first use", host.bytes_since_last_call() / 1000, SEARCH_KB)
    context.close()
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    embed = _largest_first(site, "quizzes")[0] + "embed/"
    view(context.new_page(), host.address + embed)
    yield Figure(f"`/{embed}`, in another website", host.bytes_since_last_call() / 1000, EMBED_KB)
    context.close()


def _speed(browser: Browser, address: str) -> Iterator[Figure]:
    runs = []
    for _ in range(3):
        context = browser.new_context(viewport=PHONE, service_workers="block")  # type: ignore[arg-type]
        runs.append(paint_and_shift(context.new_page(), address))
        context.close()
    path = "/" + address.split("/", 3)[3]
    yield Figure(f"largest paint of `{path}`", min(paint for paint, _ in runs), PAINT_S, "s")
    yield Figure(f"layout shift of `{path}`", max(shift for _, shift in runs), SHIFT, "")
