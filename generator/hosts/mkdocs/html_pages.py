# Pages that need little Markdown: what the generator made as HTML goes to MkDocs' templates as it is.
#
# Markdown spends most of a build on reading such HTML, and gives it back as it was. That holds for the
# versions and extensions named here, which `tests/test_fast_build.py` compares byte by byte; with any other
# the page goes the long way, and a notice says why.

from __future__ import annotations

import re
from functools import cached_property
from importlib.metadata import version
from typing import TYPE_CHECKING

from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from generator.output.page import PageFile

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files

    from generator.output.files import OutputFile

WRITTEN_FOR = {"mkdocs": "1.6.", "Markdown": "3."}
"""Package → the start of the versions whose ways are known."""
_EXTENSIONS = {"attr_list", "def_list", "fenced_code", "md_in_html", "smarty", "tables", "toc"}
"""Extensions of Markdown that leave HTML alone."""
_PLUGINS = {"unknot", "search", "material/search"}
"""Plugins that do not ask for a page's Markdown."""
_ANCHOR = re.compile(r"""<[a-z][^>]*?\sid=["']([^"']+)""")


def why_not(config: MkDocsConfig) -> str:
    """Why Markdown is needed after all; empty if it is not.

    Args:
        config: of the site that is built.
    """
    for package, known in WRITTEN_FOR.items():
        if not (found := version(package)).startswith(known):
            return f"{package} {found} is not the {known}x that made pages were tried with"
    if other := sorted(set(config.markdown_extensions) - _EXTENSIONS):
        return f"Markdown extension {other[0]} may change HTML"
    if other := sorted(set(config.plugins) - _PLUGINS):
        return f"plugin {other[0]} may read Markdown"
    return ""


class MadePage(Page):
    """A page of MkDocs with HTML in it that Markdown is not shown."""

    def __init__(self, source: OutputFile, title: str | None, file: File, config: MkDocsConfig) -> None:
        """Make the page of a file.

        Args:
            source: the page, made or promised.
            title: its title in the menu, if it is there.
            file: the file of MkDocs.
            config: of the site.
        """
        super().__init__(title, file, config)
        self._source = source

    @cached_property
    def _made(self) -> PageFile:
        page = self._source.made
        assert isinstance(page, PageFile)  # noqa: S101 - every page is made as one
        return page

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002 - as MkDocs calls it
        """Take over what was made."""
        self.markdown, self.meta = self._made.body, dict(self._made.meta)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Turn the rest into HTML, and say which anchors the page has, for MkDocs' check of links."""
        whole, html = self._made.body, self._made.html
        pieces = [whole[start:end] for start, end in html]
        if pieces == [whole]:
            self.content, self.toc, self.links_to_anchors = whole, TableOfContents([]), {}
            self.present_anchor_ids = set(_ANCHOR.findall(whole))
            return
        self.markdown, end = "", 0
        for number, (start, stop) in enumerate(html):
            self.markdown += whole[end:start] + _place(number)
            end = stop
        self.markdown += whole[end:]
        super().render(config, files)
        self.markdown = whole
        for number, piece in enumerate(pieces):
            self.content = (self.content or "").replace(_place(number), piece, 1)
            self.present_anchor_ids = (self.present_anchor_ids or set()) | set(_ANCHOR.findall(piece))


def _place(number: int) -> str:
    """What stands for a piece while Markdown reads the rest: HTML, which it leaves alone."""
    return f'<div data-made="{number}"></div>'
