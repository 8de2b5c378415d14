# What `unknot write` writes so that MkDocs, ProperDocs and Zensical build it without our plugin: the site's
# Markdown and files, and beside them the settings and the theme's overrides.

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from generator.content.long_lists import LIST_PART
from generator.hosts.mkdocs.defaults import theme_defaults, with_defaults
from generator.hosts.mkdocs.settings_file import dump
from generator.output.files import OutputFile, PromisedFile
from generator.output.page import PageContent
from generator.website.script_files import not_loaded
from generator.website.style_sheets import imported_sheets, joined_sheets

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from generator.build import Build
    from generator.output.files import AnyFile

_OVERRIDES = "overrides"
_RELATIVE_LINK = re.compile(r"(\]\()(?![a-z]+:|[#/])([^)\s#]+)")
"""A Markdown link or image with the path of a file."""


_IMAGES = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"})


def docs_files(built: Build, authored: Path) -> Iterator[AnyFile]:
    """The files of the folder itself. Each page is the `index.md` of a folder of its own.

    MkDocs leaves links in HTML as they are. Zensical takes them to be relative to the Markdown file, and
    corrects them in `about.md`, since its address `about/` is a folder deeper. For `about/index.md`, both
    agree.

    Args:
        built: the site.
        authored: the project's `docs_dir`, for the images that authors put beside their pages.
    """
    for image in sorted(authored.rglob("*")):
        if image.suffix.lower() in _IMAGES and image.is_file():
            name = image.relative_to(authored).as_posix()
            yield OutputFile(name, image.read_bytes(), f"pages/{name}")
    for file in built.files:
        path = _as_index(file.path)
        moved = path != file.path
        yield PromisedFile(path, file.source, partial(_moved_page, file, path)) if moved else file


def _as_index(path: str) -> str:
    """`about.md` → `about/index.md`; the paths of other files as they are."""
    folder = path.removesuffix(".md")
    return path if folder == path or posixpath.basename(folder) == "index" else f"{folder}/index.md"


def _moved_page(file: AnyFile, path: str) -> PageContent:
    """The page in `file`, with the links and images of its Markdown as seen from `path`."""
    page = file.content
    if not isinstance(page, PageContent):
        raise TypeError(file.path)

    def as_seen(match: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(file.path), match[2]))
        return match[1] + posixpath.relpath(_as_index(target), posixpath.dirname(path))

    return replace(page, body=_RELATIVE_LINK.sub(as_seen, page.body))


def host_files(
    built: Build, user_config: Mapping[str, Any], docs_dir: str, theme: Mapping[str, Path]
) -> Iterator[OutputFile[str | bytes]]:
    """`mkdocs.yml` and the files of the theme; paths are relative to the parent of the written folder.

    Args:
        built: the site.
        user_config: the project's `mkdocs.yml`, with environment variables resolved.
        docs_dir: name of the written folder.
        theme: path in the theme → file, from all its folders.
    """
    yield OutputFile("mkdocs.yml", _config(built, user_config, docs_dir), "../mkdocs.yml")
    joined = joined_sheets(theme)
    language, has_others = built.theme["language"], "languages" in built.theme
    left_out = {*imported_sheets(theme), *not_loaded(language, has_others=has_others)}
    for name, path in theme.items():
        if name not in left_out:
            yield OutputFile(f"{_OVERRIDES}/{name}", joined.get(name) or path.read_bytes(), "..")


def _config(built: Build, user_config: Mapping[str, Any], docs_dir: str) -> str:
    plugins = [plugin for plugin in user_config.get("plugins", []) if _name(plugin) != "unknot"]
    config = {
        **with_defaults(user_config),
        **_site_url(user_config),
        "docs_dir": docs_dir,
        # MkDocs leaves out files whose names start with a dot.
        "exclude_docs": f"{user_config.get('exclude_docs', '')}\n!.htaccess\n".lstrip(),
        **_not_in_nav(built, user_config),
        "theme": {**theme_defaults(user_config), "custom_dir": _OVERRIDES},
        "plugins": plugins,
        "nav": _nav(built.nav),
        "extra": {**user_config.get("extra", {}), "unknot": dict(built.theme)},
    }
    head = "# Written by `unknot write`; edit the project's own mkdocs.yml instead.\n"
    return head + dump(config)


def _site_url(user_config: Mapping[str, Any]) -> dict[str, str]:
    """The site's address, if there is one, with a slash at its end: MkDocs adds it, Zensical does not."""
    address = user_config.get("site_url")
    return {"site_url": address.rstrip("/") + "/"} if address else {}


def _not_in_nav(built: Build, user_config: Mapping[str, Any]) -> dict[str, str]:
    """The pages that are in no menu: parts of long lists."""
    if not any(f"/{LIST_PART}" in file.path for file in built.files):
        return {}
    return {"not_in_nav": f"{user_config.get('not_in_nav', '')}\n{LIST_PART}\n".lstrip()}


def _nav(entry: Any) -> Any:
    """The navigation, or a part of it, with the paths of `docs_files`."""
    if isinstance(entry, str):
        return _as_index(entry)
    if isinstance(entry, list):
        return [_nav(part) for part in entry]
    return {title: _nav(part) for title, part in entry.items()}


def _name(plugin: str | dict[str, Any]) -> str:
    return plugin if isinstance(plugin, str) else next(iter(plugin))
