# SPDX-License-Identifier: MIT
"""Parts of a page that readers open: a link to one opens it, and all of them are printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.paper import squeezed, texts

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TECHNIQUE = "techniques/trigger-point-therapy/"
LINES = ".more-part p, .more-part li"


def test_parts_are_closed_and_open_by_keyboard(page: Page, site: str) -> None:
    page.goto(f"{site}{TECHNIQUE}")
    parts = page.locator(".more-part")
    assert parts.count() > 1
    expect(page.locator(".more-part[open]")).to_have_count(0)
    parts.first.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(parts.first).to_have_attribute("open", "")
    expect(parts.first.locator("li").first).to_be_visible()


def test_a_link_to_a_heading_of_a_part_opens_it(page: Page, site: str) -> None:
    page.goto(f"{site}{TECHNIQUE}#findings")
    expect(page.locator(".more-part[open] #findings")).to_be_in_viewport()
    expect(page.locator(".more-part[open]")).to_have_count(1)
    page.evaluate("location.hash = 'where'")
    expect(page.locator(".more-part[open] #where")).to_be_in_viewport()


@pytest.mark.parametrize("place", ["%", "%E0%A4%A", "no-such-place", ""])
def test_an_address_with_another_place_does_no_harm(page: Page, site: str, place: str) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{site}{TECHNIQUE}#{place}")
    expect(page.locator(".more-part[open]")).to_have_count(0)
    assert errors == []


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_closed_parts_are_printed(browser: Browser, site: str, script: bool) -> None:  # noqa: FBT001
    context = browser.new_context(java_script_enabled=script)
    page = context.new_page()
    page.goto(f"{site}{TECHNIQUE}")
    lines = [squeezed(line) for line in page.locator(LINES).all_text_contents()]
    everything = squeezed(" ".join(texts(page.pdf())))
    context.close()
    assert len(lines) > 10
    assert [line for line in lines if line and line not in everything] == []


def test_parts_that_printing_opened_are_closed_again(page: Page, site: str) -> None:
    page.goto(f"{site}{TECHNIQUE}#findings")
    expect(page.locator(".more-part[open]")).to_have_count(1)
    page.pdf()
    expect(page.locator(".more-part[open]")).to_have_count(1)
