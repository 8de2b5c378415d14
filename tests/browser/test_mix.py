# SPDX-License-Identifier: MIT
"""'Build your own quiz' in a browser: filters, ticks, the address, the embed code, the preview."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import lxml.html
import pytest
from playwright.sync_api import expect

from tests.browser.test_quizzes import AXE
from tests.conftest import SITE_URL

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, FrameLocator, Page

MIX = "quizzes/mix/"
PREVIEW_FITS = """() => {
    const frame = document.querySelector("[data-part=preview]");
    const inside = frame.contentDocument.documentElement.getBoundingClientRect();
    return Number(frame.height) === Math.ceil(inside.height);
}"""
LISTED = "[data-question]:visible"
TWO_QUESTIONS = ("ws-fever", "bp-scan")


@pytest.fixture
def mix(page: Page, site: str) -> Page:
    page.goto(f"{site}{MIX}")
    return page


TOPIC_OF = {"ws-fever": "warning-signs", "bp-scan": "back-pain", "ws-which-emergency": "warning-signs"}


def open_topic(page: Page, topic: str) -> None:
    """Show the questions of a topic."""
    details = page.locator(f"details[data-topic={topic}]")
    if details.get_attribute("open") is None:
        details.locator("summary").first.click()
    expect(details.locator("[data-question]").first).to_be_visible()


def tick(page: Page, *ids: str) -> None:
    for id_ in ids:
        open_topic(page, TOPIC_OF[id_])
        page.locator(f"[data-question={id_}] input").check()


def preview(page: Page) -> FrameLocator:
    return page.frame_locator("[data-part=preview]")


def question_ids(frame: FrameLocator | Page) -> list[str]:
    """The ids of a quiz's questions in order; skips through the quiz."""
    ids: list[str] = []
    expect(frame.locator("[data-part=position]")).to_contain_text("Question 1 of")
    while True:
        ids += frame.locator(LISTED).evaluate_all("all => all.map(one => one.dataset.question)")
        skip = frame.get_by_role("button", name="Skip", exact=True)
        _, number, _, total = frame.locator("[data-part=position]").inner_text().split()
        if number == total:
            return ids
        skip.click()


def embed_code(page: Page) -> lxml.html.HtmlElement:
    return lxml.html.fragment_fromstring(page.locator("[data-part=line]").inner_text())


def test_a_topics_questions_are_loaded_when_it_is_opened(mix: Page, site: str) -> None:
    requests: list[str] = []
    mix.on("request", lambda request: requests.append(request.url))
    expect(mix.locator("[data-part=listed]")).to_have_text("Open or choose a topic to list its questions.")
    assert mix.locator("[data-question]").count() == 0
    open_topic(mix, "warning-signs")
    expect(mix.locator("[data-part=listed]")).to_have_text(
        f"{mix.locator(LISTED).count()} questions are listed."
    )
    mix.locator("details[data-topic=warning-signs] > summary").click()
    expect(mix.locator("[data-part=listed]")).to_have_text("Open or choose a topic to list its questions.")
    open_topic(mix, "warning-signs")
    assert [url for url in requests if "/rows/" in url] == [f"{site}{MIX}rows/warning-signs.js"]


def test_a_topic_that_cannot_be_loaded_can_be_opened_again(mix: Page) -> None:
    mix.route("**/rows/*.js", lambda route: route.abort())
    mix.locator("details[data-topic=back-pain] > summary").click()
    expect(mix.get_by_text("The questions could not be loaded.")).to_be_visible()
    expect(mix.locator("details[data-topic=back-pain]")).not_to_have_attribute("open", "")
    mix.unroute("**/rows/*.js")
    open_topic(mix, "back-pain")
    expect(mix.get_by_text("The questions could not be loaded.")).to_be_hidden()


def test_filters_reduce_the_list(mix: Page) -> None:
    open_topic(mix, "back-pain")
    open_topic(mix, "warning-signs")
    everything = mix.locator(LISTED).count()
    expect(mix.locator("[data-part=listed]")).to_have_text(f"{everything} questions are listed.")
    mix.get_by_label("Topic", exact=True).select_option("warning-signs")
    of_topic = mix.locator(LISTED).count()
    assert 0 < of_topic < everything
    expect(mix.locator("[data-part=topic]:visible")).to_have_count(1)
    mix.get_by_label("Level", exact=True).select_option("apply")
    mix.get_by_label("Type", exact=True).select_option("single-choice")
    rows = mix.locator(LISTED).evaluate_all("all => all.map(one => ({...one.dataset}))")
    assert 0 < len(rows) < of_topic
    assert {(row["topic"], row["level"], row["type"]) for row in rows} == {
        ("warning-signs", "apply", "single-choice")
    }
    expect(mix.locator("[data-part=listed]")).to_have_text(f"{len(rows)} questions are listed.")
    mix.get_by_label("Topic", exact=True).select_option("")
    mix.get_by_label("Level", exact=True).select_option("")
    mix.get_by_label("Type", exact=True).select_option("")
    tick(mix, *TWO_QUESTIONS)
    mix.get_by_label("Only those I ticked").check()
    expect(mix.locator(LISTED)).to_have_count(2)


