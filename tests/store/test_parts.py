"""A website that several machines have made in parts is the one that a single machine makes."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.build import build_share
from generator.hosts import parts
from generator.hosts.parts import Part
from generator.output.shard import Shard, shard
from generator.output.store import Store
from tests.store.edits import DAY, SMALL, built, digests, settings
from tests.store.test_store import made

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.builds


OF = 3


@pytest.fixture(scope="session")
def made_parts(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Three parts of the small content, each made with a store of its own."""
    folders = []
    for number in range(1, OF + 1):
        folder = tmp_path_factory.mktemp("part")
        share = Shard(number, OF)
        build_share(SMALL, settings(), DAY, share, Store(folder))
        parts.finish(Part(folder, share, parts.made_from(SMALL, settings())))
        folders.append(folder)
    return folders


@pytest.fixture
def copies(made_parts: list[Path], tmp_path: Path) -> list[Path]:
    return [shutil.copytree(folder, tmp_path / folder.name) for folder in made_parts]


def faults(folders: list[Path]) -> list[str]:
    return [*parts.faults(folders, parts.made_from(SMALL, settings()))]


@pytest.mark.builds
def test_joined_parts_are_the_whole(
    made_parts: list[Path], tmp_path: Path, clean: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert faults(made_parts) == []
    for folder in made_parts:
        assert parts.add(folder, Store(tmp_path / "joined")) > 10
    left = made(SMALL, tmp_path / "joined", monkeypatch)
    assert left <= {"handouts/index.md", "handouts/make.md"}, "pages that list all sheets"
    assert digests(built(SMALL, tmp_path / "joined", monkeypatch)) == clean


def test_every_part_has_something_to_do(made_parts: list[Path]) -> None:
    assert all(len([*(folder / "cas").iterdir()]) > 5 for folder in made_parts)


def test_parts_in_any_order(copies: list[Path]) -> None:
    assert faults(copies[::-1]) == []


def test_a_missing_part(copies: list[Path]) -> None:
    assert faults(copies[:2]) == ["there is no part 3/3; make it with `unknot build --shard`"]


def test_a_part_twice(copies: list[Path]) -> None:
    (fault,) = faults([*copies, copies[0]])
    assert "are both part 1/3" in fault


def test_a_part_of_other_content(copies: list[Path]) -> None:
    parts.finish(Part(copies[1], Shard(2, OF), "something else"))
    (fault,) = faults(copies)
    assert fault.startswith(f"{copies[1]}: was made from other content, settings or versions")


def test_parts_of_different_numbers(copies: list[Path]) -> None:
    parts.finish(Part(copies[1], Shard(2, 4), parts.made_from(SMALL, settings())))
    assert faults(copies) == ["the parts are shares of different numbers: 1/3, 2/4, 3/3"]


@pytest.mark.parametrize("note", [None, "", "{}", '{"shard": "4/3", "made_from": "x"}', "[1]"])
def test_a_part_that_was_killed(copies: list[Path], note: str | None) -> None:
    path = copies[2] / "part.json"
    path.unlink()
    if note is not None:
        path.write_text(note)
    found = faults(copies)
    assert found[0].startswith(f"{copies[2]}: is no finished part")
    assert found[1].startswith("there is no part 3/3")


@pytest.mark.builds
def test_a_damaged_part_costs_only_time(
    copies: list[Path], tmp_path: Path, clean: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in (path for folder in copies for path in (folder / "cas").iterdir()):
        path.write_bytes(path.read_bytes()[:-1])
    for folder in copies:
        parts.add(folder, Store(tmp_path / "joined"))
    assert digests(built(SMALL, tmp_path / "joined", monkeypatch)) == clean


@given(of=st.integers(1, 50), source=st.text(st.characters(exclude_characters="/\0"), min_size=1))
def test_each_file_is_in_one_share(of: int, source: str) -> None:
    shares = [Shard(number, of) for number in range(1, of + 1)]
    assert sum(share.has(f"techniques/{source}.yml") for share in shares) == 1


@pytest.mark.parametrize("text", ["", "0/3", "4/3", "1/0", "1", "a/b", "1/2/3", "-1/2", "1/99999"])
def test_what_is_no_share(text: str) -> None:
    with pytest.raises(ValueError, match="write 2/5"):
        shard(text)
