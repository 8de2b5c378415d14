# SPDX-License-Identifier: MIT
"""'Make a handout' in a browser: topics and their order, typed details, the printed sheets."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2  # type: ignore[import-untyped]
import pytest
from playwright.sync_api import expect

from generator.content.doses import bounds
from generator.content.exercises import printed_exercises
from generator.handouts.sheet import parts, side_by_side
from tests.conftest import REPOSITORY
from tests.handouts.handouts_example import real_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

MAKER = "handouts/make/"
TOPICS = ("trigger-point-therapy", "before-a-massage")
LIBRARY = real_site().library
MILLIMETRE = 72 / 25.4
TYPED = {
    "name": "ליאור",
    "provider": "A. <b>Reader</b>",
    "note": 'Walk #eval("1+1") & rest.\n\nSlowly.',
}


def opened(page: Page, site: str, query: str = f"?t={','.join(TOPICS)}") -> Page:
    page.goto(f"{site}{MAKER}{query}")
    ready(page)
    return page


def ready(page: Page) -> None:
    """Wait until the preview shows the chosen topics and details."""
    page.locator("#maker[data-ready]").wait_for()


def on_paper(page: Page, folder: Path) -> tuple[list[str], tuple[float, float]]:
    """Print to PDF: the text of each page, and the paper's width and height in millimetres."""
    path = folder / "set.pdf"
    page.pdf(path=path, prefer_css_page_size=True)
    document = pypdfium2.PdfDocument(path)
    width, height = document[0].get_size()
    texts = [re.sub(r"\s+", " ", sheet.get_textpage().get_text_bounded()) for sheet in document]
    return texts, (width / MILLIMETRE, height / MILLIMETRE)


def shown(page: Page) -> int:
    return page.locator("#maker .pages .slot").count()


# --- on paper --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "size"),
    [("", (210, 297)), ("&paper=letter", (215.9, 279.4)), ("&large=1", (210, 297))],
)
def test_the_preview_is_what_is_printed(
    page: Page, site: str, tmp_path: Path, query: str, size: tuple[float, float]
) -> None:
    opened(page, site, f"?t={','.join(TOPICS)}{query}")
    pages = shown(page)
    reviews = page.locator("#maker .pages .ending .fine").all_text_contents()
    sheets, paper = on_paper(page, tmp_path)
    assert len(sheets) == pages
    if not query:  # the paper of the region
        assert pages <= sum(LIBRARY.leaflets[id_].pages for id_ in TOPICS)
    assert paper == pytest.approx(size, abs=0.5)
    for number, sheet in enumerate(sheets, 1):
        assert f"Page {number} of {pages}" in sheet
    everything = " ".join(sheets)
    assert "Make a handout" not in everything, "the form stays off the paper"
    assert len(reviews) == len(TOPICS)
    assert all(line.strip() in everything for line in reviews)
    assert everything.count(LIBRARY.warning_signs.box.title.rstrip(":")) == 1, "once in a set"


def test_large_print_has_a_font_size_of_18_points(page: Page, site: str) -> None:
    sizes = []
    for query in ("", "&large=1"):
        opened(page, site, f"?t={TOPICS[0]}{query}")
        text = page.locator("#maker .pages .paper li").first
        sizes.append(text.evaluate("one => parseFloat(getComputedStyle(one).fontSize) * 72 / 96"))
    assert 11 <= sizes[0] <= 12
    assert sizes[1] == pytest.approx(18)


