# SPDX-License-Identifier: MIT
"""Whole builds: the same bytes each time, and on bad content the last good site stays."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import shared
from tests.conftest import REPOSITORY

pytestmark = pytest.mark.builds

SMALL = REPOSITORY / "examples" / "neck-and-shoulder"

RUN_LATER = """
import datetime, os, runpy, sys, time
import generator.hosts.mkdocs.plugin as plugin
ahead = datetime.timedelta(days=365 * int(os.environ["YEARS_LATER"]) + 3)
clock, today = time.time, plugin.clock.today
time.time = lambda: clock() + ahead.total_seconds()
plugin.clock.today = lambda: today() + ahead
sys.argv = ["mkdocs", *sys.argv[1:]]
runpy.run_module("mkdocs", run_name="__main__")
"""
"""Runs MkDocs with clock and date as many years ahead as the variable `YEARS_LATER` says."""


def project(folder: Path) -> Path:
    """Copy the small content set into `folder` as a project of its own."""
    shutil.copytree(SMALL / "content", folder / "content")
    shutil.copytree(REPOSITORY / "overrides", folder / "overrides")
    settings = (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(
        settings.replace("site_name: Unknot", "site_name: Neck & <Spine>"), encoding="utf-8"
    )
    return folder


def build(folder: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Build the project in `folder` into its `site/`.

    Args:
        folder: the project.
        command: replaces `-m mkdocs`; such a build uses nothing that other tests have made.
        environment: further variables. With `UNKNOT_CACHE=""` all is made anew, too.
    """
    anew = {"UNKNOT_CACHE": ""} if command else {}
    inherited = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    return subprocess.run(
        [sys.executable, *(command or ("-m", "mkdocs")), "build", "--strict"],
        cwd=folder,
        env=inherited | {"SITE_URL": "https://unknot.example/"} | anew | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def small_site() -> Path:
    """The website of the small content set, built once for all tests, none of which changes it."""

    def make(folder: Path) -> None:
        built = build(project(folder))
        assert built.returncode == 0, built.stderr

    return shared.once("small-site", make) / "site"


def _has_review_date(path: Path) -> bool:
    return path.is_file() and "\nreview_by: " in path.read_text(encoding="utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_date_time_zone_language_hash_seed_and_folder_change_no_byte(tmp_path: Path) -> None:
    one = project(tmp_path / "one")
    two = project(tmp_path / "a much longer folder" / "two")
    first = build(one, "-c", RUN_LATER, YEARS_LATER="2", TZ="UTC", LC_ALL="C", PYTHONHASHSEED="1")
    second = build(
        two,
        "-c",
        RUN_LATER,
        YEARS_LATER="10",
        TZ="Pacific/Kiritimati",
        LC_ALL="tr_TR.UTF-8",
        PYTHONHASHSEED="2",
    )
    assert first.returncode == 0, first.stderr
    assert second.returncode == 0, second.stderr
    overdue = sum(1 for path in (SMALL / "content").rglob("*") if _has_review_date(path))
    line = f"INFO    -  unknot: {overdue} content files are overdue for review; `unknot check` lists them"
    assert second.stderr.splitlines().count(line) == 1
    here, there = contents(one / "site"), contents(two / "site")
    assert here.keys() == there.keys()
    assert [path for path in here if here[path] != there[path]] == []
    pages = [path for path in here if path.endswith(".html")]
    assert [path for path in pages if b"<Spine>" in here[path]] == []


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("techniques/slow-glide.yml", "title: Only a title\n"),
        ("glossary.yml", "terms: [\n"),
        ("pages/about.md", "no front matter\n"),
    ],
)
def test_a_build_of_bad_content_fails_and_leaves_the_last_site(
    tmp_path: Path, file: str, text: str
) -> None:
    folder = project(tmp_path / "p")
    (folder / "site").mkdir()
    (folder / "site/index.html").write_text("last good site")
    (folder / "content" / file).write_text(text)
    built = build(folder)
    assert built.returncode != 0
    assert f"content/{file}:" in built.stderr
    assert "Traceback" not in built.stderr
    assert contents(folder / "site") == {"index.html": b"last good site"}


