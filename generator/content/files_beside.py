# Files beside content files, such as the pictures of leaflets and pages.
#
# They are read when they are asked for. Whoever asks for one depends on its bytes: what was made from a
# picture is made again when the picture changes.

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import TYPE_CHECKING

from generator.content.files import read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PICTURES = (".svg", ".png", ".jpg", ".jpeg")
"""The extensions of pictures that a sheet can print."""


class FilesBeside(Mapping[str, bytes]):
    """Path below the content folder → the bytes of that file. Files that cannot be read are not there."""

    def __init__(self, root: Path) -> None:
        """Read files below a folder; each only once."""
        self._root = root
        self._known: dict[str, bytes | None] = {}

    def __getitem__(self, path: str) -> bytes:
        if path not in self._known:
            self._known[path] = self._read(path)
        data = self._known[path]
        if data is None:
            raise KeyError(path)
        return data

    def _read(self, path: str) -> bytes | None:
        if path.startswith(("/", "../")) or path != posixpath.normpath(path):
            return None
        try:
            return read(self._root / path)
        except OSError:
            return None

    def __iter__(self) -> Iterator[str]:
        return iter([path for path, data in self._known.items() if data is not None])

    def __len__(self) -> int:
        return len([*self])


def beside_leaflets(file: str) -> str:
    """The path below the content folder of a picture that a leaflet names."""
    return f"leaflets/{file}"


def beside_page(page: str, file: str) -> str:
    """The path below the content folder of a picture that the Markdown of a page names.

    Args:
        page: the page's path, below the folder of pages.
        file: the picture's path, as seen from the page.
    """
    return posixpath.normpath(posixpath.join("pages", posixpath.dirname(page), file))
