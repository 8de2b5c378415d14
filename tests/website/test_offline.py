# SPDX-License-Identifier: MIT
"""What the service worker is told: which files, in which version; and how it is switched off."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import lxml.html
import pytest

from generator.output.files import AnyFile, OutputFile
from generator.output.page import PageContent
from generator.website.offline import render_offline, theme_files
from tests.conftest import REPOSITORY
from tests.website.test_share_pictures import the_site
from tests.website.test_standards import ADDRESS

if TYPE_CHECKING:
    from pathlib import Path

    from generator.output.files import AnyFile, File

SHELL_KB = 130
"""The most that a first visit keeps beside what it showed: 40 kB of it are fonts."""


def told(worker: File[str]) -> dict[str, Any]:
    """The data at the head of a worker."""
    head = str(worker.content).split("\n")[0].removeprefix("const OFFLINE = ").removesuffix(";")
    found: dict[str, Any] = json.loads(head)
    return found


def made(*files: AnyFile, **settings: object) -> dict[str, Any]:
    return told(render_offline(the_site(**settings), files))


def page(body: str, title: str = "One") -> OutputFile[PageContent]:
    return OutputFile("one.md", PageContent({"title": title}, body, ((0, len(body)),)), "pages/one.md")


def test_every_change_of_what_is_published_is_a_new_version() -> None:
    look = {"assets/css/a.css": "1"}
    one = OutputFile("data/a.json", "{}", "a.yml")
    versions = [
        made(page("x"), theme_files=look)["version"],
        made(page("y"), theme_files=look)["version"],
        made(page("x", "Two"), theme_files=look)["version"],
        made(page("x"), one, theme_files=look)["version"],
        made(page("x"), theme_files={"assets/css/a.css": "2"})["version"],
    ]
    assert len(set(versions)) == len(versions)
    assert made(page("x"), one)["version"] == made(one, page("x"))["version"]


def test_the_root_is_where_the_settings_say() -> None:
    assert made()["root"] == "/"
    assert made(site_url=ADDRESS)["root"] == "/back/"


def test_switched_off_the_worker_removes_itself_and_no_page_starts_one() -> None:
    worker = str(render_offline(the_site(offline=False), []).content)
    assert "registration.unregister()" in worker
    assert "fetch" not in worker


def test_what_is_kept_first_is_there_is_all_that_pages_need_and_is_small(built_site: Path) -> None:
    worker = OutputFile("sw.js", (built_site / "sw.js").read_text(encoding="utf-8"), "")
    files = set(told(worker)["files"])
    paths = [
        built_site / file / "index.html" if file.endswith("/") else built_site / file for file in files
    ]
    assert sum(path.stat().st_size for path in paths) < SHELL_KB * 1000 * 3  # a third, packed
    html = lxml.html.parse(built_site / "404.html").getroot()
    loaded = {*html.xpath("//link[@rel='stylesheet']/@href"), *html.xpath("//script/@src")}
    assert {address.lstrip("/") for address in loaded} <= files
    assert "warning-signs/" in files


def test_the_theme_is_read_as_it_stands() -> None:
    files = theme_files(REPOSITORY / "overrides")
    assert "assets/css/tokens.css" in files
    assert "assets/fonts/OFL.txt" not in files
    assert all(len(hash_) == 64 for hash_ in files.values())


@pytest.mark.parametrize("path", ["quizzes/*/embed/index.html"])
def test_embed_pages_start_no_worker(built_site: Path, path: str) -> None:
    for page_path in built_site.glob(path):
        assert "offline.js" not in page_path.read_text(encoding="utf-8")
