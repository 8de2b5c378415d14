# SPDX-License-Identifier: MIT
"""Who waits for something long sees how far it is; a log file does not fill with bars."""

from __future__ import annotations

import io

import pytest

from generator.hosts.terminal import with_progress_bar
from tests.hosts.test_builds import build, project

pytestmark = pytest.mark.builds


class Terminal(io.StringIO):
    def __init__(self, *, looked_at: bool) -> None:
        super().__init__()
        self._looked_at = looked_at

    def isatty(self) -> bool:
        return self._looked_at


@pytest.mark.parametrize("looked_at", [True, False])
def test_a_bar_is_shown_where_somebody_looks(*, looked_at: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal(looked_at=looked_at)
    monkeypatch.setattr("sys.stderr", terminal)
    assert list(with_progress_bar(iter("abc"), 3)) == ["a", "b", "c"]
    assert ("100%" in terminal.getvalue()) is looked_at


def test_a_build_says_how_many_sheets_it_prints(tmp_path_factory: pytest.TempPathFactory) -> None:
    done = build(project(tmp_path_factory.mktemp("p")))
    assert done.returncode == 0, done.stderr
    assert "sheets; those that have not changed are not printed again" in done.stderr
    assert "%" not in done.stderr.partition("sheets;")[2].partition("\n")[0]
