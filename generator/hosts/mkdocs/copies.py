# Copies files into the website in threads, while MkDocs puts pages into their template: the system copies
# without Python, so on two cores it costs no time.

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from mkdocs.structure.files import File

if TYPE_CHECKING:
    from collections.abc import Iterable
    from concurrent.futures import Future


_TOGETHER = 50
"""How many files are copied in a row: a large site has so many that a task for each would fill memory."""


class Copies:
    """The copies that are under way in one build."""

    def __init__(self) -> None:
        """Begin a build."""
        self._pool = ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1))
        self._copies: list[Future[None]] = []
        self._next: list[tuple[CopiedFile, bool]] = []

    def begin(self, file: CopiedFile, *, dirty: bool) -> None:
        """Copy a file some time before `finish` returns."""
        self._next.append((file, dirty))
        if len(self._next) == _TOGETHER:
            self._submit()

    def _submit(self) -> None:
        self._copies.append(self._pool.submit(_copy_all, self._next))
        self._next = []

    def finish(self) -> None:
        """Wait until all files are copied.

        Raises:
            OSError: one of them cannot be; the first error.
        """
        self._submit()
        try:
            for copy in self._copies:
                copy.result()
        finally:
            self.cancel()

    def cancel(self) -> None:
        """Copy no more files."""
        self._pool.shutdown(cancel_futures=True)


def _copy_all(files: Iterable[tuple[CopiedFile, bool]]) -> None:
    for file, dirty in files:
        file.copy_now(dirty=dirty)


class CopiedFile(File):
    """A file of MkDocs that `Copies` copies. `File.generated` makes it; then `copies` must be set."""

    copies: Copies

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT001, FBT002 - the signature is MkDocs'
        """Begin to copy the file; MkDocs asks for it (mkdocs/structure/files.py:160, 1.6.1)."""
        self.copies.begin(self, dirty=dirty)

    def copy_now(self, *, dirty: bool) -> None:
        """Copy the file."""
        super().copy_file(dirty)
