# The previous website as the beginning of the next one: what is the same stays, and nothing else does.

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.hosts.built_site.previous import keep_previous, place_of_previous, take_previous

if TYPE_CHECKING:
    from pathlib import Path


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def all_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """Where a website is built, beside one that was put aside."""
    new = tmp_path / "site-1"
    files = {"index.html": "home", "a/index.html": "a", "b/c/d.txt": "d"}
    keep_previous(write(new, files))
    return new


@pytest.mark.parametrize("exists", [True, False])
def test_only_files_that_are_wanted_stay(new: Path, *, exists: bool) -> None:
    if exists:
        new.mkdir()
    assert take_previous(new, {"index.html", "a/index.html", "a/other.html"})
    assert all_in(new) == {"index.html", "a", "a/index.html"}
    assert not place_of_previous(new).exists()


def test_what_is_no_file_under_the_name_of_one_goes(new: Path, tmp_path: Path) -> None:
    previous = place_of_previous(new)
    outside = write(tmp_path / "outside", {"index.html": "not ours"})
    (previous / "index.html").unlink()
    (previous / "index.html").symlink_to(outside / "index.html")
    (previous / "linked").symlink_to(outside)
    write(previous, {"a.html/in/a/folder.txt": ""})
    assert take_previous(new, {"index.html", "linked/index.html", "a.html"})
    assert all_in(new) == set()
    assert all_in(outside) == {"index.html"}


def test_what_is_there_already_is_not_replaced(new: Path) -> None:
    write(new, {"index.html": "from another program"})
    assert not take_previous(new, {"index.html"})
    assert (new / "index.html").read_text() == "from another program"


def test_without_a_previous_website_nothing_happens(tmp_path: Path) -> None:
    assert not take_previous(tmp_path / "site", set())
    (tmp_path / "elsewhere").mkdir()
    place_of_previous(tmp_path / "site").symlink_to(tmp_path / "elsewhere")
    assert not take_previous(tmp_path / "site", set())


def test_the_last_one_put_aside_counts(new: Path) -> None:
    keep_previous(write(new, {"index.html": "newer"}))
    assert all_in(place_of_previous(new)) == {"index.html"}
