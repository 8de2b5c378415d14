# SPDX-License-Identifier: MIT
"""With the keyboard alone: the focus is always visible, and pages are reached from home."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

STOP = """() => {
    const element = document.activeElement;
    if (element === document.body || element === null) return null;
    const drawn = (node, part) => {
        const style = getComputedStyle(node, part);
        return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
            && style.outlineColor !== "rgba(0, 0, 0, 0)";
    };
    const label = element.labels && element.labels[0];
    const around = element.matches("input") && element.parentElement;
    const ring = element.querySelector(":scope > circle");
    const marked = drawn(element) || drawn(element, "::after")
        || [label, around].some(one => one && drawn(one))
        || Boolean(ring && getComputedStyle(ring).stroke !== "none");
    const shown = ring || (label && getComputedStyle(element).opacity === "0" ? label : element);
    const box = shown.getBoundingClientRect();
    const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
    const y = Math.min(Math.max(box.top + Math.min(box.height / 2, 12), 0), innerHeight - 1);
    const lines = [...shown.getClientRects()];
    const top = lines.some(line => {
        const found = document.elementFromPoint(line.left + line.width / 2, line.top + line.height / 2);
        return found && (shown.contains(found) || found.contains(shown) || element.contains(found));
    });
    element.dataset.stop = element.dataset.stop || String(document.querySelectorAll("[data-stop]").length);
    const words = element.getAttribute("aria-label") || element.textContent || element.id;
    return {
        number: element.dataset.stop,
        name: `${element.tagName.toLowerCase()} “${words.trim().slice(0, 40)}”`,
        marked,
        inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
        onTop: top,
    };
}"""
"""Describes the focused element: whether it is marked, in the window, and not covered."""

ADDRESSES = (
    "",
    "techniques/trigger-point-therapy/",
    "techniques/compare/",
    "symptoms/dull-ache/",
    "muscles/",
    "quizzes/back-pain/",
    "evidence/sources/",
    "about/coverage/",
    "404.html",
)


def walk(page: Page, limit: int = 500) -> list[dict[str, Any]]:
    """Press Tab through the whole page and return `STOP` of each focused element."""
    stops: list[dict[str, Any]] = []
    for _ in range(limit):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None or (stops and stop["number"] == stops[0]["number"]):
            return stops
        stops.append(stop)
    pytest.fail(f"after {limit} stops the end of the page is not reached")


@pytest.mark.parametrize("window", [(390, 844), (1280, 900)], ids=["phone", "desktop"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_the_focus_is_always_visible(page: Page, site: str, address: str, window: tuple[int, int]) -> None:
    """WCAG 2.2: 2.1.2 no keyboard trap, 2.4.7 focus visible, 2.4.11 focus not obscured."""
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": window[0], "height": window[1]})
    page.goto(f"{site}{address}")
    stops = walk(page)
    assert len(stops) > 10
    assert [stop["name"] for stop in stops if not stop["marked"]] == []
    assert [stop["name"] for stop in stops if not (stop["inView"] and stop["onTop"])] == []
    assert len({stop["number"] for stop in stops}) == len(stops)


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the first element of `selector` has the focus."""
    target = page.locator(selector).first
    for _ in range(200):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{selector} is never reached")


def test_the_first_stop_skips_to_the_text(page: Page, site: str) -> None:
    page.goto(f"{site}techniques/trigger-point-therapy/")
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    expect(skip).to_be_focused()
    assert skip.evaluate("link => link.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    expect(page.locator("#text")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('#text').contains(document.activeElement)")


@pytest.mark.parametrize("way", [".regions a >> nth=2", ".body-map-dots >> nth=2"], ids=["list", "map"])
def test_from_home_through_a_region_to_a_muscle(page: Page, site: str, way: str) -> None:
    page.goto(site)
    tab_to(page, way)
    page.keyboard.press("Enter")
    panel = page.locator(".region").nth(2)
    expect(panel).to_be_focused()
    kinds = panel.locator("a").evaluate_all("all => all.map(link => link.pathname.split('/')[1])")
    assert list(dict.fromkeys(kinds)) == ["muscles", "techniques", "symptoms"]
    page.keyboard.press("Tab")
    link = panel.locator("a").first
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}muscles/*/")


@pytest.mark.parametrize(("way", "kind"), [(".chips a", "symptoms"), (".cards .cover", "techniques")])
def test_from_home_to_a_symptom_and_a_technique(page: Page, site: str, way: str, kind: str) -> None:
    page.goto(site)
    tab_to(page, way)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}{kind}/*/")


def test_on_the_muscles_page_a_number_leads_to_its_muscles(page: Page, site: str) -> None:
    page.goto(f"{site}muscles/")
    tab_to(page, ".body-map-dots >> nth=3")
    page.keyboard.press("Enter")
    expect(page.locator(".place:target .number")).to_have_text("4")
    page.keyboard.press("Tab")
    expect(page.locator(".place:target .cover").first).to_be_focused()


def test_the_menu_of_a_phone_opens_and_closes(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(site)
    tab_to(page, ".small-menu > summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(".small-menu nav a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".small-menu > summary")).to_be_focused()
    expect(page.locator(".small-menu nav a").first).to_be_hidden()


def test_on_a_phone_the_404_page_shows_the_search_field(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{site}404.html")
    box = page.get_by_role("combobox")
    expect(box).to_be_visible()
    box.fill("sciatica")
    expect(page.get_by_role("option").first).to_be_visible()
