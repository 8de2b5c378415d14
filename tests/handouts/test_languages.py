# SPDX-License-Identifier: MIT
"""Sheets of a translated site: their names, direction, letters; and two languages side by side."""

from __future__ import annotations

import re
from ctypes import c_double
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pypdfium2  # type: ignore[import-untyped]
import pytest

from generator.handouts.offers import pdf_suffix
from generator.handouts.printing.forms import FORMS, SIDE_BY_SIDE, form_of
from generator.handouts.render import forms_of, promise_handouts
from generator.handouts.sheet.context import NoSheet, Reader
from generator.handouts.sheet.documents import document
from generator.handouts.sheet.page_parts import text_of
from generator.handouts.sheet.side_by_side import side_by_side
from tests.handouts.handouts_example import TOPICS, Pdf, all_kinds, booklet, printed, site_of
from tests.handouts.translated_example import arabic_site, in_arabic
from tests.hosts.test_cli import project, run  # noqa: F401 - a fixture
from tests.output.made_font import made_font

if TYPE_CHECKING:
    from pathlib import Path

A4 = FORMS[0]


@cache
def arabic() -> dict[str, Pdf]:
    """The Arabic sheets on A4, in one language and in two."""
    return printed(arabic_site(), [A4, SIDE_BY_SIDE[0]])


# --- names -------------------------------------------------------------------------------------------


def test_only_a_translation_has_its_language_in_its_name() -> None:
    assert [pdf_suffix(all_kinds(), form) for form in FORMS[:3]] == [
        "-a4.pdf",
        "-letter.pdf",
        "-large-a4.pdf",
    ]
    assert pdf_suffix(arabic_site(), A4) == "-ar-a4.pdf"
    assert [pdf_suffix(arabic_site(), form) for form in SIDE_BY_SIDE] == [
        "-en-ar-a4.pdf",
        "-en-ar-letter.pdf",
    ]


def test_a_site_in_one_language_has_no_sheets_in_two() -> None:
    assert forms_of(all_kinds()) == FORMS
    assert forms_of(arabic_site()) == (*FORMS, *SIDE_BY_SIDE)


def test_each_address_is_that_of_one_sheet() -> None:
    paths = [file.path for file in promise_handouts(arabic_site())]
    assert len({*paths}) == len(paths) == len(TOPICS) * (len(FORMS) + len(SIDE_BY_SIDE))


# --- from right to left ------------------------------------------------------------------------------


def lines(pdf: Pdf) -> list[str]:
    """The characters of each line, by where they stand, from left to right."""
    found = []
    for page in pdf.pages:
        text = page.get_textpage()
        characters = [
            (*_origin(text, index), chr(pypdfium2.raw.FPDFText_GetUnicode(text, index)))
            for index in range(text.count_chars())
            if not pypdfium2.raw.FPDFText_IsGenerated(text, index)
        ]
        for _, line in groupby(sorted(characters, key=lambda one: one[0]), key=lambda one: one[0]):
            in_order = (letter for *_, letter in sorted(line, key=lambda one: one[1]))
            found.append("".join(in_order).replace(" ", ""))
    return found


def _origin(text: Any, index: int) -> tuple[int, float]:
    """How far a character is from the bottom, by its base line, and from the left."""
    x, y = c_double(), c_double()
    pypdfium2.raw.FPDFText_GetCharOrigin(text, index, x, y)
    return round(y.value), x.value


NUMBERS = "".join(map(str, range(11)))


@pytest.mark.builds
def test_a_sheet_names_its_language_and_is_accessible() -> None:
    pdf = arabic()["technique-a4"]
    metadata = bytes(pdf.file.Root.Metadata.read_bytes())
    assert str(pdf.file.Root.Lang) == "ar"
    assert re.search(rb"pdfuaid:part>\s*1", metadata)
    assert re.search(rb"pdfaid:conformance>\s*A", metadata)


