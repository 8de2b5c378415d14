# The environment of the theme's templates, which MkDocs makes anew in each build: with compiled templates
# of earlier builds, and without a look into hidden folders.
#
# Material has ten thousand icons in `.icons/`. MkDocs lists them all, compares each name with sixteen
# patterns, and leaves all of them out, because the folder is hidden (mkdocs/structure/files.py:149, 1.6.1).

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2

from generator.output.template_cache import TemplateCache

if TYPE_CHECKING:
    from mkdocs.theme import Theme


def speed_up(theme: Theme) -> None:
    """Have a theme make its environments so that builds need less time; they give the same."""
    make = theme.get_env

    def get_env() -> jinja2.Environment:
        return _faster(make())

    theme.get_env = get_env  # type: ignore[method-assign]


def _faster(env: jinja2.Environment) -> jinja2.Environment:
    env.bytecode_cache = TemplateCache()
    loader = env.loader
    if isinstance(loader, jinja2.FileSystemLoader):
        loader.list_templates = partial(_visible, loader)  # type: ignore[method-assign]
    return env


def _visible(loader: jinja2.FileSystemLoader) -> list[str]:
    """The names of all files that `loader` has, except hidden ones and those in hidden folders."""
    names: set[str] = set()
    for root in loader.searchpath:
        for folder, folders, files in os.walk(root, followlinks=loader.followlinks):
            folders[:] = [name for name in folders if not name.startswith(".")]
            relative = Path(folder).relative_to(root)
            names.update((relative / name).as_posix() for name in files if not name.startswith("."))
    return sorted(names)
