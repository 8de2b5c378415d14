# `make fast` stays fast: what it leaves out, and what it says when it is not.

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import fast

if TYPE_CHECKING:
    from pathlib import Path

TESTS = """
import pytest

@pytest.fixture
def built_site(): ...

@pytest.fixture
def site(built_site): ...

def test_plain(): ...
def test_of_the_site(site): ...

@pytest.mark.builds
def test_that_builds(): ...

@pytest.mark.slow
def test_that_is_slow(): ...
"""


def test_what_needs_the_site_or_is_marked_is_left_out(tmp_path: Path) -> None:
    chosen: list[str] = []

    class Chosen:
        def pytest_collection_finish(self, session: pytest.Session) -> None:
            chosen.extend(item.name for item in session.items)

    (tmp_path / "test_any.py").write_text(TESTS)
    options = [
        "--collect-only",
        "-q",
        "-m",
        "fast",
        "--noconftest",
        "-c",
        "/dev/null",
        f"--rootdir={tmp_path}",
    ]
    pytest.main([*options, "-p", "no:xdist", "-p", "no:cacheprovider", str(tmp_path)], [fast, Chosen()])
    assert chosen == ["test_plain"]


def test_the_budget_names_the_costliest() -> None:
    used = {f"test_{seconds}": float(seconds) for seconds in range(1, 8)}
    assert fast.over_budget(used, budget=28) == []
    lines = fast.over_budget(used, budget=27)
    assert "28 s" in lines[0]
    assert [line.split()[-1] for line in lines[2:]] == ["test_7", "test_6", "test_5", "test_4", "test_3"]
