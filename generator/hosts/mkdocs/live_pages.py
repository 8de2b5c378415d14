# MkDocs' files, pages and menu of a site that is served. To make those of a large site takes longer than
# everything else after an edit, so they stay the same objects as long as an edit changes no path, no menu
# and no setting that they are made from.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mkdocs.structure.files import get_files, set_exclusions
from mkdocs.structure.nav import get_navigation

from generator.hosts.mkdocs.files_on_demand import FilesOnDemand
from generator.hosts.mkdocs.html_pages import HtmlPage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation

    from generator.build import Build
    from generator.hosts.mkdocs.plugin import UnknotPlugin

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
    made_from: tuple[object, ...]
    """All that files of pages and the menu are made from."""

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
        made_from = (settings, built.nav, paths)
        if before and before.made_from == made_from and before.are_html:
            files = _all_files(plugin, config, env, {file.src_uri: file for file in before.pages})
            pages = list(files.documentation_pages())
            if len(pages) == len(before.pages):
                return cls(files, pages, before.nav, made_from)
        files = _all_files(plugin, config, env, {})
        return cls(files, list(files.documentation_pages()), get_navigation(files, config), made_from)

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
