# SPDX-License-Identifier: MIT
"""After the date of its next check, a page shows that it is overdue, by the reader's clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

import lxml.html
import pytest

from generator.content.library import Library
from generator.content.load import load
from generator.quizzes.quiz_pages import render_quizzes
from generator.settings.settings import Settings
from generator.site import Site
from generator.website.pages.render import render_pages
from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

SENTENCE = " The next check is overdue, so some of this may be out of date."
PAGE, EMBED = "techniques/slow-glide/index.md", "quizzes/slow-glide/embed/index.html"
SCRIPTS = {
    PAGE: REPOSITORY / "overrides/assets/js/unknot.js",
    EMBED: REPOSITORY / "generator/quizzes/templates/quiz.js",
}


@pytest.fixture(scope="module")
def lines() -> dict[str, str]:
    """The line with the review dates on a page and an embed page of the small content set, as HTML."""
    content, _ = load(REPOSITORY / "examples/neck-and-shoulder/content")
    site = Site(Library(content), Settings(site_name="House", version="1.0.0"))
    files = {file.path: file for file in (*render_pages(site), *render_quizzes(site))}
    return {path: _review(files[path].data.decode()) for path in SCRIPTS}


def _review(page: str) -> str:
    line = next(iter(lxml.html.fromstring(page.partition("\n---\n")[2] or page).find_class("review")))
    line.tail = ""
    return str(lxml.html.tostring(line, encoding="unicode"))


@pytest.mark.parametrize("path", SCRIPTS)
def test_the_sentence_is_shown_from_the_next_day_on(
    lines: dict[str, str], page: Page, path: str, tmp_path: Path, serve: Callable[..., str]
) -> None:
    opening = "<html lang=en data-embed>" if path == EMBED else "<html lang=en>"
    (tmp_path / "script.js").write_bytes(SCRIPTS[path].read_bytes())
    (tmp_path / "index.html").write_text(
        f"<!doctype html>{opening}{lines[path]}<script src=script.js></script>", encoding="utf-8"
    )
    address = serve(tmp_path)
    shown = {}
    for day in ("2026-12-01", "2027-11-23", "2027-11-24", "2037-01-01"):
        page.clock.set_fixed_time(f"{day}T12:00:00")
        page.goto(address)
        shown[day] = page.locator(".review").inner_text()
    before, on_the_day, after, years_later = shown.values()
    assert before == on_the_day
    assert "overdue" not in before, "nor without JavaScript, because the script adds the sentence"
    assert after == years_later == before + SENTENCE
