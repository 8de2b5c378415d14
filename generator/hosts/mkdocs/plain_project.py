# Files beside a folder written by `unknot write`, with which MkDocs and Material build it without our
# plugin: the settings and the theme's overrides.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from generator.output.files import OutputFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from generator.build import Build

_OVERRIDES = "overrides"


def host_files(
    built: Build, user_config: Mapping[str, Any], docs_dir: str, overrides: Path
) -> Iterator[OutputFile[str | bytes]]:
    """`mkdocs.yml` and the files of `overrides/`; paths are relative to the parent of the written folder.

    Args:
        built: the site.
        user_config: the project's `mkdocs.yml`, with environment variables resolved.
        docs_dir: name of the written folder.
        overrides: the folder with the theme's overrides.
    """
    yield OutputFile("mkdocs.yml", _config(built, user_config, docs_dir), "../mkdocs.yml")
    for path in sorted(overrides.rglob("*")):
        if path.is_file():
            name = path.relative_to(overrides).as_posix()
            yield OutputFile(f"{_OVERRIDES}/{name}", path.read_bytes(), "..")


def _config(built: Build, user_config: Mapping[str, Any], docs_dir: str) -> str:
    plugins = [plugin for plugin in user_config.get("plugins", []) if _name(plugin) != "unknot"]
    config = {
        **user_config,
        "docs_dir": docs_dir,
        # MkDocs leaves out files whose names start with a dot.
        "exclude_docs": f"{user_config.get('exclude_docs', '')}\n!.htaccess\n".lstrip(),
        "theme": {**user_config["theme"], "custom_dir": _OVERRIDES},
        "plugins": plugins,
        "nav": built.nav,
        "extra": {**user_config.get("extra", {}), "unknot": dict(built.theme)},
    }
    head = "# Written by `unknot write`; edit the project's own mkdocs.yml instead.\n"
    return head + yaml.safe_dump(config, allow_unicode=True, sort_keys=False, width=110)


def _name(plugin: str | dict[str, Any]) -> str:
    return plugin if isinstance(plugin, str) else next(iter(plugin))
