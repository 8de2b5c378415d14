# Style sheets of the theme that import others, with their parts in place.
#
# In `overrides/` there is a style sheet for each part of a page, and one that imports them. A browser would
# ask for each of them, one after the other, before it paints anything, so they are published as one file.

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_IMPORT = re.compile(r'^@import url\("([\w-]+\.css)"\);\n', re.MULTILINE)
"""Only from the same folder, so that addresses in a part stay right. Parts import nothing."""


def joined_sheets(theme: Mapping[str, Path]) -> dict[str, str]:
    """Path → text of each style sheet of the theme that imports others, with their text in place.

    An import of a file that does not exist stays as it is: the link check reports it in the built site.

    Args:
        theme: path in the theme → file.
    """
    return {path: _joined(path, text, theme) for path, text in _sheets_with_imports(theme)}


def imported_sheets(theme: Mapping[str, Path]) -> set[str]:
    """Paths of the style sheets that others import; they are not published themselves."""
    sheets = _sheets_with_imports(theme)
    return {_beside(path, name) for path, text in sheets for name in _IMPORT.findall(text)}


def _sheets_with_imports(theme: Mapping[str, Path]) -> Iterator[tuple[str, str]]:
    for path, file in sorted(theme.items()):
        if path.startswith("assets/") and path.endswith(".css"):
            text = file.read_text(encoding="utf-8")
            if _IMPORT.search(text):
                yield path, text


def _beside(path: str, name: str) -> str:
    return posixpath.join(posixpath.dirname(path), name)


def _joined(path: str, text: str, theme: Mapping[str, Path]) -> str:
    def part(line: re.Match[str]) -> str:
        file = theme.get(_beside(path, line[1]))
        return file.read_text(encoding="utf-8") if file else line[0]

    return _IMPORT.sub(part, text)
