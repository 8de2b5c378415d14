# A private cache on disk, of what Python loads and trusts: content files as models, compiled templates.
#
# It is used only if nobody but the current user can write to its folder. So it is no part of the store,
# whose contents may come from other machines.
#
# An entry is named by a hash of everything that decides the result, so it is never out of date. It begins
# with a digest of its name and data: an entry that is damaged, or was moved to the name of another one,
# counts as missing. Entries are written atomically.

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.output.cache_folder import cache_folder
from generator.output.folder import write_atomically
from generator.output.unused import mark_as_used, remove_unused

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_DIGEST_SIZE = hashlib.sha256().digest_size
"""In bytes."""


@dataclass(frozen=True)
class DiskCache:
    """A cache in one folder. If it cannot be written, or others can write to it, builds take longer."""

    folder: Path
    """Created when the first entry is written."""

    def get(self, key: Iterable[bytes]) -> bytes | None:
        """Read an entry; None if it is missing or damaged.

        Args:
            key: everything that decides the result, in a fixed order.
        """
        return self.named(self.name(key))

    def named(self, name: str) -> bytes | None:
        """Read an entry by its name, as `name` returns it; None if it is missing or damaged."""
        path = self.folder / name
        try:
            if not _only_ours(self.folder):
                return None
            entry = path.read_bytes()
        except OSError:
            return None
        digest, data = entry[:_DIGEST_SIZE], entry[_DIGEST_SIZE:]
        if _digest(name, data) != digest:
            return None
        mark_as_used(path)
        return data

    def put(self, key: Iterable[bytes], data: bytes) -> bool:
        """Write an entry, if the folder can be written.

        Args:
            key: everything that decides the result, in a fixed order.
            data: the result.

        Returns:
            Whether `get` will find it.
        """
        name = self.name(key)
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_atomically(_digest(name, data) + data, self.folder / name, durable=False)
            return _only_ours(self.folder)
        except OSError:
            return False

    def mark_as_used(self, names: Iterable[str]) -> None:
        """Note that a build has asked for entries."""
        for name in names:
            mark_as_used(self.folder / name)

    @staticmethod
    def name(key: Iterable[bytes]) -> str:
        """The name of an entry."""
        hash_ = hashlib.sha256()
        for part in key:
            hash_.update(len(part).to_bytes(8))
            hash_.update(part)
        return hash_.hexdigest()

    def remove_unused(self) -> int:
        """Remove entries that have not been used for a month.

        Returns:
            The number of removed entries.
        """
        return remove_unused(self.folder.glob("*"))


def is_worth_writing(new: int, all_: int) -> bool:
    """Whether to write a file of many things again: to find a few of them anew takes less time.

    Args:
        new: how many things are not in the file.
        all_: how many there are.
    """
    return new * _FEW > all_


_FEW = 100
"""The file is written if more than one thing in so many is new."""
MODELS = DiskCache(cache_folder() / "models")
"""Content files as models."""


def _digest(name: str, data: bytes) -> bytes:
    hash_ = hashlib.sha256(name.encode())
    hash_.update(data)  # not joined to the name first, since some data are large
    return hash_.digest()


def _only_ours(folder: Path) -> bool:
    """Whether a folder belongs to the current user and nobody else can write to it.

    Raises:
        OSError: it does not exist.
    """
    status = folder.stat()
    if not hasattr(os, "getuid"):  # on Windows a folder of the user's is closed to others by default
        return True
    return status.st_uid == os.getuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
