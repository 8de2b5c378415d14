# SPDX-License-Identifier: MIT
"""Which characters the fonts have, compared with what Typst can set."""

from __future__ import annotations

import re
import unicodedata

import pytest

from generator.output.fonts import missing
from generator.output.typesetting import TypesettingError, typeset

_REFUSED = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")


def refused_by_typst(characters: list[str]) -> set[str]:
    """Those of which Typst says that no font has them."""
    lines = "\n\n".join(f'#text("a\\u{{{ord(one):x}}}b")' for one in characters)
    source = f'#set document(title: "t")\n#set text(font: "Vazirmatn")\n{lines}'
    try:
        typeset({"main.typ": source.encode()}, "compile", pdf_standards=["ua-1", "a-2a"], timestamp=0)
    except TypesettingError as error:
        shown = "".join(_REFUSED.findall(str(error)))
        return set(_ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), shown))
    return set()


@pytest.mark.builds
def test_the_fonts_miss_what_typst_cannot_set() -> None:
    characters = map(chr, range(0xA0, 0x20000))
    assigned = [one for one in characters if unicodedata.category(one)[0] not in "CM"]
    sample = assigned[::75]
    sample += [one for one in assigned if ord(one) < 0x250 or 0x2000 <= ord(one) < 0x2070]
    expected = {one for one in sample if missing(one)}
    assert refused_by_typst(sample) == expected
    assert 0 < len(expected) < len(set(sample))


@pytest.mark.parametrize(
    "text", ["a – “b” … é", "e\u0301", "naïve\u00a0b\u200b\u2060", "Łęcka Şahin", "שלום", "سلام"]
)
def test_text_that_can_be_printed(text: str) -> None:
    assert missing(text) == []


def test_each_missing_character_is_named_once() -> None:
    assert missing("a 👍\ufe0f b 漢 👍") == ["👍", "漢"]
