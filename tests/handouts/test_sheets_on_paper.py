# The real sheets in every form: whole, in grey, with when to get help first and in its colour.

from __future__ import annotations

import re
from ctypes import c_uint
from functools import cache
from typing import TYPE_CHECKING, Any

import pypdfium2  # type: ignore[import-untyped]
import pytest

from generator.content import citations
from generator.content.help import action_of
from generator.handouts.printing.forms import FORMS
from generator.handouts.screen.sheet_html import SheetHtml
from generator.handouts.sheet.documents import document
from generator.prose import to_text
from tests.handouts.handouts_example import TOPICS, Pdf, leaflet, printed, real_sheets, real_site, site_of
from tests.paper import squeezed, texts, weakest_in_grey

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL import Image

    from generator.handouts.sheet.parts import Item, Part, Section
    from generator.prose import Prose

pytestmark = pytest.mark.builds

IDS = sorted(real_site().library.leaflets)
NAMES = [f"{id_}-{form.id}" for id_ in IDS for form in FORMS]
LOOKS = {"emergency": "alert", "urgent": "amber", "soon": "tint"}
"""Id of a tier → look of the sections with its signs."""
COLOURS = {"emergency": (0x9F, 0x14, 0x14), "urgent": (0x74, 0x42, 0x00)}
WHITE = (255, 255, 255)
"""Words on a button."""


@pytest.fixture(params=NAMES)
def pdf(request: pytest.FixtureRequest) -> Pdf:
    """A real sheet in one form."""
    return real_sheets()[request.param]


@cache
def _sheets(id_: str) -> list[dict[str, Any]]:
    """The data of the sheets of a leaflet."""
    sheets: list[dict[str, Any]] = document(real_site(), real_site().library.leaflets[id_]).data["sheets"]
    return sheets


def _sections(id_: str) -> list[Section]:
    return [section for sheet in _sheets(id_) for section in sheet["sections"]]


def _is_large(name: str) -> bool:
    return "-large-" in name


# --- every line, in every form


def test_no_line_is_lost(pdf: Pdf) -> None:
    everything = squeezed("".join(_without_foot(pdf)))
    large = pdf.handout.form.startswith("large")
    lines = [
        line
        for section in _sections(pdf.handout.leaflet)
        if large or section.get("form") != "large"
        for line in _lines(section)
    ]
    assert len(lines) > 10
    assert [line for line in lines if squeezed(line) not in everything] == []


def _without_foot(pdf: Pdf) -> Iterator[str]:
    """The text of each page, without the lines at its foot, which may interrupt a sentence."""
    sheets = _sheets(pdf.handout.leaflet)
    feet = [squeezed(foot) for one in sheets for foot in (one["title"] + one["warning"], one["title"])]
    for number, text in enumerate(texts(pdf.handout.data), 1):
        page, number_words, _ = squeezed(text).rpartition(f"Page{number}of{len(pdf.pages)}")
        assert number_words
        yield next((page.removesuffix(foot) for foot in feet if page.endswith(foot)), page)


def _lines(section: Section) -> Iterator[str]:
    yield section["heading"]
    for part in section["parts"]:
        yield part.get("title", "")
        yield part.get("action", "")
        yield part.get("rest", "")
        yield from part.get("labels", ()) if part["part"] == "blanks" else ()
        yield _text(part.get("stem", []))
        for field in ("items", "written", "asked", "options", "caption"):
            yield from (_text(item["text"]) for item in part.get(field, ()))


def _text(tree: list[dict[str, Any]]) -> str:
    """The text of a tree, up to a link that prints a page number, which only Typst knows."""
    if any("to" in node for node in tree):
        return ""
    return "".join(
        value if name == "text" else ",".join(map(str, value)) if name == "cite" else _text(value)
        for node in tree
        for name, value in node.items()
        if name == "text" or isinstance(value, list)
    )


def test_when_to_get_help_is_on_page_1(pdf: Pdf) -> None:
    signs = real_site().library.warning_signs
    starts = (signs.box.title, signs.tiers[0].title, "Get help now:")
    first = squeezed(texts(pdf.handout.data)[0])
    assert any(squeezed(start) in first for start in starts)


def test_a_sheet_can_be_read_in_grey() -> None:
    """The sheets of all kinds use the same few colours, so one form of each is enough."""
    for id_ in ("muscle-stripping", "down-the-leg", "warning-signs", "self-care", "quiz-evidence"):
        contrast, words = weakest_in_grey(real_sheets()[f"{id_}-a4"].handout.data)
        assert contrast >= 4.5, (id_, words)


