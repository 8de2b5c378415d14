# The settings of MkDocs that our theme needs. They count where a site's `mkdocs.yml` says nothing else, so
# that it names little more than the site, the folder of its pages, the theme and our plugin.

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.hosts.mkdocs.settings_file import read_as_data
from generator.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mkdocs.config.defaults import MkDocsConfig

_THEME: Mapping[str, Any] = {"language": "en", "font": False, "favicon": "assets/favicon.svg"}
_EXTENSIONS: Mapping[str, Mapping[str, Any]] = {
    "attr_list": {},
    "md_in_html": {},
    "def_list": {},
    "smarty": {},
    "tables": {"use_align_attribute": True},  # alignment without `style=`, for the strict policy
    "toc": {"permalink": False, "toc_depth": "2-3"},
}
_VALIDATION: Mapping[str, tuple[str, ...]] = {
    "nav": ("omitted_files", "not_found", "absolute_links"),
    "links": ("not_found", "anchors", "absolute_links", "unrecognized_links"),
}
"""Checks of MkDocs that give a warning, with which `unknot build` fails."""


def theme_folders(config: MkDocsConfig) -> list[Path]:
    """The folders of the theme without Material's: the site's `custom_dir`, if it has one, and ours."""
    ours, own = shipped("theme"), config.theme.custom_dir
    return [Path(own), ours] if own and Path(own).resolve() != ours.resolve() else [ours]


def set_defaults(config: MkDocsConfig) -> None:
    """Put our folder into the theme, behind the site's own, and set what the site has not."""
    own, material = [*filter(None, [config.theme.custom_dir])], config.theme.dirs
    ours = [str(folder) for folder in theme_folders(config)]
    config.theme.dirs = [*ours, *(folder for folder in material if folder not in {*own, *ours})]
    written = read_as_data(Path(config.config_file_path)) if config.config_file_path else {}
    for name, value in _unset_theme(written.get("theme")).items():
        config.theme[name] = value
    names = dict.fromkeys([*config.markdown_extensions, *_EXTENSIONS])
    config.markdown_extensions = [*names]
    for name, options in _EXTENSIONS.items():
        if options:
            config.mdx_configs[name] = {**options, **config.mdx_configs.get(name, {})}
    for part, name in _unset_validation(written.get("validation") or {}):
        config.validation[part][name] = logging.WARNING


def _unset_validation(written: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The checks that a site's `validation` does not set; a value beside `nav` and `links` sets both."""
    for part, names in _VALIDATION.items():
        decided = {**written, **(written.get(part) or {})}
        yield from ((part, name) for name in names if name not in decided)


def with_defaults(written: Mapping[str, Any]) -> dict[str, Any]:
    """The same defaults in the data of a `mkdocs.yml`, for programs that do not know our plugin."""
    extensions = _by_name(written.get("markdown_extensions"))
    validation = written.get("validation") or {}
    ours: dict[str, Any] = {part: dict(validation.get(part) or {}) for part in _VALIDATION}
    for part, name in _unset_validation(validation):
        ours[part][name] = "warn"
    names = dict.fromkeys([*extensions, *_EXTENSIONS])
    options = {name: {**_EXTENSIONS.get(name, {}), **extensions.get(name, {})} for name in names}
    return {
        **written,
        "markdown_extensions": [{name: options[name]} if options[name] else name for name in names],
        "validation": {**validation, **ours},
    }


def theme_defaults(written: Mapping[str, Any]) -> dict[str, Any]:
    """The theme of a `mkdocs.yml`, with our defaults."""
    theme = written["theme"]
    return {**({"name": theme} if isinstance(theme, str) else theme), **_unset_theme(theme)}


def _unset_theme(theme: Any) -> dict[str, Any]:
    named = theme if isinstance(theme, dict) else {}
    return {name: value for name, value in _THEME.items() if name not in named}


def _by_name(extensions: Any) -> dict[str, dict[str, Any]]:
    """Markdown extensions and their options, which a `mkdocs.yml` gives as a list or as a mapping."""
    if isinstance(extensions, dict):
        return {name: options or {} for name, options in extensions.items()}
    pairs = (next(iter(one.items())) if isinstance(one, dict) else (one, {}) for one in extensions or ())
    return {name: options or {} for name, options in pairs}
