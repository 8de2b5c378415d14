# The theme: a site's own folder, if it has one, before the one that comes with the generator.

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

BASE = "unknot.html"
"""The template that fills Material's blocks. A site's own `main.html` extends it."""


def theme_paths(folders: Iterable[Path]) -> Mapping[str, Path]:
    """Path in the theme → the file, which is that of the first folder that has one, in order of the paths.

    Args:
        folders: the theme's folders, the site's own first.
    """
    files: dict[str, Path] = {}
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file():
                files.setdefault(path.relative_to(folder).as_posix(), path)
    return dict(sorted(files.items()))
