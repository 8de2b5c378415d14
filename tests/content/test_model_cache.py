# SPDX-License-Identifier: MIT
"""Models that earlier runs have kept are as if they had been read now, and so is what is known of them."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from generator.content.fields import walked
from generator.content.fingerprint import file_digest, fingerprint
from generator.content.load import load
from generator.content.model_cache import PickledModels
from generator.output.disk_cache import DiskCache
from tests.tools import EXAMPLES

if TYPE_CHECKING:
    from pathlib import Path

    from generator.schema.common import Model


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(EXAMPLES / "neck-and-shoulder" / "content", tmp_path / "content")


def models(folder: Path, cache: PickledModels | None = None) -> dict[tuple[str, str], Model]:
    content, problems = load(folder, models=cache)
    assert not problems
    return {(kind, id_): model for kind, of_kind in content.items.items() for id_, model in of_kind.items()}


def kept(tmp_path: Path) -> PickledModels:
    return PickledModels(DiskCache(tmp_path / "models"), "code")


def test_what_is_known_of_a_kept_model_is_what_a_look_at_it_gives(tmp_path: Path, folder: Path) -> None:
    plain = models(folder)
    for cache in (kept(tmp_path), kept(tmp_path)):  # the second finds what the first has kept
        for name, model in models(folder, cache).items():
            assert model == plain[name]
            assert walked(model) == walked(plain[name])
            assert file_digest(model) == fingerprint(dict(model)) == file_digest(plain[name])


def test_a_kept_model_quotes_the_present_words(tmp_path: Path, folder: Path) -> None:
    quoting = {name for name, model in models(folder).items() if walked(model).quoted}
    assert quoting - {("warning-signs", "warning-signs")}
    models(folder, kept(tmp_path))
    path = folder / "warning-signs.yml"
    text = path.read_text("utf-8")
    assert "chest pain" in text
    path.write_text(text.replace("chest pain", "chest ache").replace("Chest pain", "Chest ache"), "utf-8")
    for cache in (kept(tmp_path), kept(tmp_path)):
        assert models(folder, cache) == models(folder)
