# SPDX-License-Identifier: MIT
"""Filtering long lists by the reader's words."""

from __future__ import annotations

import re
from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

LISTS = {
    "evidence/sources/": ".source-list > li",
    "evidence/claims/": ".claim",
    "glossary/": ".glossary > div",
    "handouts/": ".sheets > li",
}
"""Address of a page → selector of its list items."""


def field(page: Page) -> Locator:
    return page.get_by_label("List only what has these words")


def listed(page: Page, address: str) -> list[str]:
    """The text of each list item that is shown."""
    return page.locator(f"{LISTS[address]}:visible").all_text_contents()


def two_words(texts: list[str]) -> str:
    """Two words, the first in capitals, that several texts have, while more have the first alone."""
    known = sorted(set(re.findall("[a-z]{4,}", " ".join(texts).lower())))
    having = {word: {text for text in texts if word in text.lower()} for word in known}
    pairs = permutations(known, 2)
    return next(f"{a.upper()} {b}" for a, b in pairs if 1 < len(having[a] & having[b]) < len(having[a]))


@pytest.mark.parametrize("address", LISTS)
def test_only_items_with_all_words_are_listed(page: Page, site: str, address: str) -> None:
    page.goto(f"{site}{address}")
    everything = listed(page, address)
    words = two_words(everything)
    matching = [text for text in everything if all(word in text.lower() for word in words.lower().split())]
    assert 1 < len(matching) < len(everything)
    field(page).fill(words)
    assert listed(page, address) == matching
    expect(page.get_by_role("status").last).to_have_text(
        f"{len(matching)} of {len(everything)} are listed."
    )
    field(page).press("Escape")
    assert listed(page, address) == everything
    expect(page.get_by_role("status").last).to_have_text("")


def test_accents_and_apostrophes_do_not_matter(page: Page, site: str) -> None:
    page.goto(f"{site}glossary/")
    field(page).fill("SCÏATIC' nerve")
    assert listed(page, "glossary/")


def test_empty_groups_are_hidden_and_a_link_to_one_clears_the_filter(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{site}evidence/sources/")
    first, *_, last = page.locator("[data-filter-group]").all()
    total = page.locator("[data-filter-group] > h2").count()
    field(page).fill(first.locator("li").first.text_content() or "")
    shown = page.locator("[data-filter-group] > h2:visible")
    expect(shown).to_have_text(first.locator("h2").all_text_contents())
    heading = last.locator("h2")
    page.locator(f".contents a[href='#{heading.get_attribute('id')}']").click()
    expect(shown).to_have_count(total)
    expect(heading).to_be_in_viewport()
    expect(field(page)).to_have_value("")


def test_on_return_the_list_is_filtered_by_the_words_that_the_browser_restores(
    page: Page, site: str
) -> None:
    page.goto(f"{site}glossary/")
    everything = listed(page, "glossary/")
    field(page).fill(two_words(everything))
    shown = listed(page, "glossary/")
    status = page.get_by_role("status").last.inner_text()
    assert len(shown) < len(everything)
    page.locator(".brand").click()
    page.wait_for_url(site)
    page.go_back()
    expect(field(page)).not_to_have_value("")
    expect(page.locator(f"{LISTS['glossary/']}:visible")).to_have_count(len(shown))
    assert listed(page, "glossary/") == shown
    expect(page.get_by_role("status").last).to_have_text(status)


def test_on_return_to_a_link_to_an_item_that_is_filtered_out_the_filter_is_cleared(
    page: Page, site: str
) -> None:
    page.goto(f"{site}glossary/")
    last = page.locator(LISTS["glossary/"]).last.get_attribute("id")
    page.goto(f"{site}glossary/#{last}")
    everything = page.locator(LISTS["glossary/"]).count()
    field(page).fill("zzz")
    page.locator(".brand").click()
    page.wait_for_url(site)
    page.go_back()
    expect(page.locator(f"{LISTS['glossary/']}:visible")).to_have_count(everything)
    expect(field(page)).to_have_value("")


def test_without_a_match_a_message_is_shown(page: Page, site: str) -> None:
    page.goto(f"{site}evidence/claims/")
    field(page).fill("zzz")
    expect(page.get_by_text("Nothing here has these words.")).to_be_visible()


def test_without_javascript_everything_is_listed_and_the_field_is_hidden(
    browser: Browser, site: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for address, items in LISTS.items():
        page.goto(f"{site}{address}")
        expect(field(page)).to_be_hidden()
        assert page.locator(f"{items}:visible").count() == page.locator(items).count() > 1
    context.close()
