# SPDX-License-Identifier: MIT
"""Writing the output folder: one file for each path, none outside it, unchanged files left alone."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from generator.output.files import OutputFile, collisions
from generator.output.folder import in_the_way, write_atomically, write_folder, write_in_place


def output_file(path: str, content: str = "x", source: str = "a.yml") -> OutputFile[str | bytes]:
    return OutputFile(path, content, source)


@pytest.mark.parametrize("path", ["", "/etc/passwd", "../up", "a/../../b"])
def test_a_path_outside_the_site_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="not a path inside the site"):
        output_file(path)


def test_two_sources_of_one_path_are_a_problem_even_if_upper_and_lower_case_differ() -> None:
    """Some file systems do not distinguish `A` from `a`."""
    problems = collisions(
        [output_file("A/index.md", source="a.yml"), output_file("a/index.md", source="b.yml")], "content"
    )
    assert [str(problem) for problem in problems] == [
        (
            "content/b.yml:1:1: would be published as a/index.html, as content/a.yml is; "
            "rename one of the two [output]"
        )
    ]


def test_only_changed_files_are_written(tmp_path: Path) -> None:
    """So a server that watches the folder rebuilds as little as possible."""
    assert write_folder([output_file("a.md"), output_file("b/c.md")], tmp_path) == 2
    before = (tmp_path / "a.md").stat().st_mtime_ns
    assert write_folder([output_file("a.md"), output_file("b/c.md", "y")], tmp_path) == 1
    assert (tmp_path / "a.md").stat().st_mtime_ns == before
    assert (tmp_path / "b/c.md").read_text() == "y"


def test_our_outdated_files_are_removed_and_files_of_others_stay(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("keep")
    write_folder([output_file("a.md"), output_file("b.md")], tmp_path)
    assert write_folder([output_file("a.md")], tmp_path) == 1
    assert sorted(path.name for path in tmp_path.glob("*.*")) == [".unknot.json", "a.md", "mine.txt"]


def test_a_file_of_others_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("mine")
    write_folder([output_file("a.md")], tmp_path)
    assert in_the_way(["a.md", "b.md", "mkdocs.yml"], tmp_path) == [tmp_path / "mkdocs.yml"]


def test_files_of_an_interrupted_run_are_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_bytes = Path.write_bytes

    def full_disk(path: Path, data: bytes) -> int:
        write_bytes(path, data[: len(data) // 2])
        raise OSError("disk full")

    write_folder([output_file("a.md")], tmp_path)
    monkeypatch.setattr(Path, "write_bytes", full_disk)
    with pytest.raises(OSError, match="disk full"):
        write_folder([output_file("a.md"), output_file("b.md", "xx")], tmp_path)
    assert (tmp_path / "b.md").read_text() == "x"
    assert in_the_way(["a.md", "b.md"], tmp_path) == []


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"\0" * 20,
        b'["a.md", "b.',
        b"\xff\xfe",
        b"5",
        b"null",
        b'{"a.md": 1}',
        b'[["a.md"], {}, 5, null, "", ".", "\\u0000"]',
        b"[" * 100_000,
    ],
)
def test_a_damaged_manifest_lists_no_files(tmp_path: Path, manifest: bytes) -> None:
    (tmp_path / "a.md").write_text("not listed")
    (tmp_path / ".unknot.json").write_bytes(manifest)
    assert in_the_way(["a.md"], tmp_path) == [tmp_path / "a.md"]
    write_folder([output_file("b.md")], tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".unknot.json", "a.md", "b.md"]


@pytest.mark.parametrize("path", ["../theirs.txt", "x/../../theirs.txt", "{outside}/theirs.txt"])
def test_a_listed_file_outside_the_folder_is_not_removed(tmp_path: Path, path: str) -> None:
    theirs, ours = tmp_path / "theirs.txt", tmp_path / "ours"
    theirs.write_text("keep")
    (ours / "x").mkdir(parents=True)
    (ours / ".unknot.json").write_text(json.dumps([path.format(outside=tmp_path)]))
    write_folder([output_file("a.md")], ours)
    assert theirs.read_text() == "keep"


def test_a_file_is_flushed_to_disk_before_it_is_renamed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So a power cut leaves the old file, never an empty one."""
    steps: list[str] = []
    flush, rename = os.fsync, Path.replace

    def record_flush(file: int) -> None:
        steps.append("flush")
        flush(file)

    def record_rename(path: Path, to: Path) -> Path:
        steps.append("rename")
        return rename(path, to)

    monkeypatch.setattr(os, "fsync", record_flush)
    monkeypatch.setattr(Path, "replace", record_rename)
    write_atomically(b"x", tmp_path / "a")
    assert steps == ["flush", "rename"]
    assert (tmp_path / "a").read_bytes() == b"x"


def test_an_interrupted_write_leaves_only_a_hidden_file_which_mkdocs_does_not_publish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        write_atomically(b"x", tmp_path / "a.md")
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith(".")] == []


def test_a_file_is_written_in_place_whatever_was_there(tmp_path: Path) -> None:
    path = tmp_path / "new" / "a"
    for data in (b"a long text", b"short"):
        write_in_place(data, path)
        assert path.read_bytes() == data
    assert [*path.parent.iterdir()] == [path]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
def test_a_full_disk_is_an_error_also_in_place() -> None:
    with pytest.raises(OSError, match="No space left"):
        write_in_place(b"x", Path("/dev/full"))
