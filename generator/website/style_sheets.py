# Style sheets of the theme that import others, with their parts in place.
#
# In `overrides/` there is a style sheet for each part of a page, and one that imports them. A browser would
# ask for each of them, one after the other, before it paints anything, so they are published as one file.

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_IMPORT = re.compile(r'^@import url\("([\w-]+\.css)"\);\n', re.MULTILINE)
"""Only from the same folder, so that addresses in a part stay right. Parts import nothing."""


def joined_sheets(theme: Path) -> dict[str, str]:
    """Path → text of each style sheet in the theme's folder that imports others, with their text in place.

    An import of a file that does not exist stays as it is: the link check reports it in the built site.
    """
    return {sheet.relative_to(theme).as_posix(): _joined(sheet) for sheet in _sheets_with_imports(theme)}


def imported_sheets(theme: Path) -> set[str]:
    """Paths of the style sheets that others import; they are not published themselves."""
    return {
        sheet.with_name(name).relative_to(theme).as_posix()
        for sheet in _sheets_with_imports(theme)
        for name in _IMPORT.findall(sheet.read_text(encoding="utf-8"))
    }


def _sheets_with_imports(theme: Path) -> list[Path]:
    sheets = sorted(theme.glob("assets/**/*.css"))
    return [sheet for sheet in sheets if _IMPORT.search(sheet.read_text(encoding="utf-8"))]


def _joined(sheet: Path) -> str:
    def part(line: re.Match[str]) -> str:
        file = sheet.with_name(line[1])
        return file.read_text(encoding="utf-8") if file.is_file() else line[0]

    return _IMPORT.sub(part, sheet.read_text(encoding="utf-8"))
