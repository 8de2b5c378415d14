# What a build knows of files that it has read before.

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.output import known_digests
from generator.output.disk_cache import DiskCache
from generator.output.known_digests import KnownDigests

_LONG = b"x" * (1 << 17)


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of files that are read."""
    names: list[str] = []
    really = known_digests.read_digest

    def noted(path: str | os.PathLike[str]) -> bytes:
        names.append(Path(path).name)
        return really(path)

    monkeypatch.setattr(known_digests, "read_digest", noted)
    return names


@given(st.binary(max_size=20) | st.just(_LONG) | st.just(_LONG + b"y"))
def test_it_is_the_digest_of_the_contents(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = tmp_path_factory.mktemp("digests") / "file"
    file.write_bytes(data)
    assert KnownDigests(DiskCache(file.parent / "record")).of(file) == digest(data)


def test_a_file_is_read_once_in_all_builds(tmp_path: Path, read: list[str]) -> None:
    file, record = tmp_path / "one" / "file", DiskCache(tmp_path / "record")
    file.parent.mkdir()
    file.write_bytes(_LONG)
    first = KnownDigests(record)
    assert first.of(file) == first.of(str(file)) == first.of(file, file.stat()) == digest(_LONG)
    first.save()
    file.parent.rename(tmp_path / "two")
    assert KnownDigests(record).of(tmp_path / "two" / "file") == digest(_LONG)
    assert read == ["file"]


@pytest.mark.parametrize("replace", [True, False], ids=["replaced", "written to"])
def test_what_has_changed_is_read_again(tmp_path: Path, read: list[str], *, replace: bool) -> None:
    """Even if length and time are those of the file before."""
    file, record = tmp_path / "file", DiskCache(tmp_path / "record")
    file.write_bytes(b"one")
    before = file.stat()
    first = KnownDigests(record)
    first.of(file)
    first.save()
    target = tmp_path / "new" if replace else file
    with target.open("wb" if replace else "r+b") as changed:
        changed.write(b"two")
    os.utime(target, ns=(before.st_atime_ns, before.st_mtime_ns))
    target.replace(file)
    assert KnownDigests(record).of(file) == digest(b"two")
    assert read == ["file", "file"]


def test_what_its_writer_says_is_known(tmp_path: Path, read: list[str]) -> None:
    file, record = tmp_path / "file", DiskCache(tmp_path / "record")
    first = KnownDigests(record)
    first.know(file, digest(b"gone"))  # it does not exist
    file.write_bytes(b"one")
    first.know(file, digest(b"one"))
    first.save()
    assert KnownDigests(record).of(file) == digest(b"one")
    assert read == []


def test_a_damaged_record_is_not_used(tmp_path: Path, read: list[str]) -> None:
    file, record = tmp_path / "file", DiskCache(tmp_path / "record")
    file.write_bytes(b"one")
    first = KnownDigests(record)
    first.of(file)
    first.save()
    (written,) = record.folder.iterdir()
    written.write_bytes(written.read_bytes()[:-1] + b"?")
    assert KnownDigests(record).of(file) == digest(b"one")
    assert read == ["file", "file"]


def test_files_that_nobody_asks_for_are_forgotten_in_time(tmp_path: Path, read: list[str]) -> None:
    record = DiskCache(tmp_path / "record")
    files = [tmp_path / str(number) for number in range(10)]
    for file in files:
        file.write_text(file.name)
        known = KnownDigests(record)
        known.of(file)
        known.save()
    read.clear()
    last = KnownDigests(record)
    for file in reversed(files):
        last.of(file)
    assert read == [str(number) for number in reversed(range(10 - 1 - known_digests.OLDER))]


def test_nothing_is_written_for_one_file_among_many(tmp_path: Path) -> None:
    record = DiskCache(tmp_path / "record")
    for number in range(200):
        (tmp_path / str(number)).write_text("x")
    known = KnownDigests(record)
    for number in range(200):
        known.of(tmp_path / str(number))
    known.save()
    (written,) = record.folder.iterdir()
    before = written.stat().st_mtime_ns
    (tmp_path / "199").write_text("new")
    again = KnownDigests(record)
    for number in range(200):
        again.of(tmp_path / str(number))
    again.save()
    assert written.stat().st_mtime_ns == before
