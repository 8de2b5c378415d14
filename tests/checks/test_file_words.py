# SPDX-License-Identifier: MIT
"""When a list of words has changed, a check looks again at the files that have one of the changed words."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.build import check
from generator.checks import plain_language
from generator.checks.clean import CleanFiles
from generator.checks.earlier_runs import EarlierRuns
from generator.checks.file_words import FileWords, packed
from generator.content.model_cache import PickledModels
from generator.output.disk_cache import DiskCache
from generator.output.store import Store
from tests.store.edits import retitle
from tests.tools import EXAMPLES

if TYPE_CHECKING:
    from generator.content.load import Kept

WORDS = st.frozensets(st.sampled_from([f"word{number}" for number in range(9)]))
FILES = st.dictionaries(st.sampled_from("abcdef"), WORDS, min_size=1)
RUNS = st.lists(st.tuples(FILES, WORDS, st.booleans()), min_size=1, max_size=8)
"""For each run: the words of each file, the list, and whether it is in a process of its own."""


@given(RUNS)
def test_a_check_that_does_not_look_at_a_file_has_seen_it_with_the_same_words_of_the_list(
    runs: list[tuple[dict[str, frozenset[str]], frozenset[str], bool]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        words = FileWords(store, "code", "check")
        seen: set[tuple[str, frozenset[str]]] = set()
        for files, listed, is_new in runs:
            words = FileWords(store, "code", "check") if is_new else words
            names = {f"{file} {sorted(has)}": has for file, has in files.items()}
            found: dict[str, str] = {}
            for name, has in names.items():
                if words.has_no_changed_word(name, listed):
                    assert (name, has & listed) in seen
                else:
                    seen.add((name, has & listed))
                    found[name] = packed(has)
            words.keep(listed, found, names.keys)


def test_a_check_looks_only_at_files_with_a_changed_word_in_each_process(tmp_path: Path) -> None:
    files = {"first": {"a", "hand"}, "second": {"a", "back"}, "third": {"an", "arm"}}
    words = _run(tmp_path)
    assert not any(words.has_no_changed_word(file, frozenset({"arm"})) for file in files)
    words.keep(frozenset({"arm"}), {file: packed(has) for file, has in files.items()}, files.keys)
    for again in (words, _run(tmp_path)):
        for listed, looked_at in (
            ({"arm"}, []),
            ({"arm", "hand"}, ["first"]),
            (set[str](), ["third"]),
            ({"a"}, ["first", "second", "third"]),
        ):
            asked = [file for file in files if not again.has_no_changed_word(file, frozenset(listed))]
            assert asked == looked_at


def test_a_list_with_many_new_words_begins_anew(tmp_path: Path) -> None:
    words = _run(tmp_path)
    first = {"first": packed(["a"])}
    words.keep(frozenset(), first, first.keys)
    many = frozenset(f"word{number}" for number in range(100))
    assert words.has_no_changed_word("first", many)
    words.keep(many, first, first.keys)
    assert not _run(tmp_path).has_no_changed_word("first", many | {"a"})
    assert _run(tmp_path).has_no_changed_word("first", many | {"another"})


def test_one_file_with_quite_another_list_takes_no_words_of_others_away(tmp_path: Path) -> None:
    files = [f"file {number}" for number in range(10)]
    words = _run(tmp_path)
    words.keep(frozenset({"arm"}), dict.fromkeys(files, packed(["a"])), files.copy)
    edited = ["file 0, edited", *files[1:]]
    many = frozenset(f"word{number}" for number in range(100))
    words.keep(many, {edited[0]: packed(["word7"])}, edited.copy)
    for again in (words, _run(tmp_path)):
        assert all(again.has_no_changed_word(file, frozenset({"hand"})) for file in files[1:])


def test_files_that_are_gone_are_forgotten(tmp_path: Path) -> None:
    words = _run(tmp_path)
    for files in (["first"], ["second"]):
        words.keep(frozenset(), dict.fromkeys(files, packed(["a"])), files.copy)
    again = _run(tmp_path)
    assert [again.has_no_changed_word(file, frozenset()) for file in ("first", "second")] == [False, True]


@pytest.mark.builds
@pytest.mark.parametrize("is_served", [False, True], ids=["each run in a process of its own", "served"])
def test_a_title_with_new_words_has_only_texts_with_such_words_graded_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_served: bool
) -> None:
    folder = shutil.copytree(EXAMPLES / "neck-and-shoulder" / "content", tmp_path / "content")
    monkeypatch.setenv("UNKNOT_CORES", "1")
    graded: list[str] = []
    over_limits = plain_language.over_limits

    def noted(*args: Any) -> Any:
        graded.append(args[2])
        return over_limits(*args)

    monkeypatch.setattr(plain_language, "over_limits", noted)
    kept: Kept = {}
    clean = CleanFiles(Store(tmp_path / "store"), "code")

    def run() -> set[str]:
        graded.clear()
        models = PickledModels(DiskCache(tmp_path / "models"), "code")
        runs = EarlierRuns(models, clean if is_served else CleanFiles(Store(tmp_path / "store"), "code"))
        problems = check(folder, dt.date(2026, 11, 28), kept if is_served else {}, runs)[1]
        looked_at = {*graded}
        assert problems == check(folder, dt.date(2026, 11, 28))[1]
        runs.save(once=False)
        return looked_at

    def retitled(title: str) -> set[str]:
        retitle(folder / "techniques" / "slow-glide.yml", title)
        return run()

    everything = retitled("Zither")
    assert retitled("Harpsichord") == {"slow-glide"}
    with_the_word = retitled("Warm")
    assert 1 < len(with_the_word) < len(everything) / 2
    assert retitled("Zither warm") <= with_the_word
    assert retitled("Zither") == set()


def _run(folder: Path) -> FileWords:
    """What a new process knows."""
    return FileWords(Store(folder), "code", "check")
