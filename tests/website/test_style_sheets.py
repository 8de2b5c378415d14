# SPDX-License-Identifier: MIT
"""The theme's style sheets: apart in `overrides/`, one file on the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import lxml.html

from generator.website.style_sheets import imported_sheets, joined_sheets
from generator.website.theme_folders import theme_paths
from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

MOST = 3
"""The most style sheets that a page waits for: what all pages share, and two of its own."""


def test_parts_are_put_in_the_place_of_their_import(tmp_path: Path) -> None:
    folder = tmp_path / "assets" / "css"
    folder.mkdir(parents=True)
    sheets = {
        "all.css": '@import url("b.css");\n@import url("none.css");\n@import url("a.css");\ni {}\n',
        "a.css": "a { background: url(../x.svg) }\n",
        "b.css": "b {}\n",
        "c.css": "c {}\n",
    }
    for name, text in sheets.items():
        (folder / name).write_text(text, encoding="utf-8")
    assert joined_sheets(theme_paths([tmp_path])) == {
        "assets/css/all.css": 'b {}\n@import url("none.css");\na { background: url(../x.svg) }\ni {}\n'
    }
    assert imported_sheets(theme_paths([tmp_path])) == {
        f"assets/css/{name}" for name in ("a.css", "b.css", "none.css")
    }


def test_a_page_waits_for_few_style_sheets(built_site: Path) -> None:
    waits = {}
    for page in built_site.rglob("*.html"):
        html = lxml.html.parse(page).getroot()
        waits[page] = html.xpath("//link[@rel='stylesheet'][not(@media)]/@href")
    assert {page: sheets for page, sheets in waits.items() if len(sheets) > MOST} == {}


def test_no_published_style_sheet_imports_another(built_site: Path) -> None:
    sheets = {path.relative_to(built_site).as_posix(): path for path in built_site.rglob("*.css")}
    assert [name for name, path in sheets.items() if "@import" in path.read_text(encoding="utf-8")] == []
    assert imported_sheets(theme_paths([REPOSITORY / "overrides"]))
    assert imported_sheets(theme_paths([REPOSITORY / "overrides"])).isdisjoint(sheets)