def test_ticked_questions_are_in_the_address_the_embed_code_and_the_preview(mix: Page, site: str) -> None:
    expect(mix.locator("[data-part=ticked]")).to_have_text("Nothing is ticked yet.")
    expect(mix.locator("[data-part=made]")).to_be_hidden()
    tick(mix, *TWO_QUESTIONS)
    expect(mix.locator("[data-part=ticked]")).to_contain_text("2 questions are ticked.")
    assert mix.url == f"{site}{MIX}?q=ws-fever,bp-scan"
    assert embed_code(mix).get("src") == f"{SITE_URL}{MIX}embed/?q=ws-fever,bp-scan"
    expect(preview(mix).get_by_text("Question 1 of 2")).to_be_visible()
    assert question_ids(preview(mix)) == list(TWO_QUESTIONS)
    mix.locator("[data-question=ws-fever] input").uncheck()
    expect(mix.locator("[data-part=ticked]")).to_have_text("1 question is ticked.")
    expect(preview(mix).get_by_text("Question 1 of 1")).to_be_visible()
    assert mix.url == f"{site}{MIX}?q=bp-scan"


def test_an_address_restores_the_ticks_and_names_unknown_questions(page: Page, site: str) -> None:
    page.goto(f"{site}{MIX}?q=bp-scan,no-such-one,ws-fever,bp-scan")
    expect(page.locator("[data-question] input:checked")).to_have_count(2)
    expect(page.locator("[data-part=ticked]")).to_contain_text("2 questions are ticked.")
    assert "q=bp-scan,ws-fever" in embed_code(page).get("src")
    unknown = page.locator("[data-mix] > section [data-part=unknown]")
    expect(unknown).to_have_text("The address names questions that are not here: no-such-one")
    assert question_ids(preview(page)) == ["bp-scan", "ws-fever"]
    page.goto(f"{site}{MIX}?q=bp-scan")
    expect(unknown).to_be_hidden()


@pytest.mark.parametrize("path", ["quizzes/mix/embed/", "quizzes/warning-signs/embed/"])
def test_an_embed_page_names_unknown_questions(page: Page, site: str, path: str) -> None:
    page.goto(f"{site}{path}?q=no-such-one,ws-fever,nor-this")
    unknown = page.locator("[data-part=unknown]")
    expect(unknown).to_have_text("The address names questions that are not here: no-such-one, nor-this")
    assert question_ids(page) == ["ws-fever"]
    page.goto(f"{site}{path}?q=ws-fever")
    expect(unknown).to_be_hidden()


def test_all_listed_questions_can_be_ticked_and_all_ticks_cleared(mix: Page, site: str) -> None:
    tick(mix, "bp-scan")
    mix.get_by_label("Topic", exact=True).select_option("warning-signs")
    expect(mix.locator(LISTED).first).to_be_visible()
    listed = mix.locator(LISTED).evaluate_all("all => all.map(one => one.dataset.question)")
    mix.get_by_role("button", name="Tick all that are listed").click()
    assert mix.url == f"{site}{MIX}?q=bp-scan,{','.join(listed)}"
    mix.get_by_role("button", name="Start again").click()
    assert mix.url == f"{site}{MIX}"
    assert mix.locator("[data-question] input:checked").count() == 0
    expect(mix.get_by_label("Topic", exact=True)).to_be_focused()


