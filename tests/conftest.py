# Fixtures that several test files share: the built website, a server for it, a browser.

from __future__ import annotations

import datetime as dt
import gc
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import sync_playwright

from generator.hosts import clock
from generator.output.parallel import cores
from generator.translation.catalogue import as_po, entries_of, read_catalogue
from generator.translation.language import TRANSLATIONS, catalogue_path
from tests import shared
from tests.tools import AXE, BROWSER_ARGUMENTS, browser_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

REPOSITORY = Path(__file__).parent.parent
T = TypeVar("T")
SITE_URL = "https://unknot.example/"

pytest_plugins = ["tests.fast", "tests.published_addresses", "tests.sweeps"]

# Speed is for `make bench`, not for tests. `make test` tries the same examples each time, so that the
# result depends on the code alone; `make test-all` tries new ones.
_ANY_SPEED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("same", _ANY_SPEED, derandomize=True)
settings.register_profile("new", _ANY_SPEED)
settings.load_profile("same")


def pytest_configure(config: pytest.Config) -> None:
    shared.prepare(config)


def pytest_collection_finish() -> None:
    """Look for garbage less often, and not among tests and modules, which stay: a tenth of the time."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.hookimpl(optionalhook=True)  # of pytest-xdist, for `-n auto`
def pytest_xdist_auto_num_workers() -> int:
    """One process more than there are cores: tests wait for browsers, for servers and for one another."""
    return cores() + 1


@pytest.fixture(autouse=True)
def _fixed_date(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same date for every test, before all review dates of the content."""
    monkeypatch.setattr(clock, "today", lambda: dt.date(2026, 12, 1))


@pytest.fixture(scope="session")
def built_site() -> Path:
    """The real website, built by `mkdocs build --strict` once for all tests and test processes."""
    return shared.once("built-site", build_site)


LANGUAGES = ("en", "es", "ar")
"""The languages of the site of `languages_site`, which are all that the content is translated into."""
UNTRANSLATED = "claims.yml: claims.c01."
"""What is not translated into Arabic there."""


@pytest.fixture(scope="session")
def languages_site() -> Path:
    """The real website in all its languages, without sheets, built once for all test processes.

    In Arabic the first claim is not translated, so that there is something to fall back on the source for.
    """
    return shared.once("languages-site", _build_in_languages)


def _build_in_languages(site: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("content", TRANSLATIONS):
            shutil.copytree(REPOSITORY / part, folder / part)
        _leave_out(folder, "ar", UNTRANSLATED)
        config = folder / "mkdocs.yml"
        config.write_text(
            f"INHERIT: {REPOSITORY / 'mkdocs.yml'}\n"
            f"docs_dir: {folder / 'content' / 'pages'}\n"
            f"plugins: [{{unknot: {{content: {folder / 'content'}, languages: {[*LANGUAGES]}}}}}]\n"
            f"theme: {{name: material, custom_dir: {REPOSITORY / 'overrides'}}}\n",
            encoding="utf-8",
        )
        build_site(site, config, sheets=False)


def _leave_out(folder: Path, tag: str, start: str) -> None:
    """Take out the translations of what has a context that begins with `start`."""
    path = catalogue_path(folder, tag, "content")
    catalogue = read_catalogue(path, tag)
    for entry in entries_of(catalogue):
        if entry.context and entry.context.startswith(start):
            entry.string = ""
    path.write_text(as_po(catalogue), encoding="utf-8")


WITHOUT_SHEETS = """
from bench.without_sheets import leave_out_handouts
from mkdocs.__main__ import cli
leave_out_handouts()
cli(prog_name="mkdocs")
"""
"""Runs MkDocs without printing sheets, which takes most of the time of a build."""


def build_site(
    site: Path,
    config: Path = REPOSITORY / "mkdocs.yml",
    *,
    sheets: bool = True,
    first: str = "",
    **environment: str,
) -> None:
    """Build the website of a `mkdocs.yml` into the folder `site`; if that fails, the test fails.

    Args:
        site: the folder.
        config: the `mkdocs.yml`.
        sheets: whether to print sheets.
        first: Python that runs before a build without sheets.
        environment: further variables.
    """
    mkdocs = ("-m", "mkdocs") if sheets else ("-c", f"{first}\n{WITHOUT_SHEETS}")
    result = subprocess.run(
        [sys.executable, *mkdocs, "build", "--strict", "-f", config, "--site-dir", site],
        cwd=REPOSITORY,
        env=os.environ | {"SITE_URL": SITE_URL, "NO_MKDOCS_2_WARNING": "1"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        pytest.fail(f"mkdocs build failed:\n{result.stdout}{result.stderr}")


class _QuietHandler(SimpleHTTPRequestHandler):
    """Serves a folder below a path prefix, without logging."""

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
        threading.Thread(target=server.serve_forever, args=(_NEVER,), daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}{prefix}"

    yield start
    for server in servers:  # their threads end with the process
        server.server_close()


_NEVER = 24 * 60 * 60
"""Seconds between two looks at whether a server shall end: hundreds that look often keep a core busy."""


@pytest.fixture(scope="session")
def site(built_site: Path, serve: Callable[..., str]) -> str:
    """The local address of the real website, with a slash at the end."""
    return serve(built_site)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests of a process."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=BROWSER_ARGUMENTS)
        yield browser
        browser.close()


def run_apart(function: Callable[[], T]) -> T:
    """Call a function in a thread of its own: in that of the tests, Playwright's loop may run."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(function).result()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A new page: no storage, no cookies, British English, no service worker."""
    context = browser.new_context(locale="en-GB")
    context.add_init_script("delete Navigator.prototype.serviceWorker")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def lasting_page(browser: Browser) -> Iterator[Page]:
    """A page for the tests of a module, none of which leaves anything in it: no listener, nothing saved."""
    context = browser.new_context(locale="en-GB")
    context.add_init_script("delete Navigator.prototype.serviceWorker")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def axe_source() -> str:
    """The source of the axe accessibility checker, to run in a page."""
    return AXE.read_text("utf-8")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite the golden files, then read the diff"
    )


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether to rewrite the golden files."""
    return bool(request.config.getoption("--update-golden"))
