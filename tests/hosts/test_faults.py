# SPDX-License-Identifier: MIT
"""A short campaign of faults (`make faults` runs a long one), and what counts as handled."""

from __future__ import annotations

import random
import sys
from typing import TYPE_CHECKING

import pytest

from tests.faults.__main__ import CAMPAIGNS, main, tried
from tests.faults.mutations import mutated
from tests.faults.project import Ended, Project, digest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.mark.slow
@pytest.mark.parametrize("name", CAMPAIGNS)
def test_faults_are_handled(name: str) -> None:
    tally = tried(name, number=30, seed=13)
    assert tally.tried > 0
    assert tally.faults == []


@pytest.mark.parametrize(
    ("code", "output", "fault"),
    [
        (0, "INFO    -  Documentation built", ""),
        (1, "content/a.yml:3:4: title: required field is missing [schema]\n1 problem\n", ""),
        (1, "mkdocs.yml: add `- unknot` to `plugins:`\n", ""),
        (1, "", "no line says what is wrong and where: "),
        (1, "nothing was built", "no line says what is wrong and where: nothing was built"),
        (2, "usage", "exit code 2: usage"),
        (-11, "", "exit code -11: "),
        (0, "Traceback (most recent call last):\n  …\nKeyError: 'a'\n", "a traceback: KeyError: 'a'"),
    ],
)
def test_a_fault_is_handled_by_success_or_by_lines_that_say_where(
    code: int, output: str, fault: str
) -> None:
    assert Ended(code, output).fault == fault


def test_a_seed_makes_the_same_changes_and_another_one_others() -> None:
    def changes(seed: int) -> list[bytes]:
        chance = random.Random(seed)  # noqa: S311 - a sample, not a secret
        return [mutated(b"title: A\nsteps:\n  - text: B\n", chance) for _ in range(50)]

    assert changes(1) == changes(1) != changes(2)
    assert len(set(changes(1))) > 20


@pytest.mark.builds
def test_a_command_that_does_not_end_or_kills_itself_is_a_fault(tmp_path: Path) -> None:
    project = Project(tmp_path)
    ended = project.run(sys.executable, "-c", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    assert ended.fault == "exit code -9: "
    ended = project.run(sys.executable, "-c", "import time; time.sleep(60)", patience=0.5)
    assert ended.fault == "exit code -1: no end after 0.5 s"


def test_the_digest_of_a_folder_shows_each_change(tmp_path: Path) -> None:
    assert digest(tmp_path / "missing") == {}
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").write_text("1")
    before = digest(tmp_path)
    assert list(before) == ["a/b"]
    (tmp_path / "a" / "b").write_text("2")
    assert digest(tmp_path) != before


def test_tried_handled_and_failed_are_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def two(folder: Path, number: int, chance: random.Random) -> Iterator[str]:
        assert (number, folder.exists()) == (5, False)
        yield ""
        yield f"{chance.random() < 1}: broken"

    monkeypatch.setitem(CAMPAIGNS, "two", (two, 0.5))
    assert main(["two", "--number", "10"]) == 1
    assert capsys.readouterr().out == "  two: True: broken\ntwo: 2 tried, 1 handled, 1 failed\n"
    monkeypatch.setitem(CAMPAIGNS, "two", (lambda *_: iter([""]), 1))
    assert main(["two"]) == 0
    with pytest.raises(SystemExit):
        main(["three"])
    assert "no campaign three; choose from content, " in capsys.readouterr().err
