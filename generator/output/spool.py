# Spools rendered files to disk, so that a large site does not fill memory.

from __future__ import annotations

import hashlib
import shutil
import tempfile
import weakref
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeAlias, cast

from generator.output.lock import acquire, open_locked
from generator.output.page import PageContent, parse_page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.output.files import FileContent, OutputFile


IndexEntry: TypeAlias = "Mapping[str, Any]"
"""What the search index says of a page."""


@dataclass(frozen=True)
class SpooledFile:
    """A file whose content is on disk until somebody asks for it."""

    path: str
    """Path in the published folder, with forward slashes."""
    source: str
    """The content file it is mainly made from, relative to the content folder."""
    spooled_at: Path
    """The file on disk."""
    digest: str
    """The SHA-256 hash of `data`, in hexadecimal digits."""
    restore: Callable[[bytes], FileContent]
    """Makes the content again from `data`."""
    index_entry: IndexEntry
    """For a page, what the search index says of it; empty for other files."""

    @property
    def data(self) -> bytes:
        """The content as bytes."""
        return self.spooled_at.read_bytes()

    @property
    def content(self) -> FileContent:
        """The content, as it was before, except that text has become bytes."""
        return self.restore(self.data)


_PREFIX, _LOCK = "unknot-", "spool.lock"
"""The beginning of the name of each spool's folder, and the file in it that its process has locked."""


class Spool:
    """A temporary folder, removed with this object, or by the next one if this process is killed."""

    def __init__(self) -> None:
        """Create an empty folder, and remove those that killed processes have left.

        Raises:
            OSError: the disk is full, or nothing may be written there.
        """
        _remove_abandoned()
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        lock = open_locked(folder / _LOCK)
        weakref.finalize(self, _remove, folder, lock)
        self.folder = folder / "files"
        self.folder.mkdir()

    def put(
        self,
        file: OutputFile[FileContent],
        index: Callable[[str, PageContent], IndexEntry] = lambda _path, _page: {},
    ) -> SpooledFile:
        """Spool a file.

        Args:
            file: its content is a page, text, bytes, or an instance of a dataclass with the field `data`.
            index: called with path and content of a page; returns what the search index says of it.
        """
        spooled_at = self.folder / hashlib.sha256(file.path.encode()).hexdigest()
        content, data = file.content, file.data
        spooled_at.write_bytes(data)
        return SpooledFile(
            path=file.path,
            source=file.source,
            spooled_at=spooled_at,
            digest=hashlib.sha256(data).hexdigest(),
            restore=restorer(content),
            index_entry=index(file.path, content) if isinstance(content, PageContent) else {},
        )


def restorer(content: FileContent) -> Callable[[bytes], FileContent]:
    """A function that makes the content again from its bytes; it can be pickled and does not hold them."""
    if isinstance(content, PageContent):
        return partial(page_of, content.html)
    if isinstance(content, str | bytes):
        return bytes
    return partial(with_data, replace(cast("Any", content), data=b""))


def page_of(html: tuple[tuple[int, int], ...], data: bytes) -> PageContent:
    """A page from its bytes; see `parse_page`."""
    return parse_page(data.decode(), html)


def with_data(content: Any, data: bytes) -> FileContent:
    """Content that is a dataclass with the field `data`, filled in."""
    restored: FileContent = replace(content, data=data)
    return restored


def _remove(folder: Path, lock: IO[str]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    lock.close()


def _remove_abandoned() -> None:
    """Remove the folders of processes that have ended: nobody holds their locks any more."""
    for path in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*/{_LOCK}"):
        with (
            suppress(OSError),
            path.open("r+", encoding="utf-8") as lock,
        ):  # removed by another build, or not ours
            if acquire(lock, wait=False):
                shutil.rmtree(path.parent, ignore_errors=True)
