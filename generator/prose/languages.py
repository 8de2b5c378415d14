# What is known of a language by its tag: in which direction it is written.

from __future__ import annotations

from functools import cache


@cache
def direction(language: str) -> str:
    """`ltr` or `rtl`: the direction of the script of a language, as in HTML's attribute `dir`.

    Args:
        language: a BCP 47 tag that Babel knows, such as `en-GB`.
    """
    from babel.core import Locale  # noqa: PLC0415 - only sites with more than one language need it

    return Locale.parse(language, sep="-").text_direction
