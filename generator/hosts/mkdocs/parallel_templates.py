# Pages in MkDocs' template, on all cores: what MkDocs then asks its template for is there already.
#
# MkDocs puts one page after another into `main.html`. Before it begins, that is done here in as many
# processes as there are cores, and each page is given a template that only hands out the result. With
# other versions, extensions or plugins than `made_pages` knows, MkDocs does it alone.

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Self

import jinja2
from mkdocs.commands.build import get_context

from generator.hosts.mkdocs import html_pages
from generator.output.parallel import processes, spread

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page


def html_of(
    page: Page, nav: Navigation, pages: Sequence[File], config: MkDocsConfig, env: jinja2.Environment
) -> str:
    """A page in its template, as `mkdocs.commands.build` does it.

    Args:
        page: it has been read, and rendered to HTML.
        nav: the menu.
        pages: the files of all pages.
        config: of the site.
        env: with the theme's templates.
    """
    config._current_page, page.active = page, True  # noqa: SLF001 - as MkDocs does
    try:
        context = get_context(nav, pages, config, page)
        template = env.get_template(page.meta.get("template", "main.html"))
        context = config.plugins.on_page_context(context, page=page, config=config, nav=nav)
        return template.render(context)
    finally:
        config._current_page, page.active = None, False  # noqa: SLF001


def render_ahead(
    env: jinja2.Environment, nav: Navigation, files: Files, config: MkDocsConfig, folder: Path
) -> None:
    """Put every page into its template, and let MkDocs find it there.

    Args:
        env: with the theme's templates.
        nav: the menu.
        files: all files of the site.
        config: of the site.
        folder: where finished pages lie until MkDocs takes them.
    """
    pages = files.documentation_pages()
    if html_pages.why_not(config) or processes(len(pages)) == 1:
        return

    def put(file: File) -> Path | None:
        try:
            assert file.page  # noqa: S101 - MkDocs has read all pages
            html = html_of(file.page, nav, pages, config, env)
        except Exception:  # noqa: BLE001 - MkDocs meets it again, and says on which page
            return None
        place = folder / f"{hashlib.sha256(file.dest_uri.encode()).hexdigest()}.html"
        place.write_text(html, encoding="utf-8")
        return place

    for file, place in zip(pages, spread(put, pages), strict=True):
        if file.page and place:
            file.page.meta = {**file.page.meta, "template": _Ready(place)}


class _Ready(jinja2.Template):
    """Says the same whatever it is given. MkDocs asks Jinja for it, which returns a template as it is."""

    _place: Path

    def __new__(cls, place: Path) -> Self:
        ready = object.__new__(cls)
        ready._place = place
        return ready

    def render(self, *_: Any, **__: Any) -> str:
        return self._place.read_text(encoding="utf-8")
