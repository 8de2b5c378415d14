# SPDX-License-Identifier: MIT
"""Files that are no content files, and folders behind links."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from generator.content.files import LARGEST
from generator.content.load import load
from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

BASE = REPOSITORY / "examples" / "neck-and-shoulder" / "content"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return shutil.copytree(BASE, tmp_path / "content")


def problems_in(content: Path) -> list[str]:
    _, problems = load(content)
    return [str(problem).removeprefix(f"{content.as_posix()}/") for problem in problems]


LOAD = """
import resource, sys
from pathlib import Path
from generator.content.load import load
resource.setrlimit(resource.RLIMIT_AS, (2_000_000_000, 2_000_000_000))
for problem in load(Path(sys.argv[1]))[1]:
    print(problem)
"""


def problems_in_time(content: Path) -> list[str]:
    """The problems, found by another program that may use neither much memory nor much time."""
    command = [sys.executable, "-c", LOAD, content.name]
    run = subprocess.run(
        command,
        cwd=content.parent,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return sorted(line.removeprefix(f"{content.name}/") for line in run.stdout.splitlines())


def test_a_folder_behind_a_link_is_read(content: Path) -> None:
    before = load(content)[0].items
    shared = (content / "techniques").rename(content.parent / "shared")
    (content / "techniques").symlink_to(shared)
    after, problems = load(content)
    assert problems == []
    assert after.items == before
    assert after.items["techniques"]


@pytest.mark.builds
def test_links_in_a_circle_are_problems(content: Path) -> None:
    for name in ("one", "two"):
        (content / "pages" / name).symlink_to(".")
    (content / "muscles" / "up").symlink_to("/")
    assert problems_in_time(content) == [
        f"{name}:1:1: this link leads to a folder that is read already; remove it [schema]"
        for name in ("muscles/up", "pages/one", "pages/two")
    ]


@pytest.mark.builds
def test_what_never_ends_is_not_read(content: Path) -> None:
    os.mkfifo(content / "techniques" / "pipe.yml")
    (content / "techniques" / "zero.yml").symlink_to("/dev/zero")
    assert problems_in_time(content) == [
        f"techniques/{name}.yml:1:1: cannot be read: it is not a regular file [yaml]"
        for name in ("pipe", "zero")
    ]


def test_a_file_that_is_far_too_large_is_not_read(content: Path) -> None:
    with (content / "techniques" / "large.yml").open("wb") as file:
        file.truncate(LARGEST + 1)
    (problem,) = problems_in(content)
    assert problem.startswith("techniques/large.yml:1:1: cannot be read: it has more than")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("techniques/x.YML", "its name must end in `.yml`"),
        ("techniques/x.yaml", "its name must end in `.yml`"),
        ("pages/x.MD", "its name must end in `.md`"),
        ("pages/x.markdown", "its name must end in `.md`"),
        ("Glossary.YML", "did you mean 'glossary.yml'?"),
        ("0.yml", "remove it, or correct its name"),
        ("pages/notes.docx", "not published; move it out of this folder"),
        ("pages/muscles/page.html", "not published; move it out of this folder"),
    ],
)
def test_a_file_that_is_neither_read_nor_published_is_a_problem(
    content: Path, name: str, says: str
) -> None:
    (content / name).write_text("title: x\n", "utf-8")
    (problem,) = problems_in(content)
    assert problem.startswith(f"{name}:1:1: ")
    assert says in problem


@pytest.mark.parametrize(
    "name", ["pages/picture.PNG", "pages/CNAME", "pages/muscles/film.webm", "techniques/notes.txt"]
)
def test_a_file_that_is_published_or_that_nobody_expects_to_be_read_is_none(
    content: Path, name: str
) -> None:
    (content / name).write_bytes(b"")
    assert problems_in(content) == []


@pytest.mark.parametrize("name", ["index.md~", "#index.md#", ".index.md.swp", "index.md.orig", "Thumbs.db"])
def test_copies_of_editors_are_ignored(content: Path, name: str) -> None:
    (content / "pages" / name).write_bytes(b"\0")
    assert problems_in(content) == []


@pytest.mark.parametrize("name", ["pages/picture.png", "techniques-too", "pages/film.mov"])
def test_a_link_that_leads_nowhere_is_a_problem(content: Path, name: str) -> None:
    (content / name).symlink_to("nowhere")
    assert problems_in(content) == [
        f"{name}:1:1: this link leads nowhere; remove it, or correct it [schema]"
    ]


def test_a_file_or_a_broken_link_in_place_of_a_folder_is_a_problem(content: Path) -> None:
    for kind in ("muscles", "techniques"):
        shutil.rmtree(content / kind)
    (content / "muscles").write_text("title: x\n", "utf-8")
    (content / "techniques").symlink_to("nowhere")
    assert problems_in(content) == [
        f"{kind}:1:1: this must be a folder, with one file for each item [schema]"
        for kind in ("muscles", "techniques")
    ]


def test_a_folder_that_cannot_be_listed_is_a_problem(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scandir = os.scandir

    def refuse(path: Path) -> object:
        if path == content / "muscles":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert problems_in(content) == ["muscles:1:1: cannot be read: Permission denied [schema]"]
