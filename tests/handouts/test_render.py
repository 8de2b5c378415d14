# Handouts as PDF: accessibility, layout, content, QR codes, reproducibility; and the real leaflets.

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
import segno
import zxingcpp

from generator.content.library import Library
from generator.handouts.printing.forms import FORMS
from generator.handouts.sheet.context import context
from generator.handouts.sheet.sheet import sheet
from tests.conftest import REPOSITORY, SITE_URL
from tests.handouts.handouts_example import (
    TOPICS,
    Pdf,
    all_kinds,
    booklet,
    leaflet,
    printed,
    printed_once,
    real_sheets,
    real_sheets_on_a4,
    real_site,
    site_of,
)

if TYPE_CHECKING:
    from pathlib import Path

    from generator.handouts.printing.forms import Form

pytestmark = pytest.mark.builds

MILLIMETRE = 72 / 25.4
FORM = {form.id: form for form in FORMS}
NAMES = [f"{topic}-{form}" for topic in TOPICS for form in FORM]


@cache
def _all() -> dict[str, Pdf]:
    return printed_once("all-kinds", all_kinds)


@pytest.fixture(params=NAMES)
def pdf(request: pytest.FixtureRequest) -> Pdf:
    """A leaflet on each kind of topic, in each form."""
    return _all()[request.param]


@pytest.fixture
def form(pdf: Pdf) -> Form:
    """The form of `pdf`."""
    return FORM[pdf.handout.form]


# --- every file ------------------------------------------------------------------------------------


def test_every_leaflet_is_printed_in_every_form() -> None:
    paths = {pdf.output.path for pdf in _all().values()}
    assert paths == {f"handouts/{topic}/{topic}-{form}.pdf" for topic in TOPICS for form in FORM}
    assert {pdf.output.source for pdf in _all().values()} == {f"leaflets/{topic}.yml" for topic in TOPICS}


def test_a_pdf_declares_that_it_is_accessible_and_archivable(pdf: Pdf) -> None:
    with pdf.file.open_metadata() as metadata:
        assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        assert metadata["{http://www.aiim.org/pdfa/ns/id/}part"] == "2"
        assert metadata["{http://www.aiim.org/pdfa/ns/id/}conformance"] == "A"


def test_a_pdf_has_a_language_and_a_title(pdf: Pdf) -> None:
    assert str(pdf.file.Root.Lang) == "en-GB"
    assert str(pdf.file.docinfo["/Title"]) == f"All about {pdf.handout.leaflet}"
    assert pdf.file.Root.ViewerPreferences.DisplayDocTitle


def test_headings_skip_no_level(pdf: Pdf) -> None:
    levels = [int(str(tag.S)[2:]) for tag in pdf.tagged("/H1", "/H2", "/H3", "/H4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


def test_every_heading_is_a_bookmark(pdf: Pdf) -> None:
    with pdf.file.open_outline() as outline:
        (root,) = outline.root
    sections = {str(tag["/T"]) for tag in pdf.tagged("/H2")}
    assert root.title == f"All about {pdf.handout.leaflet}"
    assert {child.title for child in root.children} == sections


def test_every_picture_has_an_alternative_text(pdf: Pdf) -> None:
    figures = pdf.tagged("/Figure")
    assert figures
    assert all(len(str(figure["/Alt"])) > 10 for figure in figures)


def test_lists_are_tagged_as_lists(pdf: Pdf) -> None:
    items = Counter(str(tag.S) for tag in pdf.tags)
    assert items["/L"] >= 2
    assert items["/LI"] == items["/LBody"] > items["/L"]


def test_every_font_is_embedded_and_ours(pdf: Pdf) -> None:
    assert pdf.fonts
    for font in pdf.fonts:
        assert "/FontFile2" in font or "/FontFile3" in font
        assert "AtkinsonHyperlegibleNext" in str(font.FontName)


def test_paper_size_and_page_count_are_right(pdf: Pdf, form: Form) -> None:
    assert len(pdf.file.pages) == pdf.handout.pages
    for page in pdf.file.pages:
        width, height = (float(side) for side in page.mediabox[2:])
        assert width == pytest.approx(form.width * MILLIMETRE, abs=0.1)
        assert height == pytest.approx(form.height * MILLIMETRE, abs=0.1)


def test_text_stays_within_the_margins(pdf: Pdf, form: Form) -> None:
    for _, left, top, right, bottom in pdf.lines:
        assert left > 9 * MILLIMETRE
        assert top > 5 * MILLIMETRE
        assert right < (form.width - 9) * MILLIMETRE
        assert bottom < (form.height - 5) * MILLIMETRE


def test_type_has_the_promised_size(pdf: Pdf, form: Form) -> None:
    body, least = ({18.0}, 16) if form.large else ({11.0, 11.5, 12.0}, 9)
    assert body & set(pdf.sizes)
    under = [size for size in pdf.sizes if size < least]
    assert len(under) < 0.02 * len(pdf.sizes)  # the small raised numbers of sources


# --- content of a sheet ----------------------------------------------------------------------------


def test_a_technique_prints_every_block() -> None:
    text = _all()["technique-a4"].text
    for words in (
        "Your name",
        "In short",
        "The hand stays on the top of the shoulder.",
        "What it is",
        "What it should feel like",
        "Pleasant pressure",
        "How it is done",
        "Before",
        "During",
        "Afterwards",
        "Before you have it, check if you:",
        "Get emergency help if your neck hurts and you have:",
        "Emergency: get help now",
        "At home",
        "Questions to ask",
        "How sure are we?",
        "No trials yet.",
        "In your own words",
        "What will you say?",
        "Notes",
        "Next appointment:",
        "Sources",
    ):
        assert words in text


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (
            "symptom-a4",
            ["What it may be", "What helps", "What you can do", "When to see someone"],
        ),
        ("self-care-a4", ["What we know", "What to do", "Stop, or ask first, if:", "How sure are we?"]),
        (
            "session-a4",
            ["In short", "What it should feel like", "Too much: say “softer”", "How sure are we?"],
        ),
        ("signs-a4", ["Emergency: get help now", "Call 999 or go to A&E now"]),
    ],
)
def test_other_topics_print_their_own_blocks(name: str, words: list[str]) -> None:
    for heading in words:
        assert heading in _all()[name].text


