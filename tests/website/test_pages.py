# Rendered pages of the second subject: what is on them, in which order, with which anchors.

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import lxml.html
import pytest
import yaml

from generator.content.library import Library
from generator.content.load import load
from generator.output.page import contents
from generator.prose import Prose
from generator.schema.common import Level, Statement
from generator.settings.settings import Settings
from generator.site import Site
from generator.website.pages.render import render_pages
from generator.website.theme import theme_data
from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from lxml.html import HtmlElement

CONTENT = REPOSITORY / "examples" / "neck-and-shoulder" / "content"
TECHNIQUE = "techniques/still-press"

ANCHORS = {
    TECHNIQUE: (
        "in-short ask-first how-it-is-done feel how-sure risks at-home afterwards get-help questions"
        " what-it-is at-a-glance findings not-known where used-for check sources"
    ),
    "symptoms/stiff-neck": (
        "in-short massage what-it-may-be what-helps see-a-doctor urgent get-help techniques sources"
    ),
    "self-care/turn-gently": "in-short how-to how-sure stop-if get-help",
    "muscles/trapezius": "where fibres action techniques get-help sources",
    "before-a-massage": "before during after pressure general cautions",
    "warning-signs": "emergency urgent soon",
}
"""Anchors that links and printed QR codes rely on; those of the technique are in reading order."""


def site_with(**changes: Any) -> Site:
    """The second subject, with fields of its technique replaced."""
    content, problems = load(CONTENT)
    assert problems == []
    techniques = dict(content.items["techniques"])
    id_ = TECHNIQUE.split("/")[1]
    techniques[id_] = techniques[id_].model_copy(update=changes)
    items = {**content.items, "techniques": techniques}
    return Site(Library(replace(content, items=items)), Settings(site_name="House", version="4.5.6"))


def render(site: Site) -> dict[str, str]:
    """Every rendered page and picture as text, by path without `/index.md` or `.md`."""
    return {
        file.path.removesuffix(".md").removesuffix("/index"): file.data.decode()
        for file in render_pages(site)
    }


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return render(site_with())


def body(page: str) -> HtmlElement:
    return lxml.html.fragment_fromstring(page.split("\n---\n", 1)[1], create_parent="main")


def front_matter(page: str) -> Any:
    return yaml.safe_load(page.split("\n---\n", 1)[0])


