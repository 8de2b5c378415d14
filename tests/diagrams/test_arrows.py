# SPDX-License-Identifier: MIT
"""Arrows: the head is the same triangle in every direction, and points along the stroke."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagrams import arrows
from tests.diagrams.drawings import points

TIP = (12.0, -7.0)


@given(st.floats(-math.pi, math.pi))
def test_the_head_turns_with_the_stroke_and_keeps_its_shape(angle: float) -> None:
    along = (math.cos(angle), math.sin(angle))
    before = (TIP[0] - 30 * along[0], TIP[1] - 30 * along[1])
    size = arrows._HEAD  # noqa: SLF001
    corners = list(points(arrows._head(before, TIP, size)))[:3]  # noqa: SLF001
    ahead = [(x - TIP[0]) * along[0] + (y - TIP[1]) * along[1] for x, y in corners]
    aside = [(y - TIP[1]) * along[0] - (x - TIP[0]) * along[1] for x, y in corners]
    assert ahead == pytest.approx([0.75 * size, -0.45 * size, -0.45 * size], abs=0.2)
    assert aside == pytest.approx([0, 0.78 * size, -0.78 * size], abs=0.2)
