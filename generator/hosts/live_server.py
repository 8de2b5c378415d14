# The site over HTTP on this machine, made anew at each change: a small server for authors, not for readers.
#
# One thread does everything, in turn: it looks for changes, answers browsers, tells them to load anew. Only
# pages as they are served carry the script for that; what is built does not know of it.

from __future__ import annotations

import asyncio
import itertools
import mimetypes
import traceback
from html import escape
from typing import TYPE_CHECKING, NamedTuple, Protocol
from urllib.parse import quote, unquote, urlsplit

from generator.hosts import TEMPLATES
from generator.output.files import RenderError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from generator.problems import Problem

_EVERY = 0.15
"""Seconds between two looks at the files."""
_OWN = "_live/"
"""Where the server's own files stand, below the site's root."""
_OWN_FILES = ("live.css", "live.js")


class Shown(Protocol):
    """What is served; see `live_site.LiveSite`."""

    problems: list[Problem]
    """What is wrong with the content as it is now."""

    watched: list[Path]
    """What it is made from."""

    def refresh(self) -> bool:
        """Take up what has changed; whether that went well."""

    def get(self, path: str) -> bytes | None:
        """A file, or None.

        Raises:
            RenderError: it cannot be rendered; the message says why.
        """


Stamp = tuple[tuple[str, int, int], ...]
"""Path, time of change and size of every file."""


def stamp(places: Iterable[Path]) -> Stamp:
    """What tells one state of some files and folders from another.

    Args:
        places: files, and folders with all that is below them.
    """
    files = itertools.chain.from_iterable(
        place.rglob("*") if place.is_dir() else [place] for place in places
    )
    return tuple(sorted(_state(path) for path in files))


def _state(path: Path) -> tuple[str, int, int]:
    try:
        found = path.stat()
    except OSError:  # gone since it was listed
        return str(path), 0, 0
    return str(path), found.st_mtime_ns, found.st_size


class CannotListen(Exception):  # noqa: N818 - it is not the caller's mistake
    """Nobody can be served at an address; the message says why."""


class Server:
    """Serves a site, and keeps it as its files are."""

    def __init__(self, site: Shown, root: str = "/") -> None:
        """Serve nothing yet.

        Args:
            site: what is served.
            root: the path of its root, with a slash at both ends.
        """
        self.site = site
        self.root = root
        self.version = 0
        """Counts what was taken up; browsers load anew when it moves."""
        self._changed = asyncio.Condition()

    async def run(self, host: str, port: int) -> None:
        """Serve until cancelled.

        Args:
            host: the name or address to answer at.
            port: its port; 0 for any that is free.

        Raises:
            CannotListen: the port is taken, or the address is not ours.
        """
        seen = stamp(self.site.watched)
        self._refresh()
        try:
            server = await asyncio.start_server(self._answer, host, port)
        except OSError as error:
            raise CannotListen(error.strerror or str(error)) from error
        self.port = server.sockets[0].getsockname()[1]
        print(f"http://{host}:{self.port}{self.root}", flush=True)
        async with server:
            await self._watch(seen)

    async def _watch(self, seen: Stamp) -> None:
        """Take up every change since `seen`; what changes while one is taken up is seen next time."""
        while True:
            await asyncio.sleep(_EVERY)
            if (now := stamp(self.site.watched)) != seen:
                seen = now
                self._refresh()
                async with self._changed:
                    self._changed.notify_all()

    def _refresh(self) -> None:
        fine = self.site.refresh()
        self.version += 1
        for problem in self.site.problems:
            print(problem, flush=True)
        print("the site is up to date" if fine else "the last good site is shown", flush=True)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request on one connection; browsers open another for the next."""
        try:
            method, target = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split(" ", 2)[:2]
            path = unquote(urlsplit(target).path)
            if path == f"{self.root}{_OWN}changes":
                await self._tell_changes(writer)
            else:
                writer.write(self.response(path).as_bytes(with_body=method == "GET"))
            await writer.drain()
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError, ValueError):
            pass  # the browser went away, or it is none
        finally:
            writer.close()

    async def _tell_changes(self, writer: asyncio.StreamWriter) -> None:
        """Server-sent events (HTML Living Standard, 9.2): the version, now and whenever it moves."""
        writer.write(Response("200 OK", "text/event-stream", b"").as_bytes())
        while True:
            writer.write(f"data: {self.version}\n\n".encode())
            await writer.drain()
            async with self._changed:
                await self._changed.wait()

    def response(self, path: str) -> Response:
        """The answer to a request.

        Args:
            path: what was asked for, from the server's root.
        """
        try:
            return self._response(path)
        except RenderError as error:
            return self._failed(str(error))
        except Exception as error:  # noqa: BLE001 - of a template or of ours; the server goes on
            traceback.print_exc()
            return self._failed(f"{type(error).__name__}: {error}")

    def _failed(self, said: str) -> Response:
        page = f"<!doctype html><html><head></head><body><h1>{escape(said)}</h1></body></html>"
        return self._page("500 Internal Server Error", page.encode())

    def _response(self, path: str) -> Response:
        if not path.startswith(self.root):
            return _moved(self.root)
        name = path.removeprefix(self.root)
        if name.removeprefix(_OWN) in _OWN_FILES and name.startswith(_OWN):
            data: bytes | None = (TEMPLATES / name.removeprefix(_OWN)).read_bytes()
        else:
            name += "index.html" if not name or name.endswith("/") else ""
            data = self.site.get(name)
        if data is None and self.site.get(f"{name}/index.html") is not None:
            return _moved(f"{path}/")
        if data is None:
            return self._page("404 Not Found", self.site.get("404.html") or b"")
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return self._page("200 OK", data) if kind == "text/html" else Response("200 OK", kind, data)

    def _page(self, status: str, page: bytes) -> Response:
        """A page with our script, and with what is wrong at its end."""
        ours = f"{self.root}{_OWN}"
        head = f'<link rel="stylesheet" href="{ours}live.css"><script src="{ours}live.js"></script></head>'
        page = page.replace(b"</head>", head.encode(), 1)
        before, found, after = page.rpartition(b"</body>")
        told = _told(self.site.problems).encode()
        return Response(status, "text/html; charset=utf-8", before + told + found + after)


class Response(NamedTuple):
    """An answer to a browser."""

    status: str
    kind: str
    data: bytes
    location: str = ""

    def as_bytes(self, *, with_body: bool = True) -> bytes:
        """As HTTP has it: of no length if more follows."""
        lines = [f"HTTP/1.1 {self.status}", f"Content-Type: {self.kind}", "Cache-Control: no-store"]
        lines += [f"Location: {quote(self.location)}"] if self.location else []
        lines += [] if self.kind == "text/event-stream" else [f"Content-Length: {len(self.data)}"]
        head = "\r\n".join([*lines, "Connection: close", "", ""]).encode("latin-1")
        return head + (self.data if with_body else b"")


def _moved(place: str) -> Response:
    return Response("302 Found", "text/plain", b"", place)


def _told(problems: Sequence[Problem]) -> str:
    """What is wrong, over the page that is shown."""
    if not problems:
        return ""
    lines = "".join(f"<li>{escape(str(problem))}</li>" for problem in problems)
    return f'<div class="live-problems" role="alert"><strong>{len(problems)}</strong><ol>{lines}</ol></div>'
