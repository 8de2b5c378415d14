# Copies files into the website in threads, while MkDocs puts pages into their template: the system copies
# without Python, so on two cores it costs no time.

from __future__ import annotations

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from mkdocs.structure.files import File, InclusionLevel

from generator.content.long_lists import LIST_PART
from generator.output.files import PromisedFile
from generator.output.spool import SpooledFile

if TYPE_CHECKING:
    from collections.abc import Iterable
    from concurrent.futures import Future
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig

    from generator.output.files import AnyFile
    from generator.output.known_digests import KnownDigests

_TOGETHER = 50
"""How many files are copied in a row: a large site has so many that a task for each would fill memory."""


class Copies:
    """The copies that are under way in one build."""

    def __init__(self, digests: KnownDigests) -> None:
        """Begin a build.

        Args:
            digests: has those of files in the previous website, and takes those of copies.
        """
        self.digests = digests
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
    """A file of MkDocs that `Copies` copies. `File.generated` makes it; then the rest must be set."""

    copies: Copies
    kept_at: str | None
    """The file with its content, which is named by its digest; None if it was not on disk."""

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT001, FBT002 - the signature is MkDocs'
        """Begin to copy the file; MkDocs asks for it (mkdocs/structure/files.py:160, 1.6.1)."""
        self.copies.begin(self, dirty=dirty)

    def copy_now(self, *, dirty: bool) -> None:
        """Copy the file, unless the previous website has the same."""
        digest = self._digest
        if self.copies.on_previous and (status := _status(self.abs_dest_path)):
            if self.copies.digests.of(self.abs_dest_path, status) == digest:
                return
            os.unlink(self.abs_dest_path)  # noqa: PTH108 - a copy of the previous website may share it
        super().copy_file(dirty)
        if not dirty:
            self.copies.digests.know(self.abs_dest_path, digest)

    @property
    def _digest(self) -> str:
        """The digest of the content, which another plugin may have replaced."""
        if self.kept_at and self.abs_src_path == self.kept_at:
            return os.path.basename(self.kept_at)  # noqa: PTH119 - of thousands
        return hashlib.sha256(self.content_bytes).hexdigest()


def _status(path: str) -> os.stat_result | None:
    """The status of a file; None if there is none."""
    try:
        return os.stat(path)  # noqa: PTH116 - of thousands
    except OSError:
        return None


def copied_file(
    config: MkDocsConfig, copies: Copies, path: str, *, at: Path | None = None, content: bytes = b""
) -> CopiedFile:
    """A file that is copied with others.

    Args:
        config: the site's settings.
        copies: those of the build.
        path: its path among MkDocs' files.
        at: where it is on disk, in a file that is named by its digest; None if it has content.
        content: its content, if it is not on disk.
    """
    # included, since UNDEFINED would drop pages that are not in the navigation
    source: dict[str, Any] = {"content": content} if at is None else {"abs_src_path": str(at)}
    file = CopiedFile.generated(config, path, inclusion=InclusionLevel.INCLUDED, **source)
    assert isinstance(file, CopiedFile)  # noqa: S101 - `generated` makes an object of its class
    file.copies = copies
    file.kept_at = file.abs_src_path
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
