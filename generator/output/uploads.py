# Sends new entries of a store to a server while the build goes on: in a process of its own.
#
# Threads would not do: a process with threads may not fork, and builds fork. What is to be sent is named on
# a pipe, which forked children share, and the process reads the entry from the store's folder. The pipe is
# the queue: while it is full, entries are not sent, and another machine makes them itself.

from __future__ import annotations

import atexit
import logging
import os
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path
    from typing import IO

log = logging.getLogger(__name__)

_PIPE_SIZE = 2**20
"""In bytes: some 15,000 entries."""
_PATIENCE = 2
"""How many time limits of a request the end of a build waits for uploads."""


def seconds_at_the_end(timeout: float) -> float:
    """How long the end of a build may wait for uploads.

    Args:
        timeout: seconds that one request may take.
    """
    return _PATIENCE * timeout


class Uploads:
    """The entries that are to be sent."""

    def __init__(self, folder: Path, timeout: float) -> None:
        """Start the process that sends them.

        Args:
            folder: the store's.
            timeout: seconds that one request may take.
        """
        self._limit = seconds_at_the_end(timeout)
        self._process: subprocess.Popen[bytes] | None = None
        self._parent = os.getpid()
        # -P: files in the working directory must not stand in for Python's modules.
        command = [sys.executable, "-P", "-m", "generator.output.uploader", str(folder.absolute())]
        with suppress(OSError):  # the system allows no further process: nothing is sent
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, bufsize=0)  # noqa: S603
            _enlarge(self._pipe(self._process))
            atexit.register(self.finish)

    def add(self, part: str, name: str) -> None:
        """Send an entry, soon.

        Args:
            part: `ac` or `cas`.
            name: its key or digest.
        """
        if self._process:
            # The pipe is full, or the process has ended. POSIX does not split so short a line.
            with suppress(OSError):
                os.write(self._pipe(self._process).fileno(), f"{part} {name}\n".encode())

    def finish(self) -> None:
        """Wait until everything is sent, up to a time limit."""
        if not self._process or self._parent != os.getpid():
            return
        process, self._process = self._process, None
        atexit.unregister(self.finish)
        with suppress(OSError):
            self._pipe(process).close()
        try:
            process.wait(self._limit + 1)  # it ends by itself within the limit, whatever the server does
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    @staticmethod
    def _pipe(process: subprocess.Popen[bytes]) -> IO[bytes]:
        assert process.stdin  # noqa: S101 - it is a pipe
        return process.stdin


def _enlarge(pipe: IO[bytes]) -> None:
    """Never wait for room in the pipe, and on Linux have more of it."""
    with suppress(ImportError, AttributeError, OSError):
        os.set_blocking(pipe.fileno(), False)
        import fcntl  # noqa: PLC0415 - not on Windows

        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE_SIZE)
