# SPDX-License-Identifier: MIT
"""What was printed before is not printed again, and nothing kept is ever stale or half."""

from __future__ import annotations

import os
import time
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.handouts import TEMPLATES
from generator.handouts.printing.forms import FORMS
from generator.handouts.printing.typeset import Print, to_pdf
from generator.output import cache
from generator.output.fonts import font_files

if TYPE_CHECKING:
    from collections.abc import Iterable


def test_the_same_parts_are_made_once(tmp_path: Path) -> None:
    cache.kept([b"a", b"b"], lambda: b"first", tmp_path)
    assert cache.kept([b"a", b"b"], lambda: b"second", tmp_path) == b"first"


@pytest.mark.parametrize("other", [[b"a", b"c"], [b"ab"], [b"a", b"b", b""], [b"b", b"a"]])
def test_other_parts_are_another_thing(tmp_path: Path, other: list[bytes]) -> None:
    cache.kept([b"a", b"b"], lambda: b"x", tmp_path)
    assert cache.kept(other, lambda: b"y", tmp_path) == b"y"


def test_a_killed_write_leaves_nothing_that_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError))
    assert cache.kept([b"a"], lambda: b"x", tmp_path) == b"x"
    monkeypatch.undo()
    assert cache.kept([b"a"], lambda: b"y", tmp_path) == b"y"


def test_an_empty_file_is_nothing(tmp_path: Path) -> None:
    """A full disk leaves them."""
    cache.kept([b"a"], lambda: b"x", tmp_path)
    next(tmp_path.iterdir()).write_bytes(b"")
    assert cache.kept([b"a"], lambda: b"y", tmp_path) == b"y"
    assert cache.kept([b"a"], lambda: b"z", tmp_path) == b"y"


def test_a_folder_that_cannot_be_written_is_no_problem(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert cache.kept([b"a"], lambda: b"x", tmp_path / "file" / "below") == b"x"


def test_template_and_date_are_part_of_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another template, font, version or date is never answered from disk."""
    seen: list[tuple[bytes, ...]] = []

    def listen(parts: Iterable[bytes], _make: object) -> bytes:
        seen.append(tuple(parts))
        return b"{}"

    monkeypatch.setattr(cache, "kept", listen)
    job = Print({"title": str(tmp_path)}, FORMS[0], FORMS[0].steps[0], [])
    to_pdf(job, 1)
    to_pdf(job, 2)
    first, second = seen
    assert first != second
    templates = {path.read_bytes() for path in TEMPLATES.glob("*.typ")}
    fonts = set(font_files())
    assert templates | fonts <= set(first)
    assert version("typst").encode() in first


def test_what_nobody_asks_for_in_a_month_is_forgotten(tmp_path: Path) -> None:
    cache.kept([b"old"], lambda: b"old", tmp_path)
    cache.kept([b"in use"], lambda: b"in use", tmp_path)
    long_ago = time.time() - 60 * 24 * 60 * 60
    for path in tmp_path.iterdir():
        os.utime(path, (long_ago, long_ago))
    assert cache.kept([b"in use"], lambda: b"made anew", tmp_path) == b"in use"
    assert cache.forget_unused(tmp_path) == 1
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"in use"]
    assert cache.forget_unused(tmp_path / "no folder") == 0
