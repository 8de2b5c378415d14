# SPDX-License-Identifier: MIT
"""The layout of every type of page: on a phone, a tablet, a desktop, zoomed, with wider text spacing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.layout import SPACED_OUT, TWICE_AS_LARGE, faults, header_faults
from tests.website.test_site_html import PAGE_TYPES

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

WIDTHS = (320, 390, 768, 900, 1100, 1280)


@pytest.fixture(params=PAGE_TYPES)
def opened(request: pytest.FixtureRequest, built_site: Path, site: str, page: Page) -> Page:
    """A page of each type, loaded."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(site + min(built_site.glob(request.param)).relative_to(built_site).as_posix())
    return page


def test_nothing_overflows_overlaps_or_is_cut_off(opened: Page) -> None:
    """At several widths, at 200 % zoom of a desktop (640 pixels), larger text, and wide spacing."""
    messages = [fault for width in (*WIDTHS, 640) for fault in faults(opened, width)]
    messages += faults(opened, 1280, text=TWICE_AS_LARGE)
    messages += [fault for width in (320, 1280) for fault in faults(opened, width, style=SPACED_OUT)]
    assert messages == []


def test_the_header_fits_on_a_phone_with_text_twice_as_large(site: str, page: Page) -> None:
    page.goto(site)
    messages = [
        fault for width in (320, 340, 390) for fault in header_faults(page, width, text=TWICE_AS_LARGE)
    ]
    assert messages == []
