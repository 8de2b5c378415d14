# SPDX-License-Identifier: MIT
"""Bytes made from bytes are made once for each key, and nothing damaged is returned."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.output.kept_bytes import kept_bytes

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("UNKNOT_CACHE", str(tmp_path / "store"))
    return tmp_path / "store"


def test_a_key_is_computed_once() -> None:
    kept_bytes([b"a", b"b"], lambda: b"first")
    assert kept_bytes([b"a", b"b"], lambda: b"second") == b"first"


@pytest.mark.parametrize("other", [[b"a", b"c"], [b"ab"], [b"a", b"b", b""], [b"b", b"a"]])
def test_another_key_is_another_entry(other: list[bytes]) -> None:
    kept_bytes([b"a", b"b"], lambda: b"x")
    assert kept_bytes(other, lambda: b"y") == b"y"


def test_empty_bytes_are_kept() -> None:
    kept_bytes([b"a"], lambda: b"")
    assert kept_bytes([b"a"], lambda: b"x") == b""


@pytest.mark.parametrize("part", ["ac", "cas"])
def test_what_is_damaged_is_made_again(store: Path, part: str) -> None:
    kept_bytes([b"a"], lambda: b"as it was")
    (path,) = (store / part).iterdir()
    path.write_bytes(path.read_bytes()[:-1])
    assert kept_bytes([b"a"], lambda: b"as it was made again") == b"as it was made again"
    assert kept_bytes([b"a"], lambda: b"x") == b"as it was made again"


def test_a_folder_that_cannot_be_written_is_no_error(store: Path) -> None:
    store.write_text("in the way")
    assert kept_bytes([b"a"], lambda: b"x") == b"x"
