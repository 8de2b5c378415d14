# Runs the checks on content: plain functions, each from a library to its problems,
# or to checks of each file.

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from generator.checks import (
    bibliography,
    completeness,
    counts,
    dates,
    draws,
    duplicates,
    emergency_lines,
    evidence,
    html,
    links,
    own_blocks,
    page_length,
    picture_files,
    plain_language,
    regions,
    required,
    safety,
    sheets,
    typed_actions,
    web_addresses,
)
from generator.checks.each import all_problems
from generator.checks.items import rules, warning_signs

if TYPE_CHECKING:
    import datetime as dt

    from generator.content.library import Library
    from generator.problems import Problem

ALWAYS = (
    links.check,
    duplicates.check,
    evidence.check,
    regions.check,
    html.check,
    bibliography.check,
    safety.check,
    emergency_lines.check,
    typed_actions.check,
    sheets.check,
    picture_files.check,
    web_addresses.check,
)
"""Checks that are meaningful even while some files are invalid."""

WHEN_ALL_VALID = (
    completeness.check,
    required.check,
    counts.check,
    draws.check,
    rules.check,
    warning_signs.check,
    plain_language.check,
    page_length.check,
    own_blocks.check,
)
"""Checks that would blame valid files for content missing from an invalid one. They need a region."""


def run_checks(library: Library, today: dt.date) -> list[Problem]:
    """Run all checks that apply and return the problems, sorted, each once.

    Args:
        library: every valid file, for all regions.
        today: the date that dates in content are compared with.
    """
    is_complete = library.regions and not library.content.broken
    checks = (*ALWAYS, *WHEN_ALL_VALID) if is_complete else ALWAYS
    problems = all_problems(library, chain.from_iterable(check(library) for check in checks))
    return sorted({*problems, *dates.check(library, today)})
