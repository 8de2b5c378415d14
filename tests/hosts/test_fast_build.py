# SPDX-License-Identifier: MIT
"""The short way through MkDocs gives what the long way gives, byte by byte."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from bench.multiply import multiply
from generator.hosts.mkdocs import html_pages
from tests.conftest import REPOSITORY
from tests.hosts.test_builds import build, contents, project

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.builds

SLOWLY = """
import runpy, sys
from generator.hosts.mkdocs import html_pages, plugin
sys.argv = ["mkdocs", *sys.argv[1:]]
html_pages.TESTED_WITH["Markdown"] = "2."
runpy.run_module("mkdocs", run_name="__main__")
"""
"""MkDocs beside a version of Markdown that made pages were not tried with."""

WITHOUT_SHEETS = f"""
import sys
sys.path.append({str(REPOSITORY)!r})
from bench import without_sheets
without_sheets.leave_out_handouts()
"""


def same(fast: Path, slow: Path) -> None:
    here, there = contents(fast), contents(slow)
    assert here.keys() == there.keys()
    assert [path for path in here if here[path] != there[path]] == []


def test_the_small_content_set_is_built_the_same(tmp_path: Path) -> None:
    folder = project(tmp_path / "p")
    fast = build(folder)
    assert fast.returncode == 0, fast.stderr
    (folder / "site").rename(folder / "fast")
    slow = build(folder, "-c", SLOWLY)
    assert slow.returncode == 0, slow.stderr
    assert "is not the 2.x that made pages were tried with" in slow.stderr
    assert "made pages" not in fast.stderr
    same(folder / "fast", folder / "site")


def test_a_mistake_in_a_template_is_told_with_its_page(tmp_path: Path) -> None:
    folder = project(tmp_path / "p")
    footer = folder / "overrides" / "partials" / "unknot" / "footer.html"
    mistake = "{% if page and page.url == 'glossary/' %}{{ 1 / 0 }}{% endif %}"
    footer.write_text(footer.read_text(encoding="utf-8") + mistake, encoding="utf-8")
    done = build(folder, UNKNOT_CORES="3")
    assert done.returncode != 0
    assert "Error building page 'glossary.md': division by zero" in done.stderr


@pytest.mark.slow
def test_a_hundred_topics_are_built_the_same_on_one_core_and_the_long_way(tmp_path: Path) -> None:
    """So many that work is spread, and that a section lists only what is near."""
    folder = tmp_path / "p"
    assert multiply(REPOSITORY / "content", folder / "content", 100) >= 100
    shutil.copytree(REPOSITORY / "overrides", folder / "overrides")
    shutil.copy(REPOSITORY / "mkdocs.yml", folder)
    fast = build(folder, "-c", WITHOUT_SHEETS + SLOWLY.replace('"2."', '"3."'), UNKNOT_CORES="3")
    assert fast.returncode == 0, fast.stderr
    (folder / "site").rename(folder / "fast")
    slow = build(folder, "-c", WITHOUT_SHEETS + SLOWLY, UNKNOT_CORES="1")
    assert slow.returncode == 0, slow.stderr
    same(folder / "fast", folder / "site")


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"markdown_extensions": ["md_in_html", "pymdownx.snippets"]}, "pymdownx.snippets"),
        ({"plugins": ["unknot", "macros"]}, "macros"),
    ],
)
def test_what_may_change_html_is_named(
    settings: dict[str, list[str]], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Config:
        markdown_extensions: tuple[str, ...] = ()
        plugins: tuple[str, ...] = ()

    config = Config()
    assert html_pages.why_not(config) == ""  # type: ignore[arg-type]
    for name, value in settings.items():
        monkeypatch.setattr(config, name, value)
    assert said in html_pages.why_not(config)  # type: ignore[arg-type]
