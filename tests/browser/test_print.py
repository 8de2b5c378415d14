# SPDX-License-Identifier: MIT
"""Printed pages: the text, when to get help, and the sources with their addresses; no navigation.

Pages about a technique or a symptom are printed on both papers: whole, in grey, when to get help first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import REPOSITORY
from tests.paper import squeezed, texts, weakest_in_grey
from tests.website.test_site_html import PAGE_TYPES

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

HEADINGS = "[...document.querySelectorAll('h1, h2, h3')].map(one => one.textContent.trim())"
LINKS_WITH_ADDED_ADDRESS = """[...document.querySelectorAll("a")].filter(
    link => /^(?!none|normal|""$)/.test(getComputedStyle(link, "::after").content)
        && getComputedStyle(link, "::after").display !== "none"
        && getComputedStyle(link, "::after").content.includes("/")
).map(link => link.textContent)"""
"""Links after which the style sheet adds their address."""
PRINTED_TYPES = tuple(name for name in PAGE_TYPES if "embed" not in name and name != "404.html")
"""All types of pages but embedded quizzes and the 404 page."""


_pdfs: dict[tuple[str, str], bytes] = {}
"""Address of a page and paper → its PDF. A page that was just opened always prints the same."""


def pdf_of(page: Page, paper: str = "A4") -> bytes:
    """Print an open page to A4 or Letter."""
    name = (page.url, paper)
    if name not in _pdfs:
        _pdfs[name] = page.pdf(format=paper, prefer_css_page_size=True)
    return _pdfs[name]


def printed(page: Page, paper: str = "A4") -> list[str]:
    """The text of each sheet of a printed page."""
    return texts(pdf_of(page, paper))


@pytest.fixture(params=PRINTED_TYPES)
def opened(request: pytest.FixtureRequest, built_site: Path, site: str, page: Page) -> Page:
    """A page of each type."""
    page.goto(site + min(built_site.glob(request.param)).relative_to(built_site).as_posix())
    return page


def test_the_text_is_printed_and_the_navigation_is_not(opened: Page) -> None:
    headings = {squeezed(heading) for heading in opened.evaluate(HEADINGS)}
    reviews = [squeezed(line) for line in opened.locator(".review").all_text_contents()]
    menu = [squeezed(item) for item in opened.locator(".menu a").all_text_contents()]
    opened.emulate_media(media="print")
    assert opened.evaluate(LINKS_WITH_ADDED_ADDRESS) == [], "only sources show addresses, in their own text"
    sheets = printed(opened)
    everything = squeezed(" ".join(sheets))
    assert "".join(menu) not in everything
    starts = (opened.locator(".strip strong, .emergency h2")).all_text_contents()
    assert any(squeezed(start) in squeezed(sheets[0]) for start in starts), (
        "when to get help is not on page 1"
    )
    assert reviews
    assert [line for line in reviews if line not in everything] == []
    for sheet in sheets:
        lines = [line for line in sheet.splitlines() if line.strip()]
        assert lines, "an empty sheet"
        assert squeezed(lines[-1]) not in headings, "a heading is the last line of a sheet"
    overflows = opened.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    assert not overflows


def test_the_emergency_box_is_on_one_sheet(page: Page, site: str) -> None:
    page.goto(f"{site}techniques/trigger-point-therapy/")
    box = [squeezed(line) for line in page.locator(".emergency .points li").all_text_contents()]
    sheets = [squeezed(sheet) for sheet in printed(page)]
    assert [all(line in sheet for line in box) for sheet in sheets].count(True) == 1


def test_sources_are_printed_with_their_addresses(page: Page, site: str) -> None:
    page.goto(f"{site}techniques/trigger-point-therapy/")
    links = page.locator(".sources li > a:not(.found)")
    texts = links.evaluate_all("all => all.map(link => [link.textContent, decodeURIComponent(link.href)])")
    everything = squeezed(" ".join(printed(page)))
    assert len(texts) > 10
    assert [text for text, href in texts if squeezed(text) not in squeezed(href)] == []
    assert [text for text, _ in texts if squeezed(text) not in everything] == []


def test_home_prints_every_region_of_the_map(page: Page, site: str) -> None:
    page.goto(site)
    texts = page.locator(".region > p:first-of-type").all_text_contents()
    everything = squeezed(" ".join(printed(page)))
    assert len(texts) == page.locator(".region").count() > 1
    assert [text for text in texts if squeezed(text) not in everything] == []


# --- pages about a technique or a symptom

TOPICS = [
    f"{kind}/{file.stem}/"
    for kind in ("techniques", "symptoms")
    for file in sorted((REPOSITORY / "content" / kind).glob("*.yml"))
]
PAPERS = ("A4", "Letter")

LINES = """() => {
  const onScreenOnly = '.actions, .check, .pager, .found, .visually-hidden, section:has(> .related)';
  const blocks = 'h1, h2, h3, p, li, dt, dd, figcaption, th, td';
  return [...document.querySelectorAll('h1, .lead, .made *')]
    .filter((one) => one.matches(blocks) && !one.querySelector(blocks) && !one.closest(onScreenOnly))
    .map((one) => {
      const copy = one.cloneNode(true);
      copy.querySelectorAll(onScreenOnly).forEach((hidden) => hidden.remove());
      return copy.textContent.trim();
    }).filter(Boolean);
}"""
"""The text of each heading, paragraph and list item of a page, except what only works on a screen."""


@pytest.fixture(params=PAPERS)
def paper(request: pytest.FixtureRequest) -> str:
    """A paper size."""
    return str(request.param)


@pytest.fixture(params=TOPICS)
def topic(request: pytest.FixtureRequest, page: Page, site: str) -> Page:
    """The page of a technique or a symptom."""
    page.goto(site + request.param)
    return page


def test_no_line_is_lost_and_folded_parts_are_open(topic: Page, paper: str) -> None:
    assert topic.locator("details.more-part:not([open])").count() > 0
    lines = topic.evaluate(LINES)
    everything = squeezed("".join(printed(topic, paper)))
    assert len(lines) > 30
    assert [line for line in lines if squeezed(line) not in everything] == []


def test_emergencies_are_on_page_1_and_each_is_printed_once(topic: Page, paper: str) -> None:
    signs = [squeezed(line) for line in topic.locator(".emergency li[data-sign]").all_text_contents()]
    actions = [squeezed(line) for line in topic.locator(".emergency .do").all_text_contents()]
    sheets = [squeezed(sheet) for sheet in printed(topic, paper)]
    assert len(signs) > 5
    assert [line for line in (*signs, *actions) if line not in sheets[0]] == []
    assert {line: "".join(sheets).count(line) for line in signs} == dict.fromkeys(signs, 1)
    assert "Gethelpnow" not in "".join(sheets).replace("Emergencygethelpnow", ""), (
        "the line at the top, too"
    )


COLOURS_OF_HELP = """(box) => {
  const colour = (one) => getComputedStyle(one).color;
  const named = [...document.querySelectorAll('.in-short [data-action$="_action"]')];
  const heading = document.querySelector(box);
  return [named.map((one) => [one.dataset.action, colour(one)]), heading ? colour(heading) : ''];
}"""
"""What the points in short say to do, each with its colour; and the colour of a heading."""


def test_what_to_do_is_red_or_amber_in_short(topic: Page) -> None:
    named, red = topic.evaluate(COLOURS_OF_HELP, ".emergency h2")
    assert red
    for action, colour in named:
        assert (colour == red) is not action.startswith(("urgent", "soon")), action


def test_no_page_ends_with_the_heading_of_a_folded_part(topic: Page, paper: str) -> None:
    headings = {squeezed(one) for one in topic.locator(".more-part > summary").all_text_contents()}
    reviews = {squeezed(one) for one in topic.locator(".review").all_text_contents()}
    sheets = printed(topic, paper)
    assert headings
    for sheet in sheets:
        lines = [line for line in sheet.splitlines() if line.strip()]
        assert squeezed(lines[-1]) not in headings
        assert squeezed(sheet) not in reviews, "the line on the review is alone on a page"


def test_a_printed_topic_can_be_read_in_grey(topic: Page) -> None:
    contrast, words = weakest_in_grey(pdf_of(topic))
    assert contrast >= LEAST_CONTRAST, words


LEAST_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3, of the greys."""
