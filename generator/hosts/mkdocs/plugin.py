# The MkDocs plugin: hands settings to `build` and its files to MkDocs. No rule of ours lives here.

from __future__ import annotations

import datetime as dt
import logging
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, InclusionLevel

from generator.build import Build, build
from generator.hosts.mkdocs import html_pages
from generator.hosts.mkdocs.html_pages import MadePage
from generator.hosts.mkdocs.parallel_templates import render_ahead
from generator.hosts.mkdocs.project import UnknotConfig, content_folder, settings_from, without_overrides
from generator.hosts.terminal import watch
from generator.output import cache
from generator.output.files import Later
from generator.output.spool import Shelved
from generator.problems import ContentError
from generator.website.navigation import titles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation

    from generator.handouts.render import Printed
    from generator.output.files import OutputFile

log = get_plugin_logger("unknot")

_INCLUDED = InclusionLevel.INCLUDED  # UNDEFINED would drop pages that are not in the navigation
_ON_CHECK_BOX = re.compile(r'(<input class="md-toggle"[^>]*?) autocomplete="off"')
_UNUSED = ("assets/javascripts/", "assets/stylesheets/", "assets/images/")
"""3 MB of Material's that our overrides never ask for."""


class UnknotPlugin(BasePlugin[UnknotConfig]):
    """Adds everything that content becomes to a MkDocs site."""

    result: Build
    _nav: Navigation

    def on_startup(self, *, command: str, **_: object) -> None:
        """While a site is served to its author, keep no copies and make no share pictures."""
        if command == "serve":
            self.config.offline = self.config.share_pictures = False

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Watch the content, and say what a missing address means."""
        if message := without_overrides(config):
            raise PluginError(message)
        config.watch.append(str(content_folder(config, self.config)))
        if not config.site_url:
            log.info("no site_url: no QR codes, printed addresses or canonical links (SITE_URL=https://…)")
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Load, check and render before MkDocs empties the last site."""
        folder = content_folder(config, self.config)
        try:
            today = dt.date.today()  # noqa: DTZ011 - review dates are days on the author's calendar
            result = build(folder, settings_from(config, self.config), today, _watch)
        except ContentError as error:
            for problem in error.problems:
                log.error("%s", problem)  # noqa: TRY400 - an author needs the line, not a traceback
            message = f"{len(error.problems)} problem(s) in {folder}; nothing was built"
            raise PluginError(message) from error
        for problem in result.problems:
            log.warning("%s", problem)
        self.take(result, config)

    def take(self, result: Build, config: MkDocsConfig) -> MkDocsConfig:
        """Hand a built site to MkDocs."""
        self.result = result
        os.environ.setdefault("SOURCE_DATE_EPOCH", str(result.newest))
        config.nav = result.nav
        config.extra["unknot"] = result.theme
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add what was made; a page made from one written by hand takes its place."""
        for unused in [file for file in files if file.src_uri.startswith(_UNUSED)]:
            if unused.src_dir != str(config.theme.custom_dir):
                files.remove(unused)
        if slow := html_pages.why_not(config):
            log.info("%s: the build takes longer", slow)
        prefix = Path(os.path.relpath(content_folder(config, self.config), config.docs_dir)).as_posix()
        menu = titles(self.result.nav)
        for made in self.result.files:
            if (written := files.get_file_from_path(made.path)) is not None:
                files.remove(written)
            page = made.path.endswith(".md") and not slow
            file = _file(made, config, page=page)
            if not isinstance(made, Later) or config.edit_uri or config.edit_uri_template:
                file.edit_uri = f"{prefix}/{made.source}"
            files.append(file)
            if page:
                MadePage(made, menu.get(made.path), file, config)
        return files

    def on_nav(self, nav: Navigation, **_: object) -> Navigation:
        """Keep the menu for `on_env`."""
        self._nav = nav
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Put pages into their template on all cores."""
        if self.result.shelf:
            render_ahead(env, self._nav, files, config, self.result.shelf.folder)
        return env

    def on_post_build(self, **_: object) -> None:
        """Forget sheets that no build has asked for in a while."""
        if removed := cache.forget_unused():
            log.info("%d old sheets and pictures removed from %s", removed, cache.FOLDER)

    def on_post_page(self, output: str, **_: object) -> str:
        """Drop an attribute that HTML does not allow on Material's hidden check boxes."""
        return _ON_CHECK_BOX.sub(r"\1", output)

    on_post_template = on_post_page  # for 404.html


def _watch(printed: Iterator[Printed], total: int) -> Iterator[Printed]:
    """Say how many sheets there are before they are printed: it may take a while."""
    log.info("%d sheets; those that have not changed are not printed again", total)
    yield from watch(printed, total) if log.isEnabledFor(logging.INFO) else printed


def _file(made: OutputFile, config: MkDocsConfig, *, page: bool) -> File:
    """A file of MkDocs; what is promised goes past it, and front matter and body go with a made page."""
    if isinstance(made, Shelved) and not made.path.endswith(".md"):
        return File.generated(config, made.path, abs_src_path=str(made.place), inclusion=_INCLUDED)
    content = "" if page or isinstance(made, Later) else made.content
    return File.generated(config, made.path, content=content, inclusion=_INCLUDED)
