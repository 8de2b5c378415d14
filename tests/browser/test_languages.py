# SPDX-License-Identifier: MIT
"""The website in several languages: ways between them, search in each, text from right to left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from generator.hosts.built_site import link_check
from tests.browser.layout import TWICE_AS_LARGE, faults, header_faults
from tests.browser.searches import (
    FIRST_RESULTS_IN_ARABIC,
    FIRST_RESULTS_IN_SPANISH,
    SIGNS_IN_ARABIC,
    SIGNS_IN_SPANISH,
    type_words,
)
from tests.conftest import LANGUAGES, SITE_URL
from tests.paper import texts
from tests.tools import vnu
from tests.website.test_site_html import DESKTOP, FALSE_ALARMS, PAGE_TYPES, PHONE, barriers, open_as, watch

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

HERE = "techniques/pin-and-stretch/"
RESULTS = """all => all.map(one => [
    one.closest("[role=group]").lang || one.closest("[role=group]").className, one.getAttribute("href")
])"""


@pytest.fixture(scope="session")
def languages(languages_site: Path, serve: Callable[..., str]) -> str:
    """The local address of the site in all its languages."""
    return serve(languages_site)


def box_of(page: Page, address: str, word: str) -> Locator:
    """The search box of a page, with the index loaded, so that results are shown at once."""
    page.goto(address)
    box = page.get_by_role("combobox")
    box.fill(word)
    expect(page.get_by_role("option").first).to_be_visible()
    return box


def results_for(page: Page, box: Locator, words: str) -> list[list[str]]:
    """Language or group of each result of a search, and its address."""
    type_words(page, box, words)
    results: list[list[str]] = page.get_by_role("option").evaluate_all(RESULTS)
    return results


# --- from one language to another


def test_each_page_leads_to_itself_in_the_other_languages(page: Page, languages: str) -> None:
    page.goto(languages + HERE)
    links = page.locator(".language-menu a")
    found = links.evaluate_all("all => all.map(one => [one.lang, one.hreflang, one.dir, one.href])")
    folders = {tag: "" if tag == "en" else f"{tag}/" for tag in LANGUAGES}
    directions = {"ar": "rtl"}
    assert found == [
        [tag, tag, directions.get(tag, "ltr"), f"{languages}{folder}{HERE}"]
        for tag, folder in folders.items()
    ]
    alternates = page.locator("link[rel=alternate][hreflang]").evaluate_all(
        "all => all.map(one => [one.hreflang, one.getAttribute('href')])"
    )
    assert alternates == [
        *([tag, f"{SITE_URL}{folder}{HERE}"] for tag, folder in folders.items()),
        ["x-default", SITE_URL + HERE],
    ]


def test_the_menu_of_languages_opens_and_closes_with_the_keyboard(page: Page, languages: str) -> None:
    page.goto(languages + HERE)
    button = page.locator(".language-menu summary")
    button.focus()
    page.keyboard.press("Enter")
    spanish = page.locator(".language-menu").get_by_text("Español")
    expect(spanish).to_be_visible()
    page.keyboard.press("Escape")
    expect(spanish).to_be_hidden()
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{languages}es/{HERE}")


def test_the_menu_of_languages_works_without_scripts(browser: Browser, languages: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{languages}es/{HERE}")
    page.locator(".language-menu summary").click()
    page.locator(".language-menu").get_by_text("العربية").click()
    page.wait_for_url(f"{languages}ar/{HERE}")
    context.close()


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_open_menu_of_languages_fits_with_text_twice_as_large(
    page: Page, languages: str, tag: str
) -> None:
    page.goto(f"{languages}{'' if tag == 'en' else f'{tag}/'}{HERE}")
    page.locator(".language-menu summary").click()
    for width in (320, 390):
        assert header_faults(page, width, text=TWICE_AS_LARGE) == []


@pytest.mark.parametrize("address", ["", "404.html"])
def test_the_home_page_and_the_page_for_missing_pages_offer_all_languages(
    page: Page, languages: str, address: str
) -> None:
    page.goto(languages + address)
    offered = page.locator(".in-languages a")
    expect(offered).to_have_text(["Español", "العربية"])


def test_the_list_of_pages_names_each_in_all_languages(languages_site: Path) -> None:
    robots = (languages_site / "robots.txt").read_text("utf-8")
    for folder in ("", "es/", "ar/"):
        assert f"Sitemap: {SITE_URL}{folder}sitemap.xml\n" in robots
        listed = (languages_site / folder / "sitemap.xml").read_text("utf-8")
        assert f"<loc>{SITE_URL}{folder}{HERE}</loc>" in listed
        assert f'hreflang="ar" href="{SITE_URL}ar/{HERE}"' in listed


def test_no_link_is_broken_and_pages_in_each_language_are_valid(languages_site: Path) -> None:
    assert [str(problem) for problem in link_check.check(languages_site, SITE_URL)] == []
    pages = [min((languages_site / tag).glob(name)) for tag in ("es", "ar") for name in PAGE_TYPES]
    assert [str(message) for message in vnu(pages) if not message.text.startswith(FALSE_ALARMS)] == []


def test_pages_with_words_that_are_not_translated_say_so_and_mark_them(page: Page, languages: str) -> None:
    page.goto(f"{languages}ar/evidence/claims/")
    expect(page.locator(".untranslated")).to_contain_text("الإنجليزية")
    expect(page.locator("#c01-claim > span")).to_have_attribute("lang", "en-GB")
    page.goto(f"{languages}ar/{HERE}")
    expect(page.locator(".untranslated")).to_have_count(0)


# --- search


@pytest.mark.parametrize(
    ("tag", "word", "signs", "pages"),
    [
        ("es", "masaje", SIGNS_IN_SPANISH, FIRST_RESULTS_IN_SPANISH),
        ("ar", "تدليك", SIGNS_IN_ARABIC, FIRST_RESULTS_IN_ARABIC),
    ],
)
def test_the_first_result_is_what_was_meant(
    page: Page, languages: str, tag: str, word: str, signs: dict[str, str], pages: dict[str, str]
) -> None:
    box = box_of(page, f"{languages}{tag}/", word)
    wrong = {}
    for words, anchor in signs.items():
        group, address = (results_for(page, box, words) or [["", ""]])[0]
        if group != "help" or not address.endswith(f"#{anchor}"):
            wrong[words] = address
    for words, wanted in pages.items():
        address = (results_for(page, box, words) or [["", "nothing"]])[0][1].removeprefix("./")
        if (address if "#" in wanted else address.partition("#")[0]) != wanted:
            wrong[words] = address
    assert wrong == {}


def test_there_are_at_least_forty_spanish_searches() -> None:
    assert len(SIGNS_IN_SPANISH) + len(FIRST_RESULTS_IN_SPANISH) >= 40


@pytest.mark.parametrize(
    ("here", "words", "there", "address"),
    [
        ("", "dolor de espalda", "es", "es/symptoms/dull-ache/"),
        ("", "no puedo orinar", "es", "es/warning-signs/#bladder"),
        ("", "عرق النسا", "ar", "ar/symptoms/down-the-leg/"),
        ("es/", "cannot pee", "en", "../warning-signs/#bladder"),
        ("ar/", "ciática", "es", "../es/symptoms/down-the-leg/"),
    ],
)
def test_words_of_another_language_lead_to_its_pages(
    page: Page, languages: str, here: str, words: str, there: str, address: str
) -> None:
    page.goto(languages + here)
    page.get_by_role("combobox").fill(words)
    group = page.locator(f"[role=group][lang={there}]")
    expect(group).to_be_visible()
    href = group.get_by_role("option").first.get_attribute("href") or ""
    assert href.removeprefix("./") == address
    assert (group.get_attribute("dir") == "rtl") == (there == "ar")


def test_a_search_in_the_language_of_the_page_loads_no_other(page: Page, languages: str) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    box = box_of(page, languages, "muscle")
    for words in ("sciatica", "massage", "back pain when bending", "cannot wee"):
        results_for(page, box, words)
    page.wait_for_load_state("networkidle")
    assert [url for url in loaded if "search-titles" in url] == []


def test_a_typing_error_does_not_lead_to_another_language(page: Page, languages: str) -> None:
    box = box_of(page, languages, "masage")  # nearly "masaje"
    page.wait_for_load_state("networkidle")
    assert {group for group, _ in results_for(page, box, "masage")}.isdisjoint(LANGUAGES)


# --- from right to left


def opened(page: Page, languages: str, languages_site: Path, page_type: str) -> None:
    """Open a page of a type in Arabic."""
    page.emulate_media(reduced_motion="reduce")
    site = languages_site / "ar"
    page.goto(f"{languages}ar/{min(site.glob(page_type)).relative_to(site).as_posix()}")


@pytest.mark.parametrize("page_type", PAGE_TYPES)
def test_pages_from_right_to_left_are_laid_out_like_others(
    page: Page, languages: str, languages_site: Path, page_type: str
) -> None:
    opened(page, languages, languages_site, page_type)
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]
    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    messages = [fault for width in (320, 390, 1280) for fault in faults(page, width)]
    messages += faults(page, 1280, text=TWICE_AS_LARGE)
    assert messages == []


@pytest.mark.parametrize("page_type", PAGE_TYPES)
def test_pages_from_right_to_left_are_clean(
    page: Page, languages: str, languages_site: Path, axe_source: str, page_type: str
) -> None:
    seen = watch(page, languages)
    site = languages_site / "ar"
    address = f"{languages}ar/{min(site.glob(page_type)).relative_to(site).as_posix()}"
    open_as(page, address, ("light", DESKTOP))
    page.wait_for_load_state("networkidle")
    assert seen == []
    assert barriers(page, axe_source) == []
    open_as(page, address, ("dark", PHONE))
    assert barriers(page, axe_source) == []


def test_the_body_is_not_mirrored_and_the_scale_is(page: Page, languages: str) -> None:
    middle = "one => { const box = one.getBoundingClientRect(); return box.left + box.width / 2; }"
    page.set_viewport_size({"width": 1280, "height": 900})
    sides, places = {}, {}
    for folder in ("", "ar/"):
        page.goto(languages + folder)
        sides[folder] = page.locator(".map-sides > *").evaluate_all(f"all => all.map({middle})")
        numbers = page.locator(".body-map-number")
        drawing = page.locator(".body-map").evaluate(middle)
        places[folder] = [round(x - drawing) for x in numbers.evaluate_all(f"all => all.map({middle})")]
    assert places[""] == places["ar/"]
    assert sides[""] == sorted(sides[""])  # "Left" is at the left
    assert sides["ar/"] == sorted(sides["ar/"])
    page.goto(f"{languages}ar/{HERE}")
    figures = page.locator(".scale-wide .scale-figure, .scale-wide .scale-figure-band")
    places_of = dict(
        zip(figures.all_text_contents(), figures.evaluate_all(f"all => all.map({middle})"), strict=True)
    )
    assert [*sorted(places_of, key=lambda step: -places_of[step])] == [str(step) for step in range(11)]


def test_only_pages_in_arabic_letters_load_a_font_for_them(page: Page, languages: str) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url.rpartition("/")[2]))
    page.goto(languages)
    page.locator(".language-menu summary").click()
    page.wait_for_load_state("networkidle")
    assert [name for name in loaded if "vazirmatn" in name or name in {"arabic.css", "rtl.css"}] == []
    page.goto(f"{languages}ar/")
    page.evaluate("document.fonts.ready")
    assert {"vazirmatn-400.woff2", "vazirmatn-700.woff2", "arabic.css", "rtl.css"} <= set(loaded)
    assert page.evaluate("document.fonts.check('700 18px Vazirmatn', 'ألم')")


def test_numbers_of_several_groups_keep_their_order(page: Page, languages: str) -> None:
    """Words of the region have been translated without a space; a name and a date are like a number."""
    page.goto(f"{languages}ar/")
    text = "اتصل بالرقم 116\N{NO-BREAK SPACE}123 الآن"
    order = page.evaluate(
        """text => {
            const line = document.createElement("p");
            line.textContent = text;
            document.querySelector("article").prepend(line);
            const at = (found) => {
                const range = document.createRange();
                const start = line.firstChild.data.indexOf(found);
                range.setStart(line.firstChild, start);
                range.setEnd(line.firstChild, start + found.length);
                return range.getBoundingClientRect().left;
            };
            return [at("116"), at("123")];
        }""",
        text,
    )
    assert order == sorted(order)


def test_a_quiz_is_answered_with_the_keyboard_from_right_to_left(page: Page, languages: str) -> None:
    page.goto(f"{languages}ar/quizzes/warning-signs/")
    first = page.locator("[data-question]:visible input").first
    first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowLeft")  # along the text
    assert page.locator("[data-question]:visible input").nth(2).is_checked()
    page.keyboard.press("Enter")  # as the button does
    expect(page.locator("[data-part=verdict]:visible")).not_to_be_empty()


def test_the_printed_page_has_help_and_text_in_arabic(page: Page, languages: str) -> None:
    page.goto(f"{languages}ar/{HERE}")
    printed = " ".join(texts(page.pdf(format="A4", prefer_css_page_size=True)))
    assert "999" in printed
    assert page.locator("h1").inner_text()[:3] in printed or "التثبيت" in printed


def test_the_maker_shows_sheets_from_right_to_left(page: Page, languages: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{languages}ar/handouts/make/?t=warning-signs")
    paper = page.locator(".set .slot > .paper").first
    expect(paper).to_be_visible()
    inner, outer = paper.bounding_box(), page.locator(".set .slot").first.bounding_box()
    assert inner
    assert outer
    assert abs(inner["x"] - outer["x"]) < 3
    assert abs(inner["width"] - outer["width"]) < 5
