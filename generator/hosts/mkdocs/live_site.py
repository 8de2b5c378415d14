# The site behind `unknot serve`: each page is rendered when a browser requests it, by MkDocs' own steps.
#
# After each change all files are promised anew from content, templates and settings, so nothing is stale. A
# page is byte for byte what `mkdocs build` would write (`tests/hosts/test_live_site.py`).

from __future__ import annotations

import gzip
import io
import logging
import re
from contextlib import nullcontext
from typing import TYPE_CHECKING

from mkdocs.commands.build import _build_template, _populate_page
from mkdocs.utils import get_build_timestamp

from generator import handouts, quizzes, website
from generator.build import promise
from generator.checks.earlier_runs import earlier_runs
from generator.handouts.printing import typeset
from generator.hosts import clock
from generator.hosts.failure import one_line, short_path
from generator.hosts.mkdocs import html_pages
from generator.hosts.mkdocs.defaults import theme_folders
from generator.hosts.mkdocs.html_pages import HtmlPage
from generator.hosts.mkdocs.live_pages import LivePages
from generator.hosts.mkdocs.parallel_templates import render_page
from generator.hosts.mkdocs.plugin import UnknotPlugin
from generator.hosts.mkdocs.project import open_project
from generator.hosts.mkdocs.settings_file import problem_at
from generator.output.files import RenderError
from generator.output.garbage import keep_until_exit, paused_collection
from generator.problems import ContentError, Problem, errors_and_warnings
from generator.website.theme_folders import theme_paths

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs.structure.files import File
    from mkdocs.structure.pages import Page

    from generator.checks.earlier_runs import EarlierRuns
    from generator.content.load import Kept
    from generator.hosts.mkdocs.project import Project

log = logging.getLogger(__name__)


class CannotServe(Exception):  # noqa: N818 - it is not the caller's mistake
    """Single pages cannot be rendered with this MkDocs or these settings; the message says why."""


class LiveSite:
    """A site whose files are rendered one by one."""

    def __init__(self, config_file: Path) -> None:
        """Read the settings; the content is read by `refresh`.

        Args:
            config_file: `mkdocs.yml`.

        Raises:
            CannotServe: with versions, extensions or plugins that we have not tested.
            ContentError: `mkdocs.yml` cannot be used.
        """
        self._file = config_file
        self._cache: Kept = {}
        self._earlier = earlier_runs()
        self._state: _State | None = None
        self.problems: list[Problem] = []
        project = open_project(config_file, run_code=True)
        if reason := html_pages.why_not(project.config):
            raise CannotServe(reason)
        self.watched = _sources(project)
        """Files and folders that the site is made from, according to the last valid settings."""

    def refresh(self) -> bool:
        """Reload after a change; on an error keep serving the last good site.

        Returns:
            Whether the site now shows the present content; if not, `problems` says what is wrong.
        """
        try:
            typeset.reload_templates()
            with paused_collection():
                self._reload()
        except ContentError as error:
            self.problems = errors_and_warnings(error.problems)
            return False
        except Exception as error:
            log.debug("the site cannot be reloaded", exc_info=error)
            self.problems = [_problem(error, self._file)]
            return False
        return True

    def _reload(self) -> None:
        project = open_project(self._file, run_code=True)
        if reason := html_pages.why_not(project.config):
            message = f"{reason}: stop `unknot serve` and start it again"
            raise ContentError([problem_at(self._file, (), message)])
        self.watched = _sources(project)
        state = _State(project, self._cache, self._earlier, self._state.made if self._state else None)
        state.try_templates()
        if self._state is None:
            keep_until_exit()  # so that later collections look only at what changes replace
        self._state = state
        self.problems = errors_and_warnings(state.warnings)

    def get(self, path: str) -> bytes | None:
        """A file of the site as it would be published; None if there is none.

        Args:
            path: from the site's root, without a leading slash: `techniques/x/index.html`.

        Raises:
            RenderError: it cannot be rendered.
        """
        try:
            return self._state.get(path) if self._state else None
        except Exception as error:
            raise RenderError(one_line(error)) from error

    def paths(self) -> list[str]:
        """The paths of all files."""
        return self._state.paths() if self._state else []


def _sources(project: Project) -> list[Path]:
    logo = str((project.options.clinic or {}).get("logo") or "")
    files = [project.file, *([project.file.parent / logo] if logo else [])]
    folders = [project.content, *project.theme_folders]
    return [*files, *folders, *(package.TEMPLATES for package in (handouts, quizzes, website))]


