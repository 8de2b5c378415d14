# SPDX-License-Identifier: MIT
"""Pages on paper: the text, when to get help, the sources with their addresses; nothing to click."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pypdfium2  # type: ignore[import-untyped]
import pytest

from tests.website.test_site_html import PAGE_TYPES

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

HEADINGS = "[...document.querySelectorAll('h1, h2, h3')].map(one => one.textContent.trim())"
ADDED = """[...document.querySelectorAll("a")].filter(
    link => /^(?!none|normal|""$)/.test(getComputedStyle(link, "::after").content)
        && getComputedStyle(link, "::after").display !== "none"
        && getComputedStyle(link, "::after").content.includes("/")
).map(link => link.textContent)"""
"""Links with an address set behind them by the style sheet."""
ON_PAPER = tuple(name for name in PAGE_TYPES if "embed" not in name and name != "404.html")
"""Not the quiz in its frame, nor what stands for a missing page."""


def squeezed(text: str) -> str:
    """Without spaces and line ends, which a PDF does not keep."""
    return re.sub(r"\W+", "", text)


def printed(page: Page, path: Path) -> list[str]:
    """The text of each sheet of A4."""
    page.pdf(path=path, format="A4", prefer_css_page_size=True)
    document = pypdfium2.PdfDocument(path)
    return [sheet.get_textpage().get_text_bounded() for sheet in document]


@pytest.fixture(params=ON_PAPER)
def opened(request: pytest.FixtureRequest, built_site: Path, site: str, page: Page) -> Page:
    """A page of each type."""
    page.goto(site + min(built_site.glob(request.param)).relative_to(built_site).as_posix())
    return page


def test_on_paper(opened: Page, tmp_path: Path) -> None:
    headings = {squeezed(heading) for heading in opened.evaluate(HEADINGS)}
    reviews = [squeezed(line) for line in opened.locator(".review").all_text_contents()]
    menu = [squeezed(item) for item in opened.locator(".menu a").all_text_contents()]
    opened.emulate_media(media="print")
    assert opened.evaluate(ADDED) == [], "only sources carry addresses, in their own words"
    sheets = printed(opened, tmp_path / "page.pdf")
    everything = squeezed(" ".join(sheets))
    assert "".join(menu) not in everything
    assert squeezed("Get help now:") in everything
    assert reviews
    assert [line for line in reviews if line not in everything] == []
    for sheet in sheets:
        lines = [line for line in sheet.splitlines() if line.strip()]
        assert lines, "an empty sheet"
        assert squeezed(lines[-1]) not in headings, "a heading stands alone at a sheet's foot"
    cut = opened.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert not cut


def test_the_emergency_box_stays_whole(page: Page, site: str, tmp_path: Path) -> None:
    page.goto(f"{site}techniques/trigger-point-therapy/")
    box = [squeezed(line) for line in page.locator(".emergency .points li").all_text_contents()]
    sheets = [squeezed(sheet) for sheet in printed(page, tmp_path / "page.pdf")]
    assert [all(line in sheet for line in box) for sheet in sheets].count(True) == 1


def test_sources_carry_their_addresses(page: Page, site: str, tmp_path: Path) -> None:
    page.goto(f"{site}techniques/trigger-point-therapy/")
    links = page.locator(".sources li > a:not(.found)")
    texts = links.evaluate_all("all => all.map(link => [link.textContent, decodeURIComponent(link.href)])")
    everything = squeezed(" ".join(printed(page, tmp_path / "page.pdf")))
    assert len(texts) > 10
    assert [text for text, href in texts if squeezed(text) not in squeezed(href)] == []
    assert [text for text, _ in texts if squeezed(text) not in everything] == []


def test_home_prints_every_place(page: Page, site: str, tmp_path: Path) -> None:
    page.goto(site)
    texts = page.locator(".region > p:first-of-type").all_text_contents()
    everything = squeezed(" ".join(printed(page, tmp_path / "page.pdf")))
    assert len(texts) == page.locator(".region").count() > 1
    assert [text for text in texts if squeezed(text) not in everything] == []
