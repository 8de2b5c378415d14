# SPDX-License-Identifier: MIT
"""Blocks that are written in leaflets, and all that pages may hold, on the PDF itself and on the screen."""

from __future__ import annotations

import io
import json
import re
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from generator.handouts.printing.forms import FORMS
from generator.handouts.screen.screen import render_screen_sheets
from generator.handouts.screen.sheet_html import SheetHtml
from generator.handouts.sheet import page_parts
from generator.handouts.sheet.documents import document
from tests.handouts.handouts_example import CONTENT, Pdf, leaflet, printed, site_of
from tests.paper import squeezed
from tests.prose.test_page_text import FRAGMENTS

if TYPE_CHECKING:
    from generator.site import Site

pytestmark = pytest.mark.builds

NAMES = [f"{id_}-{form.id}" for id_ in ("own", "page") for form in FORMS]
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"><path d="M0 5h40" stroke="#000"/></svg>'
)
BLOCKS: list[Any] = [
    "names",
    {
        "text": {
            "heading": "Words of ours",
            "paragraphs": ["A **bold** paragraph. [@posadzki-2013]"],
            "bullets": ["A bullet"],
            "steps": ["A step"],
            "ticks": ["A tick"],
            "look": "tint",
        }
    },
    {
        "picture": {
            "file": "pictures/line.svg",
            "alt": "A line across",
            "caption": "Its caption",
            "width": 40,
        }
    },
    {"picture": {"file": "photo.jpg", "alt": "A photo", "heading": "What it looks like"}},
    {
        "table": {
            "heading": "A table",
            "columns": ["First", "Second"],
            "rows": [["one", "*two*"], ["three", None]],
        }
    },
    {
        "table": {
            "heading": "A wide table",
            "columns": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"],
            "rows": [["walking", "stretching", "swimming", "gardening", "remembering"]],
        }
    },
    {"appointments": {"lines": 4}},
    "sources",
]


def jpeg() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (300, 200), "teal").save(file, "JPEG")
    return file.getvalue()


@cache
def site() -> Site:
    root = Path(mkdtemp()) / "content"
    shutil.copytree(CONTENT, root)
    (root / "leaflets" / "pictures" / "line.svg").write_text(DRAWING)
    (root / "leaflets" / "photo.jpg").write_bytes(jpeg())
    (root / "pages" / "palm.png").write_bytes(png())
    page = root / "pages" / "about.md"
    front = page.read_text(encoding="utf-8").split("---\n")[1]
    body = "\n\nWords between.\n\n".join(FRAGMENTS.values())
    page.write_text(f"---\n{front}---\n{body}\n", encoding="utf-8")
    own = leaflet("own", "techniques/slow-glide", blocks=BLOCKS)
    return site_of(own, leaflet("page", "pages/about", blocks=["text"]), root=root)


def png() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (30, 20), "teal").save(file, "PNG")
    return file.getvalue()


@cache
def sheets() -> dict[str, Pdf]:
    return printed(site())


@pytest.fixture(params=NAMES)
def pdf(request: pytest.FixtureRequest) -> Pdf:
    return sheets()[request.param]


def own(form: str) -> Pdf:
    return sheets()[f"own-{form}"]


def test_every_text_is_printed(pdf: Pdf) -> None:
    everything = squeezed(pdf.text)
    for section in document(site(), site().library.leaflets[pdf.handout.leaflet]).data["sheets"][0][
        "sections"
    ]:
        for text in texts(section):
            assert squeezed(text) in everything, text


def texts(value: Any) -> list[str]:
    """The texts of a section, wherever they are."""
    if isinstance(value, list):
        return [text for one in value for text in texts(one)]
    if not isinstance(value, dict):
        return []
    own_texts = [
        str(value[name]) for name in ("text", "code", "heading") if isinstance(value.get(name), str)
    ]
    return [*(line for one in own_texts for line in one.splitlines()), *texts(list(value.values()))]


def test_each_picture_has_its_alternative_text(pdf: Pdf) -> None:
    alts = {str(tag.get("/Alt", "")) for tag in pdf.tagged("/Figure", "/Formula")}
    wanted = {"own": {"A line across", "A photo"}, "page": {"A palm"}}[pdf.handout.leaflet]
    assert wanted <= alts