def _problem(error: Exception, file: Path) -> Problem:
    """An error while reloading, at its place in a template, or else in the settings."""
    line = one_line(error)
    if place := _PLACE.match(line):
        return Problem(place["file"], int(place["line"]), 1, "", place["what"], "template")
    return Problem(file.as_posix(), 1, 1, "", f"the site cannot be made: {line}", "settings")


_PLACE = re.compile(r"(?P<file>[^:]+):(?P<line>\d+):1: (?P<what>.*)")


class _State:
    """The site as it is after one change."""

    def __init__(
        self, project: Project, cache: Kept, earlier: EarlierRuns, before: LivePages | None
    ) -> None:
        config = project.config
        plugin = config.plugins["unknot"]
        assert isinstance(plugin, UnknotPlugin)  # noqa: S101 - its options are ours, see `open_project`
        plugin.on_startup(command="serve")
        built = promise(project.content, project.settings(), clock.today(), cache, earlier)
        self.warnings = built.problems
        self._config = plugin.register_build(built, config.plugins.on_config(config))
        self._env = config.theme.get_env()
        self._promised = {file.path: file for file in built.files}
        self.made = LivePages.of(plugin, self._config, self._env, built, before)
        self._files, self._pages, self._nav = self.made.files, self.made.pages, self.made.nav
        self._by_path = {file.dest_uri: file for file in self._files if file.inclusion.is_included()}
        self._env = config.plugins.on_env(self._env, config=config, files=self._files)

    def try_templates(self) -> None:
        """Render a page and the page for missing ones, and compile every other template of the theme.

        Raises:
            Exception: one of them has a mistake.
        """
        for name, template in theme_paths(theme_folders(self._config)).items():
            try:
                if name.endswith(".html"):
                    self._env.get_template(name)
            except UnicodeDecodeError as error:
                raise RenderError(
                    f"{short_path(template)}:1:1: not UTF-8; save the file as UTF-8"
                ) from error
        for path in ("index.html", "404.html"):
            self.get(path)

    def get(self, path: str) -> bytes | None:
        if path in self._by_path:
            return self._file(self._by_path[path])
        if path in self._promised and not path.endswith(".md"):
            return self._promised[path].data
        if path in self._config.theme.static_templates:
            return self._template(path).encode()
        if path == "sitemap.xml.gz":
            return self._zipped_sitemap()
        return None

    def paths(self) -> list[str]:
        promised = (path for path in self._promised if not path.endswith(".md"))
        templates = self._config.theme.static_templates
        return sorted({*self._by_path, *promised, *templates, "sitemap.xml.gz"})

    def _file(self, file: File) -> bytes:
        if file.page is not None:
            return self._page(file.page).encode(errors="xmlcharrefreplace")
        promised = self._promised.get(file.src_uri)
        return promised.data if promised else file.content_bytes

    def _page(self, page: Page) -> str:
        """A page as MkDocs publishes it: read, rendered, put into its template, changed by plugins.

        `build` calls the private `_populate_page` for each page (mkdocs/commands/build.py:310, 1.6.1).
        """
        if isinstance(page, HtmlPage):
            page.renew(self._promised[page.file.src_uri])
        _populate_page(page, self._config, self._files)
        with page.held() if isinstance(page, HtmlPage) else nullcontext():
            html = render_page(page, self._nav, self._pages, self._config, self._env)
        return self._config.plugins.on_post_page(html, page=page, config=self._config)

    def _template(self, name: str) -> str:
        """A template that is no page, such as `404.html`.

        The private `_build_template` is what MkDocs calls for it (mkdocs/commands/build.py:103, 1.6.1).
        """
        return _build_template(name, self._env.get_template(name), self._files, self._config, self._nav)

    def _zipped_sitemap(self) -> bytes:
        """`sitemap.xml.gz`, as in `_build_theme_template` (mkdocs/commands/build.py:109-119, 1.6.1)."""
        time = get_build_timestamp(pages=[file.page for file in self._pages if file.page])
        zipped = io.BytesIO()
        with gzip.GzipFile("sitemap.xml.gz", "wb", fileobj=zipped, mtime=time) as file:
            file.write(self._template("sitemap.xml").encode())
        return zipped.getvalue()
