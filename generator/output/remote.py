# A server of contents and results, asked by plain HTTP: `GET` and `PUT`, nothing else.
#
# Whatever it answers or does not answer, a request ends within the time limit, and after a few failures in
# a row the server is left alone. `http.client` alone limits the time of each packet but not of an answer.

from __future__ import annotations

import http.client
import io
import logging
import os
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from generator.output.remote_settings import RemoteSettings

log = logging.getLogger(__name__)

T = TypeVar("T")

_ENOUGH = 3
"""Failures in a row after which the server is left alone."""
_PATIENCE = 12
"""How many time limits a process waits for answers in all, and what is found gives it more time."""
_WORTH = 0.05
"""Seconds that it may take to find one thing: about as long as to make it."""
_PIECE = 65_536
"""Bytes that are read at once."""
_NO_CONTENT = 65_536
"""How many bytes an answer without content may have."""
_MISSING = frozenset({http.HTTPStatus.NOT_FOUND, http.HTTPStatus.GONE})
_STALE = (http.client.RemoteDisconnected, ConnectionError)
"""What happens on a connection that the server has closed since it was last used."""


class Unusable(Exception):  # noqa: N818 - it is
    """An answer that cannot be what was asked for; the message says why."""


class Remote:
    """A server. None of its methods raises an exception because of what the server does."""

    def __init__(self, settings: RemoteSettings) -> None:
        """Connect to a server when it is first asked."""
        self._settings = settings
        headers = {"User-Agent": "unknot", "Authorization": settings.authorization}
        self._headers = {name: value for name, value in headers.items() if value}
        self._idle: list[_Connection] = []
        self._process = os.getpid()
        self._lock = threading.Lock()
        self._failures = 0
        self._waited = 0.0
        self._found = 0
        self.is_off = False
        """Whether it is left alone from now on."""

    def get(self, path: str, limit: int, accept: Callable[[bytes], T]) -> T | None:
        """Ask for something.

        Args:
            path: what, such as `cas/…`.
            limit: how many bytes the answer may have.
            accept: takes the answer, and returns it or what it makes of it; raises `Unusable`.

        Returns:
            What `accept` returns; None if the server does not have it, does not work or is left alone.
        """
        if self.is_off:
            return None
        try:
            status, body = self._answer("GET", path, None, limit)
            if status != http.HTTPStatus.OK and status not in _MISSING:
                raise Unusable(f"status {status}")  # noqa: TRY301 - handled like what `accept` raises
            content = None if status in _MISSING else accept(body)
        except (OSError, http.client.HTTPException, ValueError, Unusable) as error:
            self._failed("GET", path, error)
            return None
        self._failures = 0
        self._found += content is not None
        return content

    def put(self, path: str, data: bytes) -> bool:
        """Send something; whether the server has taken it."""
        if self.is_off:
            return False
        try:
            status, _ = self._answer("PUT", path, data, _NO_CONTENT)
            if not http.HTTPStatus.OK <= status < http.HTTPStatus.MULTIPLE_CHOICES:
                raise Unusable(f"status {status}")  # noqa: TRY301
        except (OSError, http.client.HTTPException, ValueError, Unusable) as error:
            self._failed("PUT", path, error)
            return False
        self._failures = 0
        return True

    def waited(self, seconds: float) -> None:
        """Say how long somebody has waited for answers: a server that is always slow is left alone, too."""
        self._waited += seconds
        limit = _PATIENCE * self._settings.timeout + _WORTH * self._found
        if self._waited > limit:
            self._leave_alone(f"it has found {self._found} things in {self._waited:.0f} s")

    def close(self) -> None:
        """Close all connections."""
        with self._lock:
            for connection in self._idle:
                connection.close()
            self._idle.clear()

    def _failed(self, method: str, path: str, error: Exception) -> None:
        with self._lock:
            self._failures += 1
            enough = self._failures >= _ENOUGH
        if enough:
            reason = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
            self._leave_alone(f"{_ENOUGH} failures in a row; the last: {method} {path[:16]}…: {reason}")

    def _leave_alone(self, reason: str) -> None:
        with self._lock:
            was_off, self.is_off = self.is_off, True
        if not was_off:
            log.warning("remote cache %s is left alone from now on: %s", self._settings.name, reason)

    # --- connections

    def _answer(self, method: str, path: str, data: bytes | None, limit: int) -> tuple[int, bytes]:
        """Status and content of an answer.

        Raises:
            OSError, http.client.HTTPException, ValueError, Unusable: there is none.
        """
        deadline = time.monotonic() + self._settings.timeout
        if connection := self._take():
            connection.deadline = deadline
            with suppress(*_STALE):
                return self._answer_on(connection, method, path, data, limit)
        connection = self._connection()
        connection.deadline = deadline
        return self._answer_on(connection, method, path, data, limit)

    def _answer_on(
        self,
        connection: _Connection,
        method: str,
        path: str,
        data: bytes | None,
        limit: int,
    ) -> tuple[int, bytes]:
        connection.timeout = connection.seconds_left()
        try:
            connection.request(method, f"{self._settings.folder}/{path}", data, self._headers)
            with connection.getresponse() as response:
                body = _body(response, limit if response.status == http.HTTPStatus.OK else _NO_CONTENT)
        except BaseException:
            connection.close()
            raise
        with self._lock:
            self._idle.append(connection)
        return response.status, body

    def _take(self) -> _Connection | None:
        """A connection that waits for a request. Those of a parent process stay its own."""
        if self._process != os.getpid():
            self.close()  # closes this process's end alone
            self._process = os.getpid()
        with self._lock:
            return self._idle.pop() if self._idle else None

    def _connection(self) -> _Connection:
        kind = _TlsConnection if self._settings.scheme == "https" else _Connection
        return kind(self._settings.host, self._settings.port)


