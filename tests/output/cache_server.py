# A local HTTP server for tests of the remote cache: it stores what is sent, or answers wrongly if told to.

from __future__ import annotations

import threading
import time
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterator

    Answer = Callable[["_Handler", "bytes | None"], None]
    """Answers a GET; gets what the server should answer, None if it has nothing."""

SECRET = "0123456789abcdef0123456789abcdef"  # noqa: S105 - of these tests


class CacheServer(ThreadingHTTPServer):
    """Entries by their path, such as `/shared/ac/…`, and a list of the requests."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.entries: dict[str, bytes] = {}
        self.requests: list[tuple[str, str]] = []
        self.authorizations: set[str | None] = set()
        self.connections = 0
        self.answer: Answer = good
        self.put_status = 201

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/shared"

    def asked(self, method: str) -> list[str]:
        """The paths of all requests with a method."""
        return [path for one, path in self.requests if one == method]

    def get_request(self) -> tuple[socket.socket, object]:
        self.connections += 1
        return super().get_request()

    def handle_error(self, *_: object) -> None:
        """Clients may go away."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # keeps connections open
    disable_nagle_algorithm = True
    server: CacheServer

    def do_GET(self) -> None:
        self._note()
        self.server.answer(self, self.server.entries.get(self.path))

    def do_PUT(self) -> None:
        self._note()
        self.server.entries[self.path] = self.rfile.read(int(self.headers["Content-Length"]))
        answer(self, self.server.put_status)

    def _note(self) -> None:
        self.server.requests.append((self.command, self.path))
        self.server.authorizations.add(self.headers.get("Authorization"))

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def cache_server() -> Iterator[CacheServer]:
    server = CacheServer()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def answer(handler: _Handler, status: int, body: bytes = b"", length: int | None = None) -> None:
    handler.send_response(status)
    handler.send_header("Content-Length", str(len(body) if length is None else length))
    handler.end_headers()
    handler.wfile.write(body)


# --- what servers do


def good(handler: _Handler, entry: bytes | None) -> None:
    answer(handler, 404 if entry is None else 200, entry or b"not here")


def garbage(handler: _Handler, entry: bytes | None) -> None:
    answer(handler, 200, b"\xff\x00garbage" * (1 + len(entry or b"") % 7))


def page_of_a_network(handler: _Handler, entry: bytes | None) -> None:  # noqa: ARG001
    answer(handler, 200, b"<!doctype html><title>Sign in</title>")


def empty(handler: _Handler, entry: bytes | None) -> None:  # noqa: ARG001
    answer(handler, 200)


def another_entry(handler: _Handler, entry: bytes | None) -> None:
    """A result that was signed, but under another key; contents with another digest."""
    folder = handler.path.rsplit("/", 1)[0]
    others = (body for path, body in handler.server.entries.items() if path.startswith(folder))
    answer(handler, 200, next((body for body in others if body != entry), b""))


def changed(handler: _Handler, entry: bytes | None) -> None:
    """One byte of what was signed is another one."""
    body = bytearray(entry or b"x")
    body[-1] ^= 1
    answer(handler, 200, bytes(body))


def cut(handler: _Handler, entry: bytes | None) -> None:
    """Shorter than it says, and then the connection ends."""
    body = entry or b"x" * 100
    answer(handler, 200, body[: len(body) // 2], len(body))
    handler.close_connection = True


def shorter(handler: _Handler, entry: bytes | None) -> None:
    """The end is missing, and nothing says so."""
    answer(handler, 200, (entry or b"xx")[:-1])


def broken(handler: _Handler, entry: bytes | None) -> None:  # noqa: ARG001
    answer(handler, 500, b"Internal Server Error")


def silent(handler: _Handler, entry: bytes | None) -> None:  # noqa: ARG001
    time.sleep(2)
    handler.close_connection = True


def dripping(handler: _Handler, entry: bytes | None) -> None:
    """Always a little, never all of it: no wait for a packet is long."""
    answer(handler, 200, b"", 1_000_000)
    for _ in range(60):
        with suppress(OSError):
            handler.wfile.write((entry or b"x")[:1])
        time.sleep(0.05)
    handler.close_connection = True


def dripping_headers(handler: _Handler, entry: bytes | None) -> None:  # noqa: ARG001
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(60):
        with suppress(OSError):
            handler.wfile.write(b"X-%d: y\r\n" % number)
        time.sleep(0.05)
    handler.close_connection = True


def endless(handler: _Handler, entry: bytes | None) -> None:  # noqa: ARG001
    """No length, no end."""
    handler.send_response(200)
    handler.end_headers()
    with suppress(OSError):
        while True:
            handler.wfile.write(b"x" * 1_000_000)
    handler.close_connection = True


def immense(handler: _Handler, entry: bytes | None) -> None:  # noqa: ARG001
    """A length that no memory has."""
    answer(handler, 200, b"x", 10**30)
    handler.close_connection = True


def no_http(handler: _Handler, entry: bytes | None) -> None:  # noqa: ARG001
    handler.wfile.write(b"220 smtp.example.org ESMTP\r\n" * 3)
    handler.close_connection = True


def rude(handler: _Handler, entry: bytes | None) -> None:  # noqa: ARG001
    """Nothing at all, and the connection ends."""
    handler.close_connection = True


def talkative(handler: _Handler, entry: bytes | None) -> None:
    """More than it says: the rest comes before the answer to the next request."""
    good(handler, entry)
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n{}\n")


WRONG: tuple[Answer, ...] = (
    garbage,
    page_of_a_network,
    empty,
    another_entry,
    changed,
    cut,
    shorter,
    broken,
    endless,
    immense,
    no_http,
    rude,
)
"""Answers that are of no use."""
SLOW: tuple[Answer, ...] = (silent, dripping, dripping_headers)
"""Answers that come too late."""
