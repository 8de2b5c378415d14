# SPDX-License-Identifier: MIT
"""The service worker's data (which files, in which version), and how it is switched off."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import lxml.html

from generator.content.library import Library
from generator.content.load import load
from generator.content.localise import localise
from generator.output.files import OutputFile
from generator.output.page import PageContent
from generator.settings.settings import Settings
from generator.site import Site
from generator.website import TEMPLATES
from generator.website.offline import render_offline, theme_files
from generator.website.theme_folders import theme_paths
from tests.conftest import REPOSITORY, SITE_URL
from tests.website.test_share_pictures import site_with_settings
from tests.website.test_standards import ADDRESS, content

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
    return worker_data(render_offline(site_with_settings(**settings), files, {})[0])


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
    site = site_with_settings(theme_files=styles)
    versions += [worker_data(render_offline(site, [page("x")], {"strip": "Call"})[0])["version"]]
    site = Site(site.library, site.settings.model_copy(update={"site_name": "Other"}))
    versions += [worker_data(render_offline(site, [page("x")], {})[0])["version"]]
    assert len(set(versions)) == len(versions)
    assert rendered_data(page("x"), one)["version"] == rendered_data(one, page("x"))["version"]


def test_the_root_is_the_path_of_the_site_url() -> None:
    assert rendered_data()["root"] == "/"
    assert rendered_data(site_url=ADDRESS)["root"] == "/back/"


def test_when_switched_off_the_worker_unregisters_itself() -> None:
    worker = str(render_offline(site_with_settings(offline=False), [], {})[0].content)
    assert "registration.unregister()" in worker
    assert "fetch" not in worker


def built_data(site: Path) -> dict[str, Any]:
    return worker_data(OutputFile("sw.js", (site / "sw.js").read_text(encoding="utf-8"), ""))


def test_the_files_cached_first_exist_are_small_and_are_all_that_pages_load(built_site: Path) -> None:
    files = set(built_data(built_site)["first"])
    paths = [
        built_site / file / "index.html" if file.endswith("/") or not file else built_site / file
        for file in files
    ]
    assert sum(path.stat().st_size for path in paths) < SHELL_KB * 1000 * 3  # compressed, a third
    html = lxml.html.parse(built_site / "404.html").getroot()
    loaded = {*html.xpath("//link[@rel='stylesheet']/@href"), *html.xpath("//script/@src")}
    assert {address.lstrip("/") for address in loaded} <= files
    assert "warning-signs/" in files
    assert [file for file in files if "-more" in file] == [], "fonts for rare characters"


def test_the_list_of_the_worker_is_what_the_site_publishes(built_site: Path) -> None:
    """All pages but those for frames, each with its own address in it; other files with their digest."""
    data = built_data(built_site)
    marked = {}
    for file in built_site.rglob("*.html"):
        path = file.relative_to(built_site).as_posix().removesuffix("index.html")
        marked[path] = lxml.html.parse(file).getroot().xpath("//meta[@name='unknot-page']/@content")
    assert {path for path in marked if not path.endswith("/embed/")} == {*data["pages"]}
    assert [path for path in data["pages"] if marked[path] != [path]] == []
    digests = {path: hashlib.sha256((built_site / path).read_bytes()).hexdigest() for path in data["files"]}
    assert [path for path, digest in data["files"].items() if not digests[path].startswith(digest)] == []


def test_everything_that_a_page_loads_may_be_saved(built_site: Path) -> None:
    data = built_data(built_site)
    loaded = set()
    for path in {*data["pages"]} - {"404.html"}:
        html = lxml.html.parse(built_site / path / "index.html").getroot()
        addresses = html.xpath("//link[@rel='stylesheet' or @rel='icon']/@href | //*/@src")
        loaded |= {urljoin(f"{SITE_URL}{path}", address).removeprefix(SITE_URL) for address in addresses}
    assert len(loaded) > len(data["first"])
    assert loaded - {*data["files"]} == set()


def test_pictures_beside_pages_are_listed_and_others_are_not(tmp_path: Path) -> None:
    """Share pictures are not loaded by pages, and files for learning platforms are not read offline."""
    shutil.copytree(content().root, tmp_path, dirs_exist_ok=True)
    (tmp_path / "pages" / "hand.jpg").write_bytes(b"jpg")
    site = Site(Library(localise(load(tmp_path)[0], "uk")), Settings(site_name="House", version="1"))
    names = ("assets/share/one.png", "data/a.json", "quizzes/q/q.zip", "one.pdf", "was/index.html")
    files = [OutputFile(name, "x", "") for name in (*names, "quizzes/q/embed/index.html")]
    data = worker_data(render_offline(site, files, {})[0])
    assert {*data["files"]} == {"hand.jpg", "one.pdf"}
    assert data["pages"] == ["404.html", "was/"]


def test_theme_files_are_hashed_and_licences_left_out() -> None:
    files = theme_files(theme_paths([REPOSITORY / "overrides"]))
    assert "assets/css/site.css" in files
    assert "main.html" in files  # for the version
    assert "assets/fonts/OFL.txt" not in files
    assert all(len(digest) == 64 for digest in files.values())


def test_embed_pages_start_no_worker(built_site: Path) -> None:
    paths = list(built_site.glob("quizzes/*/embed/index.html"))
    assert paths
    assert [path for path in paths if "offline.js" in path.read_text(encoding="utf-8")] == []


def test_the_worker_has_all_words_that_it_shows() -> None:
    program = (TEMPLATES / "offline" / "worker.js").read_text("utf-8")
    used = set(re.findall(r"OFFLINE\.words\.(\w+)", program))
    for names in re.findall(r"const \{([^}]*)\} = OFFLINE\.words", program):
        used |= set(re.findall(r"\w+", names))
    words = rendered_data()["words"]
    assert used
    assert used == words.keys()
    assert all(words.values())


def test_the_worker_of_a_large_site_says_only_what_is_saved_first_and_lists_have_the_rest() -> None:
    pages = ["index.md", *(f"topics/{number}/index.md" for number in range(1_600))]
    files: list[AnyFile] = [OutputFile(path, PageContent({}, "", ()), path) for path in pages]
    files.append(OutputFile("topics/7/picture.svg", "<svg/>", "x"))
    worker, *lists = render_offline(site_with_settings(), files, {})
    data = worker_data(worker)
    assert len(worker.data) < 40_000
    assert (data["lists"], data["folders"]) == (len(lists), ["topics/"])
    entries = [json.loads(str(one.content)) for one in lists]
    assert sum(map(len, entries)) >= len(files)
    assert len([one for one in entries if {"topics/7/", "topics/7/picture.svg"} <= one.keys()]) == 1
    assert max(map(len, entries)) < 2.5 * min(map(len, entries))
