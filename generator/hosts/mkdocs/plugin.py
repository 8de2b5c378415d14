# The MkDocs plugin: passes the settings to `build`, and the generated files to MkDocs.

from __future__ import annotations

import logging
import os
import re
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from mkdocs.commands.build import build as build_with_mkdocs
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger

from generator.build import Build, build
from generator.content.files import is_published
from generator.hosts import clock
from generator.hosts.built_site.previous import take_previous
from generator.hosts.failure import one_line
from generator.hosts.mkdocs import html_pages
from generator.hosts.mkdocs.copies import CopiedFile, Copies, copied_file, generated_file
from generator.hosts.mkdocs.defaults import set_defaults, theme_folders
from generator.hosts.mkdocs.files_on_demand import FilesOnDemand
from generator.hosts.mkdocs.html_pages import HtmlPage
from generator.hosts.mkdocs.language_pages import in_language, in_source, partly_translated
from generator.hosts.mkdocs.noted_menu import with_noted_sections
from generator.hosts.mkdocs.parallel_templates import FinishedPage, FinishedPages, render_ahead
from generator.hosts.mkdocs.project import (
    UnknotConfig,
    content_folder,
    is_known_to_theme,
    settings_from,
    unusable,
)
from generator.hosts.mkdocs.settings_file import problem_at
from generator.hosts.mkdocs.theme_environment import speed_up
from generator.hosts.mkdocs.theme_files import drop_unloaded, join_style_sheets
from generator.hosts.terminal import more_pages, overdue, with_progress_bar
from generator.output.cache_folder import cache_folder
from generator.output.clean_up import remove_unused
from generator.output.garbage import drop_unused, paused_collection
from generator.output.open_store import open_store
from generator.problems import ContentError, errors_and_warnings
from generator.translation.language import read_language
from generator.translation.settings_messages import settings_messages, translated_settings
from generator.website.navigation import titles

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

    from generator.handouts.render import Printed

log = get_plugin_logger("unknot")

_TOGGLES = re.compile(r'<(?:input class="md-toggle"[^>]*>|label class="md-overlay"[^>]*></label>)')
"""Check boxes and a label that only Material's own scripts use."""
_LARGE = 10_000
"""How many files a site has whose content is worth a search for garbage, which takes a second or two."""
_UNUSED = ("assets/javascripts/", "assets/stylesheets/", "assets/images/")
"""3 MB of Material's files that our theme never loads."""


