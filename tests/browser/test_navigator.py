# SPDX-License-Identifier: MIT
"""'Find your pages' in a browser: the generator's rule, keyboard, announcements, no storage, no scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

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
    sign = page.locator("#finder .felt-here")
    page.goto(f"{site}{COMPARE}")
    expect(sign).to_be_hidden()
    page.locator("label", has_text="By the shoulder blade").click()
    expect(sign).to_contain_text("Pain high up, between your shoulder blades.")
    expect(sign).to_contain_text("Call 111 or ask your GP surgery for an urgent appointment today.")
    page.locator("label", has_text="Outer hip").click()
    expect(sign).to_be_hidden()
    page.goto(site)
    page.locator(".regions a", has_text="By the shoulder blade").click()
    panel = page.locator(".region.is-chosen")
    assert panel.inner_text().index("Pain high up") < panel.inner_text().index("Techniques used here")
    page.goto(f"{site}muscles/")
    expect(page.locator("#place-shoulder-blade .felt-here")).to_contain_text("Pain high up")
