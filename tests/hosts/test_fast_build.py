# SPDX-License-Identifier: MIT
"""Generated pages that bypass Markdown are the same, byte for byte, as those that MkDocs renders."""

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
"""Runs MkDocs as if Markdown had an untested version, so that no page bypasses it."""

WITHOUT_SHEETS = f"""
import sys
sys.path.append({str(REPOSITORY)!r})
from bench import without_sheets
without_sheets.leave_out_handouts()
"""


def assert_same(fast: Path, slow: Path) -> None:
    fast_files, slow_files = contents(fast), contents(slow)
    assert fast_files.keys() == slow_files.keys()
    assert [path for path in fast_files if fast_files[path] != slow_files[path]] == []


def test_fast_and_slow_builds_of_the_small_content_set_are_the_same(tmp_path: Path) -> None:
    folder = project(tmp_path / "p")
    fast = build(folder)
    assert fast.returncode == 0, fast.stderr
    (folder / "site").rename(folder / "fast")
    slow = build(folder, "-c", SLOWLY)
    assert slow.returncode == 0, slow.stderr
    assert "is not the 2.x that made pages were tried with" in slow.stderr
    assert "made pages" not in fast.stderr
    assert_same(folder / "fast", folder / "site")


def test_an_error_in_a_template_names_the_page(tmp_path: Path) -> None:
    folder = project(tmp_path / "p")
    footer = folder / "overrides" / "partials" / "unknot" / "footer.html"
    mistake = "{% if page and page.url == 'glossary/' %}{{ 1 / 0 }}{% endif %}"
    footer.write_text(footer.read_text(encoding="utf-8") + mistake, encoding="utf-8")
    result = build(folder, UNKNOT_CORES="3")
    assert result.returncode != 0
    assert "Error building page 'glossary.md': division by zero" in result.stderr


@pytest.mark.slow
def test_fast_and_slow_builds_of_a_hundred_topics_are_the_same_on_three_cores_and_one(
    tmp_path: Path,
) -> None:
    """Enough topics that work is spread over processes and menus list only nearby pages."""
    folder = tmp_path / "p"
    assert multiply(REPOSITORY / "content", folder / "content", 100) >= 100
    shutil.copytree(REPOSITORY / "overrides", folder / "overrides")
    shutil.copy(REPOSITORY / "mkdocs.yml", folder)
    fast = build(folder, "-c", WITHOUT_SHEETS + SLOWLY.replace('"2."', '"3."'), UNKNOT_CORES="3")
    assert fast.returncode == 0, fast.stderr
    (folder / "site").rename(folder / "fast")
    slow = build(folder, "-c", WITHOUT_SHEETS + SLOWLY, UNKNOT_CORES="1")
    assert slow.returncode == 0, slow.stderr
    assert_same(folder / "fast", folder / "site")


@pytest.mark.parametrize(
    ("settings", "name"),
    [
        ({"markdown_extensions": ["md_in_html", "pymdownx.snippets"]}, "pymdownx.snippets"),
        ({"plugins": ["unknot", "macros"]}, "macros"),
    ],
)
def test_extensions_and_plugins_that_may_change_html_are_named(
    settings: dict[str, list[str]], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Config:
        markdown_extensions: tuple[str, ...] = ()
        plugins: tuple[str, ...] = ()

    config = Config()
    assert html_pages.why_not(config) == ""  # type: ignore[arg-type]
    for setting, value in settings.items():
        monkeypatch.setattr(config, setting, value)
    assert name in html_pages.why_not(config)  # type: ignore[arg-type]
