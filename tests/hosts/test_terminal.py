# SPDX-License-Identifier: MIT
"""Progress of long work: a bar in a terminal, a single line in a log file."""

from __future__ import annotations

import io

import pytest

from generator.hosts.terminal import with_progress_bar
from tests.hosts.test_builds import build, project

pytestmark = pytest.mark.builds


class Terminal(io.StringIO):
    def __init__(self, *, interactive: bool) -> None:
        super().__init__()
        self._interactive = interactive

    def isatty(self) -> bool:
        return self._interactive


@pytest.mark.parametrize("interactive", [True, False])
def test_a_progress_bar_is_shown_in_a_terminal_only(
    *, interactive: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal(interactive=interactive)
    monkeypatch.setattr("sys.stderr", terminal)
    assert list(with_progress_bar(iter("abc"), 3)) == ["a", "b", "c"]
    assert ("100%" in terminal.getvalue()) is interactive


def test_a_build_logs_how_many_handouts_it_prints(tmp_path_factory: pytest.TempPathFactory) -> None:
    result = build(project(tmp_path_factory.mktemp("p")))
    assert result.returncode == 0, result.stderr
    assert "sheets; those that have not changed are not printed again" in result.stderr
    assert "%" not in result.stderr.partition("sheets;")[2].partition("\n")[0]
