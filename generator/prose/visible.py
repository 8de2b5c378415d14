# Whether readers see anything of a text.

from __future__ import annotations

import re
import unicodedata

_WITHOUT_SHAPE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"})
"""Unicode's categories of control and format characters, lone surrogates, line ends and spaces."""

_BLANK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
"""Letters, marks and symbols without a shape: fillers, joiners, variation selectors, Braille's blank."""


def shows_nothing(text: str) -> bool:
    """Whether `text` is empty, or has only white space and characters that have no shape."""
    if text[:1].isascii() and text[:1].isalnum():  # hardly any text needs a closer look
        return False
    return all(unicodedata.category(char) in _WITHOUT_SHAPE or _BLANK.match(char) for char in text)


def without_invisible(text: str, *, keep: str = "") -> str:
    """`text` without characters that have neither shape nor width, such as soft hyphens.

    Args:
        text: any text.
        keep: characters that stay all the same.
    """
    if text.isascii():
        return text
    return "".join(
        char
        for char in text
        if char in keep or not (unicodedata.category(char) == "Cf" or _BLANK.match(char))
    )
