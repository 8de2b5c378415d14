# SPDX-License-Identifier: MIT
"""Reading offline on hosts and networks that do not answer with what the site published."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Error

from tests.browser.static_hosts import (
    HOSTS,
    OTHERS_PAGE,
    Answer,
    Request,
    Server,
    login,
    page,
    plain,
    redirect,
    running,
)
from tests.browser.test_offline import (
    CACHE_NAMES,
    CACHED,
    OTHER,
    TECHNIQUE,
    WORKERS,
    go_offline,
    until,
    update,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

BOOKING = "booking/me/"
"""An address of another program on the same host."""

ACTIVE = "async () => Boolean((await navigator.serviceWorker.getRegistration())?.active)"
"""Whether a worker has been installed."""

INSTALLED = """async () => {
    const registration = await navigator.serviceWorker.register('/sw.js', {updateViaCache: 'none'});
    const worker = registration.installing ?? registration.waiting ?? registration.active;
    if (!worker) return 'redundant';  // it has failed and is gone already
    const hasEnded = () => ['activated', 'redundant'].includes(worker.state);
    if (!hasEnded()) {
        await new Promise(done => { worker.onstatechange = () => hasEnded() && done(); });
    }
    return worker.state;
}"""
"""Waits until an installation has succeeded or failed."""

COPY = """async ([address]) => {
    const copies = await Promise.all((await caches.keys()).map(
        async name => (await caches.open(name)).match(address)));
    return (await Promise.all(copies.filter(Boolean).map(copy => copy.text()))).join('');
}"""
"""The text of all copies of an address."""


@pytest.fixture
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    """A plain server of the site, or of a test's copy of it, which a test may turn into another one."""
    folder = request.getfixturevalue("copy" if "copy" in request.fixturenames else "built_site")
    with running(folder, plain) as server:
        yield server


def copy_of(reader: Page, address: str) -> str:
    """The text of the copies of an address; empty if there is none."""
    return str(reader.evaluate(COPY, [address]))


def visit(reader: Page, address: str) -> None:
    """Open a page and wait until it is saved."""
    reader.goto(address)
    until(lambda: reader.evaluate(ACTIVE), "no worker was installed")
    until(lambda: copy_of(reader, address) != "", f"{address} is not saved")


def publish(folder: Path, version: str, changes: dict[str, tuple[str, str]]) -> None:
    """Change pages of a site, and give its worker a new version.

    Args:
        folder: the site.
        version: the new version.
        changes: address → text of the page, and what takes its place.
    """
    for address, (old, new) in changes.items():
        file = folder / address / "index.html"
        html = file.read_text("utf-8")
        assert old in html
        file.write_text(html.replace(old, new), "utf-8")
    worker = folder / "sw.js"
    text, count = re.subn(r'"version": "\w+"', f'"version": "{version}"', worker.read_text("utf-8"))
    assert count == 1
    worker.write_text(text, "utf-8")


def shown(reader: Page, address: str) -> str:
    """The heading of a page that is shown without a network, with its date."""
    reader.goto(address)
    assert reader.locator(".offline-note").is_visible()
    return reader.locator("h1").inner_text()


# --- hosts


@pytest.mark.parametrize("host", HOSTS)
def test_copies_are_saved_on_every_host(
    built_site: Path, reader: Page, host: Callable[[Request], Answer]
) -> None:
    with running(built_site, host) as server:
        visit(reader, server.address + TECHNIQUE)
        go_offline(reader)
        assert shown(reader, server.address + TECHNIQUE) == "Pin and stretch"
        assert "help" in shown(reader, server.address + "warning-signs/")
        response = reader.goto(server.address + OTHER)
        assert response
        assert response.status == 503
        assert reader.locator("h1").inner_text() == "You are offline, and this page is not saved"
        assert reader.locator("a[href$='warning-signs/']:visible").count()


