# Characters that no content may hold, and the name of a character in messages.

from __future__ import annotations

import re

_UNUSABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)
"""Control characters, halves of surrogate pairs, and code points that never stand for a character. XML and
HTML allow few of them. YAML also ends a line at U+0085, U+2028 and U+2029, which editors do not show."""


def unusable(text: str) -> re.Match[str] | None:
    """The first character of `text` that no content may hold."""
    return _UNUSABLE.search(text)


def named(character: str) -> str:
    """A character as messages show it: `'☎' (U+260E)`."""
    shown = f"'{character}' " if character.isprintable() else "a character that cannot be seen "
    return f"{shown}({' '.join(f'U+{ord(one):04X}' for one in character)})"