def test_typed_details_are_printed_but_not_sent_or_stored(page: Page, site: str, tmp_path: Path) -> None:
    opened(page, site)
    address = page.url
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    for name, text in TYPED.items():
        page.locator(f'#maker [name="{name}"]').fill(text)
    page.locator('#maker [name="date"]').fill("2026-11-25")
    page.get_by_role("button", name="Add an exercise").click()
    page.get_by_label("Exercise", exact=True).fill("Pelvic tilt")
    page.get_by_label("How often").fill("10 times")
    ready(page)
    sheets, _ = on_paper(page, tmp_path)
    for text in (
        "A. <b>Reader</b>",
        'Walk #eval("1+1") & rest.',
        "Slowly.",
        "Pelvic tilt: 10 times",
        "25 November 2026",
    ):
        assert text in sheets[0]
    assert any(name in sheets[0] for name in (TYPED["name"], TYPED["name"][::-1]))
    expect(page.locator("#maker .pages .filled").first).to_have_attribute("dir", "auto")
    assert requests == []
    assert page.url == address
    stored = (
        "Object.keys(localStorage).length + Object.keys(sessionStorage).length + document.cookie.length"
    )
    assert page.evaluate(stored) == 0
    page.reload()
    ready(page)
    assert page.locator('#maker [name="name"]').input_value() == ""


LETTERS = "Łęcka Şahin ĄąĆćĘęŁłŃńŚśŹźŻż ĞğİıŞş ŐőŰű ĂăȘșȚț ČčĎďĚěŘřŠšŤťŮůŽž"
"""Names and letters of Polish, Turkish, Hungarian, Romanian and Czech."""


