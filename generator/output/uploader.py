# The process that sends entries of a store to a server; see `uploads.py`. It inherits the variables that
# name the server, and reads names of entries. It is run by `python -m generator.output.uploader FOLDER`.

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from generator.output.remote import Remote
from generator.output.remote_settings import remote_settings
from generator.output.remote_store import LARGEST_CONTENT, LARGEST_RESULT, signed
from generator.output.store import Store
from generator.output.uploads import seconds_at_the_end

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.output.remote_settings import RemoteSettings

log = logging.getLogger(__name__)

_AT_ONCE = 8
"""Requests at a time."""
_WAITING = 1000
"""How many entries wait for a thread; further ones wait in the pipe."""


class Uploader:
    """Sends entries, each once."""

    def __init__(self, store: Store, settings: RemoteSettings) -> None:
        """Send from a store to a server."""
        self._store = store
        self._secret = settings.key
        self._remote = Remote(settings)

    def send_all(self, lines: Iterable[bytes]) -> None:
        """Send the entries that lines such as `cas <digest>` name."""
        room = threading.BoundedSemaphore(_WAITING)
        contents: set[str] = set()
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            for line in lines:
                part, _, name = line.decode().strip().partition(" ")
                if name in contents:
                    continue
                if part == "cas":
                    contents.add(name)
                room.acquire()
                pool.submit(self._send, part, name).add_done_callback(lambda _: room.release())
        self._remote.close()

    def _send(self, part: str, name: str) -> None:
        data = self._result(name) if part == "ac" else self._contents(name)
        if data is not None:
            self._remote.put(f"{part}/{name}", data)

    def _result(self, key: str) -> bytes | None:
        data = self._store.result_data(key)
        if data is None or len(data) > LARGEST_RESULT - 1000:
            return None
        return signed(self._secret, key, data)

    def _contents(self, digest: str) -> bytes | None:
        path = self._store.path(digest)
        if path is None or path.stat().st_size > LARGEST_CONTENT:
            return None
        return path.read_bytes()


def main(folder: Path) -> None:
    """Send what is named on the input until it ends, and then for no longer than the time limit."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the parent, and that closes the input
    settings = remote_settings()
    if settings is None:
        return
    Uploader(Store(folder), settings).send_all(_until_end(seconds_at_the_end(settings.timeout)))


def _until_end(seconds: float) -> Iterator[bytes]:
    yield from sys.stdin.buffer
    # The parent may have ended, too, so nobody else would end this process.
    timer = threading.Timer(seconds, _give_up)
    timer.daemon = True
    timer.start()


def _give_up() -> None:
    log.warning("not everything was sent to the remote cache in time; other machines make it themselves")
    os._exit(1)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
