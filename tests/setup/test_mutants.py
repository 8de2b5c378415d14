# SPDX-License-Identifier: MIT
"""`make mutants`: which changes it makes, and that it tells a test that notices from one that does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import REPOSITORY
from tests.mutants.operators import mutants
from tests.mutants.python import draw, main, stages

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLE = '''
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from os import path

NAMES = ("é", "b")


def first(items: list[int] | None = None) -> int:
    """Not changed: 1 < 2."""
    if items is None or len(items) < 3:
        raise ValueError(f"{len(items) - 1} too few")
    return items[0] if items else -1
'''
CHANGED_LINES = {
    'NAMES = ("b",)',
    'NAMES = ("é",)',
    "    if not (items is None or len(items) < 3):",
    "    if ((items is None) and (len(items) < 3)):",
    "    if items is not None or len(items) < 3:",
    "    if items is None or len(items) <= 3:",
    "    if items is None or len(items) < 4:",
    "        pass",
    "    return None",
    "    return -1 if items else items[0]",
    "    return items[1] if items else -1",
    "    return items[0] if items else -2",
}


def test_each_change_is_one_that_an_author_might_get_wrong() -> None:
    changed = mutants("example.py", EXAMPLE)
    lines = [line[2:] for mutant in changed for line in mutant.diff.splitlines() if line.startswith("+ ")]
    assert sorted(lines) == sorted(CHANGED_LINES)
    assert all(mutant.compiles for mutant in changed)


def test_a_seed_draws_the_same_changes_and_another_one_others() -> None:
    modules = [REPOSITORY / "generator" / "memo.py", REPOSITORY / "generator" / "problems.py"]
    drawn = draw(modules, REPOSITORY, 5, seed=1)
    assert len(set(drawn)) == 5
    assert drawn == draw(modules, REPOSITORY, 5, seed=1) != draw(modules, REPOSITORY, 5, seed=2)


@pytest.mark.parametrize(
    ("module", "tests"),
    [
        (
            "generator/output/spool.py",
            ["tests/output/test_spool.py", "tests/output", "tests", "tests/output"],
        ),
        ("generator/schema/quiz.py", ["tests/content tests/checks", "tests", "tests/content tests/checks"]),
        ("generator/memo.py", ["tests/test_memo.py", "tests"]),
    ],
)
def test_the_tests_of_a_module_come_before_all_others(module: str, tests: list[str]) -> None:
    found = [" ".join(arguments[2:]) for arguments in stages(module, REPOSITORY)]
    assert found == tests


@pytest.mark.builds
def test_what_no_test_notices_survives(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    module = tmp_path / "generator" / "output" / "sizes.py"
    module.parent.mkdir(parents=True)
    module.write_text("def small(size):\n    return size < 3\n")
    (tmp_path / "pyproject.toml").write_text(
        '[tool.pytest.ini_options]\nmarkers = ["fast", "slow", "builds"]\n'
    )
    test = tmp_path / "tests" / "output" / "test_sizes.py"
    test.parent.mkdir(parents=True)
    test.write_text(
        "import pytest\nfrom generator.output.sizes import small\n\n"
        "@pytest.mark.fast\ndef test_small():\n    assert small(1) is True\n    assert small(9) is False\n"
    )
    assert main(["--number", "9", "--at-least", "0.9"], tmp_path) == 1
    printed = capsys.readouterr().out
    assert "\n3 mutants: 1 killed, 2 survived, in " in printed
    assert (
        "SURVIVED generator/output/sizes.py:2: comparison\n-     return size < 3\n+     return size <= 3\n"
        in printed
    )
    assert (
        "killed   generator/output/sizes.py:2: returns by tests/output/test_sizes.py::test_small\n"
        in printed
    )
    assert module.read_text() == "def small(size):\n    return size < 3\n"

    test.write_text(test.read_text().replace("small(9)", "small(3)"))
    assert main(["--number", "9", "--at-least", "0.6"], tmp_path) == 0
    test.write_text(test.read_text().replace("True", "0"))
    assert main([], tmp_path) == 1
    assert "fails without any change: mend that first" in capsys.readouterr().out
