# SPDX-License-Identifier: MIT
"""What a build publishes: none of the files of Material's that our pages never load."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import REPOSITORY
from tests.hosts.test_builds import build, contents, project

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.builds


def files_below(folder: Path) -> Iterator[str]:
    return (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_no_unused_file_of_the_theme_is_published(tmp_path: Path) -> None:
    folder = project(tmp_path / "p")
    result = build(folder)
    assert result.returncode == 0, result.stderr
    package = find_spec("material")
    assert package
    assert package.submodule_search_locations
    templates = Path(package.submodule_search_locations[0]) / "templates"
    ours = set(files_below(REPOSITORY / "overrides"))
    theirs = {path for path in files_below(templates) if path.startswith("assets/")}
    assert any(path.endswith(".js") for path in theirs)
    published = contents(folder / "site")
    assert sorted(published.keys() & (theirs - ours)) == []
    assert ours & published.keys()
