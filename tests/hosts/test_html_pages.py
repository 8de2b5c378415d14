# SPDX-License-Identifier: MIT
"""MkDocs keeps all pages until the last is written; ours do not keep their texts meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files

from generator.hosts.mkdocs.html_pages import HtmlPage
from generator.output.files import OutputFile
from generator.output.page import Head, page_content
from generator.output.spool import Spool

if TYPE_CHECKING:
    from pathlib import Path

HTML = '<div id="own">\n\n*not Markdown*\n\n</div>'


@pytest.mark.parametrize(
    ("body", "made"), [(HTML, HTML), (f"Some *text*.\n\n{HTML}", f"<p>Some <em>text</em>.</p>\n{HTML}")]
)
def test_a_page_has_its_html_again_and_does_not_keep_it(tmp_path: Path, body: str, made: str) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n")
    config = load_config(str(tmp_path / "mkdocs.yml"))
    spool = Spool()
    content = page_content(Head(title="Title", description=""), body, [HTML])
    file = File("a.md", config.docs_dir, config.site_dir, use_directory_urls=True)
    page = HtmlPage(spool.put(OutputFile("a.md", content, "a.yml")), None, file, config)
    page.read_source(config)
    page.render(config, Files([file]))
    page.content = f"{page.content}"  # as MkDocs does
    assert page.content == made
    assert page.present_anchor_ids == {"own"}
    assert page.meta["title"] == page.title == "Title"
    assert vars(page)["_held"] is None
    assert not any("not Markdown" in value for value in vars(page).values() if isinstance(value, str))
    page.content = "changed"
    assert page.content == "changed"
