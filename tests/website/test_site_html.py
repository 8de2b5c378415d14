# Every page of the real website: valid HTML, no broken link, no accessibility problem that axe can find.

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Literal

import pytest
from playwright.sync_api import Error

from generator.hosts.built_site import link_check
from tests.conftest import SITE_URL
from tests.tools import vnu

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page, Response, Route

FALSE_ALARMS = (
    # The checker reads files, for which 'self' matches nothing. `test_pages_are_clean` uses a browser.
    "Resource violates Content Security Policy (meta tag)",
    # JSON in a page is data, which no policy blocks (HTML Living Standard, 4.12.1, "data block").
    "Inline script violates Content Security Policy (meta tag)",
)
"""Beginnings of messages of the checker that are wrong for our pages."""

PAGE_TYPES = (
    "index.html",
    "404.html",
    "about/changes/index.html",
    "about/coverage/index.html",
    "about/index.html",
    "accessibility/index.html",
    "back-pain/index.html",
    "before-a-massage/index.html",
    "evidence/claims/index.html",
    "evidence/index.html",
    "evidence/plain-words/index.html",
    "evidence/signs/index.html",
    "evidence/sources/index.html",
    "for-clinics/index.html",
    "for-educators/index.html",
    "glossary/index.html",
    "handouts/*/index.html",
    "handouts/index.html",
    "handouts/make/index.html",
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
"""A pattern for each type of page; tests open the first match in alphabetical order."""

BLOCKED = """
    window.blocked = [];
    addEventListener("securitypolicyviolation", event => {
        const {effectiveDirective, blockedURI, sourceFile, lineNumber} = event;
        const what = `${effectiveDirective}: ${blockedURI} ${sourceFile}:${lineNumber}`;
        blocked.push(what);
        window.tellTheTest?.(what);
    });
"""
"""Script that records what the page's security policy blocks."""

AXE = """async () => {
    const result = await axe.run({
        resultTypes: ["violations"],
        rules: {"color-contrast-enhanced": {enabled: true}, "target-size": {enabled: true}},
    });
    return result.violations.flatMap(rule => rule.nodes.map(
        node => `${rule.id}: ${rule.help}: ${node.target.join(" ")}: ${node.html}: ${node.failureSummary}`
    ));
}"""
"""Runs axe with its default rules, contrast at level AAA, and targets of 24 pixels (WCAG 2.2, 2.5.8).

It takes a fifth less time where it does not describe all that passes.
"""


def test_html_is_valid(built_site: Path) -> None:
    pages = sorted(built_site.rglob("*.html"))
    assert len(pages) > len(PAGE_TYPES)
    assert [str(message) for message in vnu(pages) if not message.text.startswith(FALSE_ALARMS)] == []


def test_no_link_is_broken(built_site: Path) -> None:
    assert [str(problem) for problem in link_check.check(built_site, SITE_URL)] == []


PHONE, DESKTOP = (390, 844), (1280, 900)
Look = tuple[Literal["light", "dark"], tuple[int, int]]
"""Colour scheme, and the width and height of the window."""


def show_as(page: Page, look: Look) -> None:
    """Set the colour scheme and window size of a browser page, and reduce motion."""
    scheme, (width, height) = look
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": height})


def open_as(page: Page, url: str, look: Look) -> None:
    """Open an address in the given colour scheme and window size, with reduced motion."""
    show_as(page, look)
    page.goto(url)


def barriers(page: Page, axe_source: str) -> list[str]:
    """What axe reports for the open page."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe_source)
    violations: list[str] = page.evaluate(AXE)
    return violations


def watch(page: Page, site: str) -> list[str]:
    """A growing list of the page's faults: errors, policy violations, other hosts, failed requests.

    Requests to other hosts are aborted.
    """
    faults: list[str] = []

    def refuse(route: Route) -> None:
        faults.append(f"another host: {route.request.url}")
        route.abort()

    def report(violation: str) -> None:
        faults.append(violation)

    def check(response: Response) -> None:
        if response.status >= HTTPStatus.BAD_REQUEST:
            faults.append(f"{response.status}: {response.url}")

    page.route(lambda url: not url.startswith((site, "data:")), refuse)
    page.on("console", lambda message: faults.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: faults.append(f"error: {error}"))
    page.on("response", check)
    page.expose_function("tellTheTest", report)
    page.add_init_script(BLOCKED)
    return faults


def test_every_page_is_of_a_listed_type(built_site: Path) -> None:
    listed = {page for page_type in PAGE_TYPES for page in built_site.glob(page_type)}
    assert listed == set(built_site.rglob("*.html"))


@pytest.mark.parametrize("page_type", PAGE_TYPES)
def test_pages_are_clean(built_site: Path, site: str, page: Page, axe_source: str, page_type: str) -> None:
    """No script error, policy violation, request to another host, cookie, or accessibility problem."""
    faults = watch(page, site)
    address = site + min(built_site.glob(page_type)).relative_to(built_site).as_posix()
    open_as(page, address, ("light", DESKTOP))
    page.wait_for_load_state("networkidle")
    assert page.locator("meta[http-equiv=Content-Security-Policy]").count() == 1
    assert faults == []
    assert page.context.cookies() == []
    assert barriers(page, axe_source) == []
    show_as(page, ("dark", PHONE))
    assert barriers(page, axe_source) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "look",
    [
        pytest.param(("light", PHONE), id="light-phone"),
        pytest.param(("dark", DESKTOP), id="dark-desktop"),
    ],
)
@pytest.mark.parametrize("page_type", PAGE_TYPES)
def test_axe_reports_nothing(
    built_site: Path, site: str, page: Page, axe_source: str, page_type: str, look: Look
) -> None:
    open_as(page, site + min(built_site.glob(page_type)).relative_to(built_site).as_posix(), look)
    assert barriers(page, axe_source) == []


@pytest.mark.slow
def test_every_page_is_clean(built_site: Path, site: str, page: Page, axe_source: str) -> None:
    """No accessibility problem, script error, policy violation, request to another host, or cookie."""
    faults = watch(page, site)
    pages = [file.relative_to(built_site).as_posix() for file in sorted(built_site.rglob("*.html"))]
    problems = {}
    for address in pages:
        open_as(page, site + address, ("light", DESKTOP))
        problems[address] = [*barriers(page, axe_source), *faults]
        faults.clear()
    assert {address: lines for address, lines in problems.items() if lines} == {}
    assert page.context.cookies() == []


def test_watch_reports_each_kind_of_fault(site: str, page: Page) -> None:
    """What the policy blocks, a missing file, and a request to another host that no policy blocks."""
    faults = watch(page, site)
    page.goto(site)
    page.evaluate("""() => {
        const add = (name, attributes) =>
            document.body.append(Object.assign(document.createElement(name), attributes));
        add("img", {src: "https://other.example/pixel.gif"});
        add("script", {textContent: "console.log('inline')"});
        add("img", {src: "no-such-file.svg"});
    }""")
    page.wait_for_load_state("networkidle")
    with pytest.raises(Error):
        page.goto("https://other.example/")
    report = " ".join(faults)
    assert "script-src" in report
    assert "img-src" in report
    assert "404: " in report
    assert "another host: https://other.example/" in report