def fonts_in_preview(page: Page, selector: str) -> set[str]:
    """The fonts in which the browser sets an element of the preview, which is in a shadow tree."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    session.send("DOM.getDocument")
    shadow = "document.querySelector('#maker .pages').shadowRoot"
    expression = f"{shadow}.querySelector({selector!r})"
    handle = session.send("Runtime.evaluate", {"expression": expression})["result"]["objectId"]
    node = session.send("DOM.requestNode", {"objectId": handle})["nodeId"]
    fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    session.detach()
    return {font["familyName"] for font in fonts}


def test_names_are_set_in_one_font(page: Page, site: str) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    opened(page, site)
    assert [url for url in requests if "-more.woff2" in url] == [], "these sheets need no rare letters"
    page.locator('#maker [name="name"]').fill(LETTERS)
    page.locator('#maker [name="note"]').fill(LETTERS)
    ready(page)
    for selector in (".filled", "p[data-unit][dir=auto]"):
        assert fonts_in_preview(page, selector) == {"Atkinson Hyperlegible Next"}


# --- doses -----------------------------------------------------------------------------------------

EXERCISES = next(id_ for id_, leaflet in LIBRARY.leaflets.items() if leaflet.exercises)
"""A sheet with a table of several exercises."""
DOSED = next(
    key
    for key, topic in printed_exercises(LIBRARY, LIBRARY.leaflets[EXERCISES]).items()
    if topic.exercise and topic.exercise.dose and topic.exercise.dose.minutes
)
"""An exercise in it that takes some minutes."""


def dose_on_sheet(page: Page, key: str) -> str:
    return page.locator(f'#maker .pages [data-exercise="{key}"] .dose').inner_text()


def dose_field(page: Page, title: str, name: str) -> Locator:
    return page.get_by_role("group", name=title, exact=True).locator(f'[name="{name}"]')


def test_a_changed_dose_is_on_the_sheet_at_once_and_on_paper(page: Page, site: str, tmp_path: Path) -> None:
    opened(page, site, f"?t={EXERCISES}")
    title = LIBRARY.resolve(DOSED).title
    before = dose_on_sheet(page, DOSED)
    minutes = dose_field(page, title, "minutes")
    usual = minutes.input_value()
    assert f"Go on for {usual} minutes." in before
    minutes.fill("1")
    dose_field(page, title, "times_a_day").fill("2")
    ready(page)
    assert dose_on_sheet(page, DOSED).startswith(
        "Agreed for you: Go on for 1 minute. Do this 2 times a day."
    )
    boxes = page.locator(f'#maker .pages [data-exercise="{DOSED}"] .box')
    assert boxes.count() == 2 * 7
    sheets, _ = on_paper(page, tmp_path)
    assert "Go on for 1 minute." in " ".join(sheets)
    minutes.fill(usual)
    dose_field(page, title, "times_a_day").fill("")
    ready(page)
    assert dose_on_sheet(page, DOSED) == before


@pytest.mark.parametrize("wrong", ["0", "10000", "1.5"])
def test_a_number_that_no_dose_has_is_not_printed(page: Page, site: str, wrong: str) -> None:
    opened(page, site, f"?t={EXERCISES}")
    before = dose_on_sheet(page, DOSED)
    minutes = dose_field(page, LIBRARY.resolve(DOSED).title, "minutes")
    minutes.fill(wrong)
    ready(page)
    assert dose_on_sheet(page, DOSED) == before
    lowest, highest = bounds("minutes")
    expect(page.locator("#maker .doses .wrong:not(:empty)")).to_have_text(
        f"Write a whole number from {lowest} to {highest}."
    )
    expect(minutes).to_have_attribute("aria-invalid", "true")


def test_an_exercise_without_a_dose_has_a_line_until_one_is_typed(page: Page, site: str) -> None:
    opened(page, site, f"?t={EXERCISES}")
    shown = printed_exercises(LIBRARY, LIBRARY.leaflets[EXERCISES])
    key, topic = next((key, one) for key, one in shown.items() if one.exercise and not one.exercise.dose)
    row = page.locator(f'#maker .pages [data-exercise="{key}"]')
    assert row.locator(".dose .line").count() == 1
    dose_field(page, topic.title, "repetitions").fill("10")
    ready(page)
    assert dose_on_sheet(page, key) == "Agreed for you: Do it 10 times."


def test_only_the_exercises_of_the_chosen_sheets_have_fields(page: Page, site: str) -> None:
    opened(page, site)
    expect(page.locator("#maker .doses")).to_be_hidden()
    opened(page, site, f"?t={EXERCISES}")
    shown = printed_exercises(LIBRARY, LIBRARY.leaflets[EXERCISES])
    assert page.locator("#maker .doses legend").all_inner_texts() == [one.title for one in shown.values()]
    page.locator('#maker .chosen [data-move="out"]').click()
    expect(page.locator("#maker .doses")).to_be_hidden()


# --- topics ----------------------------------------------------------------------------------------


def test_topics_are_reordered_by_keyboard(page: Page, site: str) -> None:
    opened(page, site)
    down = page.locator('#maker .chosen li:first-child [data-move="down"]')
    down.focus()
    page.keyboard.press("Enter")
    ready(page)
    expect(page.locator("#maker .chosen li").first).to_have_attribute("data-id", TOPICS[1])
    assert f"t={TOPICS[1]},{TOPICS[0]}" in page.url
    expect(page.locator("#maker [role=status]")).to_contain_text("is now number 2 of 2")
    assert page.evaluate("document.activeElement.dataset.move") == "down"


def test_a_ticked_topic_is_added_and_the_address_restores_the_set(page: Page, site: str) -> None:
    opened(page, site, "?t=no-such-sheet")
    expect(page.locator("#maker .empty")).to_be_visible()
    page.locator(f'#maker [name="t"][value="{TOPICS[1]}"]').check()
    page.locator('#maker label[for="paper-letter"]').click()
    ready(page)
    address, pages = page.url, shown(page)
    assert f"t={TOPICS[1]}&paper=letter" in address
    page.goto("about:blank")
    page.goto(address)
    ready(page)
    assert shown(page) == pages
    assert page.locator("#paper-letter").is_checked()


OVERFULL = """slots => slots.flatMap((slot, at) => {
    const body = slot.querySelector(".body"), last = body.lastElementChild;
    const over = last.offsetTop + last.offsetHeight - body.clientHeight;
    return over > 1 ? [`page ${at + 1}: ${over} px`] : [];
})"""
"""Lists the pages whose text runs into the footer, by more than a pixel of rounding."""


@pytest.mark.parametrize(
    "form",
    [
        "a4",
        pytest.param("letter", marks=pytest.mark.slow),
        pytest.param("a4&large=1", marks=pytest.mark.slow),
        "letter&large=1",
    ],
)
def test_every_handout_fits_its_pages(page: Page, site: str, form: str) -> None:
    opened(page, site, "")
    ids = page.locator('#maker [name="t"]').evaluate_all("all => all.map(one => one.value)")
    assert len(ids) > 20
    overfull = {}
    for id_ in ids:
        opened(page, site, f"?t={id_}&paper={form}")
        assert shown(page)
        assert "large" in form or shown(page) <= 4, id_
        overfull[id_] = page.locator("#maker .pages .slot").evaluate_all(OVERFULL)
    assert {id_: pages for id_, pages in overfull.items() if pages} == {}


def test_emergency_signs_are_all_on_the_first_page_of_the_warning_signs(page: Page, site: str) -> None:
    opened(page, site, "?t=warning-signs&paper=a4")
    shown(page)
    first, second, *_ = page.locator("#maker .pages .paper").all()
    emergency = LIBRARY.warning_signs.tiers[0]
    assert first.locator("li").count() == len(emergency.signs)
    expect(second.locator("section").first).not_to_contain_text(emergency.title)


def test_long_details_continue_on_more_pages(page: Page, site: str, tmp_path: Path) -> None:
    opened(page, site, f"?t={TOPICS[0]}&large=1")
    pages = shown(page)
    page.locator('#maker [name="note"]').fill("A long word: " + "W" * 300 + "\n\n" + "Slowly. " * 150)
    for number in range(40):
        page.get_by_role("button", name="Add an exercise").click()
        page.locator('#maker [name="exercise"]').last.fill(f"Exercise number {number}.")
    ready(page)
    assert shown(page) > pages
    assert page.locator("#maker .pages .slot").evaluate_all(OVERFULL) == []
    sheets, _ = on_paper(page, tmp_path)
    assert all(f"Exercise number {number}." in " ".join(sheets) for number in range(40))


def test_a_sheet_that_could_not_be_loaded_is_tried_again(page: Page, site: str) -> None:
    pattern = f"**/{TOPICS[1]}/sheet.js"
    page.route(pattern, lambda route: route.abort())
    page.goto(f"{site}{MAKER}?t={TOPICS[1]}")
    status = page.locator("#maker [role=status]")
    expect(status).to_have_text("This sheet could not be loaded. Is it still there?")
    page.unroute(pattern)
    page.locator('#maker label[for="paper-letter"]').click()
    ready(page)
    assert shown(page) > 0


# --- without scripts, from disk --------------------------------------------------------------------


def test_without_javascript_the_pdfs_are_offered(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}{MAKER}")
    expect(page.locator("#maker")).to_be_hidden()
    links = page.locator('.without-maker a[type="application/pdf"]')
    assert links.count() >= 4
    assert links.first.is_visible()
    context.close()


def test_a_browser_without_shadow_trees_is_offered_the_pdfs(page: Page, site: str) -> None:
    page.add_init_script("delete Element.prototype.attachShadow")
    page.goto(f"{site}{MAKER}")
    expect(page.locator('.without-maker a[type="application/pdf"]').first).to_be_visible()
    expect(page.locator("#maker")).to_have_count(0)


def test_it_works_from_disk(page: Page, built_site: Path) -> None:
    page.goto((built_site / MAKER / "index.html").as_uri())
    page.locator(f'#maker [name="t"][value="{TOPICS[1]}"]').check()
    page.locator(f'#maker[data-ready="{TOPICS[1]}"]').wait_for()
    assert 1 <= shown(page) <= LIBRARY.leaflets[TOPICS[1]].pages


# --- all parts -------------------------------------------------------------------------------------


def test_every_kind_of_part_has_a_macro() -> None:
    """Sheets in two languages are printed, and not made in the browser."""
    modules = {*Path(parts.__file__).parent.glob("*.py")} - {Path(side_by_side.__file__)}
    kinds = {kind for one in modules for kind in re.findall(r'"part": "([a-z-]+)"', one.read_text("utf-8"))}
    template = REPOSITORY / "generator" / "handouts" / "templates" / "parts.html"
    macros = template.read_text("utf-8").partition("{% set drawers = {")[2].partition("} %}")[0]
    assert kinds == set(re.findall(r'"([a-z-]+)":', macros))
