# The real website in a browser: search, menu, colours, explained terms, body map, phones, print.

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TECHNIQUE = "techniques/trigger-point-therapy/"


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("sciatica", "symptoms/down-the-leg/"),
        ("slipped disc", "symptoms/down-the-leg/"),
        ("knot", TECHNIQUE),
        ("numb bum", "warning-signs/"),
        ("Sciatcia", "symptoms/down-the-leg/"),
        ("the tennis ball", TECHNIQUE),
    ],
)
def test_search_finds_everyday_words(page: Page, site: str, words: str, address: str) -> None:
    page.goto(site)
    page.get_by_role("combobox").fill(words)
    link = page.locator(f"[role=option][href*='{address}']").first
    expect(link).to_be_visible()
    assert page.locator("[role=option]").count() <= 12


def test_search_works_by_keyboard_alone(page: Page, site: str) -> None:
    page.goto(f"{site}techniques/")
    box = page.get_by_role("combobox")
    box.focus()
    page.keyboard.type("sciatica")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[aria-selected=true]")
    expect(chosen).to_have_count(1)
    expect(box).to_have_attribute("aria-activedescendant", chosen.get_attribute("id") or "")
    href = chosen.evaluate("link => link.href")
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(href)


def test_the_arrow_keys_go_round_the_results_from_either_end(page: Page, site: str) -> None:
    page.goto(site)
    page.get_by_role("combobox").fill("muscle")
    options = page.get_by_role("option")
    expect(options.nth(2)).to_be_visible()
    for key, at in (("ArrowUp", -1), ("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0), ("ArrowUp", -1)):
        page.keyboard.press(key)
        expect(options.nth(at)).to_have_attribute("aria-selected", "true")
        expect(page.locator("[aria-selected=true]")).to_have_count(1)
    href = options.last.evaluate("link => link.href")
    page.keyboard.press("Enter")
    page.wait_for_url(href)


def test_the_button_opens_the_best_result_or_leads_to_the_field(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(site)
    button = page.locator(".search-go")
    button.click()
    box = page.get_by_role("combobox")
    expect(box).to_be_focused()
    box.fill("sciatica")
    best = page.get_by_role("option").first
    expect(best).to_be_visible()
    href = best.evaluate("link => link.href")
    button.click()
    page.wait_for_url(href)


def test_search_shows_and_announces_that_nothing_is_found(page: Page, site: str) -> None:
    page.goto(site)
    page.get_by_role("combobox").fill("xyzzy")
    expect(page.locator(".search-results")).to_contain_text("Nothing found")
    expect(page.locator(".search [role=status]")).to_contain_text("Nothing found")


def test_the_search_index_is_loaded_on_first_use(page: Page, site: str) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(site, wait_until="networkidle")
    assert not any("search-index" in url for url in requests)
    with page.expect_event("requestfinished", lambda request: "search-index" in request.url):
        page.get_by_role("combobox").focus()
    assert sum("search-index" in url for url in requests) == 1


def test_the_chosen_colours_are_remembered(page: Page, site: str) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(site)
    background = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(background)
    button = page.locator(".tool.theme")
    button.click()
    button.click()
    assert page.evaluate(background) != light
    expect(button).to_have_attribute("aria-label", "Colours: dark. Switch to your device’s.")
    page.goto(f"{site}{TECHNIQUE}")
    assert page.evaluate(background) != light
    page.locator(".tool.theme").click()
    assert page.evaluate(background) == light
    page.reload()
    assert page.evaluate(background) == light, "the device's colours are a choice, too"


def test_colours_can_be_chosen_without_local_storage(page: Page, site: str) -> None:
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() {throw new Error('no')}})")
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(error.message))
    page.goto(site)
    page.locator(".tool.theme").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    assert errors == []


def test_a_focused_term_is_explained(page: Page, site: str) -> None:
    page.goto(f"{site}{TECHNIQUE}")
    term = page.locator("a.term").first
    term.focus()
    tip = page.get_by_role("tooltip")
    expect(tip).to_have_text(term.get_attribute("data-definition") or "nothing")
    expect(term).to_have_attribute("aria-describedby", "term-tip")
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    expect(term).to_be_focused()


def test_a_term_under_the_pointer_is_explained_while_the_pointer_is_on_it(page: Page, site: str) -> None:
    page.goto(f"{site}{TECHNIQUE}")
    page.locator("a.term").first.hover()
    tip = page.get_by_role("tooltip")
    expect(tip).to_be_visible()
    tip.hover()
    # Timers fire in order: this one is due after the one that hides the explanation, if that is running.
    page.evaluate("() => new Promise(done => setTimeout(done, 400))")
    expect(tip).to_be_visible()
    page.locator("h1").hover()
    expect(tip).to_be_hidden()