@pytest.mark.parametrize("name", [name for name in NAMES if _is_large(name) and "booklet" not in name])
def test_no_page_of_large_print_is_half_empty_but_the_last(name: str) -> None:
    """The sheets of a booklet begin on new pages, so it has more such pages."""
    pages = pypdfium2.PdfDocument(real_sheets()[name].handout.data)
    free = [_free(page.render(scale=0.5).to_pil()) for page in list(pages)[:-1]]
    assert max(free, default=0) < 0.5, free


def _free(page: Image.Image) -> float:
    """The largest empty part of a page, of its height."""
    picture = page.convert("L").point(lambda grey: 255 * (grey > 250))
    rows = [picture.crop((0, y, picture.width, y + 1)).getextrema()[0] == 0 for y in range(picture.height)]
    gaps = re.findall("0+", "".join("1" if row else "0" for row in rows).strip("0"))
    return max(map(len, gaps), default=0) / picture.height


# --- signs, and what to do about them


@pytest.mark.parametrize("pdf", [name for name in NAMES if not name.startswith("quiz-")], indirect=True)
def test_what_to_do_has_the_colour_of_its_tier(pdf: Pdf) -> None:
    """An emergency is red wherever it is printed, and help today is amber.

    Not on quizzes, where a colour would show which options are right.
    """
    tiers = real_site().library.warning_signs.tiers
    for tier in tiers[:2]:
        words = squeezed(_plain(tier.action))
        found = list(_colours(pdf, words))
        assert found or tier.id == "urgent"
        assert {*found} <= {COLOURS[tier.id], WHITE}, tier.id


def _plain(text: Prose) -> str:
    return to_text(text, real_site().references(""))


def _colours(pdf: Pdf, words: str) -> Iterator[tuple[int, ...]]:
    """The colours of the letters wherever these words are printed."""
    for page in pdf.pages:
        text = page.get_textpage()
        letters = [(text.get_text_range(at, 1), at) for at in range(text.count_chars())]
        letters = [(letter, at) for letter, at in letters if squeezed(letter)]
        line = "".join(letter for letter, _ in letters)
        for match in re.finditer(re.escape(words), line):
            for _, at in letters[match.start() : match.end()]:
                yield _colour(text, at)


def _colour(text: Any, at: int) -> tuple[int, ...]:
    channels = [c_uint() for _ in range(4)]
    pypdfium2.raw.FPDFText_GetFillColor(text, at, *channels)
    return tuple(channel.value for channel in channels[:3])


@pytest.mark.parametrize("id_", IDS)
def test_every_rung_says_what_to_do_about_which_signs(id_: str) -> None:
    titles = {tier.title: tier.id for tier in real_site().library.warning_signs.tiers}
    for section in _sections(id_):
        if section["heading"] not in titles:
            continue
        assert section["look"] == LOOKS[titles[section["heading"]]]
        calls = [index for index, part in enumerate(section["parts"]) if part["part"] == "call"]
        assert calls[:1] == [0]
        for index in calls:
            below = section["parts"][index + 1]
            assert below["part"] == "bullets"
            assert below["items"]


@pytest.mark.parametrize("id_", IDS)
def test_every_sign_is_below_its_own_action(id_: str) -> None:
    """So signs with which nobody should travel are where it says so.

    In the box with all emergencies, a sign whose own action goes on from its tier's is below the tier's.
    """
    signs, references = real_site().library.warning_signs, real_site().references("")
    of_sign = {
        sign.id: squeezed(to_text(action_of(sign, tier, signs), references))
        for tier in signs.tiers
        for sign in tier.signs
    }
    actions = {
        squeezed(to_text(form, references)): of_sign[sign.id]
        for tier in signs.tiers
        for sign in tier.signs
        for form in (sign.short, sign.text)
    }
    boxed = {squeezed(to_text(line.text, references)): line.signs for line in signs.box.lines}
    for section in _sections(id_):
        action, is_box = "", section["heading"] == signs.box.title
        for part in section["parts"]:
            if part["part"] == "call":
                action = squeezed(part["action"] + part["rest"])
            for item in part.get("items", ()):
                words = squeezed(_text(_without_cites(item)))
                if is_box:
                    assert all(of_sign[sign].startswith(action) for sign in boxed.get(words, ()))
                else:
                    assert not action or actions.get(words, action) == action


def _without_cites(item: Item) -> list[dict[str, Any]]:
    return [node for node in item["text"] if "cite" not in node]


@pytest.mark.parametrize("id_", [id_ for id_ in IDS if not id_.startswith("quiz-")])
def test_no_sign_has_a_box_to_tick(id_: str) -> None:
    signs = [sign for tier in real_site().library.warning_signs.tiers for sign in tier.signs]
    words = {squeezed(_plain(form)) for sign in signs for form in (sign.short, sign.text, sign.question)}
    for part in _parts(id_, "ticks"):
        for item in part["items"]:
            assert "tier" not in item
            assert not any(each in squeezed(_text(item["text"])) for each in words)


