# SPDX-License-Identifier: MIT
"""The service worker's data (which files, in which version), and how it is switched off."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import lxml.html

from generator.output.files import OutputFile
from generator.output.page import PageContent
from generator.website.offline import render_offline, theme_files
from tests.conftest import REPOSITORY
from tests.website.test_share_pictures import site_with_settings
from tests.website.test_standards import ADDRESS

if TYPE_CHECKING:
    from pathlib import Path

    from generator.output.files import AnyFile, File

SHELL_KB = 130
"""The most that a first visit caches apart from the visited page, compressed; 40 kB of it are fonts."""


def worker_data(worker: File[str]) -> dict[str, Any]:
    """The data in the first line of a service worker."""
    line = str(worker.content).split("\n")[0]
    data: dict[str, Any] = json.loads(line.removeprefix("const OFFLINE = ").removesuffix(";"))
    return data


def rendered_data(*files: AnyFile, **settings: object) -> dict[str, Any]:
    return worker_data(render_offline(site_with_settings(**settings), files))


def page(body: str, title: str = "One") -> OutputFile[PageContent]:
    return OutputFile("one.md", PageContent({"title": title}, body, ((0, len(body)),)), "pages/one.md")


def test_every_change_to_a_published_file_changes_the_version() -> None:
    styles = {"assets/css/a.css": "1"}
    one = OutputFile("data/a.json", "{}", "a.yml")
    versions = [
        rendered_data(page("x"), theme_files=styles)["version"],
        rendered_data(page("y"), theme_files=styles)["version"],
        rendered_data(page("x", "Two"), theme_files=styles)["version"],
        rendered_data(page("x"), one, theme_files=styles)["version"],
        rendered_data(page("x"), theme_files={"assets/css/a.css": "2"})["version"],
    ]
    assert len(set(versions)) == len(versions)
    assert rendered_data(page("x"), one)["version"] == rendered_data(one, page("x"))["version"]


def test_the_root_is_the_path_of_the_site_url() -> None:
    assert rendered_data()["root"] == "/"
    assert rendered_data(site_url=ADDRESS)["root"] == "/back/"


def test_when_switched_off_the_worker_unregisters_itself() -> None:
    worker = str(render_offline(site_with_settings(offline=False), []).content)
    assert "registration.unregister()" in worker
    assert "fetch" not in worker


def test_the_files_cached_first_exist_are_small_and_are_all_that_pages_load(built_site: Path) -> None:
    worker = OutputFile("sw.js", (built_site / "sw.js").read_text(encoding="utf-8"), "")
    files = set(worker_data(worker)["files"])
    paths = [
        built_site / file / "index.html" if file.endswith("/") else built_site / file for file in files
    ]
    assert sum(path.stat().st_size for path in paths) < SHELL_KB * 1000 * 3  # compressed, a third
    html = lxml.html.parse(built_site / "404.html").getroot()
    loaded = {*html.xpath("//link[@rel='stylesheet']/@href"), *html.xpath("//script/@src")}
    assert {address.lstrip("/") for address in loaded} <= files
    assert "warning-signs/" in files


def test_theme_files_are_hashed_and_licences_left_out() -> None:
    files = theme_files(REPOSITORY / "overrides")
    assert "assets/css/tokens.css" in files
    assert "assets/fonts/OFL.txt" not in files
    assert all(len(digest) == 64 for digest in files.values())


def test_embed_pages_start_no_worker(built_site: Path) -> None:
    paths = list(built_site.glob("quizzes/*/embed/index.html"))
    assert paths
    assert [path for path in paths if "offline.js" in path.read_text(encoding="utf-8")] == []
