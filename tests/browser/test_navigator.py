# SPDX-License-Identifier: MIT
"""'Find your pages' in a browser: the generator's rule, keyboard, announcements, no storage, no scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from generator.prose import to_text
from tests.handouts.handouts_example import REAL_CONTENT, site_of
from tests.website.test_navigator import all_answers, keys, library, table

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

COMPARE = "techniques/compare/"

LISTED = """combinations => combinations.map(answers => {
    const finder = document.getElementById("finder");
    for (const input of finder.querySelectorAll("input")) {
        input.checked = input.value === (answers[input.name] || "");
    }
    finder.dispatchEvent(new Event("change"));
    return [...finder.querySelectorAll("tbody tr:not([hidden]) th a")].map(
        link => new URL(link.href).pathname.replace(/^\\/|\\/$/g, ""));
})"""
"""The pages shown for each combination of answers."""


def test_the_script_follows_the_rule_of_the_generator(page: Page, site: str) -> None:
    page.goto(f"{site}{COMPARE}")
    combinations = list(all_answers(table("content")))
    shown = page.evaluate(LISTED, [{str(ask): id_ for ask, id_ in one.items()} for one in combinations])
    expected = [keys(table("content"), answers) for answers in combinations]
    assert shown == [[key.removeprefix("pages/") for key in one] for one in expected]


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
    other_questions = 2
    for _ in range(other_questions + len(library("content").caution_list) + 1):
        page.keyboard.press("Tab")
    expect(again).to_be_focused()
    page.keyboard.press("Enter")
    expect(status).to_have_text("Nothing is chosen yet. These pages are for everybody.")
    expect(page.locator("#finder input").first).to_be_focused()


def test_without_pages_for_everybody_there_is_no_empty_table(page: Page, site: str) -> None:
    def without_general(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=response.text().replace(" data-general", ""))

    page.route(f"{site}{COMPARE}", without_general)
    page.goto(f"{site}{COMPARE}")
    expect(page.locator("#finder [role=status]")).to_have_text("Nothing is chosen yet.")
    expect(page.locator("#finder table")).to_be_hidden()
    page.locator("#finder input[type=radio]:not([value=''])").first.check(force=True)
    expect(page.locator("#finder table")).to_be_visible()


TICKED = """ids => {
    const finder = document.getElementById("finder");
    for (const box of finder.querySelectorAll("[type=checkbox]")) box.checked = ids.includes(box.value);
    finder.dispatchEvent(new Event("change"));
    const visible = selector => [...finder.querySelectorAll(selector)].filter(one => one.checkVisibility());
    return [
        visible("tbody tr").map(row => new URL(row.querySelector("th a").href).pathname)[0],
        visible("[data-caution]").map(one => one.dataset.caution),
        visible(".ticked > p strong").map(one => one.textContent.replace(/\\.$/, "")),
    ];
}"""
"""The first page, the cautions shown with it, and what to do about them."""


def test_ticked_cautions_are_shown_with_the_page_that_explains_them(page: Page, site: str) -> None:
    page.goto(f"{site}{COMPARE}")
    for question in page.locator("#finder fieldset:has([type=radio])").all():
        question.locator("label").last.click()
    groups = library("content").cautions.groups
    choices = [
        *([one.id] for group in groups for one in group.cautions),
        [group.cautions[0].id for group in groups],
        [one.id for group in groups for one in group.cautions],
    ]
    for ids in choices:
        titles = [group.title for group in groups if any(one.id in ids for one in group.cautions)]
        assert page.evaluate(TICKED, ids) == ["/before-a-massage/", ids, titles]
    assert page.evaluate(TICKED, [])[1:] == [[], []]


def test_cautions_are_ticked_by_keyboard_and_said_to_a_screen_reader(page: Page, site: str) -> None:
    page.goto(f"{site}{COMPARE}")
    group = page.get_by_role("group", name="Your health and medicines")
    the_site = site_of(root=REAL_CONTENT)
    short = to_text(the_site.library.caution_list["blood-thinners"].short, the_site.references(""))
    box = group.get_by_role("checkbox", name=short)
    box.focus()
    page.keyboard.press("Space")
    expect(box).to_be_checked()
    title = library("content").entries["pages/before-a-massage"].title
    expect(page.locator("#finder [role=status]")).to_contain_text(f"Read this first: {title}.")
    row = page.get_by_role("row", name=title)
    expect(row).to_contain_text(short)
    expect(row).to_contain_text("Your answer")
    row.get_by_role("link", name=short).press("Enter")
    page.wait_for_url(f"{site}before-a-massage/#blood-thinners")
    page.go_back()
    expect(box).to_be_checked()
    expect(row).to_contain_text(short)
    page.get_by_role("button", name="Start again").press("Enter")
    expect(box).not_to_be_checked()
    expect(row.get_by_text(short, exact=False).first).to_be_hidden()


def test_a_caution_that_may_be_urgent_says_first_how_fast_to_get_help(page: Page, site: str) -> None:
    page.goto(f"{site}{COMPARE}")
    page.evaluate(TICKED, ["new-weakness"])
    page.locator("#finder .ticked").get_by_role("link", name="How fast to get help").click()
    page.wait_for_url(f"{site}warning-signs/#leg-rule")


def test_on_a_phone_the_cautions_fit_and_can_be_tapped(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, has_touch=True)
    page = context.new_page()
    page.goto(f"{site}{COMPARE}")
    labels = page.locator(".ticks label")
    for label in labels.all():
        box = label.bounding_box()
        assert box
        assert box["height"] >= 44
        assert 0 <= box["x"] <= box["x"] + box["width"] <= 320
    labels.nth(1).tap()
    expect(page.locator(".ticks input:checked")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


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
    cautions = page.locator("#finder [data-caution]:visible")
    assert cautions.count() == len(library("content").caution_list)
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
