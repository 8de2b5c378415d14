# The digests of files that were read before, so that a build reads only files that are new to it.
#
# A file counts as the same as long as device, number, size and both times of its status are, which whoever
# replaces it or writes to it changes; Git's index knows files by the same (https://git-scm.com/docs/index-format).
# To move its folder changes none of them, so a website is still known when another one takes its place.
#
# The record is in the folder of the store, in a folder of its own that only this user can write to.

from __future__ import annotations

import hashlib
import os
import struct
from functools import cache
from itertools import chain, islice
from typing import TYPE_CHECKING

from generator.output.disk_cache import DiskCache, is_worth_writing

if TYPE_CHECKING:
    from pathlib import Path

_IDENTITY = struct.Struct("<5Q")
_DIGEST_SIZE = hashlib.sha256().digest_size
_ENTRY_SIZE = _IDENTITY.size + _DIGEST_SIZE
"""In bytes."""
_64_BITS = 2**64 - 1
OLDER = 2
"""How many further files are remembered for each one that a build has asked for: those of the live website,
of which the next build may not ask."""
_KEY = (b"1",)
"""The format of the record."""


def record_of_digests(folder: Path) -> DiskCache:
    """Where the record is.

    Args:
        folder: that of the store.
    """
    return DiskCache(folder / "digests")


@cache
def known_digests(folder: Path) -> KnownDigests:
    """The digests that are known in the folder of a store; one object for the whole process."""
    return KnownDigests(record_of_digests(folder))


class KnownDigests:
    """Digests of files, by what tells a file from any other."""

    def __init__(self, record: DiskCache) -> None:
        """Read the record of earlier builds."""
        self._record = record
        data = record.get(_KEY) or b""
        self._before = {
            data[start : start + _IDENTITY.size]: data[start + _IDENTITY.size : start + _ENTRY_SIZE]
            for start in range(0, len(data), _ENTRY_SIZE)
        }
        self._asked: dict[bytes, bytes] = {}
        self._new = 0

    def of(self, path: str | os.PathLike[str], status: os.stat_result | None = None) -> str:
        """The SHA-256 digest of a file, in hexadecimal digits.

        Args:
            path: the file, which is read if it is not known.
            status: its status, if the caller has it.

        Raises:
            OSError: it cannot be read.
        """
        known_as = identity(status or os.stat(path))  # noqa: PTH116 - of thousands
        digest = self._asked.get(known_as) or self._before.get(known_as)
        if digest is None:
            digest = read_digest(path)
            self._new += 1
        self._asked[known_as] = digest
        return digest.hex()

    def know(self, path: str | os.PathLike[str], digest: str) -> None:
        """Take the digest of a file from somebody who has written it, or changed its times.

        Args:
            path: the file. If it does not exist, nothing is known of it.
            digest: in hexadecimal digits.
        """
        try:
            known_as = identity(os.stat(path))  # noqa: PTH116 - of thousands
        except OSError:
            return
        self._new += known_as not in self._before and known_as not in self._asked
        self._asked[known_as] = bytes.fromhex(digest)

    def save(self) -> None:
        """Write the record for the next build, unless few files are not in it."""
        if is_worth_writing(self._new, len(self._asked)):
            others = (entry for entry in self._before.items() if entry[0] not in self._asked)
            older = islice(others, OLDER * len(self._asked))
            self._record.put(_KEY, b"".join(chain.from_iterable(chain(self._asked.items(), older))))


def read_digest(path: str | os.PathLike[str]) -> bytes:
    """The SHA-256 digest of a file, which is read.

    Raises:
        OSError: it cannot be read.
    """
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - of thousands
        data = file.read(_SHORT)
        if len(data) < _SHORT:  # as most are; `file_digest` takes longer
            return hashlib.sha256(data).digest()
        file.seek(0)
        return hashlib.file_digest(file, "sha256").digest()


_SHORT = 1 << 16
"""In bytes."""


def identity(status: os.stat_result) -> bytes:
    """What differs as soon as a file is replaced or written to, of a file with this status."""
    return _IDENTITY.pack(
        status.st_dev & _64_BITS,
        status.st_ino & _64_BITS,
        status.st_size,
        status.st_mtime_ns & _64_BITS,
        status.st_ctime_ns & _64_BITS,
    )
