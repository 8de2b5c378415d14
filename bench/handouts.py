# SPDX-License-Identifier: MIT
#
# How long handouts take: all of them cold, and again from what was kept; and one of them beside a
# headless Chromium that prints the same words and pictures.
#
# Seconds of processors are counted, not of the clock: "a core" is what one core would need.

from __future__ import annotations

import os
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from html import escape
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

from generator import __version__
from generator.content.library import Library
from generator.content.load import load
from generator.content.localise import localise
from generator.handouts.printing.fit import printed
from generator.handouts.printing.forms import FORMS
from generator.handouts.render import render_handouts
from generator.handouts.sheet.documents import document
from generator.settings.settings import Settings
from generator.site import Site
from tests.tools import BROWSER_ARGUMENTS, browser_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CONTENT = Path(__file__).parent.parent / "content"
_LEAFLET = "trigger-point-therapy"
_PRINTS = 5


@dataclass(frozen=True)
class Run:
    """One printing of the whole set."""

    count: int
    """How many PDFs there are."""
    pages: int
    """How many pages they have."""
    size: int
    """Bytes of all of them."""
    core: float
    """Seconds of processors."""
    clock: float
    """Seconds on the clock."""
    two: float
    """Seconds of processors for a sheet of two pages, from content to PDF, in the mean of A4 and Letter."""


def measure() -> str:
    """The report."""
    with tempfile.TemporaryDirectory() as folder:
        cold, cached = (_in_a_fresh_process(folder) for _ in range(2))
    chromium, started = _chromium()
    each = 1000 * cold.core / cold.count
    rows = (
        ("PDFs, pages, MB", f"{cold.count}, {cold.pages}, {cold.size / 1e6:.1f}"),
        ("cold: all, seconds on the clock", f"{cold.clock:.1f}"),
        ("cold: a PDF, ms a core", f"{each:.0f}"),
        ("cold: two pages, ms a core", f"{2000 * cold.core / cold.pages:.0f}"),
        ("cold: one sheet of two pages by itself, ms a core", f"{1000 * cold.two:.0f}"),
        ("cached: all, seconds on the clock", f"{cached.clock:.1f}"),
        ("cached: a PDF, ms a core", f"{1000 * cached.core / cached.count:.0f}"),
        ("Chromium, already running: the same sheet, ms on the clock", f"{1000 * chromium:.0f}"),
        ("Chromium, with its start: the same sheet, ms on the clock", f"{1000 * (chromium + started):.0f}"),
    )
    lines = [f"| {name} | {value} |" for name, value in rows]
    return "\n".join(("## Handouts", "", "| measured | |", "| --- | ---: |", *lines, ""))


def _in_a_fresh_process(folder: str) -> Run:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_run, folder).result()


def _run(folder: str) -> Run:
    """Print everything in a folder that holds what was kept before, if anything."""
    os.chdir(folder)
    site = _site()
    core, clock, (handouts, problems) = _timed(lambda: render_handouts(site))
    if problems:
        raise ValueError(problems)
    pages = sum(one.pages for one in handouts)
    size = sum(len(one.data) for one in handouts)
    return Run(len(handouts), pages, size, core, clock, _two_pages(site))


def _two_pages(site: Site) -> float:
    """The time for one sheet of two pages, made a little different so that nothing of it was kept."""
    leaflet = site.library.leaflets[_LEAFLET].model_copy(update={"subtitle": f"{time.time()}"})

    def make() -> None:
        for form in FORMS[:2]:
            printed(document(site, leaflet).data, form, leaflet.pages, 0)

    return _timed(make)[0] / 2


def _timed(make: Callable[[], Any]) -> tuple[float, float, Any]:
    """Seconds of processors, seconds on the clock, and what was made."""
    core, clock = time.process_time(), time.perf_counter()
    made = make()
    return time.process_time() - core, time.perf_counter() - clock, made


def _site() -> Site:
    settings = Settings(site_name="Unknot", site_url="https://unknot.example/", version=__version__)
    return Site(Library(localise(load(CONTENT)[0], settings.region)), settings)


# --- Chromium --------------------------------------------------------------------------------------


def _chromium() -> tuple[float, float]:
    """Seconds on the clock for one print of the sheet by Chromium, and for its start."""
    site = _site()
    (sheet,) = document(site, site.library.leaflets[_LEAFLET]).data["sheets"]
    html = _html(sheet)
    begun = time.perf_counter()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=BROWSER_ARGUMENTS)
        page = browser.new_page()
        started = time.perf_counter() - begun
        begun = time.perf_counter()
        for _ in range(_PRINTS):
            page.set_content(html)
            page.pdf(format="A4", tagged=True)
        taken = (time.perf_counter() - begun) / _PRINTS
        browser.close()
    return taken, started


def _html(sheet: dict[str, Any]) -> str:
    """The sheet's words and pictures as a plain page."""
    sections = "".join(
        f"<h2>{escape(one['heading'])}</h2>{''.join(map(_part, one['parts']))}" for one in sheet["sections"]
    )
    return (
        f'<!doctype html><html lang="en"><title>x</title><h1>{escape(sheet["title"])}</h1>{sections}</html>'
    )


def _part(part: dict[str, Any]) -> str:
    items = "".join(f"<li>{escape(' '.join(_words(item['text'])))}</li>" for item in part.get("items", ()))
    return f"{part.get('svg', '')}<ul>{items}</ul>"


def _words(tree: list[dict[str, Any]]) -> Iterator[str]:
    for node in tree:
        for name, value in node.items():
            if name == "text":
                yield value
            elif isinstance(value, list) and name != "cite":
                yield from _words(value)