@pytest.mark.parametrize(
    ("name", "target", "says"),
    [("picture.png", "nowhere", "leads nowhere"), ("again", ".", "is read already")],
)
def test_a_link_beside_the_pages_that_cannot_be_followed_leaves_the_last_site(
    tmp_path: Path, name: str, target: str, says: str
) -> None:
    """MkDocs would empty the site before it tries."""
    folder = project(tmp_path / "p")
    (folder / "site").mkdir()
    (folder / "site/index.html").write_text("last good site")
    (folder / "content/pages" / name).symlink_to(target)
    built = build(folder)
    assert built.returncode != 0
    assert f"content/pages/{name}:1:1: this link" in built.stderr
    assert says in built.stderr
    assert "Traceback" not in built.stderr
    assert contents(folder / "site") == {"index.html": b"last good site"}


def test_addresses_without_folders_are_refused_and_leave_the_last_site(tmp_path: Path) -> None:
    """They would break every link between pages, as with `mkdocs build --no-directory-urls`."""
    folder = project(tmp_path / "p")
    (folder / "site").mkdir()
    (folder / "site/index.html").write_text("last good site")
    settings = folder / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "use_directory_urls: false\n", "utf-8")
    built = build(folder)
    assert built.returncode != 0
    assert "leave out `use_directory_urls: false`" in built.stderr
    assert "Traceback" not in built.stderr
    assert contents(folder / "site") == {"index.html": b"last good site"}


HIDDEN_CONTROLS = re.compile(
    rb'\s*<(?:input class="md-toggle"[^>]*>|label class="md-overlay"[^>]*></label>)'
)
"""Material's hidden check boxes, which only our plugin takes out."""


def test_the_written_folder_builds_the_same_site_without_our_plugin(tmp_path: Path) -> None:
    """`unknot write` creates a folder that MkDocs with Material builds without a warning."""
    folder = project(tmp_path / "p")
    ours = build(folder)
    assert ours.returncode == 0, ours.stderr
    written = subprocess.run(
        [
            sys.executable,
            "-c",
            "from generator.hosts.cli import main; main()",
            "write",
            "../elsewhere/docs",
        ],
        cwd=folder,
        env=os.environ | {"SITE_URL": "https://unknot.example/"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert written.returncode == 0, written.stderr
    elsewhere = tmp_path / "elsewhere"
    settings = (elsewhere / "mkdocs.yml").read_text(encoding="utf-8")
    assert "unknot:" not in settings.split("extra:")[0]
    theirs = build(elsewhere, SOURCE_DATE_EPOCH="1795392000")
    assert theirs.returncode == 0, theirs.stderr
    here, there = contents(folder / "site"), contents(elsewhere / "site")
    assert here.keys() <= there.keys()
    assert all(path.startswith("assets/") for path in there.keys() - here.keys())
    search_field = (
        b'id="search-input" type="text" enterkeyhint="search" placeholder="Search" autocomplete="off"'
    )
    assert search_field in here["index.html"]
    for path in here:
        comparable = HIDDEN_CONTROLS.sub(b"", there[path])
        assert here[path] == comparable or path.startswith("sitemap"), path


def test_without_an_address_a_notice_is_shown_and_nothing_depends_on_one(tmp_path: Path) -> None:
    folder = project(tmp_path / "p")
    built = build(folder, SITE_URL="")
    assert built.returncode == 0, built.stderr
    assert "no site_url" in built.stderr
    files = contents(folder / "site")
    assert b"unknot.example" not in b"".join(files.values())
    assert not any(path.startswith(("sitemap", "assets/share/")) for path in files)
    assert b"og:" not in files["index.html"]
    assert b"canonical" not in files["index.html"]


def unknot_build(folder: Path) -> None:
    environment = os.environ | {"SITE_URL": "https://unknot.example/"}
    command = [str(Path(sys.executable).with_name("unknot")), "build"]
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)


def test_the_previous_website_saves_work_and_brings_nothing_back(tmp_path: Path) -> None:
    """Each build begins with the website that the last one replaced, whatever was done to it."""
    folder = project(tmp_path / "p")
    site, page = folder / "site", folder / "content/pages/about.md"
    text, extra = page.read_text(), page.with_name("more.md")
    extra.write_text(text)
    unknot_build(folder)
    first = {path: path.stat().st_ino for path in site.rglob("*") if path.is_file()}
    (site / "index.html").write_text("changed by hand")
    (site / "by-hand.txt").write_text("added by hand")
    (site / "about/index.html").unlink()
    (site / "about/index.html").mkdir()
    extra.unlink()
    unknot_build(folder)
    page.write_text(f"{text}\nOne sentence more.\n")
    unknot_build(folder)
    kept = [path for path, number in first.items() if path.is_file() and path.stat().st_ino == number]
    assert len(kept) > len(first) / 2
    after_three = contents(site)
    assert not build(folder).returncode
    assert contents(site) == after_three