def test_a_tap_explains_a_term_and_a_second_tap_follows_the_link(browser: Browser, site: str) -> None:
    context = browser.new_context(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(f"{site}{TECHNIQUE}")
    term = page.locator("a.term").first
    term.tap()
    expect(page.get_by_role("tooltip")).to_be_visible()
    assert page.url == f"{site}{TECHNIQUE}"
    term.tap()
    page.wait_for_url(f"{site}glossary/#*")
    context.close()


def test_the_list_and_the_dots_of_the_map_choose_a_region(page: Page, site: str) -> None:
    page.goto(site)
    panels = page.locator(".region")
    regions = page.locator(".regions a")
    expect(panels.locator("visible=true")).to_have_count(1)
    regions.nth(2).click()
    expect(panels.nth(2)).to_be_visible()
    expect(panels.locator("visible=true")).to_have_count(1)
    expect(regions.nth(2)).to_have_attribute("aria-current", "true")
    page.locator(".body-map-dots").nth(4).focus()
    page.keyboard.press("Enter")
    expect(panels.nth(4)).to_be_visible()
    expect(panels.nth(4)).to_be_focused()
    expect(panels.nth(2)).to_be_hidden()


def test_on_a_phone_buttons_open_menu_and_search(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(site)
    page.locator(".small-menu > summary").click()
    expect(page.locator(".small-menu nav a").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".small-menu nav a").first).to_be_hidden()
    opener = page.locator(".search-open")
    opener.click()
    expect(page.get_by_role("combobox")).to_be_focused()
    expect(opener).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()


def test_the_current_heading_is_marked_in_the_contents(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{site}{TECHNIQUE}#risks")
    expect(page.locator(".contents a[aria-current]")).to_have_attribute("href", "#risks")


def test_the_page_works_without_javascript(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(site)
    expect(page.locator(".search")).to_be_hidden()
    expect(page.locator(".tool.theme")).to_be_hidden()
    assert page.locator(".region").count() == page.locator(".region >> visible=true").count()
    page.locator(".small-menu > summary").click()
    expect(page.locator(".small-menu nav a").first).to_be_visible()
    page.goto(f"{site}{TECHNIQUE}")
    page.locator(".contents-row > summary").click()
    expect(page.locator(".contents-row a").first).to_be_visible()
    page.locator("a.term").first.click()
    page.wait_for_url(f"{site}glossary/#*")
    context.close()


def test_on_a_phone_the_main_parts_of_home_fit_one_screen(page: Page, site: str) -> None:
    """What the site is, when to get help, and the three ways to find a page."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(site)
    parts = page.locator(".strip, h1, .lead, .ways a")
    expect(parts).to_have_count(6)
    assert max(parts.evaluate_all("all => all.map(one => one.getBoundingClientRect().bottom)")) < 600
    for way in page.locator(".ways a").all():
        expect(page.locator(way.get_attribute("href") or "")).to_have_count(1)


def test_each_region_of_the_map_links_its_muscles_techniques_and_symptoms(page: Page, site: str) -> None:
    page.goto(site)
    for panel in page.locator(".region").all():
        kinds = panel.locator("a").evaluate_all("all => all.map(link => link.pathname.split('/')[1])")
        assert set(kinds) >= {"muscles", "techniques", "symptoms"}


def test_the_comparison_becomes_cards_on_a_phone(page: Page, site: str) -> None:
    page.goto(f"{site}techniques/compare/")
    row = page.locator(".compare:not(.found) tbody tr").first
    sides = "row => [...row.cells].map(cell => Math.round(cell.getBoundingClientRect().left))"
    for width, columns in ((1280, 6), (390, 1)):
        page.set_viewport_size({"width": width, "height": 844})
        assert len(set(row.evaluate(sides))) == columns
    label = "cell => getComputedStyle(cell, '::before').content"
    assert row.locator("td").first.evaluate(label) == '"What happens"'


def test_search_results_are_grouped_by_section(page: Page, site: str) -> None:
    page.goto(site)
    page.get_by_role("combobox").fill("knot")
    groups = page.locator(".search-results [role=group]")
    expect(groups.first).to_be_visible()
    titles = groups.locator("> span").all_text_contents()
    assert len(titles) == len(set(titles)) >= 2
    assert {"Symptoms", "Techniques"} <= set(titles)
    assert all(group.locator("[role=option]").count() for group in groups.all())


def test_targets_are_large_enough(page: Page, site: str) -> None:
    """Buttons, chips and menu entries: 44 px high (WCAG 2.2, 2.5.5)."""
    page.set_viewport_size({"width": 390, "height": 800})
    for address in ("", TECHNIQUE):
        page.goto(f"{site}{address}")
        page.locator(".small-menu > summary").click()
        targets = page.locator(
            ".tool, .chips a, .button, .regions a, .small-menu a, .brand, .contents-row summary"
        )
        heights = targets.evaluate_all(
            "all => all.map(one => one.getBoundingClientRect().height).filter(h => h)"
        )
        assert len(heights) > 15
        assert min(heights) >= 44


def test_print_shows_the_text_and_hides_the_navigation(page: Page, site: str) -> None:
    page.goto(f"{site}{TECHNIQUE}")
    page.emulate_media(media="print", color_scheme="dark")
    # The strip is not needed: the emergency box moves to the first page.
    for hidden in (".bar", ".strip", ".left", ".right", ".crumbs", ".pager", ".check", ".site-footer"):
        expect(page.locator(hidden).first).to_be_hidden()
    for shown in ("h1", ".emergency", ".sources", ".review"):
        expect(page.locator(shown).first).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(22, 40, 44)"