def test_the_embed_code_is_copied(browser: Browser, site: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{site}{MIX}?q=bp-scan")
    page.get_by_role("button", name="Copy the line").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("[data-part=line]").inner_text()
    tick(page, "ws-fever")
    expect(page.get_by_role("button", name="Copy the line")).to_be_visible()
    context.close()


def test_if_copying_is_forbidden_the_embed_code_is_selected(mix: Page) -> None:
    mix.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    mix.evaluate("() => { document.execCommand = () => false; }")
    tick(mix, "bp-scan")
    mix.get_by_role("button", name="Copy the line").click()
    code = mix.locator("[data-part=line]").inner_text()
    mix.wait_for_function("code => getSelection().toString() === code", arg=code)
    expect(mix.get_by_role("button", name="Copied")).to_have_count(0)


def test_it_works_by_keyboard_alone(mix: Page, site: str) -> None:
    mix.get_by_label("Topic", exact=True).focus()
    for _ in range(5):
        mix.keyboard.press("Tab")
    mix.keyboard.press("Enter")
    expect(mix.locator("[data-question]").first).to_be_visible()
    mix.keyboard.press("Tab")
    mix.keyboard.press("Space")
    first = str(mix.locator("[data-question]").first.get_attribute("data-question"))
    assert mix.url == f"{site}{MIX}?q={first}"
    mix.get_by_role("button", name="Copy the line").focus()
    mix.keyboard.press("Tab")
    mix.keyboard.press("Enter")
    assert mix.url == f"{site}{MIX}"


def test_nothing_is_stored_or_sent(mix: Page, site: str) -> None:
    requests: list[str] = []
    mix.on("request", lambda request: requests.append(request.url))
    tick(mix, *TWO_QUESTIONS)
    expect(preview(mix).get_by_text("Question 1 of 2")).to_be_visible()
    assert question_ids(preview(mix)) == list(TWO_QUESTIONS)
    assert all(url.startswith((f"{site}{MIX}", f"{site}assets/")) for url in requests)
    assert mix.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_the_previews_add_nothing_to_the_history(mix: Page, site: str) -> None:
    mix.goto(site)
    mix.goto(f"{site}{MIX}")
    for id_ in TWO_QUESTIONS:
        tick(mix, id_)
        expect(preview(mix).locator(f"[data-question={id_}]")).to_have_count(1)
    mix.go_back()
    assert mix.url == site


def test_the_preview_has_the_height_of_its_quiz_and_the_colours_of_the_page(mix: Page) -> None:
    mix.evaluate("document.documentElement.dataset.theme = 'dark'")
    tick(mix, "ws-which-emergency")
    frame = preview(mix)
    expect(frame.locator("html")).to_have_attribute("data-theme", "dark")
    mix.wait_for_function(PREVIEW_FITS)


def test_it_works_from_disk(page: Page, built_site: Path) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((built_site / "quizzes" / "mix" / "index.html").as_uri())
    tick(page, *TWO_QUESTIONS)
    assert page.url.endswith("?q=ws-fever,bp-scan")
    expect(preview(page).get_by_text("Question 1 of 2")).to_be_visible()
    assert question_ids(preview(page)) == list(TWO_QUESTIONS)
    assert errors == []


def test_the_embed_page_works_in_a_sandbox_of_another_site(
    page: Page, site: str, serve: Callable[..., str], tmp_path: Path
) -> None:
    frame = (
        f'<iframe src="{site}{MIX}embed/?q=ws-fever,bp-scan" title="x" sandbox="allow-scripts"></iframe>'
    )
    (tmp_path / "index.html").write_text(f"<!doctype html><title>x</title>{frame}", "utf-8")
    page.goto(serve(tmp_path))
    assert question_ids(page.frame_locator("iframe")) == list(TWO_QUESTIONS)


def test_without_javascript_each_topic_links_to_its_quiz(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}{MIX}")
    expect(page.locator("[data-mix] :is(input, select, button):visible")).to_have_count(0)
    expect(page.get_by_text("this page needs JavaScript")).to_be_visible()
    topic = page.locator("details[data-topic=warning-signs]")
    topic.locator("summary").click()
    topic.get_by_role("link", name="Read them in the quiz").click()
    page.wait_for_url(f"{site}quizzes/warning-signs/")
    context.close()


def test_the_embed_page_loads_the_topics_of_its_questions_and_lists_their_sources(
    page: Page, site: str
) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(f"{site}{MIX}embed/?q=bp-scan,ws-fever")
    assert question_ids(page) == ["bp-scan", "ws-fever"]
    parts = [
        url.removeprefix(f"{site}{MIX}") for url in requests if url.endswith(".js") and "assets" not in url
    ]
    assert sorted(parts) == ["embed/back-pain.js", "embed/warning-signs.js", "ids/0.js"]
    linked, listed = page.evaluate(CITED)
    assert linked == listed
    assert len(listed) == len({*listed}) > 0


CITED = """() => [
    [...new Set([...document.querySelectorAll("[data-question] [href^='#source-']")].map(one => one.hash))],
    [...document.querySelectorAll("[data-part=sources] > li")].map(one => `#${one.id}`),
]"""


def test_an_address_of_one_question_in_the_embed_page_still_asks_it(page: Page, site: str) -> None:
    page.goto(f"{site}{MIX}embed/#question-bp-scan")
    assert question_ids(page) == ["bp-scan"]
    page.goto(f"{site}{MIX}embed/?x")
    expect(page.get_by_role("link", name="See all quizzes")).to_be_visible(timeout=2000)


def test_an_embed_page_that_cannot_load_its_questions_says_so(page: Page, site: str) -> None:
    page.route("**/mix/embed/*.js", lambda route: route.abort())
    page.goto(f"{site}{MIX}embed/?q=bp-scan")
    expect(page.get_by_text("The questions could not be loaded.")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_reports_nothing_with_ticked_questions(
    mix: Page, axe_source: str, scheme: Literal["light", "dark"]
) -> None:
    mix.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    tick(mix, *TWO_QUESTIONS)
    mix.locator("[data-question] summary").first.click()
    expect(preview(mix).get_by_text("Question 1 of 2")).to_be_visible()
    mix.evaluate(axe_source)
    assert mix.evaluate(AXE) == []


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_is_cut_off_at_any_width(mix: Page, width: int) -> None:
    mix.set_viewport_size({"width": width, "height": 800})
    tick(mix, *TWO_QUESTIONS)
    assert mix.evaluate("document.documentElement.scrollWidth") <= width
    small = mix.locator("[data-mix] :is(input, select, button, summary, .button):visible").evaluate_all(
        "all => all.filter(one => one.getBoundingClientRect().height < 24).map(one => one.outerHTML)"
    )
    assert small == []
