# A format, and how a quiz becomes a file of it.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.website.downloads import Format

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.quizzes.exports.assessment import Assessment


@dataclass(frozen=True, kw_only=True)
class Export(Format):
    """A format that we write."""

    render: Callable[[Assessment], str | bytes]
    """A quiz as a file. The same quiz gives the same bytes."""
