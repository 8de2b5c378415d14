# SPDX-License-Identifier: MIT
"""`make bench`: what is measured is really run, and a plot rises as steeply as what it shows."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import lxml.etree
import pytest

from bench import builds
from bench.commands import run
from bench.plot import plot

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.builds

SIZES = (100, 1000)
LINES: dict[str, tuple[float | None, ...]] = {
    "linear": (0.1, 1.0),
    "flat": (0.5, 0.5),
    "<quadratic> & slow": (0.1, 10.0),
    "given up": (9.0, None),
}


@pytest.fixture(scope="module")
def drawn() -> lxml.etree._Element:
    return lxml.etree.fromstring(plot(SIZES, LINES).encode())


def rises(drawn: lxml.etree._Element) -> list[float]:
    """How far up each line goes."""
    lines = [line.get("points").split() for line in drawn.findall(".//{*}polyline")]
    ends = [[float(point.split(",")[1]) for point in (line[0], line[-1])] for line in lines]
    return [start - end for start, end in ends]


def test_ten_times_the_seconds_are_one_step_up(drawn: lxml.etree._Element) -> None:
    linear, flat, quadratic, given_up = rises(drawn)
    assert flat == 0
    assert linear > 0
    assert given_up == 0
    assert quadratic == pytest.approx(2 * linear, abs=0.3)


def test_every_line_and_size_has_its_name(drawn: lxml.etree._Element) -> None:
    said = {"".join(text.itertext()) for text in drawn.findall(".//{*}text")}
    assert {*LINES, *map(str, SIZES)} <= said


def test_a_command_is_measured(tmp_path: Path) -> None:
    code = "import time; kept = bytes(range(256)) * 400_000; time.sleep(0.3); open('made', 'w').close()"
    taken = run([sys.executable, "-c", code], tmp_path)
    assert (tmp_path / "made").is_file()
    assert taken.seconds > 0.3
    assert taken.mebibytes > 95


def test_patience_has_an_end(tmp_path: Path) -> None:
    assert run([sys.executable, "-c", "import time; time.sleep(60)"], tmp_path, patience=0.2).seconds == 0.2


def test_a_command_that_fails_ends_it(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="no such thing"):
        run([sys.executable, "-c", "raise SystemExit('no such thing')"], tmp_path)


@pytest.mark.slow
def test_builds_are_measured_side_by_side(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builds, "PLOT", tmp_path / "builds.svg")
    report = builds.measure([1, 103])
    cells = dict(re.findall(r"^\| (.+?) \| ([\d.]+)", report, re.MULTILINE))
    for name in (
        "ours, from YAML",
        "of that, the generator alone",
        "of that, MkDocs with our plugin",
        "plain MkDocs and Material",
        "the floor: the same bytes",
        "`make site`, nothing changed",
        "`make serve`, from edit to page",
        "the generator's memory, MiB",
        "the site, MB",
    ):
        assert float(cells[name]) > 0, name
    assert "MkDocs 1." in report
    assert (tmp_path / "builds.svg").is_file()


def test_growth_is_told_for_a_topic() -> None:
    def size(topics: int, ours: float, plain: float) -> builds.Size:
        taken = {"ours, from YAML": ours, "plain MkDocs and Material": plain}
        return builds.Size(topics, taken, 1, 1)

    few, many = size(500, 5, 10), size(5000, 60, 90)
    told = "A topic of 5000 against one of 500: ours, from YAML 1.20, plain MkDocs and Material 0.90 times."
    assert builds._growth([size(100, 1, 1), few, many]) == [told]  # noqa: SLF001
    assert builds._growth([size(100, 1, 1), few]) == []  # noqa: SLF001
