# SPDX-License-Identifier: MIT
"""Search and warning signs: what may be urgent stands first, whatever else fits better."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


def options(page: Page, site: str, words: str) -> Locator:
    page.goto(f"{site}techniques/")
    page.get_by_role("combobox").fill(words)
    expect(page.get_by_role("listbox")).to_be_visible()
    return page.get_by_role("option")


@pytest.mark.parametrize(
    ("words", "anchor"),
    [
        ("cannot wee", "bladder"),
        ("can't pee", "bladder"),
        ("wet myself", "bladder"),
        ("incontinent", "bladder"),
        ("Urine retention", "bladder"),
        ("groin numb", "saddle-numbness"),
        ("saddle anaesthesia", "saddle-numbness"),
        ("numbness between my legs", "saddle-numbness"),
        ("cauda equna", "saddle-numbness"),
        ("leaking poo", "bowel"),
        ("erectile dysfunction", "sexual-function"),
        ("paralysed", "both-legs"),
        ("cant walk", "both-legs"),
        ("weakness in both legs", "both-legs"),
        ("chest pain", "chest-pain"),
        ("heart att", "chest-pain"),
        ("breathlessness", "chest-pain"),
        ("999", "emergency"),
        ("fever", "fever"),
        ("cancer", "cancer-history"),
        ("unexplained weight loss", "weight-loss"),
        ("between shoulder blades", "between-shoulder-blades"),
        ("calf swollen", "after-massage-urgent"),
        ("DVT", "after-massage-urgent"),
        ("blood in urine after massage", "bladder"),
        ("111", "urgent"),
    ],
)
def test_a_sign_is_answered_first_with_whom_to_call(page: Page, site: str, words: str, anchor: str) -> None:
    first = options(page, site, words).first
    expect(first).to_contain_text("get help")
    expect(first.locator("small")).to_contain_text("Call ")
    assert (first.get_attribute("href") or "").endswith(f"warning-signs/#{anchor}")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}warning-signs/#{anchor}")


@pytest.mark.parametrize(
    "words", ["sciatica", "weak evidence", "lifting weights", "weeks", "tennis ball", "posture"]
)
def test_other_words_are_answered_as_ever(page: Page, site: str, words: str) -> None:
    expect(options(page, site, words).first).to_be_visible()
    expect(page.locator(".search-results .help")).to_have_count(0)


def test_where_nothing_is_found_the_warning_signs_are_offered(page: Page, site: str) -> None:
    found = options(page, site, "qqqq")
    expect(page.get_by_role("listbox")).to_contain_text("Nothing found.")
    expect(found).to_have_count(1)
    expect(found.locator("b")).to_have_text("When to get help")
