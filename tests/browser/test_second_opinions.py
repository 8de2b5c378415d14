# SPDX-License-Identifier: MIT
"""Accessibility by two more checkers, HTML_CodeSniffer and IBM's, on every type of page and in use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.tools import EQUAL_ACCESS, HTML_CODESNIFFER
from tests.website.test_site_html import DESKTOP, PAGE_TYPES, PHONE, barriers, open_as

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

SNIFF = """() => new Promise(done => HTMLCS.process("WCAG2AAA", document, () => done(
    HTMLCS.getMessages().filter(message => message.type === HTMLCS.ERROR).map(
        ({code, msg, element}) => `${code}: ${msg}: ${element.outerHTML.slice(0, 200)}`
    )
)))"""
"""The errors that HTML_CodeSniffer reports at level AAA."""

CHECK = """async ([alarms, reviews]) => {
    const report = await new ace.Checker().check(document, ["IBM_Accessibility"]);
    const counts = ({value, ruleId, snippet, node}) => node.checkVisibility()
        && (value[1] === "FAIL" || value[1] === "POTENTIAL" && reviews.includes(ruleId))
        && !alarms.some(([rule, start]) => rule === ruleId && snippet.startsWith(start));
    return report.results.filter(counts).map(
        ({ruleId, message, snippet}) => `${ruleId}: ${message}: ${snippet.slice(0, 200)}`
    );
}"""
"""What fails by IBM's rules, and what some ask a person to look at; not in a menu that is closed."""

REVIEWS = ("input_checkboxes_grouped",)
"""Rules of IBM's checker whose doubts count, too."""

FALSE_ALARMS = (
    # Deprecated, it says, but the HTML standard has them: 4.2.5.3, 4.4.8, and SVG 2 in 13.2.
    ("element_attribute_deprecated", "<meta"),
    ("element_attribute_deprecated", "<li"),
    ("element_attribute_deprecated", "<use"),
    # A figure that is one picture with an alternative text needs no caption to be named by.
    ("figure_label_exists", "<figure"),
    # It counts the `main` of a page in a frame.
    ("aria_main_label_visible", "<body"),
)
"""Rule, and beginning of the element, for which IBM's checker is wrong."""
SNIFFED_IN_VAIN = re.compile(
    # The HTML standard allows style sheets in the body (4.2.4).
    r".*2_4_8\.H59\.1: Link elements can only be located in the head"
    # The maker's form sends nothing: the preview beside it follows every change.
    r'|.*3_2_2\.H32\.2: This form does not contain a submit button.*<form class="maker-form"'
)
"""Messages of HTML_CodeSniffer that are wrong for our pages."""


def opinions(page: Page) -> list[str]:
    """What the two checkers report for the open page."""
    page.evaluate(HTML_CODESNIFFER.read_text("utf-8"))
    sniffed = [message for message in page.evaluate(SNIFF) if not SNIFFED_IN_VAIN.match(message)]
    page.evaluate(EQUAL_ACCESS.read_text("utf-8"))
    return [*sniffed, *page.evaluate(CHECK, [FALSE_ALARMS, REVIEWS])]


ALWAYS = (
    "quizzes/*/embed/index.html",
    "symptoms/*/index.html",
    "techniques/*/index.html",
    "techniques/compare/index.html",
)
"""Types of pages that have most of what there is on pages; the others take minutes."""


@pytest.mark.parametrize(
    "page_type", [one if one in ALWAYS else pytest.param(one, marks=pytest.mark.slow) for one in PAGE_TYPES]
)
def test_two_more_checkers_report_nothing(built_site: Path, site: str, page: Page, page_type: str) -> None:
    open_as(
        page, site + min(built_site.glob(page_type)).relative_to(built_site).as_posix(), ("light", DESKTOP)
    )
    assert opinions(page) == []


# --- pages in use