@pytest.mark.builds
def test_text_comes_out_in_the_order_in_which_it_is_read() -> None:
    pdf = arabic()["technique-a4"]
    for words in ("Your name", "How it is done", "In short", "Sources"):
        assert in_arabic(words) in pdf.text
    assert in_arabic(arabic_site().source.library.leaflets["technique"].title) in pdf.text  # type: ignore[union-attr]


@pytest.mark.builds
def test_the_scale_begins_where_reading_begins() -> None:
    right_to_left = "".join(map(str, range(10, -1, -1)))
    assert right_to_left in lines(arabic()["technique-a4"])
    english = printed(all_kinds(), [A4])["technique-a4"]
    assert NUMBERS in lines(english)


@pytest.mark.builds
def test_the_first_column_is_where_reading_begins() -> None:
    """Of the sources, which stand in two columns."""
    first, second = "PosadzkiP", "CambronJA"
    english = printed(all_kinds(), [A4])["technique-a4"]
    assert any(re.search(f"{first}.*{second}", line) for line in lines(english))
    assert any(re.search(f"{second}.*{first}", line) for line in lines(arabic()["technique-a4"]))


@pytest.mark.builds
def test_what_is_not_translated_is_marked_as_such() -> None:
    source = arabic_site().source
    assert source
    words = source.library.symptoms["stiff-neck"].what_helps[0].text.source
    pdf = printed(arabic_site(untranslated=words), [A4])["symptom-a4"]
    english = [b"/Lang(en" in page.Contents.read_bytes() for page in pdf.file.pages]
    assert any(english)
    assert not any(b"/Lang(en" in page.Contents.read_bytes() for page in arabic()["symptom-a4"].file.pages)


# --- side by side ------------------------------------------------------------------------------------


def texts(value: Any) -> list[str]:
    """The texts of all items in a document, in order."""
    if isinstance(value, list | tuple):
        return [text for one in value for text in texts(one)]
    if not isinstance(value, dict):
        return []
    if "practice" in value and isinstance(value.get("text"), list):
        return [text_of(value["text"])]
    return [text for one in value.values() for text in texts(one)]


@pytest.mark.parametrize("id_", list(TOPICS))
def test_each_item_is_in_both_languages(id_: str) -> None:
    site = arabic_site()
    assert site.source
    both = "\n".join(texts(side_by_side(site, id_).data["sheets"]))
    for one in (site.source, site):
        sheet = document(one, one.library.leaflets[id_]).data["sheets"][0]
        sections = [section for section in sheet["sections"] if section["block"] != "sources"]
        missing = [text for text in texts(sections) if text not in both]
        assert missing == []


@pytest.mark.parametrize("id_", list(TOPICS))
def test_each_row_has_the_same_item_in_both_languages(id_: str) -> None:
    site = arabic_site()
    parts = [part for one in side_by_side(site, id_).data["sheets"][0]["sections"] for part in one["parts"]]
    rows = [row for part in parts if part["part"] == "pairs" for row in part["rows"]]
    assert rows
    for left, right in rows:
        assert left["part"] == right["part"]
        for one, other in zip(texts(left), texts(right), strict=True):
            letters = re.sub(r"[^ا-ي]", "", other)
            assert letters == re.sub(r"[^ا-ي]", "", in_arabic(one)) or not letters


def _has_elements(tag: Any) -> bool:
    """Whether a cell has only structure elements, no text of its own."""
    return str(tag.get("/S", "")) == "/Div" and all("/S" in one for one in tag.get("/K", []))


