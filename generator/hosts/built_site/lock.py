# A lock that one process at a time holds. It is free again when that process ends, however it ends.

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_BEHIND = 1 << 30
"""Windows locks bytes against reading, too: one behind the text is locked."""


@contextmanager
def locked(path: Path, on_wait: Callable[[str], None]) -> Iterator[None]:
    """Hold a lock, after waiting for it if need be.

    Args:
        path: the lock's file, which stays; folders above are made. It says which process holds the lock.
        on_wait: called once before waiting, with the number of that process.

    Raises:
        OSError: the file cannot be written, or its disk knows no locks.
    """
    file = _open_locked(path, on_wait)
    try:
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield
    finally:
        file.close()


def _open_locked(path: Path, on_wait: Callable[[str], None]) -> IO[str]:
    while True:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a+", encoding="utf-8")
        try:
            if not _take(file, wait=False):
                file.seek(0)
                on_wait(file.read().strip())
                _take(file, wait=True)
            if path.exists() and os.path.samestat(os.fstat(file.fileno()), path.stat()):
                return file
        except BaseException:
            file.close()
            raise
        file.close()  # `make clean` has removed the file while we waited: another may lock a new one


def _take(file: IO[str], *, wait: bool) -> bool:
    """Lock an open file; False if another process holds the lock and we do not wait."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - Windows only

            file.seek(_BEHIND)
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - not on Windows

            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except (BlockingIOError, PermissionError):
        return False
    return True
