# How many examples of Hypothesis `make test` tries of tests that take long, and `make test-all`.

from __future__ import annotations

from hypothesis import settings


def half_of(number: int) -> int:
    """Half of the examples that `make test-all` tries with its profile."""
    is_all = settings.default is settings.get_profile("new")
    return number if is_all else number // 2
