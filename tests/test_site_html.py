# Every page of the real website: valid HTML, links that lead somewhere, no barrier that axe can find.

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest

from generator import site_links
from tests.conftest import SITE_URL
from tests.tools import vnu

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

MISTAKEN = (
    # The checker reads files, where 'self' is nobody. `test_pages_load_cleanly` asks a browser.
    "Resource violates Content Security Policy (meta tag)",
    # JSON in a page is data, which no policy blocks (HTML Living Standard, 4.12.1, "data block").
    "Inline script violates Content Security Policy (meta tag)",
)
"""Beginnings of messages that do not hold."""

PAGE_TYPES = (
    "index.html",
    "404.html",
    "about/coverage/index.html",
    "about/index.html",
    "accessibility/index.html",
    "back-pain/index.html",
    "before-a-massage/index.html",
    "evidence/claims/index.html",
    "evidence/plain-words/index.html",
    "evidence/sources/index.html",
    "for-educators/index.html",
    "glossary/index.html",
    "handouts/*/index.html",
    "handouts/index.html",
    "muscles/*/index.html",
    "muscles/index.html",
    "privacy/index.html",
    "quizzes/*/embed/index.html",
    "quizzes/*/index.html",
    "quizzes/index.html",
    "quizzes/mix/embed/index.html",
    "quizzes/mix/index.html",
    "self-care/*/index.html",
    "self-care/index.html",
    "symptoms/*/index.html",
    "symptoms/index.html",
    "techniques/*/index.html",
    "techniques/compare/index.html",
    "techniques/index.html",
    "warning-signs/index.html",
)
"""One page stands for all of its type: the first in alphabetical order."""

BLOCKED = """
    window.blocked = [];
    addEventListener("securitypolicyviolation", event => blocked.push(
        `${event.effectiveDirective}: ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`
    ));
"""
"""Collects what a page's own policy blocks."""

AXE = """async () => {
    const result = await axe.run({rules: {"color-contrast-enhanced": {enabled: true}}});
    return result.violations.flatMap(rule => rule.nodes.map(
        node => `${rule.id}: ${rule.help}: ${node.target.join(" ")}: ${node.html}: ${node.failureSummary}`
    ));
}"""
"""All of axe's usual rules, and contrast at level AAA."""


def test_html_is_valid(built_site: Path) -> None:
    pages = sorted(built_site.rglob("*.html"))
    assert len(pages) > len(PAGE_TYPES)
    assert [str(message) for message in vnu(pages) if not message.text.startswith(MISTAKEN)] == []


def test_links_lead_somewhere(built_site: Path) -> None:
    assert [str(problem) for problem in site_links.check(built_site, SITE_URL)] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page_type", PAGE_TYPES)
def test_axe_finds_no_barrier(
    built_site: Path,
    site: str,
    page: Page,
    axe_source: str,
    page_type: str,
    scheme: Literal["light", "dark"],
) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(site + min(built_site.glob(page_type)).relative_to(built_site).as_posix())
    page.evaluate(axe_source)
    assert page.evaluate(AXE) == []


@pytest.mark.parametrize("page_type", PAGE_TYPES)
def test_pages_load_cleanly(built_site: Path, site: str, page: Page, page_type: str) -> None:
    """No error of a script, nothing that the page's own policy blocks, no other host, no cookie."""
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.add_init_script(BLOCKED)
    page.goto(site + min(built_site.glob(page_type)).relative_to(built_site).as_posix())
    page.wait_for_load_state("networkidle")
    assert page.locator("meta[http-equiv=Content-Security-Policy]").count() == 1
    assert page.evaluate("window.blocked") == []
    assert said == []
    assert [url for url in asked if not url.startswith(site)] == []
    assert page.context.cookies() == []
