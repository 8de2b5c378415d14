# The site as a server shows it: a page is made when a browser asks for it, by MkDocs' own steps.
#
# Nothing that was made outlives the content, templates and settings it came from: after each change there
# is a new set of promises, so nothing can be stale. What a page shows is what `mkdocs build` writes.

from __future__ import annotations

import datetime as dt
import gzip
import io
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from mkdocs.commands.build import _build_template, _populate_page
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.structure.files import get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.utils import get_build_timestamp

from generator import handouts, quizzes, website
from generator.build import promise
from generator.handouts.printing import typeset
from generator.hosts.mkdocs import html_pages
from generator.hosts.mkdocs.parallel_templates import html_of
from generator.hosts.mkdocs.plugin import UnknotPlugin
from generator.hosts.mkdocs.project import content_folder, settings_from
from generator.output.files import NotMade, OutputFile
from generator.output.template_cache import CompiledTemplates
from generator.problems import ContentError, Problem

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.pages import Page

    from generator.content.load import Kept


_COMPILED = CompiledTemplates()
"""The theme's."""


class CannotServe(Exception):  # noqa: N818 - it is not the caller's mistake
    """This MkDocs cannot be asked for single pages; the message says why."""


class LiveSite:
    """A site whose files are made one by one."""

    def __init__(self, config_file: Path) -> None:
        """Read the settings; the content is read by `refresh`.

        Args:
            config_file: `mkdocs.yml`.

        Raises:
            CannotServe: with another version of MkDocs, or extensions that we do not know.
        """
        self._file = config_file
        self._kept: Kept = {}
        self._shown: _Shown | None = None
        self.problems: list[Problem] = []
        config = self._config()
        if why := html_pages.why_not(config):
            raise CannotServe(why)
        self.watched = self._sources(config)
        """What the site is made from, as the last settings say that can be read: files and folders."""

    def refresh(self) -> bool:
        """Take up what has changed; on a mistake the last good site stays.

        Returns:
            Whether the site is as content has it; if not, `problems` says what is wrong.
        """
        try:
            typeset.take_up_templates()
            config = self._config()
            self.watched = self._sources(config)
            self._shown = _Shown(config, self._kept)
            self.problems = list(self._shown.warnings)
        except ContentError as error:
            self.problems = list(error.problems)
            return False
        except (ConfigurationError, Abort) as error:
            self.problems = [Problem(self._file.as_posix(), 1, 1, "", str(error), "settings")]
            return False
        except OSError as error:  # while an editor saves, files come and go
            self.problems = [
                Problem(str(error.filename), 1, 1, "", f"cannot be read: {error.strerror}", "yaml")
            ]
            return False
        return True

    def get(self, path: str) -> bytes | None:
        """A file of the site as it would be published; None if there is none.

        Args:
            path: from the site's root, without a slash before it: `techniques/x/index.html`.

        Raises:
            NotMade: it cannot be made.
        """
        try:
            return self._shown.get(path) if self._shown else None
        except jinja2.TemplateSyntaxError as error:
            raise NotMade(f"{error.filename}:{error.lineno}: {error}") from error

    def paths(self) -> list[str]:
        """Every file there is."""
        return self._shown.paths() if self._shown else []

    def _sources(self, config: MkDocsConfig) -> list[Path]:
        options = _plugin(config).config
        logo = str((options.clinic or {}).get("logo") or "")
        folders = [content_folder(config, options), *map(Path, config.theme.dirs[:1])]
        files = [self._file, *([self._file.parent / logo] if logo else [])]
        return [*files, *folders, *(package.TEMPLATES for package in (handouts, quizzes, website))]

    def _config(self) -> MkDocsConfig:
        return load_config(str(self._file))


def _plugin(config: MkDocsConfig) -> UnknotPlugin:
    plugin = config.plugins["unknot"]
    if not isinstance(plugin, UnknotPlugin):
        raise ConfigurationError("add `- unknot` to `plugins:`")
    return plugin


class _Shown:
    """One state of the site."""

    def __init__(self, config: MkDocsConfig, kept: Kept) -> None:
        plugin = _plugin(config)
        plugin.on_startup(command="serve")
        folder = content_folder(config, plugin.config)
        today = dt.date.today()  # noqa: DTZ011 - review dates are days on the author's calendar
        built = promise(folder, settings_from(config, plugin.config), today, kept)
        self.warnings = built.problems
        self._config = plugin.take(built, config.plugins.on_config(config))
        self._env = config.theme.get_env()
        self._env.bytecode_cache = _COMPILED
        self._files = self._all_files()
        self._nav = get_navigation(self._files, config)
        self._made = {file.path: file for file in built.files}
        self._by_path = {file.dest_uri: file for file in self._files if file.inclusion.is_included()}
        self._pages = list(self._files.documentation_pages())
        self._env = config.plugins.on_env(self._env, config=config, files=self._files)

    def _all_files(self) -> Files:
        files = get_files(self._config)
        files.add_files_from_theme(self._env, self._config)
        files = self._config.plugins.on_files(files, config=self._config)
        set_exclusions(files, self._config)
        return files

    def get(self, path: str) -> bytes | None:
        if path in self._by_path:
            return self._file(self._by_path[path])
        if path in self._config.theme.static_templates:
            return self._template(path).encode()
        if path == "sitemap.xml.gz":
            when = get_build_timestamp(pages=[file.page for file in self._pages if file.page])
            packed = io.BytesIO()
            with gzip.GzipFile("sitemap.xml.gz", "wb", fileobj=packed, mtime=when) as file:
                file.write(self._template("sitemap.xml").encode())
            return packed.getvalue()
        return None

    def paths(self) -> list[str]:
        return sorted({*self._by_path, *self._config.theme.static_templates, "sitemap.xml.gz"})

    def _file(self, file: File) -> bytes:
        if file.page is not None:
            return self._page(file.page).encode(errors="xmlcharrefreplace")
        made = self._made.get(file.src_uri)
        return made.data if isinstance(made, OutputFile) else file.content_bytes

    def _page(self, page: Page) -> str:
        """As `mkdocs.commands.build` does it."""
        _populate_page(page, self._config, self._files)
        html = html_of(page, self._nav, self._pages, self._config, self._env)
        return self._config.plugins.on_post_page(html, page=page, config=self._config)

    def _template(self, name: str) -> str:
        return _build_template(name, self._env.get_template(name), self._files, self._config, self._nav)
