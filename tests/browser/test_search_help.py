# SPDX-License-Identifier: MIT
"""Search and warning signs: what may be urgent comes first, even if other pages match better."""

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
    "unexplained weight loss": "weight-loss",
    "between shoulder blades": "between-shoulder-blades",
    "calf swollen": "blood-clot-leg",
    "blood in urine after massage": "bladder",
    "111": "urgent",
}
"""Search words → id of the sign or tier that they mean."""
OTHER_WORDS = (
    *("sciatica", "weak evidence", "lifting weights", "weeks", "tennis ball", "posture"),
    *("cancer", "osteoporosis", "pregnant", "warfarin", "steroid tablets", "DVT", "diabetes"),
)
"""Words that describe no warning sign; the name of a condition or a medicine is none, either."""
FIRST_RESULTS = {
    "warfarin": "before-a-massage/#blood-thinners",
    "apixaban": "before-a-massage/#blood-thinners",
    "Eliquis": "before-a-massage/#blood-thinners",
    "xarelto": "before-a-massage/#blood-thinners",
    "clopidogrel": "before-a-massage/#blood-thinners",
    "Plavix": "before-a-massage/#blood-thinners",
    "prednisolone": "before-a-massage/#thin-bones",
    "osteoporosis": "before-a-massage/#thin-bones",
    "pacemaker": "before-a-massage/#implants",
    "hip replacement": "before-a-massage/#implants",
    "epidural": "before-a-massage/#injection",
    "rheumatoid arthritis": "before-a-massage/#inflammatory-arthritis",
    "hypermobility": "before-a-massage/#hypermobility",
    "aneurysm": "before-a-massage/#arteries",
    "epilepsy": "before-a-massage/#numb-skin",
    "my buttock hurts and tingles": "symptoms/down-the-leg/",
    "xray": "self-care/scans/",
    "crossfibre": "techniques/cross-fibre-friction/",
    "triggerpoint": "techniques/trigger-point-therapy/",
    "myofascialrelease": "techniques/myofascial-release/",
}
"""What people type → the address of the first result."""


@pytest.fixture
def box(page: Page, site: str) -> Locator:
    """The search box, with the index loaded, so that results are shown at once."""
    page.goto(f"{site}techniques/")
    box = page.get_by_role("combobox")
    box.fill("muscle")
    expect(page.get_by_role("option").first).to_be_visible()
    return box


RESULTS = """all => all.map(one => [
    one.querySelector("b").textContent, one.querySelector("small").textContent, one.getAttribute("href")
])"""


def results_for(page: Page, box: Locator, words: str) -> list[list[str]]:
    """Title, line and address of each result of a search."""
    box.fill(words)
    page.evaluate("() => new Promise(done => setTimeout(done))")
    results: list[list[str]] = page.get_by_role("option").evaluate_all(RESULTS)
    return results


def test_the_sign_is_the_first_result_with_whom_to_call(page: Page, box: Locator) -> None:
    wrong = {}
    for words, anchor in SIGNS.items():
        title, line, address = (results_for(page, box, words) or [["", "", ""]])[0]
        if not ("get help" in title and "Call " in line and address.endswith(f"/#{anchor}")):
            wrong[words] = [title, line, address]
    assert wrong == {}


def test_enter_opens_the_sign(page: Page, site: str, box: Locator) -> None:
    box.fill("cannot wee")
    expect(page.locator(".search-results .help")).to_be_visible()
    box.press("Enter")
    page.wait_for_url(f"{site}warning-signs/#bladder")


def test_other_words_have_ordinary_results_only(page: Page, box: Locator) -> None:
    for words in OTHER_WORDS:
        assert results_for(page, box, words), words
        expect(page.locator(".search-results .help")).to_have_count(0)


def test_the_first_result_is_what_was_meant(page: Page, box: Locator) -> None:
    wrong = {}
    for words, address in FIRST_RESULTS.items():
        first = (results_for(page, box, words) or [["", "", "nothing"]])[0][2]
        if not first.partition("?")[0].endswith(address) and not first.startswith(f"../{address}"):
            wrong[words] = first
    assert wrong == {}


def test_if_nothing_is_found_the_warning_signs_are_offered(page: Page, box: Locator) -> None:
    ((title, _, address),) = results_for(page, box, "qqqq")
    page_of_signs = Library(load(REPOSITORY / "content")[0]).pages["warning-signs"]
    assert (title, address.endswith("warning-signs/")) == (page_of_signs.title, True)
    expect(page.get_by_role("listbox")).to_contain_text("Nothing found.")
