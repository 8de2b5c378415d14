# SPDX-License-Identifier: MIT
"""Reading offline in a browser: saved pages with their date, updates, switching it off."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Literal

import pytest

from generator.output.files import OutputFile
from generator.website.offline import render_offline, split
from tests.website.test_offline import worker_data
from tests.website.test_share_pictures import site_with_settings
from tests.website.test_site_html import AXE, PAGE_TYPES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

TECHNIQUE, OTHER = "techniques/pin-and-stretch/", "techniques/muscle-stripping/"
CACHE_NAMES = "async () => (await caches.keys()).sort()"
CACHED = """async () => (await Promise.all((await caches.keys()).map(async name =>
    (await (await caches.open(name)).keys()).map(request => request.url)))).flat()"""
"""Addresses of all cached files."""
WORKERS = "async () => (await navigator.serviceWorker.getRegistrations()).length"


def visit(page: Page, address: str) -> None:
    """Open a page and wait until it is saved."""
    page.goto(address)
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    address = page.url.split("?")[0].split("#")[0]
    until(lambda: address in page.evaluate(CACHED), f"{address} is not saved")


def until(condition: Callable[[], bool], problem: str) -> None:
    """Wait until a condition is true; fail with `problem` after 15 seconds."""
    deadline = time.monotonic() + 15
    while not condition():
        assert time.monotonic() < deadline, problem
        time.sleep(0.05)


def update(page: Page) -> None:
    """Make the browser check for a new version now, as it does from time to time."""
    page.evaluate("navigator.serviceWorker.getRegistration().then(one => one.update()).then(() => null)")


def go_offline(page: Page) -> None:
    page.context.set_offline(True)


def _today() -> dt.datetime:
    """The current time in the time zone of this machine, which the browser uses too."""
    return dt.datetime.now(tz=dt.UTC).astimezone()


@pytest.mark.parametrize("prefix", ["/", "/deep/below/"])
def test_a_visited_page_is_shown_offline_with_the_date_of_the_copy(
    built_site: Path, serve: Callable[..., str], reader: Page, prefix: str
) -> None:
    site = serve(built_site, prefix=prefix)
    days = [_today()]
    visit(reader, site + TECHNIQUE)
    assert reader.locator(".offline-note").count() == 0
    go_offline(reader)
    reader.goto(site + TECHNIQUE + "?from=elsewhere")
    days.append(_today())  # another one around midnight
    note = reader.locator(".offline-note").inner_text()
    assert any(f"saved on {day.day} {day:%B %Y}" in note for day in days)
    assert reader.locator("h1").inner_text() == "Pin and stretch"
    picture = reader.locator(".panel img, img").first
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0")
    styled = "getComputedStyle(document.querySelector('.offline-note')).borderTopWidth"
    assert reader.evaluate(styled) == "1px"


@pytest.fixture
def with_lists(copy: Path) -> Path:
    """The site with the worker of a large one, which loads lists of what is published."""
    worker = copy / "sw.js"
    program = worker.read_text(encoding="utf-8")
    data = worker_data(OutputFile("sw.js", program, ""))
    assert data["lists"] == 0
    known = dict.fromkeys(data["pages"], "") | data["files"]
    own, lists = split(known, data["first"], 7)
    text = f"const OFFLINE = {json.dumps({**data, **own})};\n" + program.split("\n", 1)[1]
    worker.write_text(text, encoding="utf-8")
    (copy / "assets" / "offline").mkdir()
    for number, entries in enumerate(lists):
        path = copy / "assets" / "offline" / f"{number}.json"
        path.write_text(json.dumps(entries), encoding="utf-8")
    return copy


def test_the_worker_of_a_large_site_loads_lists_and_saves_what_they_have(
    with_lists: Path, serve: Callable[..., str], reader: Page
) -> None:
    (with_lists / "techniques" / "other").mkdir()
    shutil.copyfile(with_lists / OTHER / "index.html", with_lists / "techniques" / "other" / "index.html")
    site = serve(with_lists)
    visit(reader, site)
    visit(reader, site + TECHNIQUE)
    reader.goto(f"{site}techniques/other/")
    go_offline(reader)
    reader.goto(site + TECHNIQUE)
    assert "saved on" in reader.locator(".offline-note").inner_text()
    picture = reader.locator(".panel img, img").first
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0")
    cached = reader.evaluate(CACHED)
    assert f"{site}techniques/other/" not in cached, "it is in no list"
    assert 0 < sum("/assets/offline/" in url for url in cached) < 7
    reader.goto(site + OTHER)
    assert reader.locator("h1").inner_text() == "You are offline, and this page is not saved"


def test_a_list_that_is_a_page_of_the_network_is_not_believed(
    with_lists: Path, serve: Callable[..., str], reader: Page
) -> None:
    for path in (with_lists / "assets" / "offline").iterdir():
        path.write_text("<!doctype html><title>Log in</title>", encoding="utf-8")
    site = serve(with_lists)
    visit(reader, site)
    reader.goto(site + TECHNIQUE)
    assert reader.locator("h1").inner_text() == "Pin and stretch"
    reader.wait_for_timeout(500)
    assert site + TECHNIQUE not in reader.evaluate(CACHED)


@pytest.mark.parametrize("prefix", ["/", "/deep/below/"])
def test_for_an_unsaved_page_a_message_and_the_saved_pages_are_shown(
    built_site: Path, serve: Callable[..., str], reader: Page, prefix: str
) -> None:
    site = serve(built_site, prefix=prefix)
    visit(reader, site + TECHNIQUE)
    go_offline(reader)
    reader.goto(site + OTHER)
    assert reader.locator("h1").inner_text() == "You are offline, and this page is not saved"
    assert reader.locator(".emergency a[href^='tel:']").is_visible()
    reader.locator("[data-offline-list] a", has_text="Pin and stretch").click()
    assert reader.locator("h1").inner_text() == "Pin and stretch"
    reader.locator(".strip a").click()
    assert "warning-signs" in reader.url
    assert reader.locator(".offline-note").is_visible()


def test_a_new_build_replaces_cached_files_and_keeps_visited_pages(
    copy: Path, serve: Callable[..., str], reader: Page
) -> None:
    site = serve(copy)
    visit(reader, site + TECHNIQUE)
    home, worker = copy / "index.html", copy / "sw.js"
    home.write_text(home.read_text(encoding="utf-8").replace("</h1>", " anew</h1>"), encoding="utf-8")
    text = worker.read_text(encoding="utf-8")
    version = re.findall(r'"version": "(\w+)"', text)[0]
    worker.write_text(text.replace(version, "another"), encoding="utf-8")
    reader.goto(site + OTHER)
    update(reader)
    until(lambda: reader.evaluate(CACHE_NAMES) == ["unknot / another"], "no new version")
    go_offline(reader)
    reader.goto(site)
    assert "anew" in reader.locator("h1").first.inner_text()
    reader.goto(site + TECHNIQUE)
    assert reader.locator("h1").inner_text() == "Pin and stretch"


def test_the_network_comes_first(copy: Path, serve: Callable[..., str], reader: Page) -> None:
    site = serve(copy)
    visit(reader, site + TECHNIQUE)
    page = copy / TECHNIQUE / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("</h1>", " anew</h1>"), encoding="utf-8")
    reader.goto(site + TECHNIQUE)
    assert reader.locator("h1").inner_text() == "Pin and stretch anew"


def test_when_the_publisher_switches_it_off_worker_and_copies_are_removed(
    copy: Path, serve: Callable[..., str], reader: Page
) -> None:
    site = serve(copy)
    visit(reader, site + TECHNIQUE)
    reader.evaluate("caches.open('of another program').then(() => null)")
    (worker,) = render_offline(site_with_settings(offline=False), [], {})
    (copy / "sw.js").write_bytes(worker.data)
    (copy / "assets/js/offline.js").write_text("")
    update(reader)
    until(lambda: reader.evaluate(CACHE_NAMES) == ["of another program"], "copies are left")
    reader.goto(site + OTHER)
    until(lambda: reader.evaluate(WORKERS) == 0, "a worker is left")


def test_a_reader_sees_the_saved_pages_and_can_remove_them(
    built_site: Path, serve: Callable[..., str], reader: Page
) -> None:
    site = serve(built_site)
    visit(reader, site + TECHNIQUE)
    visit(reader, site + "privacy/")
    reader.reload()
    panel = reader.locator("[data-offline-panel]")
    panel.get_by_role("link", name="Pin and stretch").wait_for()
    assert re.fullmatch(r"Pages saved on this device: \d\.", panel.get_by_role("status").inner_text())
    panel.get_by_role("button", name="Remove offline copies").click()
    keep = panel.get_by_role("button", name="Keep copies again")
    keep.wait_for()
    assert keep.evaluate("button => button === document.activeElement")
    assert reader.evaluate(CACHE_NAMES) == []
    assert reader.evaluate(WORKERS) == 0
    reader.goto(site + OTHER)
    reader.wait_for_load_state("networkidle")
    assert reader.evaluate(CACHE_NAMES) == []
    assert reader.evaluate(WORKERS) == 0
    reader.goto(site + "privacy/")
    keep.click()
    panel.get_by_role("button", name="Remove offline copies").wait_for()
    assert reader.evaluate(WORKERS) == 1


def test_no_files_of_other_sites_and_no_query_strings_are_saved(
    built_site: Path, serve: Callable[..., str], reader: Page
) -> None:
    """Only files below the path of the site are saved, without their query strings."""
    site = serve(built_site, prefix="/ours/")
    visit(reader, site + TECHNIQUE + "?secret=1")
    reader.goto(site + TECHNIQUE + "?secret=2#feel")
    reader.evaluate("fetch('/elsewhere.css').catch(() => 0).then(() => null)")
    reader.evaluate("fetch('https://no.example/a.css').catch(() => 0).then(() => null)")
    reader.evaluate("fetch('../../data/techniques.json').then(() => null)")
    reader.goto(site + "quizzes/pin-and-stretch/embed/")
    reader.wait_for_load_state("networkidle")
    cached = reader.evaluate(CACHED)
    assert cached
    assert [url for url in cached if not url.startswith(site)] == []
    assert [url for url in cached if "secret" in url or "/embed/" in url or url.endswith(".json")] == []


def test_no_worker_starts_from_disk_or_in_a_frame(
    built_site: Path, serve: Callable[..., str], tmp_path: Path, reader: Page
) -> None:
    errors: list[str] = []
    reader.on("pageerror", lambda error: errors.append(str(error)))
    reader.goto((built_site / TECHNIQUE / "index.html").as_uri())
    reader.wait_for_load_state("networkidle")
    assert errors == []
    assert reader.context.service_workers == []
    site = serve(built_site)
    (tmp_path / "index.html").write_text(f'<iframe src="{site}{TECHNIQUE}"></iframe>')
    reader.goto(serve(tmp_path), wait_until="networkidle")
    assert reader.context.service_workers == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_reports_nothing_on_pages_shown_offline(
    built_site: Path,
    serve: Callable[..., str],
    reader: Page,
    axe_source: str,
    scheme: Literal["light", "dark"],
) -> None:
    site = serve(built_site)
    reader.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    visit(reader, site + TECHNIQUE)
    visit(reader, site + "privacy/")
    for path in ("privacy/", TECHNIQUE, OTHER):
        reader.context.set_offline(path != "privacy/")
        reader.goto(site + path)
        offline_part = reader.locator(
            "[data-offline-panel] li, .offline-note, [data-offline-list] li"
        ).first
        offline_part.wait_for()
        reader.evaluate(axe_source)
        assert reader.evaluate(AXE) == []


def test_every_page_that_is_shown_offline_says_when_it_was_saved(
    built_site: Path, serve: Callable[..., str], reader: Page
) -> None:
    site = serve(built_site)
    visit(reader, site + TECHNIQUE)
    paths = [min(built_site.glob(page_type)).relative_to(built_site).as_posix() for page_type in PAGE_TYPES]
    addresses = [site + path.removesuffix("index.html") for path in paths if "/embed/" not in path]
    reader.evaluate(
        "addresses => Promise.all(addresses.map(one => fetch(one).then(r => r.text())))", addresses
    )
    until(lambda: {*addresses} <= {*reader.evaluate(CACHED)}, "a page is not saved")
    go_offline(reader)
    for address in addresses:
        reader.goto(address)
        assert reader.locator(".offline-note").is_visible(), address


def set_limit(copy: Path, name: str, value: int) -> None:
    """Change a limit in the service worker of a copied site."""
    worker = copy / "sw.js"
    text, count = re.subn(rf"const {name} = \d+;", f"const {name} = {value};", worker.read_text("utf-8"))
    assert count == 1
    worker.write_text(text, encoding="utf-8")


def test_saved_pages_are_limited_and_the_oldest_are_removed_first(
    copy: Path, serve: Callable[..., str], reader: Page
) -> None:
    limit = 8  # more than the pictures of one page
    set_limit(copy, "MAX_VISITED", limit)
    first = worker_data(OutputFile("sw.js", (copy / "sw.js").read_text("utf-8"), ""))["first"]
    site = serve(copy)
    for path in (TECHNIQUE, OTHER, "glossary/", "symptoms/burning/", "quizzes/pin-and-stretch/"):
        visit(reader, site + path)

    def visited() -> set[str]:
        return {*reader.evaluate(CACHED)} - {site + path for path in first}

    until(lambda: len(visited()) == limit, "more is saved than the limit")
    assert site + TECHNIQUE not in visited()
    assert site + "quizzes/pin-and-stretch/" in visited()
    assert site + "warning-signs/" in reader.evaluate(CACHED)


def test_when_the_network_does_not_answer_the_saved_copy_is_shown(copy: Path, reader: Page) -> None:
    set_limit(copy, "TIMEOUT", 300)
    stuck = threading.Event()
    released = threading.Event()

    class Stalling(SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            if stuck.is_set():
                released.wait(20)
            super().do_GET()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Stalling, directory=str(copy)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    site = f"http://127.0.0.1:{server.server_port}/"
    visit(reader, site + TECHNIQUE)
    stuck.set()
    reader.goto(site + TECHNIQUE, timeout=10_000)
    assert reader.locator(".offline-note").is_visible()
    released.set()
    server.shutdown()
    server.server_close()
