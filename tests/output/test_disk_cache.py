# SPDX-License-Identifier: MIT
"""The disk cache: each result is computed once, and no stale or incomplete entry is returned."""

from __future__ import annotations

import hashlib
import os
import time
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
import pytest

from generator.handouts import TEMPLATES
from generator.handouts.printing import typeset
from generator.handouts.printing.forms import FORMS
from generator.handouts.printing.typeset import Print, to_pdf
from generator.output.disk_cache import DiskCache
from generator.output.fonts import font_files
from generator.output.template_cache import TemplateCache

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def get_or_make(cache: DiskCache, key: Iterable[bytes], make: Callable[[], bytes]) -> bytes:
    key = tuple(key)
    data = cache.get(key)
    if data is None:
        data = make()
        cache.put(key, data)
    return data


def test_a_key_is_computed_once(tmp_path: Path) -> None:
    get_or_make(DiskCache(tmp_path), [b"a", b"b"], lambda: b"first")
    assert get_or_make(DiskCache(tmp_path), [b"a", b"b"], lambda: b"second") == b"first"


@pytest.mark.parametrize("other", [[b"a", b"c"], [b"ab"], [b"a", b"b", b""], [b"b", b"a"]])
def test_another_key_is_another_entry(tmp_path: Path, other: list[bytes]) -> None:
    get_or_make(DiskCache(tmp_path), [b"a", b"b"], lambda: b"x")
    assert get_or_make(DiskCache(tmp_path), other, lambda: b"y") == b"y"


def test_an_interrupted_write_leaves_no_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError))
    assert get_or_make(DiskCache(tmp_path), [b"a"], lambda: b"x") == b"x"
    monkeypatch.undo()
    assert get_or_make(DiskCache(tmp_path), [b"a"], lambda: b"y") == b"y"


def test_an_empty_file_is_no_entry(tmp_path: Path) -> None:
    """A full disk leaves empty files."""
    get_or_make(DiskCache(tmp_path), [b"a"], lambda: b"x")
    next(tmp_path.iterdir()).write_bytes(b"")
    assert get_or_make(DiskCache(tmp_path), [b"a"], lambda: b"y") == b"y"
    assert get_or_make(DiskCache(tmp_path), [b"a"], lambda: b"z") == b"y"


def flip_bit(data: bytes) -> bytes:
    return data[:-3] + bytes([data[-3] ^ 1]) + data[-2:]


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda data: data[: len(data) // 2],
        lambda data: data[:-1],
        lambda data: data + b"\0",
        lambda data: b"\0" * len(data),
        lambda data: b"%PDF-1.7 of another program" + data[24:],
        flip_bit,
    ],
)
def test_a_damaged_entry_is_computed_again(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    cache = DiskCache(tmp_path)
    cache.put([b"a"], b"the result")
    (path,) = tmp_path.iterdir()
    path.write_bytes(damage(path.read_bytes()))
    assert cache.get([b"a"]) is None
    assert get_or_make(cache, [b"a"], lambda: b"made again") == b"made again"
    assert cache.get([b"a"]) == b"made again"


def test_an_entry_under_the_name_of_another_counts_as_missing(tmp_path: Path) -> None:
    """A repair of the file system can leave it there: undamaged, but the wrong handout."""
    cache = DiskCache(tmp_path)
    cache.put([b"a"], b"sheet a")
    (first,) = tmp_path.iterdir()
    cache.put([b"b"], b"sheet b")
    (second,) = set(tmp_path.iterdir()) - {first}
    second.write_bytes(first.read_bytes())
    assert cache.get([b"b"]) is None
    assert cache.get([b"a"]) == b"sheet a"


def test_a_folder_with_the_name_of_an_entry_is_no_entry(tmp_path: Path) -> None:
    cache = DiskCache(tmp_path)
    cache.put([b"a"], b"x")
    (path,) = tmp_path.iterdir()
    path.unlink()
    path.mkdir()
    assert get_or_make(cache, [b"a"], lambda: b"y") == b"y"
    assert list(tmp_path.iterdir()) == [path]


def test_a_damaged_template_is_compiled_again(tmp_path: Path) -> None:
    def render() -> str:
        cache = TemplateCache(DiskCache(tmp_path))
        loader = jinja2.DictLoader({"a": "{{ 6 * 7 }}"})
        environment = jinja2.Environment(loader=loader, bytecode_cache=cache, autoescape=True)
        return environment.get_template("a").render()

    tmp_path.chmod(0o700)
    assert render() == "42"
    (path,) = tmp_path.iterdir()
    intact = path.read_bytes()
    for damaged in (intact[: len(intact) // 2], b"\0" * len(intact), flip_bit(intact)):
        path.write_bytes(damaged)
        assert render() == "42"
        assert path.read_bytes() == intact


def test_a_private_folder_that_others_can_write_to_is_not_used(tmp_path: Path) -> None:
    cache = DiskCache(tmp_path / "private")
    cache.put([b"a"], b"code")
    assert cache.get([b"a"]) == b"code"
    assert (tmp_path / "private").stat().st_mode & 0o777 == 0o700
    (tmp_path / "private").chmod(0o777)
    assert cache.get([b"a"]) is None


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert get_or_make(DiskCache(tmp_path / "file" / "below"), [b"a"], lambda: b"x") == b"x"


def test_template_fonts_version_and_date_are_part_of_the_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A PDF is never taken from the cache after a change of any of them."""
    keys: list[tuple[bytes, ...]] = []

    def record(key: Iterable[bytes], _make: object) -> bytes:
        keys.append(tuple(key))
        return b"{}"

    monkeypatch.setattr(typeset, "kept_bytes", record)
    job = Print({"title": str(tmp_path), "sheets": []}, FORMS[0], FORMS[0].steps[0], [])
    to_pdf(job, 1)
    to_pdf(job, 2)
    first, second = keys
    assert first != second
    templates = {path.read_bytes() for path in TEMPLATES.glob("*.typ")}
    assert {*templates, hashlib.sha256(b"".join(font_files())).digest()} <= set(first)
    assert version("typst").encode() in first


def test_entries_unused_for_a_month_are_removed(tmp_path: Path) -> None:
    get_or_make(DiskCache(tmp_path), [b"old"], lambda: b"old")
    get_or_make(DiskCache(tmp_path), [b"in use"], lambda: b"in use")
    long_ago = time.time() - 60 * 24 * 60 * 60
    for path in tmp_path.iterdir():
        os.utime(path, (long_ago, long_ago))
    assert get_or_make(DiskCache(tmp_path), [b"in use"], lambda: b"made anew") == b"in use"
    assert DiskCache(tmp_path).remove_unused() == 1
    assert len(list(tmp_path.iterdir())) == 1
    assert DiskCache(tmp_path).get([b"in use"]) == b"in use"
    assert DiskCache(tmp_path / "no folder").remove_unused() == 0
