# SPDX-License-Identifier: MIT
"""Sheets for the page on which readers make handouts: the JSON that Typst prints, as pieces of HTML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from generator.handouts.screen.sheet_html import SheetHtml, prefixes_of
from generator.handouts.sheet import parts
from generator.handouts.sheet.documents import document
from generator.handouts.sheet.sheet import with_shape
from generator.schema.leaflet import Block
from tests.handouts.handouts_example import all_kinds

if TYPE_CHECKING:
    from generator.site import Site


@pytest.fixture(scope="module")
def site() -> Site:
    return all_kinds()


def section_html(site: Site, *items: dict[str, Any]) -> str:
    """The HTML of a section of paragraphs."""
    (section,) = parts.section("A & B", parts.paragraphs(list(items)))
    html: str = SheetHtml(site, "").section(with_shape(Block.TEXT, section), prefixes_of("x"))["html"]
    return html


def item(*tree: dict[str, Any], practice: bool = False) -> dict[str, Any]:
    return {"text": list(tree), "practice": practice}


@pytest.mark.parametrize(
    ("node", "html"),
    [
        ({"text": '1 < 2 & "so" on'}, "1 &lt; 2 &amp; &#34;so&#34; on"),
        (
            {"link": [{"text": "a<b>"}], "url": "https://x.example/?a=1&b=2"},
            '<a href="https://x.example/?a=1&amp;b=2">a&lt;b&gt;</a>',
        ),
        ({"strong": [{"text": "<"}, {"emphasis": [{"text": "x"}]}]}, "<strong>&lt;<em>x</em></strong>"),
        ({"link": [{"text": "page"}], "to": "techniques/a"}, "page"),
        ({"cite": [1, 12]}, "<sup>1,12</sup>"),
        ({"cite": []}, ""),
    ],
)
def test_text_is_escaped_and_marked_up(site: Site, node: dict[str, Any], html: str) -> None:
    assert f"<p data-unit>{html}</p>" in section_html(site, item(node))


def test_usual_practice_is_marked_once_for_the_section_or_for_each_item(site: Site) -> None:
    held, known = item({"text": "Held."}, practice=True), item({"text": "Known."})
    some, every = section_html(site, held, known, known), section_html(site, held, held)
    assert (
        '<p data-unit>Held. <span class="practice">(usual practice)</span></p><p data-unit>Known.</p>'
        in some
    )
    assert '<h3>A &amp; B</h3><span class="chip">usual practice</span>' in every
    assert "(usual practice)" not in every


@pytest.mark.parametrize("id_", ["technique", "plan", "quiz"])
def test_ids_in_drawings_are_unique_and_references_to_them_resolve(site: Site, id_: str) -> None:
    leaflet = site.library.leaflets[id_]
    pieces = SheetHtml(site, "").sheet(document(site, leaflet).data["sheets"][0], id_, leaflet.pages)
    html = "".join(section["html"] for section in pieces["sections"]) + pieces["ending"]
    ids = re.findall(r'\bid="([^"]*)"', html)
    assert len(ids) == len(set(ids))
    assert {*re.findall(r'(?:\bhref="#|url\(#)([^")]*)', html)} <= {*ids}
    assert all(id_in_drawing.startswith(f"{id_}-") for id_in_drawing in ids)


def test_every_text_of_every_part_is_html(site: Site) -> None:
    """A part of the JSON that was not converted would show up as a Python dict."""
    for leaflet in site.library.leaflets.values():
        pieces = SheetHtml(site, "").sheet(document(site, leaflet).data["sheets"][0], "x", leaflet.pages)
        for section in pieces["sections"]:
            assert "&#39;text&#39;:" not in section["html"], section["block"]


def test_every_drawing_has_a_view_box(site: Site) -> None:
    leaflet = site.library.leaflets["technique"]
    pieces = SheetHtml(site, "").sheet(document(site, leaflet).data["sheets"][0], "x", leaflet.pages)
    html = "".join(section["html"] for section in pieces["sections"]) + pieces["ending"]
    drawings = re.findall(r"<svg\b[^>]*>", html)
    assert len(drawings) > 2
    assert all("viewBox=" in drawing for drawing in drawings)
