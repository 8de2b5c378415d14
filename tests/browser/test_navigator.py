# SPDX-License-Identifier: MIT
"""'Find your pages' in a browser: the generator's rule, keyboard, announcements, no storage, no scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from generator.prose import to_text
from tests.handouts.handouts_example import REAL_CONTENT, site_of
from tests.website.test_navigator import all_answers, keys, table

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

COMPARE = "techniques/compare/"

LISTED = """combinations => combinations.map(answers => {
    const finder = document.getElementById("finder");
    for (const input of finder.querySelectorAll("input")) {
        input.checked = input.value === (answers[input.name] || "");
    }
    finder.dispatchEvent(new Event("change"));
    return [...finder.querySelectorAll("tbody tr:not([hidden]) th a")].map(
        link => new URL(link.href).pathname.split("/").slice(1, 3).join("/"));
})"""
"""The pages shown for each combination of answers."""


def test_the_script_follows_the_rule_of_the_generator(page: Page, site: str) -> None:
    page.goto(f"{site}{COMPARE}")
    combinations = list(all_answers(table("content")))
    shown = page.evaluate(LISTED, [{str(ask): id_ for ask, id_ in one.items()} for one in combinations])
    assert shown == [keys(table("content"), answers) for answers in combinations]


def test_it_works_by_keyboard_and_announces_its_results(page: Page, site: str) -> None:
    page.goto(f"{site}{COMPARE}")
    status = page.locator("#finder [role=status]")
    expect(status).to_have_text("Nothing is chosen yet. These pages are for everybody.")
    again = page.get_by_role("button", name="Start again")
    expect(again).to_be_hidden()
    page.locator("#finder input").first.focus()
    page.keyboard.press("ArrowRight")
    chosen = page.locator("#finder input:checked").first
    expect(chosen).to_be_focused()
    assert chosen.input_value()
    count = page.locator("#finder tbody tr:visible").count()
    expect(status).to_have_text(f"{count} pages go with your answers.")
    expect(page.locator("#finder tbody tr").first).to_contain_text("Your answer")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(again).to_be_focused()
    page.keyboard.press("Enter")
    expect(status).to_have_text("Nothing is chosen yet. These pages are for everybody.")
    expect(page.locator("#finder input").first).to_be_focused()


def test_on_return_the_pages_are_those_for_the_answers_that_the_browser_restores(
    page: Page, site: str
) -> None:
    page.goto(f"{site}{COMPARE}")
    everything = page.locator("#finder tbody tr:visible").count()
    for question in page.locator("#finder fieldset").all():
        question.locator("label").last.click()
    rows = page.locator("#finder tbody tr:visible")
    titles, status = rows.all_text_contents(), page.locator("#finder [role=status]")
    message = status.inner_text()
    assert len(titles) != everything
    rows.first.locator("a").first.click()
    page.wait_for_url(lambda url: COMPARE not in url)
    page.go_back()
    expect(status).to_have_text(message)
    assert rows.all_text_contents() == titles
    expect(page.get_by_role("button", name="Start again")).to_be_visible()


def test_nothing_is_stored_or_sent(page: Page, site: str) -> None:
    page.goto(f"{site}{COMPARE}", wait_until="networkidle")
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    for question in page.locator("#finder fieldset").all():
        question.locator("label").last.click()
    expect(page.get_by_role("button", name="Start again")).to_be_visible()
    page.locator("#finder input:checked").last.press("Enter")
    assert page.url == f"{site}{COMPARE}"
    assert requests == []
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_warning_signs_come_first(page: Page, site: str) -> None:
    page.goto(f"{site}{COMPARE}")
    order = page.locator("#find-your-pages, .emergency, #finder").evaluate_all(
        "all => all.map(one => one.id || one.className)"
    )
    assert order == ["find-your-pages", "emergency", "finder"]
    assert page.locator(".emergency a[href*='warning-signs']").count() == 1


def test_without_javascript_it_is_a_table(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}{COMPARE}")
    expect(page.locator(".finder-questions")).to_be_hidden()
    assert page.locator("#finder tbody tr:visible").count() == len(table("content").rows)
    context.close()


def test_home_links_to_it(page: Page, site: str) -> None:
    page.goto(site)
    page.get_by_role("link", name="Find your pages").click()
    page.wait_for_url(f"{site}{COMPARE}#find-your-pages")


def test_a_warning_sign_of_a_place_is_shown_for_that_place(page: Page, site: str) -> None:
    """On the map it comes before the techniques used at the place."""
    the_site = site_of(root=REAL_CONTENT)
    places = the_site.library.body_map.regions
    place = next(place for place in places if place.signs)
    other = next(place for place in places if not place.signs)
    text, action = next(
        (to_text(sign.text, the_site.references("")), to_text(tier.action, the_site.references("")))
        for tier in the_site.library.warning_signs.tiers
        for sign in tier.signs
        if sign.id in place.signs
    )
    sign = page.locator(f"#finder [data-at='{place.id}'] .felt-here").first
    page.goto(f"{site}{COMPARE}")
    expect(sign).to_be_hidden()
    page.locator("label", has_text=place.title).click()
    expect(sign).to_contain_text(text)
    expect(sign).to_contain_text(action)
    page.locator("label", has_text=other.title).click()
    expect(sign).to_be_hidden()
    page.goto(site)
    page.locator(".regions a", has_text=place.title).click()
    panel = page.locator(".region.is-chosen")
    assert panel.inner_text().index(text) < panel.inner_text().index("Techniques used here")
    page.goto(f"{site}muscles/")
    expect(page.locator(f"#place-{place.id} .felt-here").first).to_contain_text(text)
