# The real website in a browser: search, menu, colours, words explained, body map, widths, paper.

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
def test_search_finds_lay_words(page: Page, site: str, words: str, address: str) -> None:
    page.goto(site)
    page.get_by_role("combobox").fill(words)
    link = page.locator(f"[role=option][href*='{address}']").first
    expect(link).to_be_visible()
    assert page.locator("[role=option]").count() <= 12


def test_search_by_keyboard_alone(page: Page, site: str) -> None:
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


def test_search_says_when_nothing_is_found(page: Page, site: str) -> None:
    page.goto(site)
    page.get_by_role("combobox").fill("xyzzy")
    expect(page.locator(".search-results")).to_contain_text("Nothing found")
    expect(page.locator(".search [role=status]")).to_contain_text("Nothing found")


def test_the_index_is_loaded_on_first_use_only(page: Page, site: str) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(site, wait_until="networkidle")
    assert not any("search-index" in url for url in loaded)
    with page.expect_event("requestfinished", lambda request: "search-index" in request.url):
        page.get_by_role("combobox").focus()
    assert sum("search-index" in url for url in loaded) == 1


def test_colours_are_chosen_and_kept(page: Page, site: str) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(site)
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(ground)
    button = page.locator(".tool.theme")
    button.click()
    button.click()
    assert page.evaluate(ground) != light
    expect(button).to_have_attribute("aria-label", "Colours: dark. Switch to your device’s.")
    page.goto(f"{site}{TECHNIQUE}")
    assert page.evaluate(ground) != light
    page.locator(".tool.theme").click()
    assert page.evaluate(ground) == light


def test_colours_work_where_nothing_can_be_kept(page: Page, site: str) -> None:
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() {throw new Error('no')}})")
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(error.message))
    page.goto(site)
    page.locator(".tool.theme").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    assert errors == []


def test_a_word_is_explained_by_keyboard(page: Page, site: str) -> None:
    page.goto(f"{site}{TECHNIQUE}")
    term = page.locator("a.term").first
    term.focus()
    tip = page.get_by_role("tooltip")
    expect(tip).to_have_text(term.get_attribute("data-definition") or "nothing")
    expect(term).to_have_attribute("aria-describedby", "term-tip")
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    expect(term).to_be_focused()


def test_a_word_is_explained_under_the_pointer_and_stays_readable(page: Page, site: str) -> None:
    page.goto(f"{site}{TECHNIQUE}")
    page.locator("a.term").first.hover()
    tip = page.get_by_role("tooltip")
    expect(tip).to_be_visible()
    tip.hover()
    page.wait_for_timeout(400)
    expect(tip).to_be_visible()
    page.locator("h1").hover()
    expect(tip).to_be_hidden()


def test_a_tap_explains_and_a_second_one_follows(browser: Browser, site: str) -> None:
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


def test_the_map_its_dots_and_its_list_choose_a_place(page: Page, site: str) -> None:
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


def test_a_phone_has_menu_and_search_behind_buttons(page: Page, site: str) -> None:
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


def test_the_current_heading_is_marked(page: Page, site: str) -> None:
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


def test_home_says_all_in_one_screen_of_a_phone(page: Page, site: str) -> None:
    """What it is, when to get help, and the three ways in."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(site)
    shown = page.locator(".strip, h1, .lead, .ways a")
    expect(shown).to_have_count(6)
    assert max(shown.evaluate_all("all => all.map(one => one.getBoundingClientRect().bottom)")) < 600
    for way in page.locator(".ways a").all():
        expect(page.locator(way.get_attribute("href") or "")).to_have_count(1)


def test_a_region_of_the_map_names_what_belongs_to_it(page: Page, site: str) -> None:
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


def test_results_of_search_stand_under_their_sections(page: Page, site: str) -> None:
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


def test_paper_has_the_text_and_the_emergency_box_only(page: Page, site: str) -> None:
    page.goto(f"{site}{TECHNIQUE}")
    page.emulate_media(media="print", color_scheme="dark")
    for hidden in (".bar", ".left", ".right", ".crumbs", ".pager", ".check", ".site-footer"):
        expect(page.locator(hidden).first).to_be_hidden()
    for shown in ("h1", ".emergency", ".strip", ".sources", ".review"):
        expect(page.locator(shown).first).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(22, 40, 44)"
