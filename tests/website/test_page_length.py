# SPDX-License-Identifier: MIT
"""The check of how long a page is counts what the page's template shows outside the parts that fold."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING

import lxml.html
import pytest

from generator.build import open_site
from generator.checks.page_length import length_of
from generator.prose.readability import words
from generator.settings.settings import Settings
from generator.website.pages.topics import render_topics
from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from generator.site import Site

CONTENT = REPOSITORY / "content"
KEYS = [f"{kind}/{path.stem}" for kind in ("techniques", "symptoms") for path in (CONTENT / kind).iterdir()]
NOT_RUNNING_TEXT = (
    "//details | //h2 | //h3 | //svg | //sup | //nav | //figure[@class='ladder']/figcaption"
    " | //*[contains(@class, 'chip') or contains(@class, 'tag') or contains(@class, 'level')]"
    " | //*[contains(@class, 'actions') or contains(@class, 'rung-title') or contains(@class, 'review')]"
    " | //section[@class='sources' or @class='check'] | //section[h2[@id='related']]"
    " | //p[@class='small'][not(preceding-sibling::*[1][self::section])]"  # which number to call elsewhere
    " | //p[count(a) = 1 and normalize-space() = normalize-space(a)]"  # a link to a list
)


@cache
def site() -> Site:
    settings = Settings(site_name="House", version="4.5.6", region="uk")
    return open_site(CONTENT, settings, dt.date(2026, 12, 1))[0]


@cache
def pages() -> dict[str, str]:
    """The pages of techniques and symptoms: `kind/id` → HTML."""
    return {
        file.path.removesuffix("/index.md"): file.content.body
        for file in render_topics(site())
        if file.path.startswith(("techniques/", "symptoms/"))
    }


def open_words(html: str) -> int:
    """The words that readers see before they open anything, without headings and labels."""
    page = lxml.html.fromstring(f"<div>{html}</div>")
    for element in page.xpath(NOT_RUNNING_TEXT):
        element.drop_tree()
    return sum(len(words(text)) for text in page.itertext())


@pytest.mark.parametrize("key", KEYS)
def test_a_page_is_as_long_as_the_check_says(key: str) -> None:
    """A field that starts or stops to fold in the template changes the count."""
    kind, _, id_ = key.partition("/")
    length = length_of(site().library, site().region, kind, id_)
    assert open_words(pages()[key]) == length.words
