"""Records of all processes of a build are in its journal; a damaged one ends it."""

from __future__ import annotations

import errno
import os
from typing import IO, TYPE_CHECKING, cast

import pytest

from generator.output.journal import Journal, records
from generator.output.parallel import spread

if TYPE_CHECKING:
    from pathlib import Path


def read(journal: Journal) -> list[object]:
    assert journal.file is not None
    return [*records(journal.file)]


def test_what_several_processes_append_is_all_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNKNOT_CORES", "4")
    journal = Journal(tmp_path / "new")
    spread(lambda number: journal.append((number, "x" * number)), range(2000))
    assert sorted(cast("list[tuple[int, str]]", read(journal))) == [(n, "x" * n) for n in range(2000)]
    assert [*(tmp_path / "new").iterdir()] == []


@pytest.mark.parametrize("damage", ["one byte", "cut short", "cut in its frame"])
def test_nothing_is_read_from_a_damaged_record_on(tmp_path: Path, damage: str) -> None:
    journal = Journal(tmp_path)
    assert journal.file is not None
    journal.append("one")
    start = journal.file.tell()
    journal.append("two")
    end = journal.file.tell()
    if damage == "one byte":
        journal.append("three")
        os.pwrite(journal.file.fileno(), b"T", end - len("two."))
    else:
        os.ftruncate(journal.file.fileno(), start + 3 if damage == "cut in its frame" else end - 1)
    assert read(journal) == ["one"]


def test_where_nothing_can_be_written_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    journal = Journal(tmp_path / "file")
    journal.append("one")
    assert journal.file is None


def test_a_full_disk_ends_the_journal(tmp_path: Path) -> None:
    class Full:
        def write(self, data: bytes) -> int:
            raise OSError(errno.ENOSPC, f"no space for {len(data)} bytes")

    journal = Journal(tmp_path)
    journal.file = cast("IO[bytes]", Full())
    journal.append("one")
    assert journal.file is None
