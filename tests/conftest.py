# What several test files share: the built website, a server for it, a browser.

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from playwright.sync_api import sync_playwright

from tests.tools import AXE, BROWSER_ARGUMENTS, browser_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

REPOSITORY = Path(__file__).parent.parent
SITE_URL = "https://unknot.example/"

pytest_plugins = ["tests.fast", "tests.published_addresses"]

settings.register_profile("unknot", deadline=None)  # how fast something is, `make bench` says
settings.load_profile("unknot")


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real website, built once by `mkdocs build --strict` for all tests and all test processes."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    site = shared / "built-site"
    with (shared / "built-site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not site.exists():
            build_site(site)
    return site


def build_site(site: Path, config: Path = REPOSITORY / "mkdocs.yml", **environment: str) -> None:
    """Build the website of a `mkdocs.yml` into the folder `site`; fail the test if that fails."""
    unfinished = site.with_name(f"{site.name}-unfinished")
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", config, "--site-dir", unfinished],
        cwd=REPOSITORY,
        env=os.environ | {"SITE_URL": SITE_URL, "NO_MKDOCS_2_WARNING": "1"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if built.returncode:
        pytest.fail(f"mkdocs build failed:\n{built.stdout}{built.stderr}")
    unfinished.rename(site)


class _QuietHandler(SimpleHTTPRequestHandler):
    """Files of a folder that stands below a path, without a log."""

    def __init__(self, *args: object, prefix: str, **options: object) -> None:
        self._prefix = prefix
        super().__init__(*args, **options)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        if not path.startswith(self._prefix):
            return os.devnull + "/outside-the-prefix"
        return super().translate_path(path.removeprefix(self._prefix.rstrip("/")))

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[..., str]]:
    """Serve a folder: `serve(folder)` or `serve(folder, prefix="/sub/")` returns its address."""
    servers: list[ThreadingHTTPServer] = []

    def start(folder: Path, prefix: str = "/") -> str:
        handler = partial(_QuietHandler, directory=str(folder), prefix=prefix)
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        servers.append(server)
        # It looks that often whether it should end; there are dozens of servers.
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}{prefix}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def site(built_site: Path, serve: Callable[..., str]) -> str:
    """The address of the real website on this machine; it ends in a slash."""
    return serve(built_site)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests of a process."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=BROWSER_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page: no storage, no cookies, English (UK), no worker that keeps copies."""
    context = browser.new_context(locale="en-GB")
    context.add_init_script("delete Navigator.prototype.serviceWorker")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def axe_source() -> str:
    """The axe accessibility checker, to run in a page."""
    return AXE.read_text("utf-8")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write the golden files anew; read the diff"
    )


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written anew."""
    return bool(request.config.getoption("--update-golden"))
