# SPDX-License-Identifier: MIT
"""Pages in a language with longer words, on a small phone: nothing overflows, overlaps or is cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.layout import faults
from tests.translation.test_pseudo import small_site
from tests.website.test_site_html import PAGE_TYPES

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

SMALL_PHONE = 320


@pytest.mark.builds
def test_longer_words_fit_on_a_small_phone(serve: Callable[..., str], page: Page) -> None:
    folder = small_site()
    site = serve(folder.parent) + f"{folder.name}/"
    page.emulate_media(reduced_motion="reduce")
    types = [min(folder.glob(pattern)) for pattern in PAGE_TYPES if [*folder.glob(pattern)]]
    assert len(types) > 25
    messages = []
    for path in types:
        address = path.relative_to(folder).as_posix()
        page.goto(site + address)
        messages += [f"{address}: {fault}" for fault in faults(page, SMALL_PHONE)]
    assert messages == []
