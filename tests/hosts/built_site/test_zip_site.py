# SPDX-License-Identifier: MIT
"""The ZIP of the site: unpacked anywhere, it opens from disk, in a real browser and with every link."""

from __future__ import annotations

import io
import re
import shutil
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from playwright.sync_api import expect

from generator.hosts.built_site import link_check
from generator.hosts.built_site.zip_site import for_disk
from generator.hosts.cli import main
from tests.conftest import REPOSITORY, SITE_URL

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from playwright.sync_api import Page

FILES: Mapping[str, bytes] = dict.fromkeys(
    ("index.html", "404.html", "a/index.html", "a/b/index.html", "a/b/b.pdf", "a/x y/index.html"), b""
)


def make_zip(site: Path, target: Path) -> ZipFile:
    """Run `unknot zip` and open the ZIP that it writes."""
    command = ["zip", str(site), str(target), "-f", str(REPOSITORY / "mkdocs.yml")]
    result = CliRunner().invoke(main, command, env={"SITE_URL": SITE_URL}, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    assert result.output == f"{target}: unpack it, then open unknot/index.html\n"
    return ZipFile(io.BytesIO(target.read_bytes()))


@pytest.fixture(scope="module")
def unpacked(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked site, in a folder with a space in its name."""
    folder = tmp_path_factory.mktemp("un packed")
    make_zip(built_site, folder / "build" / "unknot.zip").extractall(folder)
    return folder / "unknot"


@pytest.mark.parametrize(
    ("page", "url", "from_disk_url"),
    [
        ("a/b/index.html", "../", "../index.html"),
        ("a/b/index.html", "..", "../index.html"),
        ("a/b/index.html", "./", "index.html"),
        ("a/b/index.html", ".", "index.html"),
        ("a/b/index.html", "../../#x", "../../index.html#x"),
        ("a/b/index.html", "../x%20y/?q=1#x", "../x%20y/index.html?q=1#x"),
        ("a/b/index.html", "b.pdf", "b.pdf"),
        ("index.html", "a/b/", "a/b/index.html"),
        ("404.html", "/back/", "index.html"),
        ("404.html", "/back/a/b/", "a/b/index.html"),
        ("404.html", "/back/a/b/b.pdf", "a/b/b.pdf"),
        ("index.html", "https://unknot.example/", "https://unknot.example/"),
        ("index.html", "mailto:a@unknot.example", "mailto:a@unknot.example"),
    ],
)
def test_a_link_to_a_folder_becomes_a_link_to_its_index(page: str, url: str, from_disk_url: str) -> None:
    html = f'<a class="x" href="{url}">x</a>'
    assert for_disk(html, page, "/back/", FILES) == f'<a class="x" href="{from_disk_url}">x</a>'


def test_a_redirect_is_rewritten_and_an_anchor_is_not() -> None:
    online = '<meta http-equiv="refresh" content="0; url=../b/"><a href="#x">x</a>'
    offline = '<meta http-equiv="refresh" content="0; url=../b/index.html"><a href="#x">x</a>'
    assert for_disk(online, "a/c/index.html", "/", FILES) == offline


def test_every_link_of_the_unpacked_site_is_to_a_file(unpacked: Path) -> None:
    assert [str(problem) for problem in link_check.check(unpacked)] == []
    for page in unpacked.rglob("*.html"):
        links = re.findall(r'\shref="((?!https?:|mailto:|tel:|#)[^"]*)"', page.read_text(encoding="utf-8"))
        assert [url for url in links if url.split("#")[0].split("?")[0].endswith(("/", "."))] == [], page


def test_a_zip_is_reproducible_and_has_no_files_for_hosts(built_site: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(built_site, tmp_path / "copy")
    one, two = make_zip(built_site, tmp_path / "1.zip"), make_zip(copy, tmp_path / "2.zip")
    assert (tmp_path / "1.zip").read_bytes() == (tmp_path / "2.zip").read_bytes()
    assert one.testzip() is None
    names = {name.removeprefix("unknot/") for name in two.namelist()}
    assert "index.html" in names
    assert "assets/search-index.js" in names
    assert names & {"_headers", ".htaccess", "sw.js", "robots.txt", "sitemap.xml"} == set()


def test_a_reader_can_click_from_home_to_technique_quiz_and_handout(unpacked: Path, page: Page) -> None:
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((unpacked / "index.html").as_uri())
    page.locator("main a, article a").filter(has_text="Pin and stretch").first.click()
    assert page.locator("h1").inner_text() == "Pin and stretch"
    page.locator("article a[href*='quizzes/pin-and-stretch/index.html']").first.click()
    page.wait_for_load_state()  # its scripts run by then
    page.locator("[data-question] input").first.check()
    page.locator("[data-do=check]").click()
    assert page.locator("[data-part=feedback]:visible").count()
    page.go_back()
    handout = page.locator("article a[href*='handouts/pin-and-stretch']").first
    handout.click()
    pdf = page.locator("a[href$='-a4.pdf']").first.get_attribute("href")
    assert pdf
    assert (unpacked / "handouts" / "pin-and-stretch" / pdf).resolve().read_bytes().startswith(b"%PDF")
    assert errors == []


def test_search_and_find_your_pages_work_without_a_server(unpacked: Path, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto((unpacked / "glossary" / "index.html").as_uri())
    page.locator("#search-input").fill("sciatica")
    with page.expect_navigation():
        page.locator("[role=option]").first.click()
    assert page.url.startswith("file:")
    assert page.url.split("#")[0].endswith("/index.html")
    assert page.locator("h1").is_visible()
    page.goto((unpacked / "techniques" / "compare" / "index.html").as_uri())
    rows = page.locator("#finder tbody tr:not([hidden])")
    before = rows.count()
    page.locator("#finder input:not([value='']) + label").first.click()
    expect(rows).not_to_have_count(before)


def test_without_a_site_the_error_says_what_to_do(tmp_path: Path) -> None:
    command = ["zip", str(tmp_path), str(tmp_path / "x.zip"), "-f", str(REPOSITORY / "mkdocs.yml")]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 1
    assert "no website is here; build it first" in result.stderr
