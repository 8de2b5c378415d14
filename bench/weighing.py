# A web server that compresses its responses like a real host, and a browser throttled to a slow phone.
#
# The server counts every byte it sends, including headers, so that no request of a page is missed.

from __future__ import annotations

import gzip
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

_COMPRESSED = {".css", ".html", ".js", ".json", ".svg", ".txt", ".xml"}
"""Files that hosts compress; pictures, fonts and PDFs are compressed already."""
SLOW_4G = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_638_400 / 8,
    "uploadThroughput": 768_000 / 8,
}
"""What Lighthouse calls slow 4G: latency in milliseconds, throughput in bytes per second."""
SLOW_PHONE = 4
"""Factor by which the processor is slowed down."""

_WATCH = """
    window.paint = 0;
    window.shift = 0;
    new PerformanceObserver(list => { window.paint = list.getEntries().at(-1).startTime; })
        .observe({type: "largest-contentful-paint", buffered: true});
    new PerformanceObserver(list => list.getEntries().forEach(entry => { window.shift += entry.value; }))
        .observe({type: "layout-shift", buffered: true});
"""


@dataclass
class Host:
    """A local web server for static files."""

    address: str = ""
    """Its address, with a slash at the end."""
    sent: list[tuple[str, int]] = field(default_factory=list)
    """Path and size in bytes of every response."""

    def bytes_since_last_call(self) -> int:
        """Return the number of bytes sent since the last call, and start counting again."""
        total = sum(size for _, size in self.sent)
        self.sent.clear()
        return total


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, host: Host, **options: object) -> None:
        self._host = host
        super().__init__(*args, **options)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        exists = path.is_file()
        body = path.read_bytes() if exists else b""
        tag = f'"{hash(body):x}"'
        if exists and self.headers.get("If-None-Match") == tag:
            self._respond(304, b"", {"ETag": tag})
            return
        headers = {"ETag": tag, "Cache-Control": "public, max-age=0, must-revalidate"}
        headers["Content-Type"] = self.guess_type(str(path))
        if path.suffix in _COMPRESSED:
            body = gzip.compress(body, 6)
            headers["Content-Encoding"] = "gzip"
        self._respond(200 if exists else 404, body, headers)

    def _respond(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        head = b"".join(self._headers_buffer)  # type: ignore[attr-defined]
        self.end_headers()
        self.wfile.write(body)
        self._host.sent.append((self.path, len(head) + len(body)))

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def hosted(folder: Path) -> Iterator[Host]:
    """Serve a folder while the `with` block runs."""
    host = Host()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, host=host, directory=str(folder)))
    host.address = f"http://127.0.0.1:{server.server_port}/"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()


_WORKER = """async () => {
    const started = await navigator.serviceWorker.getRegistrations();
    if (started.length) await navigator.serviceWorker.ready;
}"""


def view(page: Page, address: str) -> None:
    """Open a page and wait until it has loaded everything, including the copies for offline reading."""
    page.goto(address, wait_until="networkidle")
    page.evaluate(_WORKER)
    page.wait_for_timeout(700)


def paint_and_shift(page: Page, address: str) -> tuple[float, float]:
    """Measure the largest contentful paint on a slow phone, in seconds, and the cumulative layout shift."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_4G)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_PHONE})
    page.add_init_script(_WATCH)
    page.goto(address, wait_until="networkidle")
    page.wait_for_timeout(500)
    return page.evaluate("window.paint") / 1000, page.evaluate("window.shift")
