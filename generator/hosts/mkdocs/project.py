# A project: its `mkdocs.yml` as MkDocs reads it, our plugin's options in it, and settings made from both.

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from mkdocs.config import Config
from mkdocs.config import config_options as c
from pydantic import ValidationError

import generator
from generator.hosts.mkdocs.defaults import set_defaults, theme_folders
from generator.hosts.mkdocs.settings_file import load_config, problem_at, read_as_data
from generator.problems import ContentError
from generator.settings.settings import Settings, is_unset
from generator.settings.validation import cut_settings, settings_problems, unknown_settings
from generator.website.offline import theme_files
from generator.website.theme_folders import BASE, theme_paths

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs.config.defaults import MkDocsConfig

    from generator.problems import FieldPath


class UnknotConfig(Config):
    """Options of the plugin `unknot` in `mkdocs.yml`."""

    content = c.Type(str, default="content")
    region = c.Type(str, default="uk")
    contact = c.Type(str, default="")
    languages = c.Type(list, default=[])
    clinic = c.Optional(c.Type(dict))
    offline = c.Type(bool, default=True)
    share_pictures = c.Type(bool, default=True)

    def load_dict(self, patch: dict[str, Any]) -> None:
        """Take the options from `mkdocs.yml`, without those that are empty: they count as not set."""
        super().load_dict({name: value for name, value in (patch or {}).items() if not is_unset(value)})

    def validate(self) -> tuple[list[tuple[str, Exception]], list[tuple[str, str]]]:
        """Validate the options. `settings_from` reports unknown ones, as errors with their lines."""
        failed, warnings = super().validate()
        return failed, [warning for warning in warnings if warning[0] in self._schema_keys]


@dataclass(frozen=True)
class Project:
    """A valid `mkdocs.yml`."""

    file: Path
    """`mkdocs.yml` itself."""
    config: MkDocsConfig
    """Its settings, parsed and validated by MkDocs."""

    @property
    def options(self) -> UnknotConfig:
        """The plugin's options."""
        return cast("UnknotConfig", self.config.plugins["unknot"].config)

    @property
    def content(self) -> Path:
        """The content folder, relative to the working directory."""
        return content_folder(self.config, self.options)

    @property
    def theme_folders(self) -> list[Path]:
        """The folders of the theme without Material's; the site's own comes first."""
        return theme_folders(self.config)

    @property
    def site_path(self) -> str:
        """The path in the site's address, such as `/back/`; `/` if the site has no address."""
        return urlsplit(self.config.site_url or "").path or "/"

    def settings(self) -> Settings:
        """The site's settings.

        Raises:
            ContentError: a setting is missing or invalid.
        """
        return settings_from(self.config, self.options)

    def raw_config(self) -> Mapping[str, Any]:
        """The content of `mkdocs.yml` without defaults; environment variables are resolved."""
        return read_as_data(self.file)

    def serve_with_mkdocs(self, address: str) -> None:
        """Run `mkdocs serve` until it is interrupted.

        Args:
            address: host and port, such as `localhost:8000`.
        """
        from mkdocs.commands.serve import serve  # noqa: PLC0415 - builds need no server

        serve(
            str(self.file),
            dev_addr=address,
            watch=[str(folder) for folder in (self.content, *self.theme_folders)],
        )


def open_project(file: Path, *, run_code: bool = False) -> Project:
    """Read `mkdocs.yml`.

    Args:
        file: `mkdocs.yml`.
        run_code: whether to run the code that the file names, which MkDocs needs to build pages.

    Raises:
        ContentError: it is not valid, or does not suit our plugin and theme.
    """
    config = load_config(file, run_code=run_code)
    if reason := unusable(config):
        raise ContentError([problem_at(file, *reason)])
    set_defaults(config)
    return Project(file, config)