def _body(response: http.client.HTTPResponse, limit: int) -> bytes:
    """The content of an answer, which may claim any length, or none and never end.

    Raises:
        Unusable: it is too long, or ends too early.
    """
    pieces: list[bytes] = []
    size = 0
    while piece := response.read(_PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > limit:
            raise Unusable(f"more than {limit} bytes")
    if response.length:
        raise Unusable(f"ends {response.length} bytes too early")
    return b"".join(pieces)


class _Connection(http.client.HTTPConnection):
    """A connection on which a whole request has one time limit."""

    deadline = 0.0
    """When the request must have ended, in the time of `time.monotonic`."""

    def connect(self) -> None:
        """Connect within the time limit."""
        super().connect()
        self.sock: Any = _TimedSocket(self.sock, self)

    def seconds_left(self) -> float:
        """Seconds that are left of the request's time.

        Raises:
            TimeoutError: there are none.
        """
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError("no complete answer within the time limit")
        return left


class _TlsConnection(_Connection, http.client.HTTPSConnection):
    """The same, encrypted."""


class _Clock(Protocol):
    def seconds_left(self) -> float: ...


class _TimedSocket:
    """As much of a socket as `http.client` uses: each step gets only the time that is left of the whole."""

    def __init__(self, sock: socket.socket, clock: _Clock) -> None:
        self._sock = sock
        self._clock = clock

    def sendall(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            self._sock.settimeout(self._clock.seconds_left())
            rest = rest[self._sock.send(rest) :]

    def makefile(self, *_: object) -> io.BufferedReader:
        return io.BufferedReader(_TimedReader(self._sock, self._clock))

    def close(self) -> None:
        self._sock.close()


class _TimedReader(io.RawIOBase):
    def __init__(self, sock: socket.socket, clock: _Clock) -> None:
        self._sock = sock
        self._clock = clock
        self._file = sock.makefile("rb", buffering=0)  # keeps a closed socket open until all is read

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._sock.settimeout(self._clock.seconds_left())
        return self._file.readinto(buffer)

    def close(self) -> None:
        self._file.close()
        super().close()
