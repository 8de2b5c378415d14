# SPDX-License-Identifier: MIT
"""The site below a path of a host, and opened from disk: no file is missing, links work."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests import shared
from tests.browser.static_hosts import github_pages, in_folder, running
from tests.conftest import build_site
from tests.tools import EXAMPLES
from tests.website.test_site_html import BLOCKED, PAGE_TYPES, watch

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page, Request

BELOW = "/some/where/"

ABORTED = "net::ERR_ABORTED"
"""Chromium's error for a request that ended because its page was left."""

FAILED_FONTS = """[...document.fonts].filter(
    font => font.status === "error" && font.family.includes("Atkinson Next")
).length"""
"""The number of our fonts that failed to load; the device need not have the fallback fonts."""


def small_site_at(url: str, path: Path) -> None:
    """Build the small content set for an address, without sheets."""
    build_site(path, EXAMPLES / "neck-and-shoulder" / "mkdocs.yml", sheets=False, SITE_URL=url)


@pytest.fixture(scope="module")
def below(serve: Callable[..., str]) -> tuple[Path, str]:
    """The small site built for a path below a host's root: its folder and its address."""
    folder = shared.once("small-site-below", partial(small_site_at, f"https://unknot.example{BELOW}"))
    return folder, serve(folder, prefix=BELOW)


def test_every_type_of_page_works_below_a_path(below: tuple[Path, str], page: Page) -> None:
    folder, address = below
    faults = watch(page, address)
    pages = [min(found) for found in map(sorted, map(folder.glob, PAGE_TYPES)) if found]
    assert len(pages) > 25, "the small site has nearly all types of pages"
    for path in pages:
        page.goto(address + path.relative_to(folder).as_posix())
    assert faults == []


@pytest.mark.slow
def test_every_type_of_page_of_the_shipped_site_works_below_a_path(
    serve: Callable[..., str], page: Page
) -> None:
    """Also the types of pages that the small site has none of."""
    build = partial(build_site, sheets=False, SITE_URL=f"https://unknot.example{BELOW}")
    folder = shared.once("site-below", build)
    address = serve(folder, prefix=BELOW)
    faults = watch(page, address)
    for page_type in PAGE_TYPES:
        page.goto(address + min(folder.glob(page_type)).relative_to(folder).as_posix())
    assert faults == []


def test_search_and_menu_work_below_a_path(below: tuple[Path, str], page: Page) -> None:
    _, address = below
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{address}muscles/trapezius/")
    page.get_by_role("combobox").fill("stiff neck")
    page.get_by_role("option").first.click()
    page.wait_for_url(f"{address}symptoms/stiff-neck/*")
    page.locator(".menu a").first.click()
    page.wait_for_url(f"{address}symptoms/")
    page.locator(".brand").click()
    page.wait_for_url(address)


@pytest.fixture(scope="module")
def without_address() -> Path:
    """The small site built without an address, which may then stand anywhere."""
    return shared.once("small-site-without-address", partial(small_site_at, ""))


@pytest.mark.parametrize("folder", ["/", BELOW])
@pytest.mark.parametrize("path", ["none", "techniques/none/", "a/b/c/d/none"])
def test_the_404_page_of_a_site_without_an_address_works_in_every_folder(
    without_address: Path, page: Page, folder: str, path: str
) -> None:
    """Hosts show it at any address that is missing."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.set_viewport_size({"width": 1280, "height": 900})
    with running(without_address, in_folder(folder, github_pages)) as server:
        site = server.address.rstrip("/") + folder
        response = page.goto(site + path)
        assert response
        assert response.status == 404
        expect(page.locator("body")).to_have_css("font-family", re.compile("Atkinson"))
        page.get_by_role("combobox").fill("stiff neck")
        page.get_by_role("option").first.wait_for()
        assert page.locator(".emergency a[href^='tel:']").is_visible()
        signs = page.locator(".emergency a[href$='warning-signs/']")
        signs.click()
        page.wait_for_url(f"{site}warning-signs/")
        assert page.locator(".strip a").is_visible()
    assert errors == []


def test_every_type_of_page_opens_from_disk(built_site: Path, page: Page) -> None:
    """Styles, fonts, pictures and scripts load. The 404 page is left out: only a server shows it."""
    failed: list[str] = []
    errors: list[str] = []

    def record(request: Request) -> None:
        # A request that the browser aborts because the page is left is not missing.
        if request.failure != ABORTED:
            failed.append(request.url)

    page.on("requestfailed", record)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script(BLOCKED)
    for page_type in PAGE_TYPES:
        if page_type == "404.html":
            continue
        page.goto(min(built_site.glob(page_type)).as_uri())
        page.evaluate("document.fonts.ready")
        styled = "getComputedStyle(document.body).fontFamily.includes('Atkinson')"
        assert page.evaluate(styled), page_type
        assert page.evaluate(FAILED_FONTS) == 0, page_type
        assert page.evaluate("window.blocked") == []
    # From disk, browsers refuse to preload fonts, and load them when they are needed.
    assert [url for url in failed if not url.endswith(".woff2")] == []
    assert errors == []


def test_search_map_and_quiz_work_from_disk(built_site: Path, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto((built_site / "index.html").as_uri())
    page.locator(".regions a").nth(2).click()
    expect(page.locator(".region").nth(2)).to_be_visible()
    page.get_by_role("combobox").fill("sciatica")
    page.get_by_role("option").first.click()
    page.wait_for_url(f"{built_site.as_uri()}/symptoms/down-the-leg/index.html*")
    page.goto((built_site / "quizzes/back-pain/index.html").as_uri())
    page.locator(".quiz-option input").first.check()
    page.keyboard.press("Enter")
    expect(page.locator("[data-mark]").first).to_be_visible()
