# Copies files into the website in threads, while MkDocs puts pages into their template: the system copies
# without Python, so on two cores it costs no time.

from __future__ import annotations

import filecmp
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.structure.files import File, InclusionLevel

from generator.content.long_lists import LIST_PART
from generator.output.files import PromisedFile
from generator.output.spool import SpooledFile

if TYPE_CHECKING:
    from collections.abc import Iterable
    from concurrent.futures import Future

    from mkdocs.config.defaults import MkDocsConfig

    from generator.output.files import AnyFile

_TOGETHER = 50
"""How many files are copied in a row: a large site has so many that a task for each would fill memory."""


class Copies:
    """The copies that are under way in one build."""

    def __init__(self) -> None:
        """Begin a build."""
        self._pool = ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1))
        self.on_previous = False
        """Whether the previous website is already there: files of it that are the same stay."""
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
        """Copy the file, unless the previous website has the same."""
        if self.copies.on_previous and os.path.isfile(self.abs_dest_path):  # noqa: PTH113 - of thousands
            if self._is_there():
                return
            os.unlink(self.abs_dest_path)  # noqa: PTH108 - a copy of the previous website may share it
        super().copy_file(dirty)

    def _is_there(self) -> bool:
        """Whether the file that is where this one will be has the same bytes."""
        if self.abs_src_path:
            return filecmp.cmp(self.abs_src_path, self.abs_dest_path, shallow=False)
        return Path(self.abs_dest_path).read_bytes() == self.content_bytes


def copied_file(
    config: MkDocsConfig, copies: Copies, path: str, *, at: Path | None = None, content: bytes = b""
) -> CopiedFile:
    """A file that is copied with others.

    Args:
        config: the site's settings.
        copies: those of the build.
        path: its path among MkDocs' files.
        at: where it is on disk; None if it has content.
        content: its content, if it is not on disk.
    """
    # included, since UNDEFINED would drop pages that are not in the navigation
    source: dict[str, Any] = {"content": content} if at is None else {"abs_src_path": str(at)}
    file = CopiedFile.generated(config, path, inclusion=InclusionLevel.INCLUDED, **source)
    assert isinstance(file, CopiedFile)  # noqa: S101 - `generated` makes an object of its class
    file.copies = copies
    return file


def generated_file(
    generated: AnyFile, config: MkDocsConfig, copies: Copies, prefix: str, *, with_content: bool
) -> CopiedFile:
    """MkDocs' file of one of ours. The content of a promised file stays out: `live_site` asks for it.

    Args:
        generated: our file.
        config: the site's settings.
        copies: those of the build.
        prefix: where its content file is, for the link to its source.
        with_content: whether MkDocs gets the content of a page.
    """
    if isinstance(generated, SpooledFile) and not generated.path.endswith(".md"):
        file = copied_file(config, copies, generated.path, at=generated.spooled_at)
    else:
        leave_out = not with_content or isinstance(generated, PromisedFile)
        content = b"" if leave_out else generated.data
        file = copied_file(config, copies, generated.path, content=content)
        if f"/{LIST_PART}" in generated.path:
            file.inclusion = InclusionLevel.NOT_IN_NAV
    file.edit_uri = f"{prefix}/{generated.source}"
    return file
