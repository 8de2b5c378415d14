# Levels of evidence as readers see them, on pages and handouts: a number of dots and a few words.

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.schema.common import Level

if TYPE_CHECKING:
    from collections.abc import Callable

DOTS = 4
"""How many dots a level has, filled or not."""


class LevelLabel(NamedTuple):
    """How a level is shown."""

    filled: int | None
    """How many of the dots are filled; None if nothing was measured, so that there are no dots."""
    words: str
    """The words beside the dots."""


def level_labels(gettext: Callable[[str], str]) -> dict[Level, LevelLabel]:
    """Level → its dots and words in the reader's language."""
    _ = gettext
    return {
        Level.GUIDELINE: LevelLabel(4, _("In guidelines")),
        Level.OFFICIAL: LevelLabel(None, _("Official patient advice")),
        Level.MODERATE: LevelLabel(3, _("Moderate")),
        Level.LOW: LevelLabel(2, _("Low")),
        Level.VERY_LOW: LevelLabel(1, _("Very low")),
        Level.NONE: LevelLabel(0, _("No trials yet")),
        Level.PRACTICE: LevelLabel(None, _("Usual practice, not tested")),
    }