def text(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def is_page(path: str) -> bool:
    return not path.startswith("assets/")


@pytest.mark.parametrize("address", ANCHORS)
def test_pages_have_the_anchors_that_links_rely_on(pages: dict[str, str], address: str) -> None:
    ids = body(pages[address]).xpath("//@id")
    assert set(ANCHORS[address].split()) <= set(ids)
    assert len(ids) == len(set(ids))


def test_a_technique_has_its_sections_in_order(pages: dict[str, str]) -> None:
    expected = ANCHORS[TECHNIQUE].split()
    ids = [id_ for id_ in body(pages[TECHNIQUE]).xpath("//h2/@id") if id_ in expected]
    assert ids == expected


def test_every_page_has_one_emergency_box(pages: dict[str, str]) -> None:
    box = "//section[contains(@class, 'emergency')]"
    boxes = {path: len(body(page).xpath(box)) for path, page in pages.items() if is_page(path)}
    assert len(boxes) > len(ANCHORS)
    assert set(boxes.values()) == {1}


def test_the_emergency_button_dials_the_number_of_the_region(pages: dict[str, str]) -> None:
    calls = body(pages[TECHNIQUE]).xpath("//a[contains(@class, 'button')]/@href")
    assert calls == [f"tel:{site_with().region.emergency_number}"]


def test_every_page_states_that_no_clinician_checked_it(pages: dict[str, str]) -> None:
    for path, page in pages.items():
        if is_page(path):
            (line,) = body(page).find_class("review")
            assert "Not yet checked by a clinician." in text(line)
            assert "Version 4.5.6." in text(line)
            assert "November 2026" in text(line)


def test_a_reviewer_is_named_only_when_every_part_was_checked() -> None:
    site = site_with(reviewer="R. Example, physiotherapist")
    assert "Not yet checked" in text(body(render(site)[TECHNIQUE]).find_class("review")[0])
    items = dict(site.library.content.items)
    carried = ("warning-signs", "cautions", "regions", "muscles", "symptoms", "body-map", "glossary")
    for kind in carried:
        items[kind] = {
            id_: model.model_copy(update={"reviewer": "R. Example, physiotherapist"})
            for id_, model in items[kind].items()
        }
    site = replace(site, library=Library(replace(site.library.content, items=items)))
    assert "Checked by R. Example, physiotherapist." in text(
        body(render(site)[TECHNIQUE]).find_class("review")[0]
    )


def test_citations_are_numbered_in_reading_order_and_listed(pages: dict[str, str]) -> None:
    for path, page in pages.items():
        if not is_page(path):
            continue
        element = body(page)
        cited = [
            *lxml.html.fragment_fromstring(front_matter(page)["lead"], "p").xpath("//sup/a/@href"),
            *element.xpath("//sup[@class='cite']/a/@href"),
        ]
        listed = [f"#{id_}" for id_ in element.xpath("//section[@class='sources']//li/@id")]
        assert list(dict.fromkeys(cited)) == listed
        assert listed == [f"#source-{number}" for number in range(1, len(listed) + 1)]


@pytest.mark.parametrize(
    ("level", "filled", "word"),
    [
        (Level.GUIDELINE, 4, "In guidelines"),
        (Level.MODERATE, 3, "Moderate"),
        (Level.LOW, 2, "Low"),
        (Level.VERY_LOW, 1, "Very low"),
        (Level.NONE, 0, "No trials yet"),
    ],
)
def test_the_level_of_evidence_is_shown_as_dots_and_words(level: Level, filled: int, word: str) -> None:
    evidence = site_with().library.techniques["still-press"].evidence
    assert evidence
    evidence = evidence.model_copy(update={"level": level})
    (section,) = body(render(site_with(evidence=evidence))[TECHNIQUE]).xpath("//section[h2/@id='how-sure']")
    (shown,) = section.find_class("level")
    assert text(shown) == word
    assert len(shown.xpath(".//circle")) == 4
    assert len(shown.find_class("on")) == filled


def statements(*levels: Level) -> tuple[Statement, ...]:
    return tuple(
        Statement(text=Prose.parse(f"Sentence {number}."), level=level)
        for number, level in enumerate(levels)
    )


def test_a_section_of_usual_practice_only_has_one_label() -> None:
    page = body(render(site_with(risks=statements(Level.PRACTICE, Level.PRACTICE)))[TECHNIQUE])
    (section,) = page.xpath("//section[h2/@id='risks']")
    assert [text(chip) for chip in section.find_class("chip")] == ["Usual practice, not tested"]
    assert section.find_class("tag") == []


def test_usual_practice_among_others_is_labelled_itself() -> None:
    page = body(render(site_with(risks=statements(Level.LOW, Level.PRACTICE)))[TECHNIQUE])
    (section,) = page.xpath("//section[h2/@id='risks']")
    assert section.find_class("chip") == []
    assert [text(li) for li in section.xpath(".//li")] == ["Sentence 0.", "Sentence 1. usual practice"]


def test_content_is_escaped() -> None:
    hostile = Prose.parse("2 < 3 & <script>alert(1)</script> ## no heading {emergency_number}")
    page = render(site_with(in_short=(hostile, hostile, hostile), title="A <b> & C"))[TECHNIQUE]
    element = body(page)
    assert element.xpath("//script") == []
    assert "<script>alert(1)</script> ## no heading" in text(element.find_class("in-short")[0])
    assert front_matter(page)["title"] == "A <b> & C"


def test_no_page_has_an_inline_style_or_script(pages: dict[str, str]) -> None:
    for path, page in pages.items():
        if is_page(path):
            assert re.findall(r"<script|<style|\sstyle=|\son[a-z]+=", page) == []


def test_a_generated_body_is_one_block_of_raw_html(pages: dict[str, str]) -> None:
    """Markdown leaves a raw element from the first line to the last unchanged."""
    html = pages[TECHNIQUE].split("\n---\n", 1)[1].strip()
    assert html.startswith('<div class="made">')
    assert html.endswith("</div>")
    assert len(body(pages[TECHNIQUE])) == 1


def test_front_matter_has_what_the_theme_shows(pages: dict[str, str]) -> None:
    front = front_matter(pages[TECHNIQUE])
    assert front["title"] == "Still press"
    assert front["section"] == "techniques"
    assert [crumb["url"] for crumb in front["crumbs"]] == ["", "techniques/"]
    assert (
        front["description"] == "A thumb rests on one spot of the shoulder and waits until it feels easier."
    )
    titles = {entry["id"]: entry["title"] for entry in front["contents"]}
    assert titles["get-help"] == "When to get help"
    assert "in-short" not in titles


def test_contents_use_the_short_titles_of_headings() -> None:
    entries = contents(
        '<h2 id="a"><svg><path d="M0 0"/></svg> Long &amp; wide</h2>'
        '<h2 id="b" data-contents="Short">Very long</h2><h2 id="c" data-contents="">Hidden</h2>'
        '<h3 id="d">Low</h3>'
    )
    assert list(entries) == [("a", "Long & wide"), ("b", "Short")]


def test_every_picture_on_a_page_is_published(pages: dict[str, str]) -> None:
    images = {
        src.removeprefix("../" * src.count("../"))
        for path, page in pages.items()
        if is_page(path)
        for src in body(page).xpath("//img/@src")
    }
    assert len(images) > 4
    assert images <= set(pages)


def test_pictures_have_alternative_text_and_dimensions(pages: dict[str, str]) -> None:
    (picture,) = body(pages[TECHNIQUE]).xpath("//figure//img[contains(@src, 'diagrams')]")
    assert "presses straight down" in picture.get("alt")
    assert all(
        image.get("width") and image.get("height") for image in body(pages[TECHNIQUE]).xpath("//img")
    )


def test_previous_and_next_stay_in_the_section(pages: dict[str, str]) -> None:
    entries = [
        path for path in pages if re.fullmatch(r"techniques/[a-z-]+", path) and path != "techniques/compare"
    ]
    for index, path in enumerate(entries):
        links = [link.strip("./") for link in body(pages[path]).xpath("//nav[@class='pager']/a/@href")]
        adjacent = [*entries[max(index - 1, 0) : index], *entries[index + 1 : index + 2]]
        assert links == [other.split("/")[1] for other in adjacent]


def test_home_links_the_three_ways_to_find_a_page(pages: dict[str, str]) -> None:
    home = body(pages["index"])
    library = site_with().library
    assert home.xpath("//ul[@class='ways']//a/@href") == ["#where", "#feel", "#offered"]
    assert [text(link) for link in home.xpath("//ul[@class='chips']//a")] == [
        symptom.chip for symptom in library.symptoms.values()
    ]
    assert [link for link in home.xpath("//ul[@class='cards']//a/@href") if "compare" not in link] == [
        f"techniques/{id_}/" for id_ in library.techniques
    ]
    regions = [f"region-{region.id}" for region in library.body_map.regions]
    assert home.xpath("//ol[@class='regions']//a/@href") == [f"#{id_}" for id_ in regions]
    assert home.xpath("//section[@class='region']/@id") == regions


def test_comparison_has_a_row_for_each_technique(pages: dict[str, str]) -> None:
    rows = body(pages["techniques/compare"]).xpath("//table[@class='compare']/tbody/tr")
    assert len(rows) == len(site_with().library.techniques)
    for row in rows:
        assert all(cell.get("data-label") for cell in row.xpath("td"))
        assert len(row.find_class("level")) + len(row.find_class("chip")) == 1


def test_sources_list_the_pages_that_cite_them(pages: dict[str, str]) -> None:
    listed = body(pages["evidence/sources"])
    library = site_with().library
    for id_ in library.sources:
        (entry,) = listed.xpath(f"//li[@id='{id_}']")
        for citing in library.cited_at.get(id_, ()):
            assert citing.title in text(entry)


def test_menus_link_every_page_once() -> None:
    data = theme_data(site_with())
    linked = [
        *(section["url"] for section in data["sections"]),
        *(page["url"] for section in data["sections"] for page in (*section["pages"], *section["beside"])),
        *(page["url"] for page in data["more"]),
    ]
    assert len(linked) == len(set(linked))
    library = site_with().library
    kinds = ("techniques", "symptoms", "muscles", "self-care", "quizzes", "leaflets", "pages")
    addresses = {entry.address for entry in library.entries.values() if entry.kind in kinds}
    assert set(linked) == addresses - {""}


@pytest.mark.parametrize(
    ("contact", "link"),
    [
        ("", ""),
        ("help@example.org", "mailto:help@example.org"),
        ("https://example.org/@help", "https://example.org/@help"),
    ],
)
def test_the_contact_becomes_a_link(contact: str, link: str) -> None:
    site = site_with()
    settings = site.settings.model_copy(update={"contact": contact})
    assert theme_data(replace(site, settings=settings))["contact"] == link
