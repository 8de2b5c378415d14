# Files of MkDocs that are made only if a page links to them: a large site has three times as many files as
# pages, and a server, which reads other files from where they are promised, need not register all of them.

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from mkdocs.structure.files import Files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mkdocs.structure.files import File


class FilesOnDemand(Files):
    """MkDocs' collection of files, with some that are made when they are first looked up.

    MkDocs looks links up by `get_file_from_path` (mkdocs/structure/pages.py:454 and 481, 1.6.1). Iteration
    gives only the files that were made already.
    """

    def __init__(self, files: Iterable[File]) -> None:
        """Begin with some files."""
        super().__init__(files)
        self._promised: dict[str, Callable[[], File]] = {}

    def promise(self, path: str, make: Callable[[], File]) -> None:
        """Add a file.

        Args:
            path: its `src_uri`.
            make: returns it.
        """
        self._promised[path] = make

    def get_file_from_path(self, path: str) -> File | None:
        """The file at a path; None if there is none."""
        make = self._promised.pop(PurePath(path).as_posix(), None)
        if make:
            self.append(make())
        return super().get_file_from_path(path)
