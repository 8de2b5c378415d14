# A small site in English and in the pseudo-language.

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.conftest import REPOSITORY
from tests.translation.pseudo import translate

if TYPE_CHECKING:
    from pathlib import Path

TAG = "eo"
DAY = dt.datetime(2026, 12, 1, tzinfo=dt.UTC)


@pytest.fixture(scope="session")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose content is translated into the pseudo-language."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(REPOSITORY / "examples" / "neck-and-shoulder" / "content", folder / "content")
    settings = (
        "site_name: Neck\ncopyright: ours\ndocs_dir: content/pages\ntheme:\n  name: material\n"
        "plugins:\n  - unknot:\n      languages: [en, eo]\n"
    )
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    translate(folder, TAG, DAY)
    return folder


@pytest.fixture
def folder(untouched: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, in the current folder."""
    folder = shutil.copytree(untouched, tmp_path / "site")
    monkeypatch.chdir(folder)
    return folder
