# SPDX-License-Identifier: MIT
"""`make bench`: it really runs what it measures, and the slope of a plotted line matches its growth."""

from __future__ import annotations

import json
import re
import sys
import time
from typing import TYPE_CHECKING

import lxml.etree
import pytest

from bench import builds
from bench.commands import run
from bench.plot import plot
from bench.states import STAGE_NAMES
from bench.without_sheets import STAGES, Costs
from generator.output import parallel
from generator.output.parallel import spread

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
def drawing() -> lxml.etree._Element:
    return lxml.etree.fromstring(plot(SIZES, LINES).encode())


def rises(drawing: lxml.etree._Element) -> list[float]:
    """By how much each line rises."""
    lines = [line.get("points").split() for line in drawing.findall(".//{*}polyline")]
    ends = [[float(point.split(",")[1]) for point in (line[0], line[-1])] for line in lines]
    return [start - end for start, end in ends]


def test_a_line_rises_in_proportion_to_its_growth(drawing: lxml.etree._Element) -> None:
    linear, flat, quadratic, given_up = rises(drawing)
    assert flat == 0
    assert linear > 0
    assert given_up == 0
    assert quadratic == pytest.approx(2 * linear, abs=0.3)


def test_every_line_and_every_size_is_labelled(drawing: lxml.etree._Element) -> None:
    labels = {"".join(text.itertext()) for text in drawing.findall(".//{*}text")}
    assert {*LINES, *map(str, SIZES)} <= labels


def test_time_and_memory_of_a_command_are_measured(tmp_path: Path) -> None:
    code = "import time; kept = bytes(range(256)) * 400_000; time.sleep(0.3); open('made', 'w').close()"
    measured = run([sys.executable, "-c", code], tmp_path)
    assert (tmp_path / "made").is_file()
    assert measured.seconds > 0.3
    assert measured.mebibytes > 95


def test_a_command_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    assert run([sys.executable, "-c", "import time; time.sleep(60)"], tmp_path, patience=0.2).seconds == 0.2


def test_a_failing_command_ends_the_benchmark(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="no such thing"):
        run([sys.executable, "-c", "raise SystemExit('no such thing')"], tmp_path)


@pytest.mark.slow
def test_the_report_has_a_time_for_every_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builds, "PLOT", tmp_path / "builds.svg")
    report = builds.measure([1, 103])
    cells = dict(re.findall(r"^\| (.+?) \| ([\d.]+)", report, re.MULTILINE))
    for name in (
        "ours, from YAML",
        "plain MkDocs and Material",
        "the floor: the same bytes",
        "`make serve`, from edit to page",
        "the site, MB",
    ):
        assert float(cells[name]) > 0, name
    for name in ("cold", "one word", "nothing changed", *STAGE_NAMES):
        assert name in cells, name
    assert "%" in report
    assert "MkDocs 1." in report
    assert (tmp_path / "builds.svg").is_file()


def test_the_report_compares_the_cost_of_a_topic_at_two_sizes() -> None:
    def size(topics: int, ours: float, plain: float) -> builds.Size:
        times = {"ours, from YAML": ours, "plain MkDocs and Material": plain}
        return builds.Size(topics, times, 1, {}, {})

    few, many = size(500, 5, 10), size(5000, 60, 90)
    line = "A topic of 5000 against one of 500: ours, from YAML 1.20, plain MkDocs and Material 0.90 times."
    assert builds._growth([size(100, 1, 1), few, many]) == [line]  # noqa: SLF001
    assert builds._growth([size(100, 1, 1), few]) == []  # noqa: SLF001


def test_what_children_take_is_part_of_their_stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(parallel, "_fork", vars(parallel)["_fork"])  # put back afterwards
    monkeypatch.setattr(parallel, "_MANY", 20)  # above it, children make nearly all files
    costs = Costs()
    costs.count_children()

    def busy(_: int) -> None:
        end = time.process_time() + 0.01
        while time.process_time() < end:
            pass

    costs.timed("checks", lambda: spread(busy, range(30)))
    costs.timed("rest", lambda: spread(lambda one: costs.timed("pages", busy, one), range(30)))
    costs.save()
    seconds = json.loads((tmp_path / STAGES).read_text("utf-8"))["seconds"]
    assert seconds["checks"] > 0.25
    assert seconds["pages"] > 0.25
    assert seconds["rest"] < 0.2