def _parts(id_: str, name: str) -> list[Part]:
    return [part for section in _sections(id_) for part in section["parts"] if part["part"] == name]


@pytest.mark.parametrize("id_", sorted(real_site().library.techniques))
def test_a_technique_prints_the_urgent_signs_after_a_massage(id_: str) -> None:
    library = real_site().library
    urgent = library.warning_signs.tiers[1]
    wanted = [sign for sign in urgent.signs if sign.id in library.session.warning_signs]
    (section,) = [one for one in _sections(id_) if one["heading"] == urgent.title]
    items = [_text(item["text"]) for part in section["parts"] for item in part["items"]]
    assert len(wanted) > 2
    assert [_plain(sign.short) for sign in wanted if _plain(sign.short) not in items] == []


def test_the_screen_marks_urgent_help_as_the_paper_does() -> None:
    html = SheetHtml(real_site(), "")
    for id_ in real_site().library.symptoms:
        sheet = _sheets(id_)[0]
        made = html.sheet(sheet, id_, 2)
        shown_sections = [section for section in sheet["sections"] if section.get("form") != "large"]
        marked = [item for section in shown_sections for item in _items(section) if "tier" in item]
        shown = "".join(section["html"] for section in made["sections"])
        assert shown.count('<span class="tier ') == len(marked)
        assert '<b class="act ' in shown or not marked


def _items(section: Section) -> list[Item]:
    return [item for part in section["parts"] for item in part.get("items", ())]


# --- small print


def test_remarks_on_sources_stay_on_the_website() -> None:
    remarks = {
        source.custom.read_as for source in real_site().library.sources.values() if source.custom.read_as
    }
    everything = squeezed("".join(pdf.text for name, pdf in real_sheets().items() if name.endswith("-a4")))
    assert len(remarks) > 5
    assert [remark for remark in remarks if squeezed(remark) in everything] == []
    bibliography = " ".join(map(citations.html, real_site().library.sources.values()))
    assert "[Title taken from the address of the page.]" in bibliography


def test_a_line_for_the_clinics_number_unless_it_isreal_sheets() -> None:
    sheet = leaflet("own", TOPICS["technique"], blocks=["names", "in-short"])
    label = "Clinic's phone"
    named = {"name": "Example Back Clinic"}
    for clinic, has_line in ((None, True), (named, True), ({**named, "phone": "01632 960000"}, False)):
        for pdf in printed(site_of(sheet, clinic=clinic)).values():
            assert (label in pdf.text.replace("\u2019", "'")) is has_line


def test_a_quiz_has_no_line_for_the_clinics_number() -> None:
    assert "Clinic" not in real_sheets()["quiz-evidence-a4"].text


def test_the_map_names_places_in_everyday_words() -> None:
    library = real_site().library
    for id_, technique in library.techniques.items():
        text = squeezed(real_sheets()[f"{id_}-large-a4"].text)
        for use in technique.muscles:
            assert squeezed(library.muscles[use.id].plain_name).lower() in text.lower()
        assert squeezed(library.body_map.surface_label) in text
        assert squeezed(library.body_map.deep_label) in text
        (part,) = _parts(id_, "body-map")
        assert not {muscle.title for muscle in library.muscles.values()} & {*part["names"]}


def test_a_pointer_to_a_rule_names_a_sheet() -> None:
    """Nobody can follow a link on paper. A booklet gives the page instead."""
    library = real_site().library
    labels = [rule.label for rule in library.warning_signs.rules]
    pointers = [rule.pointer for rule in library.warning_signs.rules]
    title = squeezed(library.leaflets["warning-signs"].title)
    seen = 0
    for id_ in library.symptoms:
        text = squeezed(real_sheets()[f"{id_}-a4"].text)
        assert [label for label in labels if squeezed(f"See {label}") in text] == []
        for pointer in pointers:
            if (words := squeezed(_plain(pointer))) in text:
                assert f"{words}Seethesheet{title}" in text
                seen += 1
    assert seen > 3


NUMBER = "+44-1632-9600001234567890123456789012345"


def test_a_number_has_no_hyphen_of_its_own() -> None:
    sheet = leaflet("long", TOPICS["technique"], blocks=["in-short"], subtitle=f"Ring {NUMBER}")
    (pdf,) = printed(site_of(sheet), FORMS[:1]).values()
    assert NUMBER in pdf.text.replace(" ", "").replace("\u200b", "")


def test_no_sheet_has_a_soft_hyphen_in_a_number() -> None:
    for name, pdf in real_sheets().items():
        assert not re.search("[0-9][\u00ad\ufffe\x02]|[\u00ad\ufffe\x02][0-9]", pdf.text), name
