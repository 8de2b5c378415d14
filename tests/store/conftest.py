# The small content as it is built from nothing, and the store after that build.

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from tests import shared
from tests.store.edits import SMALL, built, digests

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def full_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store after a build of the small content."""
    return shutil.copytree(_built_once() / "store", tmp_path_factory.mktemp("store") / "full")


@pytest.fixture(scope="session")
def clean() -> dict[str, str]:
    """Path of each file that a build of the small content from nothing publishes → its digest."""
    digests_of_files: dict[str, str] = json.loads((_built_once() / "digests.json").read_text())
    return digests_of_files


def _built_once() -> Path:
    """The small content, built from nothing once for all test processes."""

    def make(folder: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            made = digests(built(SMALL, folder / "store", patch))
        (folder / "digests.json").write_text(json.dumps(made))

    return shared.once("full-store", make)
