# A lock file that only one process holds at a time. The system releases the lock when that process ends.

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_PAST_END = 1 << 30
"""The byte that is locked on Windows: past the end of the text, because nobody can read a locked byte."""


@contextmanager
def locked(path: Path, on_wait: Callable[[str], None]) -> Iterator[None]:
    """Acquire a lock, wait for it if another process holds it, and release it at the end.

    Args:
        path: the lock file. It contains the id of the process that holds the lock, and is not deleted at
            the end. Missing folders are created.
        on_wait: called before waiting, with the id of the process that holds the lock.

    Raises:
        OSError: the file cannot be written, or the file system does not support locks.
    """
    file = open_locked(path, on_wait)
    try:
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield
    finally:
        file.close()


def open_locked(path: Path, on_wait: Callable[[str], None] = lambda _: None) -> IO[str]:
    """Open and lock the file that is at `path` once it is locked; to close it releases the lock.

    Args:
        path: the lock file, which is created if it is missing.
        on_wait: as for `locked`.
    """
    while True:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a+", encoding="utf-8")
        try:
            if not acquire(file, wait=False):
                file.seek(0)
                on_wait(file.read().strip())
                acquire(file, wait=True)
            if path.exists() and os.path.samestat(os.fstat(file.fileno()), path.stat()):
                return file
        except BaseException:
            file.close()
            raise
        file.close()  # it was deleted while we waited, as by `make clean`; others would lock a new file


def acquire(file: IO[str], *, wait: bool) -> bool:
    """Lock an open file; False if another process holds the lock and `wait` is false."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - Windows only

            file.seek(_PAST_END)
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - not on Windows

            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except (BlockingIOError, PermissionError):
        return False
    return True
