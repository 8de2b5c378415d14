# The fractions of a mark that Moodle accepts (`lib/questionlib.php`, `get_grade_options`).
#
# Moodle refuses to import a file with any other fraction. It replaces each accepted one by its own value
# with seven decimals, so that three times 33.33333 is the whole mark.

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

ACCEPTED = (
    "100", "90", "83.33333", "80", "75", "70", "66.66667", "60", "50", "40", "33.33333", "30", "25",
    "20", "16.66667", "14.28571", "12.5", "11.11111", "10", "5", "0",
)  # fmt: skip
"""In percent; each is also accepted with a minus sign."""


def percent(points: Fraction) -> str:
    """Format a fraction of a mark, from -1 to 1, as a percentage with at most five decimals.

    Raises:
        ValueError: Moodle does not accept this fraction.
    """
    exact = Decimal(100) * points.numerator / points.denominator
    text = format(exact.quantize(Decimal("0.00001"), ROUND_HALF_UP).normalize(), "f")
    if text.lstrip("-") not in ACCEPTED:
        message = f"Moodle knows no mark of {text} percent"
        raise ValueError(message)
    return text
