# Pages whose body is HTML already: MkDocs puts them into their template without running Markdown on them.
#
# Markdown would spend most of a build parsing that HTML, only to return it unchanged. This holds for the
# versions and extensions named here; `tests/hosts/test_fast_build.py` compares the results byte by byte.
# With any other version, extension or plugin, pages are built the ordinary way, and a notice says why.

from __future__ import annotations

import re
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from generator.hosts.mkdocs.noted_menu import note_all_pages, note_whole_menu
from generator.output.page import PageContent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, MutableMapping, Sequence

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files

    from generator.output.files import AnyFile

TESTED_WITH = {"mkdocs": "1.6.", "Markdown": "3."}
"""Package → prefix of the versions that this module was tested with."""
_EXTENSIONS = {"attr_list", "def_list", "fenced_code", "md_in_html", "smarty", "tables", "toc"}
"""Markdown extensions that leave HTML unchanged."""
_PLUGINS = {"unknot", "search", "material/search"}
"""Plugins that do not read a page's Markdown."""
_PLAIN = re.compile(r"(?:[a-z0-9][a-z0-9-]*/)+")
"""An address of a page that may be put behind a base as it is."""
_BASE = re.compile(r"https?://[^/?#]+(?P<path>/(?:[\w-]+/)*)")
"""The address of a site to which that may be done."""
_ANCHOR = re.compile(r"""<[a-z][^>]*?\sid=["']([^"']+)""")


def why_not(config: MkDocsConfig) -> str:
    """The reason why pages must be built the ordinary way; empty if they need not be."""
    for package, prefix in TESTED_WITH.items():
        if not (installed := version(package)).startswith(prefix):
            return f"{package} {installed} is not the {prefix}x that made pages were tried with"
    if other := sorted(set(config.markdown_extensions) - _EXTENSIONS):
        return f"Markdown extension {other[0]} may change HTML"
    if other := sorted(set(config.plugins) - _PLUGINS):
        return f"plugin {other[0]} may read Markdown"
    return ""


def _noted(name: str, note: Callable[[HtmlPage], None]) -> Any:
    """An attribute of a page that MkDocs sets and templates may read.

    Args:
        name: its name.
        note: called with the page when it is read.
    """
    kept = f" {name}"

    def get(page: HtmlPage) -> Any:
        note(page)
        return vars(page).get(kept)

    def set_(page: HtmlPage, value: Any) -> None:
        vars(page)[kept] = value

    return property(get, set_)


def _note_menu(_: HtmlPage) -> None:
    note_whole_menu()


def _note_other(page: HtmlPage) -> None:
    """Note that a page is read that is not the one which is put into its template: that is held."""
    if not page._held:  # noqa: SLF001 - it is ours
        note_all_pages()


