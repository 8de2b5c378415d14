# Spools rendered files to disk, so that a large site does not fill memory.

from __future__ import annotations

import hashlib
import json
import shutil
import sys
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


# A large site has tens of thousands of these in memory. So they have no `Path`, share the name of their
# folder, and hold index entries as JSON, which needs a third of the memory.
@dataclass(frozen=True, slots=True)
class SpooledFile:
    """A file whose content is on disk until somebody asks for it."""

    path: str
    """Path in the published folder, with forward slashes."""
    source: str
    """The content file it is mainly made from, relative to the content folder."""
    folder: str
    """The folder on disk. The name of the file in it is `digest`."""
    digest: str
    """The SHA-256 hash of `data`, in hexadecimal digits."""
    restore: Callable[[bytes], FileContent]
    """Makes the content again from `data`."""
    index: bytes = b""
    """For a page, its index entry as JSON; empty for other files."""

    @property
    def spooled_at(self) -> Path:
        """The file on disk."""
        return Path(self.folder, self.digest)

    @property
    def index_entry(self) -> IndexEntry:
        """For a page, what the search index says of it; parsed anew each time."""
        entry: IndexEntry = json.loads(self.index)
        return entry

    @property
    def data(self) -> bytes:
        """The content as bytes."""
        with open(f"{self.folder}/{self.digest}", "rb", buffering=0) as file:  # noqa: PTH123 - of thousands
            return file.read()

    @property
    def content(self) -> FileContent:
        """The content, as it was before, except that text has become bytes."""
        return self.restore(self.data)


def spooled(file: OutputFile[FileContent], at: Path, entry: IndexEntry | None = None) -> SpooledFile:
    """A file that is on disk.

    Args:
        file: its content is a page, text, bytes, or an instance of a dataclass with the field `data`.
        at: its data on disk, in a file that is named by its digest.
        entry: for a page, what the search index says of it.
    """
    text = "" if entry is None else json.dumps(entry, ensure_ascii=False, separators=(",", ":"))
    restore = restorer(file.content)
    return SpooledFile(file.path, file.source, folder_of(at), at.name, restore, text.encode())


def folder_of(path: Path) -> str:
    """The folder of a spooled file, as one object for all files in it."""
    return sys.intern(str(path.parent))


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

    def put(self, file: OutputFile[FileContent], entry: IndexEntry | None = None) -> SpooledFile:
        """Spool a file; see `spooled`.

        Raises:
            OSError: the disk is full.
        """
        data = file.data
        path = self.folder / hashlib.sha256(data).hexdigest()
        path.write_bytes(data)
        return spooled(file, path, entry)


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
