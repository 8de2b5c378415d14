# A small HTTP server that shows authors their site on their own machine and updates it after each change.
#
# One thread answers requests, reloads the site when its files have changed, and tells browsers to reload.
# The script for reloading is only added to pages as they are served; built sites do not contain it.

from __future__ import annotations

import asyncio
import errno
import logging
import mimetypes
import time
from html import escape
from typing import TYPE_CHECKING, NamedTuple, Protocol
from urllib.parse import quote, unquote, urlsplit

from generator.hosts import TEMPLATES
from generator.hosts.failure import one_line
from generator.hosts.problem_panel import problem_panel
from generator.hosts.watcher import changes
from generator.output.garbage import collection_later

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.problems import Problem

log = logging.getLogger(__name__)

_OWN = "_live/"
"""Folder of the server's own files, relative to the site's root."""
_OWN_FILES = ("live.css", "live.js", "live-worker.js")


class ServedSite(Protocol):
    """The site to serve; see `live_site.LiveSite`."""

    problems: list[Problem]
    """Problems with the present content."""

    watched: list[Path]
    """Files and folders that the site is made from."""

    def refresh(self) -> bool:
        """Reload after a change; on an error keep serving the last good site, and return False."""

    def get(self, path: str) -> bytes | None:
        """The content of a file of the site; None if there is no such file.

        Raises:
            RenderError: it cannot be rendered; the message says why.
        """


_NO_PAGE = b"<!doctype html><html><head><title>Unknot</title></head><body></body></html>"
"""Shown if there is no site yet, so that its problems can be read, and the page reloads once there is."""


_IN_USE = "is in use; take another: `unknot serve --port 8001`, or `make serve PORT=8001`"


class CannotListen(Exception):  # noqa: N818 - it is not the caller's mistake
    """The server cannot listen at an address; the message says why."""


