# What each format module provides: a description of the format, and a function that writes a quiz in it.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.website.downloads import Format

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.quizzes.exports.assessment import Assessment


@dataclass(frozen=True, kw_only=True)
class Export(Format):
    """A file format that quizzes are exported to."""

    render: Callable[[Assessment], str | bytes]
    """Returns the content of the file for one quiz. It must be deterministic: same quiz, same bytes."""
