# SPDX-License-Identifier: MIT
"""Search and warning signs: what may be urgent comes first, even if other pages match better."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from generator.build import open_site, promise_files
from generator.content.library import Library
from generator.content.load import load
from generator.hosts.mkdocs.project import open_project
from generator.website.search_index import promise_search
from tests.browser.searches import type_words
from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

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
    "chset pain": "chest-pain",
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
    # as people type it, some with a typing error
    "wife cant feel when she pees": "bladder",
    "struggling to wee since yesterday": "bladder",
    "blader problems": "bladder",
    "i pooed myself": "bowel",
    "lost control of my bowels": "bowel",
    "no feeling when i wipe": "saddle-numbness",
    "numb down there": "saddle-numbness",
    "private parts numb": "saddle-numbness",
    "sex feels numb": "sexual-function",
    "pain in both legs": "both-legs",
    "tingling in both feet": "both-legs",
    "foot goes floppy": "weak-leg-or-foot",
    "cant lift my toes": "weak-leg-or-foot",
    "my leg keeps giving way": "weak-leg-or-foot",
    "leg went cold and white": "cold-leg",
    "dad collapsed after massage": "collapse",
    "pain in chest and back": "chest-pain",
    "fell off a ladder": "accident",
    "car accident last week back hurts": "accident",
    "dont want to live anymore": "self-harm",
    "I don't want to be here": "self-harm",
    "calf is swollen and hot": "blood-clot-leg",
    "big bruise after massage": "after-massage-urgent",
    "numb thigh": "one-leg-worse",
    "hot and shivery with back ache": "fever",
    "cough makes back hurt": "night-pain",
    "lost a stone without trying": "weight-loss",
    "belly pulsing": "pulsing-tummy",
    "baby not moving": "pregnancy-urgent",
}
"""Search words → id of the sign or tier that they mean."""
OTHER_WORDS = (
    *(
        "sciatica",
        "weak evidence",
        "lifting weights",
        "weeks",
        "tennis ball",
        "posture",
        "hot water bottle",
    ),
    *("cancer", "osteoporosis", "pregnant", "warfarin", "steroid tablets", "DVT", "diabetes", "shingles"),
    *("blood clot", "blood thiners", "high blood pressure", "broken bone", "whiplash", "rash", "surgery"),
    *(
        "cant fall asleep",
        "chest muscles",
        "hunched over my desk",
        "pain when bending over",
        "hurts my buttock",
    ),
    # one letter from a word for a sign, but another word
    *("back massage", "elderly mother back pain massage"),
    *(
        "can my mum have a massage she's on apixaban",
        "mum has bone cancer",
        "had a stent put in last month",
        "diabetic neuropathy",
        "my 14 year old daughter has back pain",
        "im 24 weeks pregnant and my back is killing me",
    ),
)
"""Words that describe no warning sign; the name of a condition or a medicine is none, either."""
FIRST_RESULTS = {
    # medicines, as a substance, as a brand, misspelt
    "warfarin": "before-a-massage/#blood-thinners",
    "apixaban": "before-a-massage/#blood-thinners",
    "Eliquis": "before-a-massage/#blood-thinners",
    "eloquis": "before-a-massage/#blood-thinners",
    "xarelto": "before-a-massage/#blood-thinners",
    "clopidogrel": "before-a-massage/#blood-thinners",
    "Plavix": "before-a-massage/#blood-thinners",
    "blood thiners": "before-a-massage/#blood-thinners",
    "prednisolone": "before-a-massage/#thin-bones",
    "co-codamol": "before-a-massage/#alcohol-painkillers",
    "metformin": "before-a-massage/#numb-skin",
    "methotrexate": "before-a-massage/#inflammatory-arthritis",
    "nurofen": "back-pain/",
    # conditions
    "osteoporosis": "before-a-massage/#thin-bones",
    "osteoperosis": "before-a-massage/#thin-bones",
    "pacemaker": "before-a-massage/#implants",
    "hip replacement": "before-a-massage/#implants",
    "epidural": "before-a-massage/#injection",
    "cortisone injection": "before-a-massage/#injection",
    "rheumatoid arthritis": "before-a-massage/#inflammatory-arthritis",
    "hypermobility": "before-a-massage/#hypermobility",
    "EDS": "before-a-massage/#hypermobility",
    "aneurysm": "before-a-massage/#arteries",
    "epilepsy": "before-a-massage/#numb-skin",
    "high blood pressure": "before-a-massage/#heart-kidney-liver",
    "breast cancer massage": "before-a-massage/#cancer",
    "teenager back pain": "before-a-massage/#under-16",
    "scoliosis": "before-a-massage/#surgery",
    "beta blockers": "before-a-massage/#heart-kidney-liver",
    "blood presure tablets": "before-a-massage/#heart-kidney-liver",
    "diabetic neuropathy": "before-a-massage/#numb-skin",
    "varicose vein": "before-a-massage/#skin",
    "eczema": "before-a-massage/#skin",
    "whiplash massage": "before-a-massage/#broken-bone",
    # whole sentences, with words that no page has
    "can my mum have a massage she's on apixaban": "before-a-massage/#blood-thinners",
    "my nan takes rivaroxoban can she have a back rub": "before-a-massage/#blood-thinners",
    "husband on clopidogril": "before-a-massage/#blood-thinners",
    "on warfarn, is massage safe": "before-a-massage/#blood-thinners",
    "low dose asprin": "before-a-massage/#blood-thinners",
    "is massage ok with a pacemaker fitted": "before-a-massage/#implants",
    "i had a hip replacement 3 months ago": "before-a-massage/#implants",
    "had a stent put in last month": "before-a-massage/#implants",
    "blood clot in leg last year": "before-a-massage/#blood-clot",
    "mum has bone cancer": "before-a-massage/#cancer",
    "cancer patient massage": "before-a-massage/#cancer",
    "elderly mother back pain massage": "before-a-massage/#frail",
    "can children have deep tissue massage": "before-a-massage/#under-16",
    "my 14 year old daughter has back pain": "before-a-massage/#under-16",
    "im 24 weeks pregnant and my back is killing me": "before-a-massage/#pregnancy",
    "steroid injection last week": "before-a-massage/#injection",
    "my mother in law takes edoxoban": "before-a-massage/#blood-thinners",
    "taking lixiana and got a bad back": "before-a-massage/#blood-thinners",
    "bruises easily": "before-a-massage/#blood-thinners",
    "prolia injection massage": "before-a-massage/#thin-bones",
    "gran has osteoporosis and wants massage": "before-a-massage/#thin-bones",
    "partner has ankylosing spondylitis": "before-a-massage/#inflammatory-arthritis",
    "recently had chemotherapy": "before-a-massage/#cancer",
    "pain pump massage": "before-a-massage/#implants",
    "fragile skin elderly": "before-a-massage/#frail",
    "type 2 diabetes deep tissue": "before-a-massage/#numb-skin",
    "had a seizure last year": "before-a-massage/#numb-skin",
    "high bp massage": "before-a-massage/#heart-kidney-liver",
    "i had back surgery can i have massage": "before-a-massage/#surgery",
    # what hurts
    "my buttock hurts and tingles": "symptoms/down-the-leg/",
    "siatica": "symptoms/down-the-leg/",
    "slipped disk": "symptoms/down-the-leg/",
    "pain down my leg": "symptoms/down-the-leg/",
    "bad back after lifting": "symptoms/worse-on-lifting/",
    "back hurts when i bend": "symptoms/worse-on-bending/",
    "hurts to stand": "symptoms/worse-on-standing/",
    "put my back out": "symptoms/stabbing/",
    "knots in my back": "symptoms/stiffness-and-knots/",
    "lower back pain": "symptoms/dull-ache/",
    "i cant feel my foot": "warning-signs/#one-leg-worse",
    "stabbing pain when i breathe": "warning-signs/#chest-pain",
    "my bum cheek hurts when i sit": "symptoms/down-the-leg/",
    "pain goes down the back of my leg to my foot": "symptoms/down-the-leg/",
    "electric shock down leg": "symptoms/down-the-leg/",
    "slipped disc massage": "symptoms/down-the-leg/",
    "my back went when i picked up a box": "symptoms/worse-on-lifting/",
    "back spasm cant move": "symptoms/stabbing/",
    "burning sensation in back": "symptoms/burning/",
    "stiff in the morning": "symptoms/stiffness-and-knots/",
    "pain in lower right back": "symptoms/dull-ache/",
    "pain in bottom": "symptoms/down-the-leg/",
    "shoulder knots": "symptoms/stiffness-and-knots/",
    # questions
    "can I have a massage on blood thinners": "before-a-massage/#blood-thinners",
    "can i get a massage if i have a pacemaker": "before-a-massage/#implants",
    "is it safe when pregnant": "before-a-massage/#pregnancy",
    "massage after surgery": "before-a-massage/#surgery",
    "should it hurt": "before-a-massage/",
    "does massage work": "evidence/",
    "how long does back pain last": "back-pain/#how-long",
    "do i need an mri": "self-care/scans/",
    "cant sleep because of back pain": "self-care/sleep-and-worry/",
    "heat or ice": "self-care/warmth/",
    "does deep tissue massage hurt": "before-a-massage/",
    "feel sick after massage": "before-a-massage/",
    "bruised after massage": "before-a-massage/#after",
    "how many sessions do i need": "before-a-massage/",
    "does massage release toxins": "evidence/claims/",
    "exercises for lower back": "self-care/exercise/",
    "when can i go back to gym": "self-care/exercise/",
    "can i go to work with a bad back": "back-pain/#school-and-work",
    "should i stay in bed": "self-care/keep-moving/",
    "pain is making me depressed": "self-care/sleep-and-worry/",
    "how to sit at desk": "self-care/change-position/",
    "has a doctor checked this": "about/",
    "massage made my back worse": "before-a-massage/",
    "how to tell my therapist to stop": "before-a-massage/",
    "which massage is best for back pain": "techniques/compare/",
    # what teachers and clinics ask
    "worksheet for my class": "for-educators/",
    "is there a test for my students": "for-educators/",
    "embed quiz in moodle": "for-educators/",
    "scorm package": "for-educators/",
    "answer key": "handouts/",
    "download handouts pdf": "handouts/",
    "put our logo on leaflet": "for-clinics/",
    "latisimus dorsi": "muscles/latissimus-dorsi/",
    "myofacial release": "techniques/myofascial-release/",
    "triger point therepy": "techniques/trigger-point-therapy/",
    "pin n stretch": "techniques/pin-and-stretch/",
    # words joined and split
    "xray": "self-care/scans/",
    "x ray": "self-care/scans/",
    "crossfibre": "techniques/cross-fibre-friction/",
    "cross fiber friction": "techniques/cross-fibre-friction/",
    "triggerpoint": "techniques/trigger-point-therapy/",
    "myofascialrelease": "techniques/myofascial-release/",
    "selfcare": "self-care/",
    "lowback": "symptoms/dull-ache/",
    "backpain": "back-pain/",
}
"""What people type → the address of the first result; without a place, any place on that page will do."""
FIRST_RESULTS_US = {
    "coumadin": "before-a-massage/#blood-thinners",
    "can i get a massage on Jantoven": "before-a-massage/#blood-thinners",
    "brilinta": "before-a-massage/#blood-thinners",
    "Lovenox shots": "before-a-massage/#blood-thinners",
    "prednisone": "before-a-massage/#thin-bones",
    "percocet": "before-a-massage/#alcohol-painkillers",
    "cortisone shot": "before-a-massage/#injection",
    "brain tumor": "before-a-massage/#cancer",
    "tylenol": "back-pain/",
    "advil": "back-pain/",
    "cross-fiber": "techniques/cross-fibre-friction/",
    "herniated disk": "symptoms/down-the-leg/",
    "threw my back out": "symptoms/stabbing/",
}
"""The same in the United States."""


@pytest.fixture
def box(page: Page, site: str) -> Locator:
    """The search box of a page."""
    return box_of(page, f"{site}techniques/")


@pytest.fixture(params=["served", "from disk"])
def any_box(page: Page, site: str, built_site: Path, request: pytest.FixtureRequest) -> Locator:
    """The search box of a page that was served, and of one that was opened from disk."""
    on_disk = (built_site / "techniques" / "index.html").as_uri()
    return box_of(page, f"{site}techniques/" if request.param == "served" else on_disk)


def box_of(page: Page, address: str) -> Locator:
    """The search box of a page, with the index loaded, so that results are shown at once."""
    page.goto(address)
    box = page.get_by_role("combobox")
    box.fill("muscle")
    expect(page.get_by_role("option").first).to_be_visible()
    return box


SCRIPTS = ("text.js", "search-ranking.js", "search-parts.js")
FIND = """async all => {
    const found = {};
    for (const words of all) {
        const {results: [first]} = await unknotSearch.search("index.js", words);
        found[words] = first ? first.entry.u : "nothing";
    }
    return found;
}"""

RESULTS = """all => all.map(one => [
    one.querySelector("b").textContent, one.querySelector("small").textContent, one.getAttribute("href")
])"""


def results_for(page: Page, box: Locator, words: str) -> list[list[str]]:
    """Title, line and address of each result of a search."""
    type_words(page, box, words)
    results: list[list[str]] = page.get_by_role("option").evaluate_all(RESULTS)
    return [[title, line, href.replace("index.html", "")] for title, line, href in results]


def test_the_sign_is_the_first_result_with_whom_to_call(page: Page, any_box: Locator) -> None:
    wrong = {}
    for words, anchor in SIGNS.items():
        title, line, address = (results_for(page, any_box, words) or [["", "", ""]])[0]
        if not ("get help" in title and "Call " in line and address.endswith(f"/#{anchor}")):
            wrong[words] = [title, line, address]
    assert wrong == {}


def test_enter_opens_the_sign(page: Page, site: str, box: Locator) -> None:
    box.fill("cannot wee")
    expect(page.locator(".search-results .help")).to_be_visible()
    box.press("Enter")
    page.wait_for_url(f"{site}warning-signs/#bladder")


def test_other_words_have_ordinary_results_only(page: Page, any_box: Locator) -> None:
    for words in OTHER_WORDS:
        assert results_for(page, any_box, words), words
        expect(page.locator(".search-results .help")).to_have_count(0)


def is_at(address: str, wanted: str) -> bool:
    """Whether an address is the wanted one; a wanted page stands for all its places."""
    return (address if "#" in wanted else address.partition("#")[0]) == wanted


def test_the_first_result_is_what_was_meant(page: Page, any_box: Locator) -> None:
    assert len(FIRST_RESULTS) >= 40
    wrong = {}
    for words, address in FIRST_RESULTS.items():
        first = (results_for(page, any_box, words) or [["", "", "nothing"]])[0][2].removeprefix("../")
        if not is_at(first, address):
            wrong[words] = first
    assert wrong == {}


def test_in_the_united_states_too(page: Page, tmp_path: Path, serve: Callable[[Path], str]) -> None:
    project = open_project(REPOSITORY / "mkdocs.yml")
    settings = project.settings().model_copy(update={"region": "us"})
    site, _ = open_site(project.content, settings, dt.date(2026, 11, 28))
    (tmp_path / "index.js").write_bytes(promise_search(site, promise_files(site)).data)
    for name in SCRIPTS:
        shutil.copyfile(REPOSITORY / "overrides" / "assets" / "js" / name, tmp_path / name)
    tags = "".join(f"<script src={name}></script>" for name in SCRIPTS)
    (tmp_path / "index.html").write_text(
        f"<!doctype html><html lang=en><meta charset=utf-8>{tags}", "utf-8"
    )
    page.goto(serve(tmp_path))
    found: dict[str, str] = page.evaluate(FIND, list(FIRST_RESULTS_US))
    assert {words: one for words, one in found.items() if not is_at(one, FIRST_RESULTS_US[words])} == {}


def test_if_nothing_is_found_the_warning_signs_are_offered(page: Page, box: Locator) -> None:
    ((title, _, address),) = results_for(page, box, "qqqq")
    page_of_signs = Library(load(REPOSITORY / "content")[0]).pages["warning-signs"]
    assert (title, address.endswith("warning-signs/")) == (page_of_signs.title, True)
    expect(page.get_by_role("listbox")).to_contain_text("Nothing found.")
