# MkDocs' files, pages and menu of a site that is served. To make those of a large site takes longer than
# everything else after an edit, so they stay the same objects as long as an edit changes no path, no menu
# and no setting that they are made from. If only the menu has changed, files are copied, and pages and
# navigation are made anew, so that the last good state can still be served after a mistake.

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mkdocs.structure.files import get_files, set_exclusions
from mkdocs.structure.nav import get_navigation

from generator.hosts.mkdocs.files_on_demand import FilesOnDemand
from generator.hosts.mkdocs.html_pages import HtmlPage
from generator.website.navigation import titles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation

    from generator.build import Build
    from generator.hosts.mkdocs.plugin import UnknotPlugin
    from generator.website.navigation import Nav

_SETTINGS = ("docs_dir", "site_dir", "site_url", "repo_url", "edit_uri", "edit_uri_template", "validation")
"""What files, pages and menu are made from beside paths and titles: mkdocs/structure/, 1.6.1."""


@dataclass(frozen=True)
class LivePages:
    """What MkDocs has made of one state of a site."""

    files: Files
    """All files."""
    pages: list[File]
    """The files of pages."""
    nav: Navigation
    """The menu."""
    menu: Nav
    """Titles and paths in the menu."""
    made_from: tuple[object, ...]
    """All else that files of pages and the menu are made from."""

    @classmethod
    def of(
        cls,
        plugin: UnknotPlugin,
        config: MkDocsConfig,
        env: Environment,
        built: Build,
        before: LivePages | None,
    ) -> LivePages:
        """Make what has changed.

        Args:
            plugin: our plugin, which knows the build.
            config: the site's settings, which have the build's menu.
            env: the environment of the theme's templates.
            built: the site.
            before: the last state; None if there is none.
        """
        settings = tuple(str(config[name]) for name in _SETTINGS)
        paths = tuple((file.path, file.source) for file in built.files if file.path.endswith(".md"))
        made_from = (settings, paths)
        if before and before.made_from == made_from and before.are_html:
            is_same_menu = before.menu == built.nav
            made = before.pages if is_same_menu else before.with_titles(built, config)
            files = _all_files(plugin, config, env, {file.src_uri: file for file in made})
            pages = list(files.documentation_pages())
            if len(pages) == len(before.pages):
                nav = before.nav if is_same_menu else get_navigation(files, config)
                return cls(files, pages, nav, built.nav, made_from)
        files = _all_files(plugin, config, env, {})
        pages = list(files.documentation_pages())
        return cls(files, pages, get_navigation(files, config), built.nav, made_from)

    def with_titles(self, built: Build, config: MkDocsConfig) -> list[File]:
        """Copies of the files of pages, each with a page of its own that has its title in another menu."""
        in_menu = titles(built.nav)
        promised = {file.path: file for file in built.files}
        files = [copy(file) for file in self.pages]
        for file in files:
            HtmlPage(promised[file.src_uri], in_menu.get(file.src_uri), file, config)  # registers itself
        return files

    @property
    def are_html(self) -> bool:
        """Whether all pages are ours, so that each becomes unread before it is rendered again."""
        return all(isinstance(file.page, HtmlPage) for file in self.pages)


def _all_files(
    plugin: UnknotPlugin, config: MkDocsConfig, env: Environment, made_pages: Mapping[str, File]
) -> Files:
    """All files of the site, collected as in `build` (mkdocs/commands/build.py:287-294, 1.6.1)."""
    plugin.made_pages = made_pages
    files: Files = FilesOnDemand(get_files(config))
    files.add_files_from_theme(env, config)
    files = config.plugins.on_files(files, config=config)
    set_exclusions(files, config)
    return files
