# A project: its `mkdocs.yml` as MkDocs reads it, our plugin's options in it, and settings made from both.

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from mkdocs.commands.serve import serve
from mkdocs.config import Config, load_config
from mkdocs.config import config_options as c
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.utils.yaml import yaml_load
from pydantic import ValidationError

from generator import __version__
from generator.problems import ContentError
from generator.settings.settings import Settings, is_unset
from generator.settings.validation import cut_settings, settings_problems, unknown_settings
from generator.website.offline import theme_files

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs.config.defaults import MkDocsConfig


class UnknotConfig(Config):
    """Options of the plugin `unknot` in `mkdocs.yml`."""

    content = c.Type(str, default="content")
    region = c.Type(str, default="uk")
    contact = c.Type(str, default="")
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


class ProjectError(Exception):
    """`mkdocs.yml` cannot be used; the message is one line that says why."""


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
    def overrides(self) -> Path:
        """The folder of the theme's overrides."""
        return Path(self.config.theme.custom_dir or "")

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
        with self.file.open("rb") as file:
            return yaml_load(file)

    def serve_with_mkdocs(self, address: str) -> None:
        """Run `mkdocs serve` until it is interrupted.

        Args:
            address: host and port, such as `localhost:8000`.
        """
        serve(str(self.file), dev_addr=address, watch=[str(self.content), *self.config.theme.dirs[:1]])


def open_project(file: Path) -> Project:
    """Read `mkdocs.yml`.

    Raises:
        ProjectError: it is not valid, or does not suit our plugin and overrides.
    """
    try:
        config = load_config(str(file))
    except (ConfigurationError, Abort) as error:
        raise ProjectError(str(error)) from error
    plugin = config.plugins.get("unknot")
    if plugin is None or not isinstance(plugin.config, UnknotConfig):
        raise ProjectError("add `- unknot` to `plugins:`")
    if message := unusable(config):
        raise ProjectError(message)
    return Project(file, config)


def unusable(config: MkDocsConfig) -> str:
    """A message with what to write if settings of MkDocs do not suit our pages; empty if they do."""
    if config.theme.name != "material" or not config.theme.custom_dir:
        return "write `theme: {name: material, custom_dir: overrides}`: our pages are made with both"
    if not config.use_directory_urls:
        return "leave out `use_directory_urls: false`: our links lead to folders, such as `warning-signs/`"
    return ""


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
        "clinic": options.clinic,
        "offline": options.offline,
        "theme_files": theme_files(Path(config.theme.custom_dir or ".")),
        "share_pictures": options.share_pictures,
        "version": __version__,
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
