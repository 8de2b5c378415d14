# What pages weigh and how soon they are there, against what we allow them.
#
# Weights are exact. Times are measured on a browser held back to a slow phone on slow 4G, so they
# depend a little on the machine; the best of three counts.

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
FIRST_KB, NEXT_KB, EMBED_KB, SEARCH_KB = 250, 60, 20, 60
"""Over the wire: a first view with all it loads, the page after it, an embedded quiz, the search."""
PAINT_S, SHIFT = 1.5, 0.02
"""Largest contentful paint on a slow phone; cumulative layout shift."""


@dataclass(frozen=True)
class Figure:
    """One thing measured."""

    what: str
    """What it is."""
    found: float
    """What was found."""
    most: float
    """What is allowed."""
    unit: str = "kB"
    """Of both."""

    @property
    def is_over(self) -> bool:
        """Whether it is more than allowed."""
        return self.found > self.most

    def __str__(self) -> str:
        digits = 3 if not self.unit else 2 if self.unit == "s" else 1
        verdict = "**over**" if self.is_over else "kept"
        return (
            f"| {self.what} | {self.found:.{digits}f} {self.unit} | {self.most:g} {self.unit} | {verdict} |"
        )


def measure() -> str:
    """Build the site and hold its pages to the budgets.

    Raises:
        OverBudget: with the report, if any figure is over.
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
        site: its folder.
        browser: what opens its pages.
        times: whether to measure how soon pages are painted, besides what they weigh.
    """
    with hosted(site) as host:
        yield from _weights(browser, host, site)
        for path in _pages(site) if times else ():
            yield from _speed(browser, host.address + path)


def _pages(site: Path) -> list[str]:
    """Pages that a reader is likely to land on: of each kind the heaviest."""
    heaviest = [_by_weight(site, kind)[0] for kind in ("techniques", "symptoms", "quizzes")]
    return ["", "techniques/compare/", *heaviest]


def _by_weight(site: Path, kind: str) -> list[str]:
    """Addresses of the pages of a kind's topics, the heaviest first."""
    items = json.loads((site / "data" / f"{kind}.json").read_text(encoding="utf-8"))["items"]
    addresses = [item["address"] for item in items]
    return sorted(addresses, key=lambda address: -(site / address / "index.html").stat().st_size)


def _weights(browser: Browser, host: Host, site: Path) -> Iterator[Figure]:
    first, second, *_ = _by_weight(site, "techniques")
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    view(page, host.address + first)
    yield Figure(f"first view of `/{first}`, with copies for reading offline", host.take() / 1000, FIRST_KB)
    view(page, host.address + second)
    yield Figure(f"the next page, `/{second}`", host.take() / 1000, NEXT_KB)
    page.locator(".search-open").click()
    page.locator("#search-input").fill("pain")
    page.wait_for_timeout(500)
    yield Figure("the search’s index, on first use", host.take() / 1000, SEARCH_KB)
    context.close()
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    embed = _by_weight(site, "quizzes")[0] + "embed/"
    view(context.new_page(), host.address + embed)
    yield Figure(f"`/{embed}`, in another website", host.take() / 1000, EMBED_KB)
    context.close()


def _speed(browser: Browser, address: str) -> Iterator[Figure]:
    runs = []
    for _ in range(3):
        context = browser.new_context(viewport=PHONE, service_workers="block")  # type: ignore[arg-type]
        runs.append(paint_and_shift(context.new_page(), address))
        context.close()
    place = "/" + address.split("/", 3)[3]
    yield Figure(f"largest paint of `{place}`", min(paint for paint, _ in runs), PAINT_S, "s")
    yield Figure(f"layout shift of `{place}`", max(shift for _, shift in runs), SHIFT, "")
