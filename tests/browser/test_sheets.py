# SPDX-License-Identifier: MIT
"""Sheets laid out in the browser: a list that is cut across pages goes on counting."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from playwright.sync_api import Page

ASSETS = REPOSITORY / "overrides" / "assets"

LAY_OUT = """kind => {
  const { element, fragment, pages } = window.unknotLayout;
  const words = 'and more '.repeat(9);
  const items = Array.from({ length: 180 }, (_, n) => `<li data-unit>Item ${n + 1} ${words}</li>`);
  const node = fragment(
    `<section class="plain"><div class="part"><ol class="${kind}">${items.join('')}</ol></div></section>`);
  const step = { margin: 12, body: 11, small: 9, space: 1 };
  const form = { width: 210, height: 297, large: false, steps: [step] };
  const sheet = { head: element('div'), sections: [{ node, shape: 'wide' }], ending: element('div'),
    foot: element('div'), pages: 1 };
  const made = pages([sheet], form, { ink: '#000', ground: '#fff' }, document.body);
  return made.map(page => page.querySelector('ol')).filter(Boolean).map(list => ({
    start: list.start,
    before: list.style.getPropertyValue('--before'),
    words: [...list.children].map(item => Number(item.textContent.split(' ')[1])),
  }));
}"""


@pytest.mark.parametrize("kind", ["steps", "sources"])
def test_a_numbered_list_that_is_cut_across_pages_goes_on_counting(page: Page, kind: str) -> None:
    """`sources` count by themselves, from `--before`; other lists by `start`."""
    page.set_content("<!doctype html><body></body>")
    page.add_style_tag(path=ASSETS / "css" / "sheet.css")
    page.add_script_tag(path=ASSETS / "js" / "sheets.js")
    lists = page.evaluate(LAY_OUT, kind)
    assert len(lists) > 2
    assert [word for one in lists for word in one["words"]] == list(range(1, 181))
    for one in lists:
        assert one["start"] == one["words"][0]
        assert int(one["before"] or 0) == one["words"][0] - 1
