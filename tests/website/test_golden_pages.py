# SPDX-License-Identifier: MIT
"""Golden files: one rendered file of each kind from the neck-and-shoulder content, compared byte for byte.

After an intended change run `pytest tests/website/test_golden_pages.py --update-golden` and read the diff.
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
from tests.tools import EXAMPLES, TESTS

if TYPE_CHECKING:
    from generator.output.files import AnyFile

GOLDEN = TESTS / "golden"

GOLDEN_PATHS = (
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
    "handouts/slow-glide-plan/sheet.js",
    "data/leaflets.json",
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
    """The files of the small content set by path. No PDFs: their bytes depend on Typst's version."""
    content, problems = load(EXAMPLES / "neck-and-shoulder" / "content")
    assert problems == []
    settings = Settings(site_name="Neck and shoulder", site_url="https://unknot.example/", version="0")
    site = Site(Library(localise(content, "uk")), settings)
    return {file.path: file for file in promise_files(site)}


@pytest.mark.parametrize("path", GOLDEN_PATHS)
def test_a_page_is_its_golden_file(path: str, *, update_golden: bool) -> None:
    golden, text = GOLDEN / path, files()[path].data.decode()
    if update_golden:
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def test_every_golden_file_is_compared() -> None:
    assert {p.relative_to(GOLDEN).as_posix() for p in GOLDEN.rglob("*") if p.is_file()} == set(GOLDEN_PATHS)