def answered_quiz(page: Page, site: str) -> None:
    """Answer every question of a quiz that has all types of questions."""
    page.goto(f"{site}quizzes/back-pain/")
    while not page.locator("[data-part=result]").is_visible():
        question = page.locator("[data-question]:visible")
        if question.locator("[data-move]:visible").count():
            question.locator("[data-move=down]:visible").first.click()
        for select in question.locator("select").all():
            select.select_option(index=1)
        for field in question.locator("input[type=text]").all():
            field.fill("x")
        if question.locator("[data-part=option] input").count():
            question.locator("[data-part=option] input").first.check()
        page.locator("[data-do=check]").click()
        expect(question.locator("[data-mark]").first).to_be_visible()
        assert labels_without_control(page) == []
        page.locator("[data-do=next]").click()


def made_handout(page: Page, site: str) -> None:
    page.goto(f"{site}handouts/make/?t=warning-signs,before-a-massage")
    page.locator("#maker[data-ready]").wait_for()
    page.get_by_role("button", name="Add an exercise").click()


def found_pages(page: Page, site: str) -> None:
    page.goto(f"{site}techniques/compare/")
    page.locator("#finder fieldset label").nth(1).click()


def searched(page: Page, site: str) -> None:
    page.goto(site)
    opener = page.locator(".search-open")
    if opener.is_visible():
        opener.click()
    page.locator("#search-input").fill("sciatica")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")


def mixed_quiz(page: Page, site: str) -> None:
    page.goto(f"{site}quizzes/mix/")
    page.locator("details[data-topic] > summary").first.click()
    page.locator("[data-question] input").first.check()
    page.frame_locator("[data-part=preview]").locator("[data-question]:visible").first.wait_for()


USES: tuple[Callable[[Page, str], None], ...] = (
    answered_quiz,
    made_handout,
    found_pages,
    searched,
    mixed_quiz,
)


@pytest.mark.parametrize("window", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("use", USES, ids=[use.__name__ for use in USES])
def test_checkers_report_nothing_of_a_page_in_use(
    page: Page, site: str, axe_source: str, use: Callable[[Page, str], None], window: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": window[0], "height": window[1]})
    page.emulate_media(reduced_motion="reduce")
    use(page, site)
    assert opinions(page) == []
    assert barriers(page, axe_source) == []
    assert labels_without_control(page) == []


LABELS_WITHOUT_CONTROL = """[...document.querySelectorAll("label")].filter(
    label => label.checkVisibility() && !(label.control && label.control.checkVisibility())
).map(label => label.outerHTML)"""


def labels_without_control(page: Page) -> list[str]:
    """The labels on display whose control is missing or not displayed."""
    labels: list[str] = page.evaluate(LABELS_WITHOUT_CONTROL)
    return labels


def test_links_of_the_preview_are_on_paper_only(page: Page, site: str, tmp_path: Path) -> None:
    """In the preview, which is as small as the window wants it, they would be too small to tap."""
    page.set_viewport_size({"width": 390, "height": 844})
    made_handout(page, site)
    links = page.locator("#maker .pages a")
    assert links.count() > 0
    expect(page.locator("#maker .pages a[href]")).to_have_count(0)
    page.pdf(path=tmp_path / "set.pdf", prefer_css_page_size=True)
    pages = PdfReader(tmp_path / "set.pdf").pages
    printed = {str(note.get_object()["/A"]["/URI"]) for page in pages for note in page.get("/Annots", [])}
    assert printed == set(links.evaluate_all("all => all.map(link => link.dataset.href)"))
    expect(page.locator("#maker .pages a[href]")).to_have_count(0)


# --- what scrolls


def test_what_scrolls_is_a_stop_of_the_tab_key_only_if_it_can_scroll(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{site}about/coverage/")
    table = page.locator("[data-scrolls]").first
    expect(table).to_have_attribute("tabindex", "0")
    table.focus()
    page.keyboard.press("ArrowRight")
    expect(table).to_have_js_property("scrollLeft", 40)
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(table).not_to_have_attribute("tabindex", "0")
