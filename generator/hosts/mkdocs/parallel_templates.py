# Renders the templates of all pages on all cores, before MkDocs asks for the pages one by one.
#
# MkDocs renders `main.html` for one page after the other. Before it begins, `render_ahead` does so in as
# many processes as there are cores, and gives each page a template that returns the finished HTML. With
# versions, extensions or plugins that `html_pages` was not tested with, MkDocs does it alone.

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

import jinja2
from mkdocs.commands.build import get_context

from generator.hosts.mkdocs import html_pages
from generator.hosts.mkdocs.defaults import theme_folders
from generator.hosts.mkdocs.html_pages import HtmlPage
from generator.hosts.mkdocs.noted_menu import menu_digests, parts_read, with_notes, without_menu
from generator.memo import is_recording, recorded, unrecorded
from generator.output.code import code_digest, folder_digest
from generator.output.open_store import open_store
from generator.output.parallel import spread
from generator.output.store import key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from generator.output.store import Store

_NOT_IN_PAGES = {
    "config_file_path",
    "dev_addr",
    "docs_dir",
    "extra",
    "nav",
    "plugins",
    "site_dir",
    "strict",
    "theme",
    "watch",
}
"""Settings that no page shows, since they differ between machines; and those that count in another way."""
_VARIANTS = 4
"""How often a page is kept at most, with different menus: before and after an edit."""


def render_page(
    page: Page, nav: Navigation, pages: Sequence[File], config: MkDocsConfig, env: jinja2.Environment
) -> str:
    """The HTML of a page in its template, before `on_post_page` changes it.

    The steps are those of `_build_page` (mkdocs/commands/build.py:195-223, 1.6.1).

    Args:
        page: a page, after its methods `read_source` and `render` were called.
        nav: the menu.
        pages: the files of all pages.
        config: the site's settings.
        env: the environment of the theme's templates.
    """
    config._current_page = page  # noqa: SLF001 - mkdocs/commands/build.py:195
    try:
        with unrecorded():  # what MkDocs does with the menu is not on the page
            page.active = True
            context = get_context(nav, pages, config, page)
            template = env.get_template(page.meta.get("template", "main.html"))
            context = config.plugins.on_page_context(context, page=page, config=config, nav=nav)
        return template.render(with_notes(context) if is_recording() else context)
    finally:
        config._current_page = None  # noqa: SLF001 - mkdocs/commands/build.py:246
        with unrecorded():
            page.active = False


