# SPDX-License-Identifier: MIT
#
# Measures how long handouts take: all of them without a cache, all of them from the cache, and one of them
# compared with a headless Chromium that prints the same words and pictures.
#
# Rows with "a core" are processor time, the others wall-clock time.

from __future__ import annotations

import os
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from html import escape
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from playwright.sync_api import sync_playwright

from bench.memory import peak_memory
from generator import __version__
from generator.content.library import Library
from generator.content.load import load
from generator.content.localise import localise
from generator.handouts.offers import Handout
from generator.handouts.printing.fit import printed
from generator.handouts.printing.forms import FORMS
from generator.handouts.render import Each, render_handouts
from generator.handouts.sheet.documents import document
from generator.output.typesetting import end_processes
from generator.settings.settings import Settings
from generator.site import Site
from tests.tools import BROWSER_ARGUMENTS, browser_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.handouts.render import Sheet

T = TypeVar("T")

CONTENT = Path(__file__).parent.parent / "content"
_LEAFLET = "trigger-point-therapy"
_PRINTS = 5


@dataclass(frozen=True)
class PrintRun:
    """The measurements of one run that prints all handouts."""

    count: int
    """Number of PDFs."""
    pages: int
    """Number of pages in all PDFs."""
    size: int
    """Bytes of all PDFs."""
    core: float
    """Processor time in seconds."""
    clock: float
    """Wall-clock time in seconds."""
    memory: float
    """The most memory of all processes together, in MiB."""
    two: float
    """Processor time in seconds, from content to PDF, for a sheet of two pages: mean of A4 and Letter."""


def measure() -> str:
    """Measure handouts and return the report."""
    with tempfile.TemporaryDirectory() as folder:
        cold, cached = (_in_a_fresh_process(folder) for _ in range(2))
    chromium, startup = _chromium()
    per_pdf = 1000 * cold.core / cold.count
    rows = (
        ("PDFs, pages, MB", f"{cold.count}, {cold.pages}, {cold.size / 1e6:.1f}"),
        ("cold: all, seconds on the clock", f"{cold.clock:.1f}"),
        ("cold: a PDF, ms a core", f"{per_pdf:.0f}"),
        ("cold: two pages, ms a core", f"{2000 * cold.core / cold.pages:.0f}"),
        ("cold: one sheet of two pages by itself, ms a core", f"{1000 * cold.two:.0f}"),
        ("cold: memory of all processes, MiB", f"{cold.memory:.0f}"),
        ("cached: all, seconds on the clock", f"{cached.clock:.1f}"),
        ("cached: a PDF, ms a core", f"{1000 * cached.core / cached.count:.0f}"),
        ("Chromium, already running: the same sheet, ms on the clock", f"{1000 * chromium:.0f}"),
        ("Chromium, with its start: the same sheet, ms on the clock", f"{1000 * (chromium + startup):.0f}"),
    )
    lines = [f"| {name} | {value} |" for name, value in rows]
    return "\n".join(("## Handouts", "", "| measured | |", "| --- | ---: |", *lines, ""))


def _in_a_fresh_process(folder: str) -> PrintRun:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_run, folder).result()


def _run(folder: str) -> PrintRun:
    """Print all handouts, with a cache in `folder` that may have been filled before."""
    os.chdir(folder)
    site = _site()
    with peak_memory() as peak:
        core, clock, (sizes, problems) = _timed(lambda: render_handouts(site, Each(_pages_and_size)))
    if problems:
        raise ValueError(problems)
    pages, size = (sum(column) for column in zip(*sizes, strict=True))
    return PrintRun(len(sizes), pages, size, core, clock, peak.mebibytes, _two_pages(site))


def _pages_and_size(file: Sheet) -> tuple[int, int]:
    return (file.content.pages, len(file.data)) if isinstance(file.content, Handout) else (0, 0)


def _two_pages(site: Site) -> float:
    """Processor time for one sheet of two pages, changed a little so that the cache does not have it."""
    leaflet = site.library.leaflets[_LEAFLET].model_copy(update={"subtitle": f"{time.time()}"})

    def make() -> None:
        for form in FORMS[:2]:
            printed(document(site, leaflet).data, form, leaflet.pages, 0)

    return _timed(make)[0] / 2


def _timed(make: Callable[[], T]) -> tuple[float, float, T]:
    """Processor time and wall-clock time of a call, in seconds, and its result."""
    core, clock = _processor_time(), time.perf_counter()
    result = make()
    end_processes()  # what they used counts when they have ended
    return _processor_time() - core, time.perf_counter() - clock, result


def _processor_time() -> float:
    """Processor time of this process and of its children that have ended, in seconds."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _site() -> Site:
    settings = Settings(site_name="Unknot", site_url="https://unknot.example/", version=__version__)
    return Site(Library(localise(load(CONTENT)[0], settings.region)), settings)


# --- Chromium --------------------------------------------------------------------------------------


def _chromium() -> tuple[float, float]:
    """Wall-clock seconds that Chromium takes to print the sheet, and to start."""
    site = _site()
    (sheet,) = document(site, site.library.leaflets[_LEAFLET]).data["sheets"]
    html = _html(sheet)
    start = time.perf_counter()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=BROWSER_ARGUMENTS)
        page = browser.new_page()
        startup = time.perf_counter() - start
        start = time.perf_counter()
        for _ in range(_PRINTS):
            page.set_content(html)
            page.pdf(format="A4", tagged=True)
        printing = (time.perf_counter() - start) / _PRINTS
        browser.close()
    return printing, startup


def _html(sheet: dict[str, Any]) -> str:
    """The sheet's words and pictures as a plain page."""
    sections = "".join(
        f"<h2>{escape(section['heading'])}</h2>{''.join(map(_part, section['parts']))}"
        for section in sheet["sections"]
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
