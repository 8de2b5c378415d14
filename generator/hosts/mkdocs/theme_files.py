# The files of our theme as MkDocs gets them: joined style sheets, and no file that nothing loads.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mkdocs.structure.files import File, InclusionLevel

from generator.hosts.mkdocs.defaults import theme_folders
from generator.website.script_files import not_loaded
from generator.website.style_sheets import imported_sheets, joined_sheets
from generator.website.theme_folders import theme_paths

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def join_style_sheets(files: Files, config: MkDocsConfig) -> None:
    """Replace the theme's style sheets that import others by one file each."""
    theme = theme_paths(theme_folders(config))
    joined = joined_sheets(theme)
    for path in {*joined, *imported_sheets(theme)}:
        if (file := files.get_file_from_path(path)) is not None:
            files.remove(file)
    for path, text in joined.items():
        files.append(File.generated(config, path, content=text, inclusion=InclusionLevel.INCLUDED))


def drop_unloaded(files: Files, theme: Mapping[str, Any]) -> None:
    """Leave out the files of our theme that no page in the site's language loads."""
    for path in not_loaded(theme["language"], has_others="languages" in theme):
        if (unused := files.get_file_from_path(path)) is not None:
            files.remove(unused)