@dataclass(frozen=True)
class FinishedPages:
    """Where finished pages are kept."""

    store: Store
    """Has pages of earlier builds, and takes those that are rendered now."""
    given: str
    """A digest of whatever decides all pages beside their own content and the menu: settings, templates."""
    menu: Mapping[str, str]
    """Name of a part of the menu → a digest of it."""
    finish: Callable[[str], str]
    """What becomes of the HTML at last; the plugin leaves finished pages alone."""
    _menu_digests: dict[tuple[str, ...], str] = field(default_factory=dict)
    """Names of parts of the menu → a digest of them."""

    @classmethod
    def of(
        cls, config: MkDocsConfig, files: Files, theme: Mapping[str, Any], finish: Callable[[str], str]
    ) -> Self:
        """Those of a site.

        Args:
            config: its settings.
            files: its files.
            theme: the variables of our theme.
            finish: see `FinishedPages.finish`.
        """
        settings = {name: str(value) for name, value in config.items() if name not in _NOT_IN_PAGES}
        settings |= {
            "extra": str({**config.extra, "unknot": without_menu(theme)}),
            "plugins": str([*config.plugins]),
            "theme": str({**config.theme}),
        }
        folders = map(folder_digest, theme_folders(config))
        given = key_of((code_digest(), "".join(folders), os.environ["SOURCE_DATE_EPOCH"], repr(settings)))
        pages = (
            f"{file.dest_uri} {file.page.digest if isinstance(file.page, HtmlPage) else ''}"
            for file in files.documentation_pages()
        )
        return cls(open_store(), given, menu_digests(config.nav, theme, pages), finish)

    def find(self, pages: Mapping[File, HtmlPage]) -> dict[File, Path]:
        """Where each page is that an earlier build has finished from the same."""
        keys = {file: self._key(file, page) for file, page in pages.items()}
        self.store.fetch_results(keys.values())
        paths = {file: self._path(self.store.result(key)) for file, key in keys.items()}
        return {file: path for file, path in paths.items() if path}

    def _path(self, kept: Iterable[Mapping[str, Any]] | None) -> Path | None:
        """Where a page is; None if it has not been finished with what it shows of the menu now."""
        for one in kept or ():
            if one["menu"] == self._menu_digest(tuple(one["shows"])):
                return self.store.path(one["digest"])
        return None

    def keep(self, file: File, page: HtmlPage, html: str, shown: Sequence[str]) -> Path | None:
        """Keep a page that is finished now.

        Args:
            file: MkDocs' file of the page.
            page: the page.
            html: its HTML.
            shown: the names of the parts of the menu that it shows.

        Returns:
            The file with the HTML; None if it cannot be written.
        """
        path = self.store.put(html.encode())
        if path:
            key, menu = self._key(file, page), self._menu_digest(tuple(shown))
            before = [one for one in self.store.result(key) or () if one["menu"] != menu]
            now = {"shows": shown, "menu": menu, "digest": path.name}
            self.store.put_result(key, [now, *before[: _VARIANTS - 1]])
        return path

    def _key(self, file: File, page: HtmlPage) -> str:
        return key_of(("page", file.dest_uri, page.digest, self.given))

    def _menu_digest(self, shown: tuple[str, ...]) -> str:
        """A digest of parts of the menu. Most pages show the same as many others."""
        if shown not in self._menu_digests:
            self._menu_digests[shown] = key_of(
                text for part in shown for text in (part, self.menu.get(part, ""))
            )
        return self._menu_digests[shown]


def render_ahead(
    env: jinja2.Environment, nav: Navigation, files: Files, config: MkDocsConfig, finished: FinishedPages
) -> dict[File, Path]:
    """Render every page now, if no earlier build has; MkDocs gets the results when it asks for them.

    Args:
        env: the environment of the theme's templates.
        nav: the menu.
        files: all files of the site.
        config: the site's settings.
        finished: has pages of earlier builds, and takes those that are rendered now.

    Returns:
        Where each page is that is finished.
    """
    if html_pages.why_not(config):
        return {}
    all_pages = files.documentation_pages()
    pages = {file: file.page for file in all_pages if isinstance(file.page, HtmlPage)}

    def write(file: File) -> Path | None:
        page = pages[file]
        try:
            with page.held(), recorded() as reads:
                html = finished.finish(render_page(page, nav, all_pages, config, env))
        except Exception:  # noqa: BLE001 - MkDocs renders the page again and reports the error
            return None
        return finished.keep(file, page, html, parts_read(reads))

    found: dict[File, Path | None] = {**finished.find(pages)}
    missing = [file for file in pages if file not in found]
    found.update(zip(missing, spread(write, missing), strict=True))
    ready = {file: path for file, path in found.items() if path}
    for file, path in ready.items():
        pages[file].meta = {"template": FinishedPage(path)}  # all else is in the finished page
    return ready


class FinishedPage(jinja2.Template):
    """A template that returns a finished page, whatever its variables are.

    `_build_page` passes a page's `template` to `Environment.get_template` (mkdocs/commands/build.py:210,
    1.6.1), which returns a `Template` unchanged (jinja2/environment.py:1011, 3.1.6). `Template.__new__`
    would compile a source text, and there is none, so the object is created without it.
    """

    _path: Path

    def __new__(cls, path: Path) -> Self:
        """The page in a file."""
        template = object.__new__(cls)
        template._path = path
        return template

    def render(self, *_: Any, **__: Any) -> str:
        """The page."""
        return self._path.read_text(encoding="utf-8")
