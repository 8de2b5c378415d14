# SPDX-License-Identifier: MIT
"""The site served with our HTTP headers: everything works, and only embed pages may be framed."""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from pypdf import PdfReader

from tests.conftest import SITE_URL
from tests.website.test_site_html import BLOCKED, PAGE_TYPES
from tests.website.test_standards import matches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Page

Rules = list[tuple[str, list[tuple[str, str]]]]


def rules_of(text: str) -> Rules:
    """Parse a `_headers` file: pattern and headers. https://developers.cloudflare.com/pages/configuration/headers/"""
    blocks = [block.splitlines() for block in text.split("\n\n")]
    return [
        (
            pattern,
            [(name.strip(), value.strip()) for name, _, value in (line.partition(":") for line in lines)],
        )
        for pattern, *lines in blocks
    ]


class _Host(SimpleHTTPRequestHandler):
    """A static host that sends the headers of a `_headers` file."""

    def __init__(self, *args: object, rules: Rules, **options: object) -> None:
        self._rules = rules
        super().__init__(*args, **options)  # type: ignore[arg-type]

    def end_headers(self) -> None:
        for pattern, headers in self._rules:
            if matches(pattern, self.path):
                for name, value in headers:
                    self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def host(built_site: Path) -> Iterator[str]:
    """The address of the site on a host that applies its `_headers`."""
    rules = rules_of((built_site / "_headers").read_text("utf-8"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, directory=str(built_site), rules=rules))
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("page_type", PAGE_TYPES)
def test_the_headers_block_nothing_of_the_site(
    built_site: Path, host: str, page: Page, page_type: str
) -> None:
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.add_init_script(BLOCKED)
    response = page.goto(host + min(built_site.glob(page_type)).relative_to(built_site).as_posix())
    assert response
    assert response.headers["x-content-type-options"] == "nosniff"
    page.evaluate("document.fonts.ready")
    assert page.evaluate("window.blocked") == []
    assert messages == []


@pytest.mark.parametrize(("path", "shown"), [("embed/", True), ("", False)])
def test_another_website_may_frame_only_embed_pages(
    built_site: Path,
    host: str,
    serve: Callable[..., str],
    tmp_path: Path,
    page: Page,
    path: str,
    *,
    shown: bool,
) -> None:
    quiz = min(built_site.glob("quizzes/*/embed")).parent.name
    (tmp_path / "index.html").write_text(f'<iframe src="{host}quizzes/{quiz}/{path}"></iframe>')
    page.goto(serve(tmp_path), wait_until="networkidle")
    assert page.frames[1].url.startswith(host) == shown


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_technique_prints_on_at_most_five_sheets(site: str, page: Page, paper: str) -> None:
    page.goto(f"{site}techniques/pin-and-stretch/")
    printed = PdfReader(BytesIO(page.pdf(format=paper, prefer_css_page_size=False))).pages
    assert len(printed) <= 5
    first = " ".join(printed[0].extract_text().split())
    parts = ["In short", page.locator("#get-help").inner_text().strip()]
    assert sorted(parts, key=first.find) == parts
    assert [part for part in parts if part not in first] == []
    early = " ".join(f"{first} {printed[1].extract_text()}".split())
    assert page.locator("#ask-first").inner_text().strip() in early


def test_the_site_map_lists_exactly_the_pages(built_site: Path) -> None:
    tree = etree.parse(built_site / "sitemap.xml")
    listed = tree.xpath("//m:loc/text()", namespaces={"m": "http://www.sitemaps.org/schemas/sitemap/0.9"})
    assert len(listed) == len(set(listed))
    pages = {
        f"{SITE_URL}{path.parent.relative_to(built_site).as_posix()}/".replace("/./", "/")
        for path in built_site.rglob("index.html")
        if "og:url" in path.read_text(encoding="utf-8")
    }
    assert set(listed) == pages
    robots = (built_site / "robots.txt").read_text(encoding="utf-8")
    assert f"Sitemap: {SITE_URL}sitemap.xml" in robots


def test_the_404_page_has_search_help_and_links_that_work_at_any_depth(
    built_site: Path, serve: Callable[..., str], page: Page
) -> None:
    """Hosts send `404.html` at any address that is missing."""
    html = (built_site / "404.html").read_text(encoding="utf-8")
    site = serve(built_site)
    page.route(
        "**/no/such/page/", lambda route: route.fulfill(status=404, body=html, content_type="text/html")
    )
    page.goto(f"{site}no/such/page/")
    assert page.locator("h1").count() == 1
    assert page.locator(".emergency a[href^='tel:']").is_visible()
    assert page.locator("link[rel=canonical]").count() == 0
    assert page.locator("meta[name=robots]").get_attribute("content") == "noindex"
    page.locator("#search-input").fill("sciatica")
    with page.expect_navigation():
        page.locator("[role=option]").first.click()
    assert page.url.startswith(site)
    assert "no/such" not in page.url
    assert page.locator("h1").is_visible()
