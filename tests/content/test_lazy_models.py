# SPDX-License-Identifier: MIT
"""Values of kept files are loaded when they are read, as often as needed, and are always the same."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from generator.content import lazy_models
from generator.content.fields import is_empty, used_for, walked
from generator.content.fingerprint import file_digest, fingerprint
from generator.content.lazy_models import is_loaded
from generator.content.library import Library
from generator.content.load import Content, load
from generator.content.model_cache import PickledModels
from generator.content.tracked_content import tracked_content
from generator.memo import recorded
from generator.output.disk_cache import DiskCache
from generator.problems import ContentError
from tests.tools import EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.schema.common import Model

LAZY = ("techniques", "symptoms", "muscles", "self-care", "quizzes", "leaflets")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(EXAMPLES / "neck-and-shoulder" / "content", tmp_path / "content")


def warm(tmp_path: Path, folder: Path) -> Content:
    """Content as a second run has it."""
    first = PickledModels(DiskCache(tmp_path / "models"), "code")
    load(folder, models=first)
    first.save()
    return load(folder, models=PickledModels(DiskCache(tmp_path / "models"), "code"))[0]


def files(content: Content) -> Iterator[tuple[str, str, Model]]:
    return ((kind, id_, model) for kind in LAZY for id_, model in content.items[kind].items())


def test_titles_and_links_are_known_before_anything_is_loaded(tmp_path: Path, folder: Path) -> None:
    content, whole = warm(tmp_path, folder), Library(load(folder)[0])
    library = Library(tracked_content(content))
    assert {key: entry.title for key, entry in library.entries.items()} == {
        key: entry.title for key, entry in whole.entries.items()
    }
    assert library.quiz_with == whole.quiz_with
    uses = {id_: used_for(technique) for id_, technique in whole.techniques.items()}
    assert any(uses.values())
    assert {id_: used_for(technique) for id_, technique in library.techniques.items()} == uses
    loaded = [id_ for _, id_, model in files(content) if is_loaded(model)]
    assert len(loaded) < len([*files(content)]) / 4, loaded


def test_every_value_is_the_same_as_in_a_model_that_was_read_now(tmp_path: Path, folder: Path) -> None:
    plain = load(folder)[0]
    for kind, id_, model in files(warm(tmp_path, folder)):
        expected = plain.items[kind][id_]
        for name in type(expected).model_fields:
            assert is_empty(model, name) == is_empty(expected, name)
        assert not is_loaded(model)
        for name, value in expected:
            assert getattr(model, name) == value
        assert [*dict(model)] == [*dict(expected)]  # in the same order, on which digests depend
        assert file_digest(model) == fingerprint(dict(model)) == file_digest(expected)
        assert walked(model) == walked(expected)
        assert type(model) is type(expected)
        assert is_loaded(model)


@pytest.mark.parametrize("method", ["__iter__", "model_copy", "model_dump", "__repr__"])
def test_what_needs_all_values_loads_them(tmp_path: Path, folder: Path, method: str) -> None:
    plain = load(folder)[0]
    for kind, id_, model in files(warm(tmp_path, folder)):
        result, expected = (getattr(one, method)() for one in (model, plain.items[kind][id_]))
        same = ([*result], [*expected]) if method == "__iter__" else (result, expected)
        assert same[0] == same[1]


def test_equal_models_are_equal_from_both_sides(tmp_path: Path, folder: Path) -> None:
    plain = load(folder)[0]
    assert all(model == plain.items[kind][id_] for kind, id_, model in files(warm(tmp_path, folder)))
    assert all(plain.items[kind][id_] == model for kind, id_, model in files(warm(tmp_path, folder)))


def test_few_files_are_in_memory_and_tracked_ones_are_loaded_again(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lazy_models, "_AT_ONCE", 2)
    plain, content = Library(load(folder)[0]), warm(tmp_path, folder)
    library = Library(tracked_content(content))
    for _ in range(2):
        for id_, technique in library.techniques.items():
            expected = plain.techniques[id_]
            with recorded() as reads:
                assert technique.how_it_is_done == expected.how_it_is_done
            assert reads == {("field", "techniques", id_, "how_it_is_done")}
            assert technique.title == expected.title
    assert sum(is_loaded(model) for *_, model in files(content)) <= 2


def test_a_cache_that_is_emptied_meanwhile_changes_nothing(tmp_path: Path, folder: Path) -> None:
    plain, content = load(folder)[0], warm(tmp_path, folder)
    shutil.rmtree(tmp_path / "models")
    for kind, id_, model in files(content):
        assert model == plain.items[kind][id_]


def test_a_damaged_entry_is_not_used(tmp_path: Path, folder: Path) -> None:
    plain, content = load(folder)[0], warm(tmp_path, folder)
    for entry in (tmp_path / "models").iterdir():
        entry.write_bytes(entry.read_bytes()[:-1])
    for kind, id_, model in files(content):
        assert model == plain.items[kind][id_]


def test_a_file_that_has_changed_meanwhile_is_not_taken_for_what_it_was(
    tmp_path: Path, folder: Path
) -> None:
    content = warm(tmp_path, folder)
    shutil.rmtree(tmp_path / "models")
    path = min((folder / "muscles").glob("*.yml"))
    path.write_text(path.read_text("utf-8") + "# a remark\n", "utf-8")
    with pytest.raises(ContentError, match="has changed"):
        dict(content.items["muscles"][path.stem])