def unusable(config: MkDocsConfig) -> tuple[FieldPath, str] | None:
    """The setting of MkDocs that does not suit our pages, and what to write; None if all do."""
    ours = [
        plugin
        for plugin in config.plugins.values()
        if isinstance(getattr(plugin, "config", None), UnknotConfig)
    ]
    if len(ours) != 1 or config.plugins.get("unknot") is not ours[0]:
        return (
            "plugins",
        ), "`unknot` is listed twice; remove one" if ours else "add `- unknot` to `plugins:`"
    options = cast("UnknotConfig", config.plugins["unknot"].config)
    if theme := _unusable_theme(config, options):
        return theme
    if not config.use_directory_urls:
        message = (
            "leave out `use_directory_urls: false`: our links lead to folders, such as `warning-signs/`"
        )
        return ("use_directory_urls",), message
    return None


def _unusable_theme(config: MkDocsConfig, options: UnknotConfig) -> tuple[FieldPath, str] | None:
    """The setting of the theme that does not suit our pages, and what to write."""
    if config.theme.name != "material":
        return ("theme",), "write `theme: material`: our pages are made with it"
    if _holds_content(config, options):
        message = "is a folder of content; name one that has only templates and styles"
        return ("theme", "custom_dir"), message
    if not _extends_ours(config.theme.custom_dir):
        message = f'its main.html replaces all our pages; begin it with {{% extends "{BASE}" %}}'
        return ("theme", "custom_dir"), message
    language = config.theme.get("language")
    if language is not None and not is_known_to_theme(str(language), config):
        return ("theme", "language"), f"Material has no language '{language}'; write `en`, for example"
    return None


def _holds_content(config: MkDocsConfig, options: UnknotConfig) -> bool:
    """Whether the site's own theme folder, all of which is published, is in its content or around it."""
    content, own = content_folder(config, options).resolve(), config.theme.custom_dir
    theme = Path(own or "").resolve()
    return bool(own) and (content.is_relative_to(theme) or theme.is_relative_to(content))


def _extends_ours(folder: str | None) -> bool:
    """Whether the page template of a site's own folder, if it has one, is made from ours."""
    template = Path(folder or "", "main.html")
    return not folder or not template.is_file() or BASE.encode() in template.read_bytes()


def is_known_to_theme(language: str, config: MkDocsConfig) -> bool:
    """Whether Material, or the project itself, has the words of a language."""
    file = f"partials/languages/{language}.html"
    return language.replace("-", "").isalnum() and any(
        Path(folder, file).is_file() for folder in config.theme.dirs
    )


def content_folder(config: MkDocsConfig, options: UnknotConfig) -> Path:
    """The content folder, relative to the working directory."""
    base = Path(os.path.relpath(Path(config.config_file_path or "mkdocs.yml").parent))
    return base / options.content


def settings_from(config: MkDocsConfig, options: UnknotConfig) -> Settings:
    """The site's settings, from MkDocs' settings and the plugin's options.

    Raises:
        ContentError: a setting is missing, unknown or invalid.
    """
    config_file = Path(os.path.relpath(config.config_file_path))
    values = {
        "site_name": config.site_name,
        "site_url": config.site_url or "",
        "region": options.region,
        "contact": options.contact,
        "languages": tuple(map(str, options.languages)),
        "clinic": options.clinic,
        "offline": options.offline,
        "theme_files": theme_files(theme_paths(theme_folders(config))),
        "share_pictures": options.share_pictures,
        "version": generator.__version__,
    }
    file, text = config_file.as_posix(), config_file.read_text(encoding="utf-8")
    problems = [*unknown_settings(map(str, options), dict(options._schema), file, text)]  # noqa: SLF001
    problems += cut_settings(file, text)
    try:
        settings = Settings.model_validate(values, context={"folder": config_file.parent})
    except ValidationError as error:
        raise ContentError([*problems, *settings_problems(error, file, text)]) from error
    if problems:
        raise ContentError(problems)
    return settings
