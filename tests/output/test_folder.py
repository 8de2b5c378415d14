# SPDX-License-Identifier: MIT
"""Writing the output folder: one file for each path, none outside it, unchanged files left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.output.files import OutputFile, collisions
from generator.output.folder import in_the_way, write_folder


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