def test_no_placeholder_is_left(pdf: Pdf) -> None:
    assert not re.search(r"[{}]|\bNone\b|\*\*|\]\[|\[@", pdf.text)


def test_every_sheet_says_whom_to_call(pdf: Pdf) -> None:
    assert "999" in pdf.text
    assert "Elsewhere: call your local emergency number." in pdf.text


def test_every_page_says_that_no_clinician_checked_it(pdf: Pdf) -> None:
    for number, page in enumerate(pdf.pages, start=1):
        text = " ".join(page.get_textpage().get_text_range().split())
        assert "Not yet checked by a clinician" in text
        assert f"Page {number} of {pdf.handout.pages}" in text
        assert "Checked against its sources: November 2026 · Version 4.5.6" in text


def test_a_reviewer_is_named_when_all_parts_have_one() -> None:
    who = "A. Example, physiotherapist"
    blocks = ["in-short", "feel"]
    checked = leaflet("checked", TOPICS["technique"], reviewer=who, blocks=blocks)
    (pdf,) = printed(site_of(checked, topic={"reviewer": who}), FORMS[:1]).values()
    assert f"Checked by {who}." in pdf.text
    assert "Not yet checked" not in pdf.text
    (half,) = printed(site_of(checked), FORMS[:1]).values()
    assert "Not yet checked by a clinician" in half.text
    site = site_of(checked, topic={"reviewer": who})
    items = {
        **site.library.content.items,
        "warning-signs": site_of(checked).library.content.items["warning-signs"],
    }
    site = replace(site, library=Library(replace(site.library.content, items=items)))
    (signs_unchecked,) = printed(site, FORMS[:1]).values()
    assert "Not yet checked by a clinician" in signs_unchecked.text


def test_usual_practice_is_marked_and_explained() -> None:
    text = _all()["technique-a4"].text
    assert "How it is done usual practice" in text
    assert "“Usual practice” marks what therapists usually do or say, and nobody has tested." in text


def test_citation_numbers_refer_to_the_list_of_sources() -> None:
    pdf = _all()["technique-a4"]
    listed = pdf.text.split(" Sources ", 1)[1]
    assert "record was there.1" in pdf.text
    assert listed.startswith("1. Posadzki P, Ernst E.")
    assert "https://doi.org/10.1111/fct.12007" in pdf.links


def test_without_a_list_of_sources_there_are_no_citation_numbers() -> None:
    short = leaflet("short", TOPICS["technique"], blocks=["ask-first"])
    (pdf,) = printed(site_of(short), FORMS[:1]).values()
    assert "record was there." in pdf.text
    assert "record was there.1" not in pdf.text


# --- clinic, address, QR code ----------------------------------------------------------------------


