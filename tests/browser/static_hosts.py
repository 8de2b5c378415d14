# Servers that answer as hosts of static sites do, as far as their documentation says.

from __future__ import annotations

import mimetypes
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

MISSING = "404.html"
"""The file that hosts show for addresses that are missing, if a site has it."""

OTHERS_PAGE = b"<!doctype html><title>Sign in</title><h1>Sign in</h1><form><input></form>"
"""A page that is not ours: of a login, a network or another program."""


@dataclass(frozen=True)
class Request:
    """What a browser asks for."""

    folder: Path
    """The site's folder."""
    path: str
    """The address, from the root of the host, without the query."""
    headers: Mapping[str, str]
    """The request's headers."""


@dataclass(frozen=True)
class Answer:
    """What a host answers."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


def page(body: bytes, status: int = 200) -> Answer:
    """An answer with an HTML page."""
    return Answer(status, body, {"Content-Type": "text/html; charset=utf-8"})


def redirect(status: int, address: str) -> Answer:
    """An answer that leads to another address."""
    return Answer(status, headers={"Location": address})


# --- hosts


def plain(request: Request) -> Answer:
    """A server of files, such as nginx without settings: its own page for what is missing."""
    target = request.folder / request.path.strip("/")
    if target.is_dir() and not request.path.endswith("/"):
        return redirect(301, f"{request.path}/")
    if target.is_dir():
        target /= "index.html"
    if not target.is_file():
        return page(b"<h1>Not Found</h1>", 404)
    kind = mimetypes.guess_type(target.name)[0] or "application/octet-stream"
    return Answer(200, target.read_bytes(), {"Content-Type": kind})


def without_missing_page(request: Request) -> Answer:
    """A host that has a page of its own for missing addresses, in place of the site's."""
    return page(b"<h1>Oops</h1>", 404) if request.path == f"/{MISSING}" else plain(request)


def github_pages(request: Request) -> Answer:
    """GitHub Pages: `404.html` for what is missing; at its own address, too, it has the status 404.

    https://docs.github.com/en/pages/getting-started-with-github-pages/creating-a-custom-404-page-for-your-github-pages-site
    """
    answer = plain(request)
    if answer.status == 404 or request.path == f"/{MISSING}":
        return page((request.folder / MISSING).read_bytes(), 404)
    return answer


def cloudflare_pages(request: Request) -> Answer:
    """Cloudflare Pages: HTML files move to addresses without their suffix; `404.html` for what is missing.

    https://developers.cloudflare.com/pages/configuration/serving-pages/#route-matching
    """
    return _with_pretty_addresses(request, 308)


def netlify(request: Request) -> Answer:
    """Netlify with "Pretty URLs", which moves HTML files as Cloudflare Pages does, with another status.

    https://docs.netlify.com/routing/redirects/redirect-options/#trailing-slash
    """
    return _with_pretty_addresses(request, 301)


def _with_pretty_addresses(request: Request, status: int) -> Answer:
    if request.path.endswith("/index.html"):
        return redirect(status, request.path.removesuffix("index.html"))
    if request.path.endswith(".html"):
        return redirect(status, request.path.removesuffix(".html"))
    file = request.folder / f"{request.path.strip('/')}.html"
    if request.path != "/" and file.is_file():
        return page(file.read_bytes())
    answer = plain(request)
    return page((request.folder / MISSING).read_bytes(), 404) if answer.status == 404 else answer


def single_page(request: Request) -> Answer:
    """A host that takes the site for an application and answers the home page with 200 to what is missing.

    https://developers.cloudflare.com/pages/configuration/serving-pages/#single-page-application-spa-rendering
    """
    answer = without_missing_page(request)
    return page((request.folder / "index.html").read_bytes()) if answer.status == 404 else answer


def login(_: Request) -> Answer:
    """A wall, as of a hotel's network: a page of its own with the status 200 at every address."""
    return page(OTHERS_PAGE)


HOSTS = (cloudflare_pages, github_pages, netlify, plain, single_page, without_missing_page)
"""Hosts on which a site works."""


def in_folder(folder: str, host: Callable[[Request], Answer]) -> Callable[[Request], Answer]:
    """The same host with the site in a folder, such as `/back/`, and another program everywhere else."""

    def answer(request: Request) -> Answer:
        if not request.path.startswith(folder):
            return page(OTHERS_PAGE, 404)
        return host(replace(request, path="/" + request.path.removeprefix(folder)))

    return answer


# --- the server


class Server:
    """A running host, which can become another one."""

    def __init__(self, folder: Path, host: Callable[[Request], Answer]) -> None:
        """Start it.

        Args:
            folder: the site.
            host: answers requests; may be changed while the server runs.
        """
        self.host = host
        self.requested: list[str] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler(folder))
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        self.address = f"http://127.0.0.1:{self._server.server_port}/"

    def _handler(self, folder: Path) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                path = self.path.partition("?")[0]
                server.requested.append(path)
                answer = server.host(Request(folder, path, dict(self.headers)))
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                self.wfile.write(answer.body)

            def log_message(self, *_: object) -> None:
                pass

        return Handler

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def running(folder: Path, host: Callable[[Request], Answer]) -> Iterator[Server]:
    """A server of a site, stopped at the end."""
    server = Server(folder, host)
    try:
        yield server
    finally:
        server.stop()
