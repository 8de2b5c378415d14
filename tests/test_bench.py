# SPDX-License-Identifier: MIT
"""The plot of `make bench`: what grows with the size rises as steeply as it grows."""

from __future__ import annotations

import lxml.etree
import pytest

from bench.plot import plot

SIZES = (100, 1000)
LINES = {"linear": (0.1, 1.0), "flat": (0.5, 0.5), "<quadratic> & slow": (0.1, 10.0)}


@pytest.fixture(scope="module")
def drawn() -> lxml.etree._Element:
    return lxml.etree.fromstring(plot(SIZES, LINES).encode())


def rises(drawn: lxml.etree._Element) -> list[float]:
    """How far up each line goes."""
    lines = [line.get("points").split() for line in drawn.findall(".//{*}polyline")]
    ends = [[float(point.split(",")[1]) for point in (line[0], line[-1])] for line in lines]
    return [start - end for start, end in ends]


def test_ten_times_the_seconds_are_one_step_up(drawn: lxml.etree._Element) -> None:
    linear, flat, quadratic = rises(drawn)
    assert flat == 0
    assert linear > 0
    assert quadratic == pytest.approx(2 * linear, abs=0.3)


def test_every_line_and_size_has_its_name(drawn: lxml.etree._Element) -> None:
    said = {"".join(text.itertext()) for text in drawn.findall(".//{*}text")}
    assert {*LINES, *map(str, SIZES)} <= said
