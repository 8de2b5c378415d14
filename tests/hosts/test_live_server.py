# SPDX-License-Identifier: MIT
"""`unknot serve`: an edit is shown at once, an error over the last good page."""

from __future__ import annotations

import asyncio
import os
import re
import socket
import struct
import subprocess
import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING, Any

import pytest

from generator.hosts.live_server import CannotListen, Server
from generator.output.files import RenderError
from generator.problems import Problem
from tests.conftest import run_apart
from tests.hosts.test_builds import project
from tests.tools import UNKNOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.builds

PAGE = "techniques/slow-glide.yml"


class Stub:
    """Stands in for `LiveSite`: a site of two pages, a style sheet and a 404 page."""

    problems: list[Problem] = []  # noqa: RUF012 - each test sets its own
    watched: list[Path] = []  # noqa: RUF012

    def refresh(self) -> bool:
        return True

    def get(self, path: str) -> bytes | None:
        page = b"<html><head></head><body><p>Hello</p></body></html>"
        return {"index.html": page, "a/index.html": page, "a.css": b"a{}", "404.html": page}.get(path)


@pytest.mark.parametrize(
    ("path", "status", "kind", "location"),
    [
        ("/sub/", "200 OK", "text/html; charset=utf-8", ""),
        ("/sub/a/", "200 OK", "text/html; charset=utf-8", ""),
        ("/sub/a", "302 Found", "text/plain", "/sub/a/"),
        ("/sub/a.css", "200 OK", "text/css", ""),
        ("/sub/none/", "404 Not Found", "text/html; charset=utf-8", ""),
        ("/", "302 Found", "text/plain", "/sub/"),
        ("/sub/_live/live.js", "200 OK", "text/javascript", ""),
        ("/sub/_live/../live_server.py", "404 Not Found", "text/html; charset=utf-8", ""),
    ],
)
def test_responses(path: str, status: str, kind: str, location: str) -> None:
    response = Server(Stub(), "/sub/").response(path)
    assert (response.status, response.kind, response.location) == (status, kind, location)


