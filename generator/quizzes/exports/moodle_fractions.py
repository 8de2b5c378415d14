# The shares of a mark that Moodle accepts (`lib/questionlib.php`, `get_grade_options`).
#
# Others are refused when a file is imported. Moodle holds seven decimals of each, so that three thirds
# of 33.33333 count as the whole mark.

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

ACCEPTED = (
    "100", "90", "83.33333", "80", "75", "70", "66.66667", "60", "50", "40", "33.33333", "30", "25",
    "20", "16.66667", "14.28571", "12.5", "11.11111", "10", "5", "0",
)  # fmt: skip
"""In percent; each may be negative, too."""


def percent(points: Fraction) -> str:
    """A share of a mark in percent, to five decimals.

    Args:
        points: from -1 to 1.

    Raises:
        ValueError: Moodle does not accept it.
    """
    exact = Decimal(100) * points.numerator / points.denominator
    text = format(exact.quantize(Decimal("0.00001"), ROUND_HALF_UP).normalize(), "f")
    if text.lstrip("-") not in ACCEPTED:
        message = f"Moodle knows no mark of {text} percent"
        raise ValueError(message)
    return text
