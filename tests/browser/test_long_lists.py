# SPDX-License-Identifier: MIT
"""The page of a long list leads on to the part that has the place in the address."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

SCRIPT = REPOSITORY / "overrides" / "assets" / "js" / "long-list.js"
LIST = """
<nav class="list-parts"><ul>
<li><a href="part/0-m/" data-stem="why-" data-from="-" data-to="m">A–M</a></li>
<li><a href="part/n-z/" data-stem="why-" data-from="n" data-to="z">N–Z</a></li>
</ul></nav><p id="why-here">Here</p>
"""
DEEPER = """
<nav class="list-parts"><ul>
<li><a href="../cross-/_/" data-stem="why-cross-" data-from="-" data-to="-">Cross</a></li>
<li><a href="../cross-/0-z/" data-stem="why-cross-" data-from="0" data-to="z">Cross a–z</a></li>
</ul></nav>
"""


@pytest.fixture
def address(tmp_path: Path, serve: Callable[[Path], str]) -> str:
    """A list whose part A–M has parts of its own."""
    pages = {
        "": LIST,
        "part/0-m/": DEEPER,
        "part/n-z/": '<p id="why-Nice.2">Here</p>',
        "part/cross-/_/": '<p id="why-cross">Here</p>',
        "part/cross-/0-z/": '<p id="why-cross-fibre">Here</p>',
    }
    for path, body in pages.items():
        (tmp_path / path).mkdir(parents=True, exist_ok=True)
        html = f'<!doctype html><title>x</title>{body}<script src="/long-list.js"></script>'
        (tmp_path / path / "index.html").write_text(html, encoding="utf-8")
    shutil.copy(SCRIPT, tmp_path)
    return serve(tmp_path)


@pytest.mark.parametrize(
    ("place", "part"),
    [
        ("why-Nice.2", "part/n-z/"),
        ("why-cross-fibre", "part/cross-/0-z/"),
        ("why-cross", "part/cross-/_/"),
        ("why-here", ""),
        ("unknown", ""),
    ],
)
def test_place_in_a_part_is_shown(page: Page, address: str, place: str, part: str) -> None:
    page.goto(f"{address}#{place}")
    page.wait_for_url(f"{address}{part}#{place}")
    page.wait_for_load_state("networkidle")
    assert page.url == f"{address}{part}#{place}"
    assert page.locator("p").count() == 1 or not part


def test_link_within_the_page_leads_on(page: Page, address: str) -> None:
    page.goto(address)
    page.evaluate("location.hash = 'why-Nice.2'")
    page.wait_for_url(f"{address}part/n-z/#why-Nice.2")
    page.go_back()
    assert page.url == address
