# What must hold of content beyond the shape of each file: plain functions in a list.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks import (
    completeness,
    dates,
    draws,
    duplicates,
    evidence,
    links,
    plain_language,
    regions,
)
from generator.checks.items import rules

if TYPE_CHECKING:
    import datetime as dt

    from generator.content.library import Library
    from generator.problems import Problem

ALWAYS = (links.check, duplicates.check, evidence.check, regions.check)
"""Checks that make sense even while some files are not valid."""

WHEN_ALL_VALID = (completeness.check, draws.check, rules.check, plain_language.check)
"""Checks that would blame valid files for what a broken one would bring."""


def run_checks(library: Library, today: dt.date) -> list[Problem]:
    """All problems of a library.

    Args:
        library: everything that is valid, of all regions.
        today: the day against which review dates are held.
    """
    checks = ALWAYS if library.content.broken else (*ALWAYS, *WHEN_ALL_VALID)
    found = [problem for check in checks for problem in check(library)]
    return sorted({*found, *dates.check(library, today)})
