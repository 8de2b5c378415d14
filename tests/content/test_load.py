# SPDX-License-Identifier: MIT
"""Content files as editors save them, with the files that editors leave beside them."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from generator.build import check
from generator.content import files
from generator.content import load as load_module
from generator.content.load import load
from generator.content.model_cache import PickledModels
from generator.output.disk_cache import DiskCache
from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

    from generator.content.load import Kept


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return shutil.copytree(REPOSITORY / "examples" / "neck-and-shoulder" / "content", tmp_path / "content")


def problems_in(content: Path) -> list[str]:
    _, problems = load(content)
    return [str(problem).removeprefix(f"{content.as_posix()}/") for problem in problems]


def test_lock_and_swap_files_of_editors_are_ignored(content: Path) -> None:
    """Emacs marks a file that is being edited with a dangling symbolic link."""
    (content / "techniques" / ".#slow-glide.yml").symlink_to("somebody@somewhere.123")
    (content / "techniques" / ".slow-glide.yml.swp").write_bytes(b"\0")
    (content / "pages" / "._index.md").write_bytes(b"\0\5")
    assert problems_in(content) == []


def test_an_unreadable_file_is_a_problem(content: Path) -> None:
    (content / "techniques" / "gone.yml").symlink_to("nowhere.yml")
    assert problems_in(content) == [
        "techniques/gone.yml:1:1: cannot be read: No such file or directory [yaml]"
    ]


@pytest.mark.parametrize("file", ["techniques/slow-glide.yml", "pages/index.md"])
def test_a_byte_order_mark_is_no_problem(content: Path, file: str) -> None:
    path = content / file
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert problems_in(content) == []


def test_too_deeply_nested_lists_are_a_problem(content: Path) -> None:
    (content / "techniques" / "deep.yml").write_text("a: " + "[" * 5000 + "]" * 5000, "utf-8")
    assert problems_in(content) == [
        "techniques/deep.yml:1:1: lists or fields stand in each other too deep [yaml]"
    ]


def test_a_date_in_another_format_is_a_problem_that_names_the_right_format(content: Path) -> None:
    path = content / "techniques" / "slow-glide.yml"
    path.write_text(re.sub("checked: .*", "checked: 23/11/2026", path.read_text("utf-8")), "utf-8")
    (problem,) = problems_in(content)
    assert problem.endswith("checked: expected a date such as 2026-11-23, not '23/11/2026' [schema]")


@pytest.mark.parametrize(
    ("after", "item", "rule"),
    [
        ("in_short:\n", "  - Often: it eases\n", "[schema]"),
        ("questions:\n", "  - Ask {nobody}?\n", "[link]"),
    ],
)
def test_a_file_is_parsed_once_for_all_its_problems(
    content: Path, parsed: list[str], after: str, item: str, rule: str
) -> None:
    """Once for its data, and once more for the places if they are found later, by the checks."""
    path = content / "techniques" / "slow-glide.yml"
    text = path.read_text("utf-8")
    path.write_text(text.replace(after, after + 200 * item), "utf-8")
    _, problems = check(content, dt.date(2026, 12, 1))
    assert len([one for one in map(str, problems) if one.endswith(rule)]) >= 200
    assert parsed.count(path.read_text("utf-8")) <= 2


def test_files_that_are_parsed_in_children_give_the_same_models_and_problems(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = content / "techniques" / "slow-glide.yml"
    broken.write_text(broken.read_text("utf-8").replace("title:", "titel:", 1), "utf-8")
    models = PickledModels(DiskCache(tmp_path / "models"), "code")
    monkeypatch.setenv("UNKNOT_CORES", "3")
    in_children, problems = load(content, models=models)
    in_one, same_problems = load(content)
    assert problems == same_problems
    assert "titel" in str(problems)
    assert {kind: dict(items) for kind, items in in_children.items.items()} == dict(in_one.items)
    assert models.is_empty
    models.save()
    assert not PickledModels(DiskCache(tmp_path / "models"), "code").is_empty


def test_a_file_that_is_the_same_is_not_read_again(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless it was written a moment before it was read: it may be written again in the same tick."""
    count = sum(1 for path in content.rglob("*") if path.suffix in {".md", ".yml"})
    opened: list[Path] = []

    def noted(path: Path, status: os.stat_result) -> bytes:
        opened.append(path)
        return files.read(path, status)

    monkeypatch.setattr(load_module, "read", noted)
    cache: Kept = {}
    load(content, cache)
    load(content, cache)
    assert len(opened) == 2 * count
    monkeypatch.setattr(files, "_TICK", -1.0)
    load(content, cache)
    opened.clear()
    load(content, cache)
    assert opened == []


@pytest.mark.parametrize("how", ["written", "replaced"])
def test_a_file_that_another_one_takes_the_place_of_is_read_again(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """Even if it has the same size and the same time of its last change."""
    monkeypatch.setattr(files, "_TICK", -1.0)
    path = min((content / "techniques").glob("*.yml"))
    cache: Kept = {}
    before = load(content, cache)[0].items["techniques"][path.stem]
    status, text = path.stat(), path.read_bytes()
    target = path if how == "written" else tmp_path / "new"
    target.write_bytes(text.replace(b"title: ", b"title: X", 1)[:-2] + b"\n")
    os.utime(target, ns=(status.st_atime_ns, status.st_mtime_ns))
    target.rename(path)
    assert path.stat().st_size == status.st_size
    after = load(content, cache)[0].items["techniques"].get(path.stem)
    assert after is None or after != before