def test_the_sheet_names_the_clinic_and_still_shows_the_warning() -> None:
    clinic = {"name": "Example Back Clinic", "phone": "01632 960000", "web": "clinic.example"}
    for pdf in printed(site_of(leaflet("own", TOPICS["signs"]), clinic=clinic)).values():
        notice = "This is an example, not advice"
        said = f"Example Back Clinic 01632 960000 clinic.example {notice} Not yet checked by a clinician"
        assert said in pdf.text


def test_the_qr_code_opens_the_page(pdf: Pdf) -> None:
    address = SITE_URL + TOPICS[pdf.handout.leaflet].removeprefix("pages/") + "/"
    (code,) = zxingcpp.read_barcodes(pdf.picture(-1))
    assert code.text == address
    assert address in pdf.links
    printed_address = address.removeprefix("https://").rstrip("/")
    assert printed_address in pdf.text.replace("\u200b", "").replace(" ", "")


def test_the_qr_code_has_its_quiet_zone() -> None:
    """Four modules on each side (ISO/IEC 18004)."""
    site = all_kinds()
    for each in site.library.leaflets.values():
        web = sheet(context(site, each))["web"]
        modules = segno.make(web["url"], micro=False, error="m").symbol_size(border=0)[0]
        assert f'width="{modules + 8}"' in web["qr"]


def test_the_qr_code_can_be_read_from_a_grey_print() -> None:
    pdf = _all()["technique-a4"]
    assert zxingcpp.read_barcodes(pdf.picture(-1, scale=300 / 72).convert("L"))


def test_without_an_address_there_is_no_qr_code() -> None:
    for pdf in printed(all_kinds(site_url="")).values():
        assert not any("QR" in str(figure["/Alt"]) for figure in pdf.tagged("/Figure"))
        assert not any("unknot" in link for link in pdf.links)
        assert "Read this page online" not in pdf.text
        assert not zxingcpp.read_barcodes(pdf.picture(-1))


# --- reproducibility -------------------------------------------------------------------------------

HASHES = """
import hashlib
from tests.handouts.handouts_example import all_kinds, booklet, render_handouts, site_of
for site in (all_kinds(), site_of(booklet())):
    for handout in render_handouts(site)[0]:
        print(handout.path, hashlib.sha256(handout.data).hexdigest())
"""


def test_time_zone_language_and_hash_seed_do_not_change_the_bytes(tmp_path: Path) -> None:
    """Rendered again in a folder without a cache."""
    environment = {
        "PYTHONHASHSEED": "7",
        "TZ": "Pacific/Auckland",
        "LC_ALL": "C",
        "PYTHONPATH": f"{REPOSITORY}",
        "UNKNOT_CACHE": "",
    }
    run = subprocess.run(
        [sys.executable, "-c", HASHES],
        cwd=tmp_path,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    pdfs = [*_all().values(), *printed(site_of(booklet())).values()]
    here = [f"{pdf.output.path} {hashlib.sha256(pdf.handout.data).hexdigest()}" for pdf in pdfs]
    assert run.stdout.splitlines() == here


# --- the real leaflets -----------------------------------------------------------------------------


def test_the_real_sheets_are_those_of_the_website(built_site: Path) -> None:
    published = {pdf: (built_site / pdf.output.path).read_bytes() for pdf in real_sheets().values()}
    assert [pdf.output.path for pdf, data in published.items() if pdf.handout.data != data] == []


def test_the_real_leaflets_meet_their_page_targets() -> None:
    leaflets = real_site().library.leaflets
    pages = {pdf.handout.leaflet: pdf.handout.pages for pdf in real_sheets_on_a4().values()}
    assert pages.keys() == leaflets.keys()
    assert {id_: count for id_, count in pages.items() if count > leaflets[id_].pages} == {}


def test_the_real_leaflets_stay_within_the_margins() -> None:
    for pdf in real_sheets_on_a4().values():
        assert max(right for *_, right, _ in pdf.lines) < (210 - 9) * MILLIMETRE
        assert max(bottom for *_, bottom in pdf.lines) < (297 - 5) * MILLIMETRE
        assert min(left for _, left, *_ in pdf.lines) > 9 * MILLIMETRE


def test_the_emergency_box_is_not_split_across_pages() -> None:
    """Its title and its button are on the same page."""
    site = real_site()
    title = site.library.warning_signs.box.title
    button = site.region.actions["emergency_action"]
    boxes: list[int] = []
    for name, pdf in real_sheets_on_a4().items():
        pages = [" ".join(page.get_textpage().get_text_range().split()) for page in pdf.pages]
        titles = [number for number, text in enumerate(pages) if title in text]
        buttons = [number for number, text in enumerate(pages) if button in text]
        assert set(titles) <= set(buttons), name
        boxes += titles
    assert boxes
