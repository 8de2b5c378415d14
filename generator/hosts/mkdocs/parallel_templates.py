# Renders the templates of all pages on all cores, before MkDocs asks for the pages one by one.
#
# MkDocs renders `main.html` for one page after the other. Before it begins, `render_ahead` does so in as
# many processes as there are cores, and gives each page a template that returns the finished HTML. With
# versions, extensions or plugins that `html_pages` was not tested with, MkDocs does it alone.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import jinja2
from mkdocs.commands.build import get_context

from generator.hosts.mkdocs import html_pages
from generator.hosts.mkdocs.html_pages import HtmlPage
from generator.output.parallel import spread
from generator.output.store import key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from generator.output.store import Store


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
    config._current_page, page.active = page, True  # noqa: SLF001 - mkdocs/commands/build.py:195
    try:
        context = get_context(nav, pages, config, page)
        template = env.get_template(page.meta.get("template", "main.html"))
        context = config.plugins.on_page_context(context, page=page, config=config, nav=nav)
        return template.render(context)
    finally:
        config._current_page, page.active = None, False  # noqa: SLF001 - mkdocs/commands/build.py:246


@dataclass(frozen=True)
class FinishedPages:
    """Where finished pages are kept."""

    store: Store
    """Has pages of earlier builds, and takes those that are rendered now."""
    given: str
    """A digest of whatever decides all pages beside their own content: menu, settings, templates."""
    finish: Callable[[str], str]
    """What becomes of the HTML at last; the plugin leaves finished pages alone."""


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
    all_pages, store = files.documentation_pages(), finished.store
    pages = {file: file.page for file in all_pages if isinstance(file.page, HtmlPage)}
    keys = {
        file: key_of(("page", file.dest_uri, page.digest, finished.given)) for file, page in pages.items()
    }

    def write(file: File) -> Path | None:
        page = pages[file]
        try:
            with page.held():
                html = finished.finish(render_page(page, nav, all_pages, config, env))
        except Exception:  # noqa: BLE001 - MkDocs renders the page again and reports the error
            return None
        path = store.put(html.encode())
        if path:
            store.put_result(keys[file], path.name)
        return path

    store.fetch_results(keys.values())
    found = {file: store.path(digest) for file in pages if (digest := store.result(keys[file]))}
    missing = [file for file in pages if not found.get(file)]
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