@pytest.mark.builds
def test_it_is_read_row_by_row_and_each_cell_names_its_language() -> None:
    pdf = arabic()["technique-side-by-side-a4"]
    lists = [
        [(str(cell.get("/Lang", "")), "".join(str(one.S) for one in cell.K)) for cell in grid.K]
        for grid in pdf.tagged("/Div")
        if len(grid.get("/K", [])) > 1 and all(_has_elements(one) for one in grid.K)
    ]
    rows = [cells for cells in lists if all(kind == "/L" for _, kind in cells)]
    assert rows
    for cells in rows:
        assert [language for language, _ in cells] == ["", "ar"] * (len(cells) // 2)


@pytest.mark.builds
def test_when_to_get_help_is_in_both_languages_on_the_first_page() -> None:
    site = arabic_site()
    assert site.source
    pdf = arabic()["technique-side-by-side-a4"]
    first = " ".join(pdf.pages[0].get_textpage().get_text_range().split())
    assert "Get help now:" in first
    assert in_arabic("Get help now:").removesuffix(":") in first


@pytest.mark.builds
def test_what_is_filled_in_is_there_once() -> None:
    site = arabic_site()
    data = side_by_side(site, "plan", Reader("Ali")).data
    parts = [part for one in data["sheets"][0]["sections"] for part in one["parts"]]
    kinds = [part["part"] for part in parts]
    assert kinds.count("week") == kinds.count("blanks") == kinds.count("lines") == 1
    assert ["Mon", in_arabic("Mon")] in next(part for part in parts if part["part"] == "week")["days"]


def test_a_booklet_has_one_language() -> None:
    site = site_of(booklet())
    with pytest.raises(NoSheet, match="only on a site that is translated"):
        side_by_side(site, "guide")


# --- the command -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--language", "fr"], "translations/fr/content.po: nothing is translated"),
        (["--language", "no-one"], "no language 'no-one'; write its code"),
        (["--beside", "en"], "say which language to put beside it"),
        (["--beside", "en", "--large"], "large print has no room for two languages"),
    ],
)
@pytest.mark.usefixtures("project")
def test_a_language_that_there_is_not(arguments: list[str], message: str) -> None:
    result = run("handout", "still-press", *arguments)
    assert result.exit_code == 1
    assert message in result.stderr


def test_the_form_of_a_sheet() -> None:
    assert form_of("letter", large=False, side_by_side=True) is SIDE_BY_SIDE[1]
    assert form_of("letter", large=True) is FORMS[3]


# --- letters that no font of ours has -----------------------------------------------------------------


@pytest.mark.builds
def test_a_name_in_other_letters_is_printed_with_a_font_beside_the_content(
    project: Path,  # noqa: F811 - the fixture
) -> None:
    refused = run("handout", "still-press", "--for", "αβγ", "-o", "out.pdf")
    assert refused.exit_code == 1
    assert "no font of the handouts has 'α' (U+03B1), 'β' (U+03B2), 'γ' (U+03B3)" in refused.stderr
    assert "into the folder fonts/ beside the content folder" in refused.stderr
    (project / "fonts").mkdir()
    (project / "fonts" / "greek.ttf").write_bytes(made_font(0x3B1))
    assert run("handout", "still-press", "--for", "αβγ", "-o", "out.pdf").exit_code == 0
    with pypdfium2.PdfDocument(project / "out.pdf") as pdf:
        assert "αβγ" in pdf[0].get_textpage().get_text_range()


@pytest.mark.builds
def test_content_may_have_letters_of_an_added_font(
    project: Path,  # noqa: F811 - the fixture
) -> None:
    path = project / "content" / "leaflets" / "still-press.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("subtitle: ", "subtitle: αβγ "), encoding="utf-8"
    )
    assert "no font of the handouts has 'α'" in run("check").stderr
    (project / "fonts").mkdir()
    (project / "fonts" / "greek.ttf").write_bytes(made_font(0x3B1))
    assert "no font" not in run("check").stderr


@pytest.mark.builds
def test_a_sheet_is_printed_anew_with_another_font_of_the_same_name(
    project: Path,  # noqa: F811 - the fixture
) -> None:
    (project / "fonts").mkdir()
    printed = []
    for first in (0x3B1, 0x3B0):  # the same letters with other glyphs
        (project / "fonts" / "greek.ttf").write_bytes(made_font(first))
        assert run("handout", "still-press", "--for", "αβγ", "-o", "out.pdf").exit_code == 0
        printed.append((project / "out.pdf").read_bytes())
    assert printed[0] != printed[1]
