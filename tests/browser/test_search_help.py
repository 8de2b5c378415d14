# SPDX-License-Identifier: MIT
"""Search and warning signs: what may be urgent stands first, whatever else fits better."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from generator.content.library import Library
from generator.content.load import load
from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


SIGNS = {
    "cannot wee": "bladder",
    "can't pee": "bladder",
    "wet myself": "bladder",
    "incontinent": "bladder",
    "Urine retention": "bladder",
    "groin numb": "saddle-numbness",
    "saddle anaesthesia": "saddle-numbness",
    "numbness between my legs": "saddle-numbness",
    "cauda equna": "saddle-numbness",
    "leaking poo": "bowel",
    "erectile dysfunction": "sexual-function",
    "paralysed": "both-legs",
    "cant walk": "both-legs",
    "weakness in both legs": "both-legs",
    "chest pain": "chest-pain",
    "heart att": "chest-pain",
    "breathlessness": "chest-pain",
    "999": "emergency",
    "foot drop": "weak-leg-or-foot",
    "stroke": "stroke-signs",
    "passed out": "collapse",
    "suicidal": "self-harm",
    "fever": "fever",
    "cancer": "cancer-history",
    "unexplained weight loss": "weight-loss",
    "between shoulder blades": "between-shoulder-blades",
    "calf swollen": "blood-clot-leg",
    "DVT": "blood-clot-leg",
    "blood in urine after massage": "bladder",
    "111": "urgent",
}
"""What is typed → the sign that is meant."""
OTHERS = ("sciatica", "weak evidence", "lifting weights", "weeks", "tennis ball", "posture")


@pytest.fixture
def box(page: Page, site: str) -> Locator:
    """The search box; what it finds stands below it at once."""
    page.goto(f"{site}techniques/")
    box = page.get_by_role("combobox")
    box.fill("muscle")
    expect(page.get_by_role("option").first).to_be_visible()
    return box


RESULTS = """all => all.map(one => [
    one.querySelector("b").textContent, one.querySelector("small").textContent, one.getAttribute("href")
])"""


def found(page: Page, box: Locator, words: str) -> list[list[str]]:
    """Title, line and address of each result."""
    box.fill(words)
    page.evaluate("() => new Promise(done => setTimeout(done))")
    results: list[list[str]] = page.get_by_role("option").evaluate_all(RESULTS)
    return results


def test_a_sign_is_answered_first_with_whom_to_call(page: Page, box: Locator) -> None:
    wrong = {}
    for words, anchor in SIGNS.items():
        title, line, address = (found(page, box, words) or [["", "", ""]])[0]
        if not ("get help" in title and "Call " in line and address.endswith(f"/#{anchor}")):
            wrong[words] = [title, line, address]
    assert wrong == {}


def test_enter_leads_to_the_sign(page: Page, site: str, box: Locator) -> None:
    box.fill("cannot wee")
    expect(page.locator(".search-results .help")).to_be_visible()
    box.press("Enter")
    page.wait_for_url(f"{site}warning-signs/#bladder")


def test_other_words_are_answered_as_ever(page: Page, box: Locator) -> None:
    for words in OTHERS:
        assert found(page, box, words), words
        expect(page.locator(".search-results .help")).to_have_count(0)


def test_where_nothing_is_found_the_warning_signs_are_offered(page: Page, box: Locator) -> None:
    ((title, _, address),) = found(page, box, "qqqq")
    page_of_signs = Library(load(REPOSITORY / "content")[0]).pages["warning-signs"]
    assert (title, address.endswith("warning-signs/")) == (page_of_signs.title, True)
    expect(page.get_by_role("listbox")).to_contain_text("Nothing found.")