class Server:
    """Serves a site, and reloads it when its files change."""

    def __init__(self, site: ServedSite, root: str = "/") -> None:
        """Prepare a server, which `run` starts.

        Args:
            site: the site to serve.
            root: path of the site's root, with a slash at both ends.
        """
        self.site = site
        self.root = root
        self.version = int(time.time())
        """Grows with each reload, and from one server to the next; browsers then reload older pages."""
        self.port = 0
        """The port that it listens at; 0 before."""
        self._changed = asyncio.Condition()
        self._is_present = True
        self._earlier: list[Problem] | None = None
        self._refreshed = False

    async def run(self, host: str, port: int) -> None:
        """Serve until cancelled.

        Args:
            host: the host name or address to listen at.
            port: the port; 0 for any free port.

        Raises:
            CannotListen: the port is in use, or the address is not one of this machine.
        """
        server = await self._listen(host, port)
        async with server:
            with collection_later(asyncio.get_running_loop().call_later) as pause:
                await self._serve(server, host, pause)

    async def _serve(self, server: asyncio.Server, host: str, pause: Callable[[], None]) -> None:
        async for _ in changes(lambda: self.site.watched):
            pause()
            self._refresh()
            if not self.port:
                await server.start_serving()
                self.port = server.sockets[0].getsockname()[1]
                name = f"[{host}]" if ":" in host else host
                print(f"http://{name}:{self.port}{self.root}", flush=True)
            async with self._changed:
                self._changed.notify_all()

    async def _listen(self, host: str, port: int) -> asyncio.Server:
        """Take an address, and answer nobody yet.

        Raises:
            CannotListen: the port is in use, or the address is not one of this machine.
        """
        try:
            return await asyncio.start_server(self._answer, host, port, start_serving=False)
        except UnicodeError as error:  # the name cannot be encoded for a look-up
            raise CannotListen("not the name of a host") from error
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise CannotListen(_IN_USE) from error
            raise CannotListen(error.strerror or str(error)) from error

    def _refresh(self) -> None:
        before = [*self.site.problems]
        self._is_present = succeeded = self.site.refresh()
        self._earlier = before if self._refreshed else None
        self._refreshed = True
        self.version += 1
        for problem in self.site.problems:
            print(problem, flush=True)
        print("the site is up to date" if succeeded else "the last good site is shown", flush=True)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request and close the connection; browsers open a new one for the next."""
        try:
            method, target = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split(" ", 2)[:2]
            path = unquote(urlsplit(target).path)
            if path == f"{self.root}{_OWN}changes":
                await self._tell_changes(writer)
            else:
                writer.write(self.response(path).as_bytes(with_body=method == "GET"))
            await writer.drain()
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError, ValueError):
            pass  # the client has closed the connection, or does not speak HTTP
        finally:
            writer.close()

    async def _tell_changes(self, writer: asyncio.StreamWriter) -> None:
        """Send the version now and after each change: server-sent events (HTML Living Standard, 9.2)."""
        writer.write(Response("200 OK", "text/event-stream", b"").as_bytes())
        while True:
            writer.write(f"data: {self.version}\n\n".encode())
            await writer.drain()
            async with self._changed:
                await self._changed.wait()

    def response(self, path: str) -> Response:
        """The response to a request for `path`, which begins at the server's root."""
        try:
            return self._response(path)
        except Exception as error:
            log.debug("%s cannot be shown", path, exc_info=error)
            return self._failed(one_line(error))

    def _failed(self, message: str) -> Response:
        page = f"<!doctype html><html><head></head><body><h1>{escape(message)}</h1></body></html>"
        return self._page("500 Internal Server Error", page.encode())

    def _response(self, path: str) -> Response:
        if not path.startswith(self.root):
            return _redirect(self.root)
        name = path.removeprefix(self.root)
        if name.removeprefix(_OWN) in _OWN_FILES and name.startswith(_OWN):
            data: bytes | None = (TEMPLATES / name.removeprefix(_OWN)).read_bytes()
        else:
            name += "index.html" if not name or name.endswith("/") else ""
            data = self.site.get(name)
        if data is None and self.site.get(f"{name}/index.html") is not None:
            return _redirect(f"{path}/")
        if data is None:
            return self._page("404 Not Found", self.site.get("404.html") or _NO_PAGE)
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return self._page("200 OK", data) if kind == "text/html" else Response("200 OK", kind, data)

    def _page(self, status: str, page: bytes) -> Response:
        """A response with a page, to which our script and a list of the problems are added."""
        own = f"{self.root}{_OWN}"
        script = f'<script src="{own}live.js" data-version="{self.version}"></script>'
        head = f'<link rel="stylesheet" href="{own}live.css">{script}</head>'
        page = page.replace(b"</head>", head.encode(), 1)
        before, tag, after = page.rpartition(b"</body>")
        problems = problem_panel(self.site.problems, self._earlier, is_present=self._is_present).encode()
        return Response(status, "text/html; charset=utf-8", before + problems + tag + after)


class Response(NamedTuple):
    """An HTTP response."""

    status: str
    """Status code and reason, such as `200 OK`."""
    kind: str
    """The media type."""
    data: bytes
    """The body."""
    location: str = ""
    """The address that the response redirects to, if it does."""

    def as_bytes(self, *, with_body: bool = True) -> bytes:
        """Headers and body as they are sent. An event stream has no Content-Length, as its body goes on."""
        lines = [f"HTTP/1.1 {self.status}", f"Content-Type: {self.kind}", "Cache-Control: no-store"]
        lines += [f"Location: {quote(self.location)}"] if self.location else []
        lines += [] if self.kind == "text/event-stream" else [f"Content-Length: {len(self.data)}"]
        head = "\r\n".join([*lines, "Connection: close", "", ""]).encode("latin-1")
        return head + (self.data if with_body else b"")


def _redirect(location: str) -> Response:
    return Response("302 Found", "text/plain", b"", location)