def test_pages_include_the_script_and_the_problems() -> None:
    site = Stub()
    assert b"live-problems" not in Server(site).response("/").data
    site.problems = [Problem("content/a.yml", 3, 1, "title", "is <missing>", "schema")]
    server = Server(site)
    page = server.response("/").data.decode()
    assert f'<script src="/_live/live.js" data-version="{server.version}"></script></head>' in page
    assert "content/a.yml:3:1: title: is &lt;missing&gt; [schema]" in page


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (RenderError("a.yml:1:1: no <font>"), "a.yml:1:1: no &lt;font&gt;"),
        (KeyError("x"), "KeyError: &#x27;x"),
    ],
)
def test_a_file_that_cannot_be_rendered_is_a_response_with_the_error(
    error: Exception, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> bytes:
        raise error

    monkeypatch.setattr(Stub, "get", fail)
    response = Server(Stub()).response("/a.pdf")
    assert response.status == "500 Internal Server Error"
    assert message in response.data.decode()


def _reset(connection: socket.socket) -> None:
    """Close a connection so that the other side gets an error instead of an end."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def _request(port: int, request: bytes, *, reset: bool = False) -> bytes:
    """Send a request and return the beginning of the response, or reset the connection."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(request)
        if reset:
            _reset(connection)
            return b""
        return connection.recv(15)


async def _exceeds(number: int, current: Callable[[], int]) -> None:
    """Wait until a number is greater than another one."""
    async with asyncio.timeout(10):
        while current() <= number:  # noqa: ASYNC110 - the server has no event for it
            await asyncio.sleep(0.01)


@pytest.mark.parametrize(
    "request_", [b"", b"GET / HT", b"GET / HTTP/1.1\r\n\r\n", b"GET /_live/changes HTTP/1.1\r\n\r\n"]
)
def test_a_client_that_resets_its_connection_does_not_disturb_others(
    request_: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched = tmp_path / "a"
    monkeypatch.setattr(Stub, "watched", [watched])
    monkeypatch.setattr(Stub, "get", lambda *_: b"</head>" + b"more than a buffer " * 500_000)
    errors: list[dict[str, Any]] = []

    async def resets() -> bytes:
        asyncio.get_running_loop().set_exception_handler(lambda _, context: errors.append(context))
        server = Server(Stub())
        serving = asyncio.create_task(server.run("127.0.0.1", 0))
        await _exceeds(0, lambda: server.port)
        for _ in range(3):
            await asyncio.to_thread(_request, server.port, request_, reset=True)
            version = server.version
            watched.write_text(str(version))
            await _exceeds(version, lambda: server.version)
        answer = await asyncio.to_thread(_request, server.port, b"GET / HTTP/1.1\r\n\r\n")
        serving.cancel()
        return answer

    assert run_apart(lambda: asyncio.run(resets())) == b"HTTP/1.1 200 OK"
    assert errors == []


@pytest.mark.parametrize("host", ["a..b", "x" * 64, "no such host", "host.invalid", "é" * 70, "999.1.1.1"])
def test_a_host_that_does_not_exist_is_an_error_with_a_reason(host: str) -> None:
    with pytest.raises(CannotListen, match=r"^[^\n]{5,}$"):
        run_apart(lambda: asyncio.run(Server(Stub()).run(host, 0)))


def test_a_port_in_use_says_how_to_take_another() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(CannotListen, match=r"is in use; .*`make serve PORT=8001`") as error:
            run_apart(lambda: asyncio.run(Server(Stub()).run("127.0.0.1", other.getsockname()[1])))
    assert "\n" not in str(error.value)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return project(tmp_path / "p")


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    """The address at which `unknot serve` serves the small site."""
    with subprocess.Popen(
        [*UNKNOT, "serve", "--port", "0"],
        cwd=folder,
        env={name: value for name, value in os.environ.items() if name != "SITE_URL"},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        yield next(line.strip() for line in process.stdout if line.startswith("http://"))
        process.terminate()


def eventually(address: str, pattern: str) -> str:
    """Wait until the page at `address` matches `pattern`, and return it."""
    page = ""
    for _ in range(100):
        with urllib.request.urlopen(address) as response:  # noqa: S310 - our own server
            page = str(response.read(), "utf-8")
        if re.search(pattern, page):
            return page
        time.sleep(0.1)
    pytest.fail(f"no {pattern!r} in {page}")


def test_an_edit_is_served_and_an_error_keeps_the_last_good_page(folder: Path, address: str) -> None:
    path = folder / "content" / PAGE
    good = path.read_text("utf-8")
    url = f"{address}techniques/slow-glide/"
    path.write_text(re.sub(r"^title:.*$", "title: Changed just now", good, flags=re.MULTILINE), "utf-8")
    eventually(url, "<h1>Changed just now</h1>")
    eventually(f"{address}techniques/", "Changed just now")
    eventually(f"{address}assets/search-index.js", "Changed just now")
    path.write_text(good.replace("title:", "titel:"), "utf-8")
    page = eventually(url, "live-problems")
    assert "<h1>Changed just now</h1>" in page
    assert "did you mean &#x27;title&#x27;?" in page
    path.write_text(good, "utf-8")
    assert "live-problems" not in eventually(url, "(?s)^(?!.*Changed just now)")
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"{address}none/")  # noqa: S310 - our own server


def test_the_panel_says_what_it_counts_folds_and_shows_what_changed(
    folder: Path, address: str, page: Page
) -> None:
    """A folded panel stays folded until something else is wrong."""
    path = folder / "content" / PAGE
    good = path.read_text("utf-8")
    one = good.replace("title:", "titel:")
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.goto(f"{address}techniques/slow-glide/")
    path.write_text(one, "utf-8")
    panel = page.locator(".live-problems")
    summary, lines = panel.locator("summary"), panel.locator("li")
    summary.get_by_text("in the content. You see the last good site. The last change: ").wait_for()
    count = lines.count()
    said = f"{count} error{'s' if count > 1 else ''} in the content. You see the last good site."
    assert summary.inner_text() == f"{said} The last change: {count} new."
    assert lines.first.inner_text().startswith("new content/")

    summary.click()
    assert not lines.first.is_visible()
    path.write_text(f"# A line above\n{one}", "utf-8")
    summary.get_by_text("nothing new, nothing mended").wait_for()
    assert not lines.first.is_visible()

    path.write_text(one + "colour: red\n", "utf-8")
    summary.get_by_text("The last change: 1 new.").wait_for()
    assert lines.filter(has_text="new").filter(has_text="colour").is_visible()
    path.write_text(one, "utf-8")
    summary.get_by_text("The last change: 1 mended.").wait_for()
    path.write_text(good, "utf-8")
    panel.wait_for(state="detached")
    assert messages == []


def test_the_browser_reloads_after_an_edit(folder: Path, address: str, page: Page) -> None:
    """The security policy of the site blocks nothing that this needs."""
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.goto(f"{address}techniques/slow-glide/")
    path = folder / "content" / PAGE
    text = re.sub(r"^title:.*$", "title: Seen at once", path.read_text("utf-8"), flags=re.MULTILINE)
    path.write_text(text, "utf-8")
    page.wait_for_selector("h1:has-text('Seen at once')", timeout=10_000)
    assert messages == []


def test_many_tabs_load_and_all_of_them_reload_after_an_edit(
    folder: Path, address: str, page: Page
) -> None:
    """A browser opens six connections to a host; a tab that held one of them would block the seventh."""
    tabs = [page, *(page.context.new_page() for _ in range(8))]
    for tab in tabs:
        tab.goto(f"{address}techniques/slow-glide/", timeout=10_000)
    path = folder / "content" / PAGE
    text = re.sub(r"^title:.*$", "title: In every tab", path.read_text("utf-8"), flags=re.MULTILINE)
    path.write_text(text, "utf-8")
    for tab in tabs:
        tab.wait_for_selector("h1:has-text('In every tab')", timeout=10_000)
