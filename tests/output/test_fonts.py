# SPDX-License-Identifier: MIT
"""Which characters the fonts have, compared with what Typst can set."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import pytest

from generator.output.fonts import NO_FONTS, added_fonts, missing
from generator.output.typesetting import TypesettingError, typeset
from generator.problems import ContentError
from tests.output.made_font import FAMILY, made_font

if TYPE_CHECKING:
    from pathlib import Path

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


# --- fonts that a site adds --------------------------------------------------------------------------


def folder_with(path: Path, **fonts: bytes) -> Path:
    """A content folder with fonts beside it."""
    (path / "fonts").mkdir()
    for name, font in fonts.items():
        (path / "fonts" / f"{name}.ttf").write_bytes(font)
    return path / "content"


def test_without_a_folder_no_font_is_added(tmp_path: Path) -> None:
    assert added_fonts(tmp_path / "content") is NO_FONTS


@pytest.mark.parametrize("first", [0x3B1, 0x905, 0x4E00, 0x20000], ids=hex)
def test_an_added_font_has_letters_that_ours_do_not_have(tmp_path: Path, first: int) -> None:
    letters = "".join(map(chr, range(first, first + 3)))
    assert missing(letters) == [*letters]
    added = added_fonts(folder_with(tmp_path, greek=made_font(first)))
    assert added.families == (FAMILY,)
    assert missing(letters, added) == []
    assert missing("漢漢", added) == ["漢"]


def test_a_file_that_is_no_font_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"torn\.ttf:1:1: is no font that can be used"):
        added_fonts(folder_with(tmp_path, good=made_font(0x3B1), torn=b"no font"))


def test_another_font_has_another_digest(tmp_path: Path) -> None:
    content = folder_with(tmp_path, one=made_font(0x3B1))
    before = added_fonts(content)
    (tmp_path / "fonts" / "one.ttf").write_bytes(made_font(0x905))
    assert added_fonts(content).digest != before.digest