class UnknotPlugin(BasePlugin[UnknotConfig]):
    """Adds everything that is generated from content to a MkDocs site."""

    result: Build
    _nav: Navigation
    _copies: Copies | None = None
    _pages: Sequence[File] = ()
    """The files of all pages, if finished ones are only copied."""
    _drafts = False
    _language = ""
    """The tag of the language to translate the site into; empty for that of its content."""
    made_pages: Mapping[str, File] = MappingProxyType({})
    """Path of a page → the file that a server uses for it again."""

    def on_startup(self, *, command: str, **_: object) -> None:
        """Switch off offline copies and share pictures while a site is served to its author."""
        if command == "serve":
            self.config.offline = self.config.share_pictures = False
            self._drafts = True

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Watch the content, and tell the author what a missing `site_url` means."""
        if reason := unusable(config):
            file = Path(os.path.relpath(config.config_file_path))
            raise PluginError(str(problem_at(file, *reason)))
        set_defaults(config)
        if self._language:
            known = is_known_to_theme(self._language, config)
            config.theme["language"] = self._language if known else "en"
        config.watch.append(str(content_folder(config, self.config)))
        speed_up(config.theme)
        if not config.site_url:
            log.info("no site_url: no QR codes, printed addresses or canonical links (SITE_URL=https://…)")
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Load, check and render before MkDocs empties `site_dir` (mkdocs/commands/build.py:272, 1.6.1)."""
        folder = content_folder(config, self.config)
        try:
            language = read_language(folder.parent, self._language) if self._language else None
            if language:
                for problem in language.problems_with(language.states(settings_messages(config))):
                    log.warning("%s", problem)
                source = str(self.config.languages[0])
                config.load_dict(dict(translated_settings(config, language, source)))
            settings = settings_from(config, self.config)
            result = build(
                folder, settings, clock.today(), _show_progress, drafts=self._drafts, language=language
            )
        except ContentError as error:
            stopping = errors_and_warnings(error.problems)
            for problem in stopping:
                log.error("%s", problem)  # noqa: TRY400 - an author needs the line, not a traceback
            message = f"{len(stopping)} problem(s) in {folder}; nothing was built"
            raise PluginError(message) from error
        for problem in errors_and_warnings(result.problems):
            log.warning("%s", problem)
        for line in filter(None, (say(result.problems) for say in (overdue, more_pages, in_source))):
            log.info("%s", line)
        if len(result.files) > _LARGE:
            drop_unused()  # the content, which MkDocs does not need: its memory is used again
        self.register_build(result, config)

    def register_build(self, result: Build, config: MkDocsConfig) -> MkDocsConfig:
        """Give MkDocs the menu, the theme's variables and the date of a build.

        Returns:
            The same `config`, changed.
        """
        self.result = result
        os.environ.setdefault("SOURCE_DATE_EPOCH", str(result.newest))
        config.nav = result.nav
        config.extra["unknot"] = with_noted_sections(result.theme)
        return config

    def on_build_error(self, *, error: Exception, **_: object) -> None:
        """Report any error in one line. `mkdocs build --verbose` prints the traceback, too.

        Raises:
            PluginError: always, unless MkDocs itself reports the error in one line.
        """
        if self._copies:
            self._copies.cancel()
        if isinstance(error, MkDocsException):
            return
        log.debug("the build has failed", exc_info=error)
        raise PluginError(one_line(error)) from error

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add all generated files; a page made from an authored one replaces it.

        Of the other files beside the pages only those of known kinds stay: no copy that an editor left.
        """
        for other in [file for file in files if file.src_dir == config.docs_dir]:
            if not other.is_documentation_page() and not is_published(Path(other.abs_src_path or "")):
                files.remove(other)
        ours = {str(folder) for folder in theme_folders(config)}
        for unused in [file for file in files if file.src_uri.startswith(_UNUSED)]:
            if unused.src_dir not in ours:
                files.remove(unused)
        drop_unloaded(files, self.result.theme)
        join_style_sheets(files, config)
        self._copies = Copies(open_store().digests)
        if reason := html_pages.why_not(config):
            log.info("%s: the build takes longer", reason)
        with paused_collection():  # MkDocs keeps them all
            self._add_generated(files, config, as_html=not reason)
        return files

    def _add_generated(self, files: Files, config: MkDocsConfig, *, as_html: bool) -> None:
        """Add the files of the build.

        Args:
            files: takes them.
            config: the site's settings.
            as_html: whether pages stay the HTML that they are.
        """
        assert self._copies  # noqa: S101 - `on_files` has begun them
        prefix = Path(os.path.relpath(content_folder(config, self.config), config.docs_dir)).as_posix()
        menu = titles(self.result.nav)
        for generated in self.result.files:
            if (authored := files.src_uris.get(generated.path)) is not None:
                files.remove(authored)
            if made := self.made_pages.get(generated.path):
                files.append(made)
                continue
            is_html_page = as_html and generated.path.endswith(".md")
            make = partial(
                generated_file, generated, config, self._copies, prefix, with_content=not is_html_page
            )
            if isinstance(files, FilesOnDemand) and not generated.path.endswith(".md"):
                files.promise(generated.path, make)
                continue
            file = make()
            files.append(file)
            if is_html_page:
                HtmlPage(generated, menu.get(generated.path), file, config)  # registers itself

    def on_nav(self, nav: Navigation, **_: object) -> Navigation:
        """Remember the menu for `on_env`, which does not get it."""
        self._nav = nav
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Render all pages in their template on all cores."""
        if self.result.spool:
            finished = FinishedPages.of(config, files, self.result.theme, self._finished)
            pages = render_ahead(env, self._nav, files, config, finished)
            self._copy_finished(pages, files, config)
        return env

    def _copy_finished(self, pages: Mapping[File, Path], files: Files, config: MkDocsConfig) -> None:
        """Have finished pages copied, like all other files, instead of passed through MkDocs' templates."""
        assert self._copies  # noqa: S101 - `on_files` has begun them
        if [*config.plugins] == ["unknot"]:  # others may want to see each page
            self._pages = files.documentation_pages()
            for file, path in pages.items():
                assert file.page  # noqa: S101 - it is finished
                file.page.validate_anchor_links(files=files, log_level=config.validation.links.anchors)
                files.remove(file)
                files.append(copied_file(config, self._copies, file.dest_uri, at=path))
        if not self._language:
            copied = (file for file in files if isinstance(file, CopiedFile))
            wanted = {file.dest_uri for file in copied if not file.is_documentation_page()}
            self._copies.on_previous = take_previous(Path(config.site_dir), wanted)

    def on_template_context(self, context: TemplateContext, **_: object) -> TemplateContext:
        """Let the site map name all pages, those too that are only copied."""
        if self._pages:
            context["pages"] = self._pages
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Wait for copied files; build the site in its other languages; forget what no build has used."""
        if self._copies:
            self._copies.finish()
        if self._language:
            return
        for tag in self.config.languages[1:]:
            self._build_in(tag, config)
        open_store().digests.save()
        if report := open_store().report():
            log.info("%s", report)
        if removed := remove_unused():
            log.info("%d old files removed from %s", removed, cache_folder())

    def _build_in(self, tag: str, config: MkDocsConfig) -> None:
        """Build the site in another language, in a folder of its own with the same paths."""
        log.info("in %s:", tag)
        other = load_config(
            config.config_file_path,
            site_dir=str(Path(config.site_dir, tag)),
            site_url=f"{config.site_url}{tag}/" if config.site_url else "",
            strict=config.strict,
        )
        plugin = other.plugins["unknot"]
        assert isinstance(plugin, UnknotPlugin)  # noqa: S101 - it is this one
        plugin._language = tag  # noqa: SLF001 - as above
        build_with_mkdocs(other)
        if pages := [*partly_translated(Path(other.site_dir))]:
            log.info(
                "%s: %d pages are partly not translated, and say so: %s", tag, len(pages), ", ".join(pages)
            )

    def on_post_page(self, output: str, *, page: Page, **_: object) -> str:
        """Mend what Material's template says, unless the page is from the store, where it is done."""
        return output if isinstance(page.meta.get("template"), FinishedPage) else self._finished(output)

    def on_post_template(self, output: str, **_: object) -> str:
        """Mend what Material's template says in 404.html."""
        return self._finished(output)

    def _finished(self, html: str) -> str:
        """A page without Material's check boxes; in a translation, it says which language it is in."""
        if self._language:
            html = in_language(html, self._language, self.result.theme["source"])
        return _without_toggles(html)


def _without_toggles(html: str) -> str:
    """HTML without Material's hidden check boxes, which have no name and are not valid."""
    *before, last = _TOGGLES.split(html)  # a pattern that begins with white space would try each of it
    return "".join([*map(str.rstrip, before), last])


def _show_progress(printed: Iterator[Printed[Any]], total: int) -> Iterator[Printed[Any]]:
    """Log how many handouts will be printed, which may take a while; then show a progress bar."""
    log.info("%d sheets; those that have not changed are not printed again", total)
    yield from with_progress_bar(printed, total) if log.isEnabledFor(logging.INFO) else printed
