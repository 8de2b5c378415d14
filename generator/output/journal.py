# A file to which all processes of a build append records while they work.
#
# It has no name, so nothing is left of it when the build ends, however it ends. Children inherit it with
# its position, which the system moves with each write, so that no record is written over another one.
#
# Records are pickled: nobody but this build and the programs that it hands the file to can open it.

from __future__ import annotations

import os
import pickle
import struct
import tempfile
import weakref
import zlib
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FRAME = struct.Struct("<II")
"""Before each record: its length in bytes, and its CRC-32."""


class Journal:
    """Records in the order in which they were appended."""

    def __init__(self, folder: Path) -> None:
        """Begin a journal.

        Args:
            folder: is on the disk that will have it, and is created if need be. If it cannot be written,
                the journal stays empty.
        """
        self.file: IO[bytes] | None = None
        """The file; None if it cannot be written."""
        with suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.file = tempfile.TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115 - closed in the end
            weakref.finalize(self, self.file.close)

    def append(self, record: object) -> None:
        """Append a record, from any process of the build."""
        if self.file is None:
            return
        data = pickle.dumps(record, pickle.HIGHEST_PROTOCOL)
        frame = _FRAME.pack(len(data), zlib.crc32(data)) + data
        try:
            written = self.file.write(frame)
        except OSError:
            written = 0
        if written != len(frame):  # the disk is full
            self.file = None


def records(file: IO[bytes]) -> Iterator[Any]:
    """The records of a journal, up to the first one that is damaged.

    Args:
        file: of the journal.
    """
    os.lseek(file.fileno(), 0, os.SEEK_SET)
    with os.fdopen(os.dup(file.fileno()), "rb") as reading:
        while len(frame := reading.read(_FRAME.size)) == _FRAME.size:
            length, check = _FRAME.unpack(frame)
            data = reading.read(length)
            if len(data) != length or zlib.crc32(data) != check:
                return
            yield pickle.loads(data)  # noqa: S301 - from a process of this build