def test_tables_lists_quotations_and_code_are_tagged(pdf: Pdf) -> None:
    tags = [str(tag.S) for tag in pdf.tags]
    wanted = {
        "own": {"/Table", "/TH", "/TD", "/L", "/LI"},
        "page": {"/BlockQuote", "/Code", "/Table", "/L", "/H3"},
    }
    assert wanted[pdf.handout.leaflet] <= {*tags}


def test_every_pdf_is_accessible_and_for_archives(pdf: Pdf) -> None:
    metadata = bytes(pdf.file.Root.Metadata.read_bytes())
    assert re.search(rb"pdfuaid:part>\s*1", metadata)
    assert re.search(rb"pdfaid:conformance>\s*A", metadata)


def test_a_cell_to_write_in_is_empty_and_in_its_row() -> None:
    rows = [[str(cell.S) for cell in row.K] for row in own("a4").tagged("/TR")]
    assert ["/TH", "/TH"] in rows
    assert rows.count(["/TD", "/TD"]) == 2


def test_a_table_too_wide_for_large_print_becomes_a_list() -> None:
    assert "Tuesday: stretching" in own("large-a4").text
    assert "Tuesday: stretching" not in own("a4").text
    assert len(own("large-a4").tagged("/Table")) < len(own("a4").tagged("/Table"))


@pytest.mark.parametrize("form", ["a4", "letter", "large-a4", "large-letter"])
def test_nothing_reaches_beyond_the_margins(form: str) -> None:
    width = own(form).pages[0].get_width()
    for name in ("own", "page"):
        for _page, left, _top, right, _bottom in sheets()[f"{name}-{form}"].lines:
            assert left >= 25
            assert right <= width - 25


def test_lines_for_appointments_are_as_many_as_wanted() -> None:
    rows = [[str(cell.S) for cell in row.K] for row in own("a4").tagged("/TR")]
    assert rows.count(["/TD"] * 4) == 4
    assert own("large-a4").text.count("With whom") == 4


def test_a_photo_is_kept_as_it_is() -> None:
    filters = [
        str(one.get("/Filter"))
        for one in own("a4").file.objects
        if getattr(one, "get", None) and one.get("/Subtype") == "/Image"
    ]
    assert any("DCT" in one for one in filters)


# --- on the screen


def test_the_screen_shows_the_same() -> None:
    for id_, wanted in (
        ("own", ['alt="A line across"', 'class="grid', "appointments", 'data-column="First"']),
        ("page", ["<blockquote", "<pre", "<dl>", 'alt="A palm"', "<hr"]),
    ):
        one = site().library.leaflets[id_]
        made = SheetHtml(site(), "", "handouts/make/").sheet(
            document(site(), one).data["sheets"][0], id_, 2
        )
        shown = "".join(section["html"] for section in made["sections"])
        assert [piece for piece in wanted if piece not in shown] == []
        assert "&#39;text&#39;" not in shown
        assert "<svg" not in "".join(re.findall(r"<figure class=\"photo.*?</figure>", shown))


def test_pictures_are_published_where_sheets_on_the_screen_look_for_them() -> None:
    files = {file.path: file for file in render_screen_sheets(site())}
    script = next(file for path, file in files.items() if path == "handouts/own/sheet.js")
    addresses = re.findall(r'src=\\"([^"\\]+)', str(script.content))
    assert addresses == ["../../assets/leaflets/pictures/line.svg", "../../assets/leaflets/photo.jpg"]
    assert files["assets/leaflets/photo.jpg"].data == jpeg()
    assert json.loads(str(script.content).partition(" = ")[2].rstrip(";\n"))["title"]


# --- widths of columns


def test_a_column_is_as_wide_as_its_longest_word() -> None:
    def item(text: str) -> dict[str, Any]:
        return {"text": [{"text": text}], "practice": False}

    made = page_parts.table(
        [item("a"), item("bb")], [[item("one two three"), item("x" * 90)], [item(""), item("")]]
    )
    assert made["least"] == [5, 24]
    assert made["weights"] == [13, 60]