class HtmlPage(Page):
    """A page of MkDocs whose HTML is not passed through Markdown."""

    parent = _noted("parent", _note_menu)
    previous_page = _noted("previous_page", _note_menu)
    next_page = _noted("next_page", _note_menu)
    toc = _noted("toc", _note_other)

    def __init__(self, source: AnyFile, title: str | None, file: File, config: MkDocsConfig) -> None:
        """Create the page and register it as `file.page`.

        MkDocs, too, registers pages by constructing them: `get_navigation` calls `Page()` for its effect
        (mkdocs/structure/nav.py:154), which is in `Page.__init__` (mkdocs/structure/pages.py:37, 1.6.1).

        Args:
            source: our file of the page, rendered or promised.
            title: its title in the menu; None if it is not in the menu.
            file: MkDocs' file of the page.
            config: the site's settings.
        """
        super().__init__(title, file, config)
        self._source = source
        self._unread: dict[str, Any] = {}

    def renew(self, source: AnyFile) -> None:
        """Become as unread as the page was when it and the menu were made.

        Args:
            source: our file of the page, maybe that of another state of the content.
        """
        attributes = vars(self)
        if self._unread:
            unread = self._unread
            attributes.clear()
            attributes.update(unread, _unread=unread)
        else:
            self._unread = {**attributes}
        self._source = source

    def _set_canonical_url(self, base: str | None) -> None:
        """Set what MkDocs sets (mkdocs/structure/pages.py:161, 1.6.1), sooner for plain addresses."""
        path = _path(base or "")
        if path and _PLAIN.fullmatch(self.url):
            self.canonical_url, self.abs_url = f"{base}{self.url}", f"{path}{self.url}"
        else:
            super()._set_canonical_url(base)

    @property
    def digest(self) -> str:
        """A digest of the page's content and its title in the menu."""
        return f"{self._source.digest} {self.title}"

    # MkDocs keeps the texts of all pages until the last is written, which would fill memory. So a page has
    # them only while it is read, and while it is put into its template. What Markdown made of it is kept,
    # with a placeholder for each piece of HTML, which is most of every long page.

    _held: PageContent | None = None
    """The page, while it is in use."""
    _held_meta: dict[str, Any] | None = None
    """Its front matter, while it is put into its template."""
    _skeleton: str | None = None
    """The page's HTML with placeholders, once it is rendered."""
    _own_meta: MutableMapping[str, Any] | None = None
    _own_content: str | None = None
    _own_anchor_ids: set[str] | None = None
    """What MkDocs or a plugin has set in place of what the file says; for a rendered page, the ids that
    are in no piece of HTML."""

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep the page in memory while it is used."""
        self._held = self._page
        self._held_meta = dict(self._held.meta)  # parsed once, as templates ask for it again and again
        try:
            yield
        finally:
            self._held = self._held_meta = None

    @property
    def _page(self) -> PageContent:
        if self._held:
            return self._held
        page = self._source.content
        assert isinstance(page, PageContent)  # noqa: S101 - the content of every Markdown file
        return page

    @property
    def meta(self) -> MutableMapping[str, Any]:
        """The front matter; read again if the page is not held."""
        _note_other(self)
        if self._own_meta is not None:
            return self._own_meta
        return dict(self._page.meta) if self._held_meta is None else self._held_meta

    @meta.setter
    def meta(self, value: MutableMapping[str, Any] | None) -> None:
        self._own_meta = value

    @property
    def content(self) -> str | None:
        """The HTML; read again if the page is not held."""
        _note_other(self)
        if self._own_content is not None or self._skeleton is None:
            return self._own_content
        return _filled(self._skeleton, _pieces(self._page))

    @content.setter
    def content(self, value: str | None) -> None:
        """Set the HTML, which MkDocs does last when it reads a page. That of the file is not kept."""
        self._own_content = None
        if value != self.content:
            self._own_content = value
        self._held = None

    @property
    def present_anchor_ids(self) -> set[str] | None:
        """The ids on the page, which MkDocs asks for if Markdown links to one of them."""
        _note_other(self)
        if self._skeleton is None:
            return self._own_anchor_ids
        in_pieces = (_ANCHOR.findall(piece) for piece in _pieces(self._page))
        return (self._own_anchor_ids or set()).union(*in_pieces)

    @present_anchor_ids.setter
    def present_anchor_ids(self, value: set[str] | None) -> None:
        self._own_anchor_ids = value

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002 - the signature is MkDocs'
        """Set what MkDocs' `read_source` sets (mkdocs/structure/pages.py:208, 1.6.1); no file is parsed."""
        self._skeleton, self._held = None, self._page
        self.markdown, self.meta = self._held.body, None
        if "title" not in vars(self) and (title := self._held.meta.get("title")):
            self.title = title

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Set what MkDocs' `render` sets (mkdocs/structure/pages.py:263, 1.6.1); our HTML is unchanged."""
        page = self._held = self._page
        markdown = _with_placeholders(page)
        placeholders = [*map(_placeholder, range(len(page.html)))]
        if [*filter(None, markdown.split("\n"))] == placeholders:
            self.toc, self.links_to_anchors = TableOfContents([]), {}
            self._skeleton = "\n\n".join(placeholders)  # as Markdown would put them
        else:
            self.markdown = markdown
            super().render(config, files)
            self._skeleton, self._held = self._own_content, page
        self.markdown, self._own_content = "", None


@cache
def _path(base: str) -> str:
    """The path in the address of a site; empty if it is not plain."""
    match = _BASE.fullmatch(base)
    return match["path"] if match else ""


def _pieces(page: PageContent) -> list[str]:
    """The pieces of a page that are complete HTML."""
    return [page.body[start:end] for start, end in page.html]


def _with_placeholders(page: PageContent) -> str:
    """The Markdown of a page, with a placeholder for each piece."""
    markdown, end = "", 0
    for number, (start, stop) in enumerate(page.html):
        markdown += page.body[end:start] + _placeholder(number)
        end = stop
    return markdown + page.body[end:]


def _filled(skeleton: str, pieces: Sequence[str]) -> str:
    """HTML with the pieces in place of their placeholders."""
    for number, piece in enumerate(pieces):
        skeleton = skeleton.replace(_placeholder(number), piece, 1)
    return skeleton


def _placeholder(number: int) -> str:
    """An HTML element that replaces a piece while Markdown runs on the rest."""
    return f'<div data-made="{number}"></div>'