FAULTS: dict[str, Callable[[Request], Answer]] = {
    "gone": lambda _: page(b"gone", 404),
    "broken": lambda _: page(b"broken", 500),
    "moved": lambda _: redirect(302, "/warning-signs/"),
    "moved away": lambda _: redirect(302, "http://127.0.0.1:9/"),
    "another page": login,
    "half": lambda request: replace(plain(request), body=plain(request).body[:40]),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_files_that_cannot_be_had_do_not_stop_the_installation_and_are_asked_for_again(
    built_site: Path, reader: Page, fault: str
) -> None:
    affected = ("", "404.html", "assets/css/site.css")

    def host(request: Request) -> Answer:
        return FAULTS[fault](request) if request.path[1:] in affected else plain(request)

    with running(built_site, host) as server:
        visit(reader, server.address + TECHNIQUE)
        cached = reader.evaluate(CACHED)
        assert [file for file in affected if server.address + file in cached] == []
        assert server.address + "warning-signs/" in cached
        server.host = plain
        stop_worker(reader)
        visit(reader, server.address + OTHER)
        until(
            lambda: {server.address + file for file in affected} <= {*reader.evaluate(CACHED)},
            "a file was not asked for again",
        )


def stop_worker(reader: Page) -> None:
    """End the worker's process, as browsers do when it has been idle for a while."""
    session = reader.context.new_cdp_session(reader)
    session.send("ServiceWorker.enable")
    session.send("ServiceWorker.stopAllWorkers")
    session.detach()


def behind_a_wall(request: Request) -> Answer:
    """Lets through what a page loads, but nothing that the worker asks for."""
    return login(request) if request.headers.get("Sec-Fetch-Dest") == "empty" else plain(request)


def storing_nothing(request: Request) -> Answer:
    """Forbids browsers to store anything."""
    answer = plain(request)
    return replace(answer, headers={**answer.headers, "Cache-Control": "no-store"})


@pytest.mark.parametrize("host", [behind_a_wall, storing_nothing])
def test_an_installation_that_saves_nothing_leaves_nothing_and_asks_for_little(
    built_site: Path, reader: Page, host: Callable[[Request], Answer]
) -> None:
    with running(built_site, host) as server:
        reader.goto(server.address + TECHNIQUE)
        assert reader.evaluate(INSTALLED) == "redundant"
        assert reader.evaluate(CACHE_NAMES) == []
        until(lambda: reader.evaluate(WORKERS) == 0, "a worker is left")
        assert server.requested.count("/assets/css/site.css") == 1  # by the page


# --- networks


def test_the_page_of_a_login_never_replaces_a_copy(server: Server, reader: Page) -> None:
    visit(reader, server.address + TECHNIQUE)
    server.host = login
    reader.goto(server.address + TECHNIQUE)
    assert reader.locator("h1").inner_text() == "Sign in"  # the reader must be able to sign in
    reader.goto(server.address + OTHER)
    reader.evaluate(f"fetch('/{OTHER}').then(answer => answer.text())")
    go_offline(reader)
    assert shown(reader, server.address + TECHNIQUE) == "Pin and stretch"
    reader.goto(server.address + OTHER)
    assert reader.locator("h1").inner_text() == "You are offline, and this page is not saved"


def test_behind_a_login_a_new_version_waits_and_the_old_copies_stay(
    copy: Path, server: Server, reader: Page
) -> None:
    visit(reader, server.address + TECHNIQUE)
    names = reader.evaluate(CACHE_NAMES)
    publish(copy, "another", {})
    server.host = lambda request: plain(request) if request.path == "/sw.js" else login(request)
    assert reader.evaluate(INSTALLED) == "activated"
    reader.evaluate("navigator.serviceWorker.getRegistration().then(one => one.update()).catch(() => 0)")
    until(lambda: server.requested.count("/404.html") == 2, "the new version was not installed")
    until(lambda: reader.evaluate(CACHE_NAMES) == names, "something is left of the new version")
    go_offline(reader)
    assert shown(reader, server.address + TECHNIQUE) == "Pin and stretch"
    assert "help" in shown(reader, server.address + "warning-signs/")


# --- releases


def test_after_a_release_copies_are_replaced_without_another_visit(
    copy: Path, server: Server, reader: Page
) -> None:
    visit(reader, server.address + TECHNIQUE)
    visit(reader, server.address + "glossary/")
    changes = {TECHNIQUE: ("</h1>", " anew</h1>"), "warning-signs/": ("</h1>", " anew</h1>")}
    publish(copy, "another", changes)
    reader.goto(server.address + OTHER)
    update(reader)
    until(
        lambda: reader.evaluate(CACHE_NAMES) == ["unknot / another"], "copies of the old version are left"
    )
    go_offline(reader)
    assert shown(reader, server.address + TECHNIQUE) == "Pin and stretch anew"
    assert shown(reader, server.address + "warning-signs/").endswith("anew")
    assert shown(reader, server.address + "glossary/") == "Words explained"


def test_copies_that_cannot_be_replaced_yet_stay_until_the_next_connection(
    copy: Path, server: Server, reader: Page
) -> None:
    visit(reader, server.address + TECHNIQUE)
    publish(copy, "another", {TECHNIQUE: ("</h1>", " anew</h1>")})
    server.host = lambda request: login(request) if request.path == f"/{TECHNIQUE}" else plain(request)
    update(reader)
    assert reader.evaluate(INSTALLED) == "activated"
    until(lambda: "unknot / another" in reader.evaluate(CACHE_NAMES), "no new version")
    until(lambda: server.requested.count(f"/{TECHNIQUE}") > 1, "the page was not asked for")
    go_offline(reader)
    assert shown(reader, server.address + TECHNIQUE) == "Pin and stretch"
    reader.context.set_offline(False)
    server.host = plain
    visit(reader, server.address + TECHNIQUE)
    go_offline(reader)
    assert shown(reader, server.address + TECHNIQUE) == "Pin and stretch anew"


def previous_worker(folder: Path) -> None:
    """Put the worker of the previous release in place of the present one, with its data.

    When a release changes what is stored, `previous-worker.txt` becomes the worker of the one before.
    """
    new = json.loads(
        (folder / "sw.js").read_text("utf-8").split("\n")[0].removeprefix("const OFFLINE = ")[:-1]
    )
    data = {
        "version": "0123456789abcdef",
        "files": ["./", *new["first"][1:]],
        **{name: new[name] for name in ("language", "missing", "root", "words")},
    }
    program = (Path(__file__).parent / "previous-worker.txt").read_text("utf-8")
    (folder / "sw.js").write_text(f"const OFFLINE = {json.dumps(data)};\n\n{program}", "utf-8")


def unmarked(folder: Path) -> None:
    """Take from all pages what the previous release did not have."""
    for file in folder.rglob("*.html"):
        html = file.read_text("utf-8")
        file.write_text(re.sub(r'<meta name="unknot-page"[^>]*>', "", html), "utf-8")


def test_worker_and_copies_of_the_previous_release_are_replaced(
    built_site: Path, copy: Path, server: Server, reader: Page
) -> None:
    """It saved any page: of this site, of another program, of a login."""

    def has_marker(address: str) -> bool:
        return "unknot-page" in copy_of(reader, address)

    previous_worker(copy)
    unmarked(copy)
    visit(reader, server.address + TECHNIQUE)
    for path in (OTHER, BOOKING, "glossary/"):
        server.host = plain if path == "glossary/" else login
        visit(reader, server.address + path)
    assert reader.evaluate(CACHE_NAMES) == ["unknot / 0123456789abcdef", "unknot / visited"]
    assert "Sign in" in copy_of(reader, server.address + OTHER)
    server.host = lambda request: (
        login(request) if request.path in {f"/{TECHNIQUE}", f"/{OTHER}"} else plain(request)
    )
    shutil.copytree(built_site, copy, dirs_exist_ok=True)
    update(reader)
    until(lambda: "unknot / 0123456789abcdef" not in reader.evaluate(CACHE_NAMES), "old files are left")
    until(lambda: copy_of(reader, server.address + BOOKING) == "", "another program's page is left")
    go_offline(reader)
    assert shown(reader, server.address + TECHNIQUE) == "Pin and stretch"  # not replaced yet
    reader.goto(server.address + OTHER)
    assert reader.locator("h1").inner_text() == "You are offline, and this page is not saved"
    reader.context.set_offline(False)
    server.host = plain
    stop_worker(reader)
    for path in (TECHNIQUE, OTHER):
        visit(reader, server.address + path)
        until(partial(has_marker, server.address + path), "no new copy")
    until(lambda: len(reader.evaluate(CACHE_NAMES)) == 1, "copies of the previous release are left")
    go_offline(reader)
    assert shown(reader, server.address + TECHNIQUE) == "Pin and stretch"
    assert shown(reader, server.address + "glossary/") == "Words explained"


# --- other programs on the same host


def test_pages_of_other_programs_are_neither_saved_nor_answered(server: Server, reader: Page) -> None:
    def host(request: Request) -> Answer:
        if request.path in {f"/{BOOKING}", "/blog/style.css"}:
            return page(OTHERS_PAGE)
        return plain(request)

    server.host = host
    visit(reader, server.address + TECHNIQUE)
    reader.goto(server.address + BOOKING)
    reader.evaluate("fetch('/blog/style.css').then(answer => answer.text())")
    visit(reader, server.address + OTHER)
    cached = reader.evaluate(CACHED)
    assert [url for url in cached if "booking" in url or "blog" in url] == []
    go_offline(reader)
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        reader.goto(server.address + BOOKING)


@pytest.mark.parametrize("control", ["no-store", "private, max-age=60", "Private"])
def test_what_a_host_says_must_not_be_stored_is_not_saved(
    server: Server, reader: Page, control: str
) -> None:
    def host(request: Request) -> Answer:
        answer = plain(request)
        return (
            replace(answer, headers={**answer.headers, "Cache-Control": control})
            if TECHNIQUE in request.path
            else answer
        )

    server.host = host
    visit(reader, server.address + OTHER)
    reader.goto(server.address + TECHNIQUE)
    visit(reader, server.address + "glossary/")
    cached = reader.evaluate(CACHED)
    assert [url for url in cached if TECHNIQUE in url] == []


# --- storage

BROKEN_STORAGE = """
let isBroken = false;
addEventListener('message', ({ data }) => { isBroken ||= Boolean(data.broken); });
for (const [owner, names] of [[CacheStorage, %s], [Cache, %s]]) {
    for (const name of names) {
        const original = owner.prototype[name];
        owner.prototype[name] = function (...values) {
            const error = new DOMException('The storage is full.', 'QuotaExceededError');
            return isBroken ? Promise.reject(error) : original.apply(this, values);
        };
    }
}
"""


@pytest.mark.parametrize(
    "calls", [(["keys", "open"], []), ([], ["put"]), ([], ["match", "keys", "delete"])]
)
def test_pages_load_when_the_storage_fails(
    copy: Path, server: Server, reader: Page, calls: tuple[list[str], list[str]]
) -> None:
    worker = copy / "sw.js"
    worker.write_text(BROKEN_STORAGE % calls + worker.read_text("utf-8"), "utf-8")
    visit(reader, server.address + TECHNIQUE)
    reader.evaluate("navigator.serviceWorker.ready.then(one => one.active.postMessage({broken: true}))")
    for path in (OTHER, TECHNIQUE):
        response = reader.goto(server.address + path)
        assert response
        assert response.ok
    styled = "getComputedStyle(document.body).fontFamily.includes('Atkinson')"
    assert reader.evaluate(styled)
    assert "Pin and stretch" in copy_of(reader, server.address + TECHNIQUE)  # a failed copy replaces none


def test_pages_load_where_nothing_can_be_stored(copy: Path, server: Server, reader: Page) -> None:
    """As in the private windows of some browsers."""
    worker = copy / "sw.js"
    broken = BROKEN_STORAGE.replace("isBroken = false", "isBroken = true") % (
        ["keys", "open", "delete"],
        [],
    )
    worker.write_text(broken + worker.read_text("utf-8"), "utf-8")
    reader.add_init_script(broken)
    errors: list[str] = []
    reader.on("pageerror", lambda error: errors.append(str(error)))
    for path in (TECHNIQUE, "privacy/"):
        reader.goto(server.address + path)
        assert reader.evaluate(INSTALLED) == "redundant"
    reader.get_by_text("Pages saved on this device: 0.").wait_for()
    assert errors == []
