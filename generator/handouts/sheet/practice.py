# Usual practice: what rests on nothing else, and the words of its marks.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.schema.common import Level

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.schema.common import Statement


def is_practice(statement: Statement) -> bool:
    """Whether a statement rests on usual practice alone."""
    return statement.level is Level.PRACTICE


def practice_words(_: Callable[[str], str]) -> dict[str, str]:
    """The words of the marks of usual practice, translated."""
    return {
        "practice": _("usual practice"),
        "unless-numbered": _("usual practice, unless numbered"),
    }
