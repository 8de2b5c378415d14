# SPDX-License-Identifier: MIT
"""Golden folder: what the neck-and-shoulder content becomes, one file of each kind, to the letter.

After a wanted change: `pytest tests/test_golden_pages.py --update-golden`, then read the diff.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from generator.build import promise_files
from generator.content.library import Library
from generator.content.load import load
from generator.content.localise import localise
from generator.settings.settings import Settings
from generator.site import Site
from tests.tools import TESTS

if TYPE_CHECKING:
    from generator.output.files import AnyFile

GOLDEN = TESTS / "golden"

KINDS_OF_PAGE = (
    "index.md",
    "techniques/index.md",
    "techniques/slow-glide/index.md",
    "techniques/compare.md",
    "symptoms/index.md",
    "symptoms/stiff-neck/index.md",
    "muscles/index.md",
    "muscles/trapezius/index.md",
    "self-care/index.md",
    "self-care/turn-gently/index.md",
    "quizzes/index.md",
    "quizzes/slow-glide/index.md",
    "quizzes/slow-glide/embed/index.html",
    "quizzes/slow-glide/oembed.json",
    "handouts/index.md",
    "handouts/slow-glide/index.md",
    "warning-signs.md",
    "before-a-massage.md",
    "glossary.md",
    "for-educators.md",
    "about.md",
    "evidence/index.md",
    "evidence/sources.md",
    "evidence/claims.md",
    "data/techniques.json",
    "data/sources.json",
    "assets/search-index.js",
    "assets/diagrams/slow-glide.svg",
)


@cache
def files() -> dict[str, AnyFile]:
    """The small content set, rendered without PDFs: their bytes belong to Typst."""
    content, problems = load(TESTS / "neck-and-shoulder" / "content")
    assert problems == []
    settings = Settings(site_name="Neck and shoulder", site_url="https://unknot.example/", version="0")
    site = Site(Library(localise(content, "uk")), settings)
    return {file.path: file for file in promise_files(site)}


@pytest.mark.parametrize("path", KINDS_OF_PAGE)
def test_page(path: str, *, update_golden: bool) -> None:
    golden, text = GOLDEN / path, files()[path].data.decode()
    if update_golden:
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def test_no_golden_file_is_left_over() -> None:
    assert {p.relative_to(GOLDEN).as_posix() for p in GOLDEN.rglob("*") if p.is_file()} == set(
        KINDS_OF_PAGE
    )
