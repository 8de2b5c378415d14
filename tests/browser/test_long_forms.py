# SPDX-License-Identifier: MIT
"""Forms that offer more than a page can list, in a browser: topics are found by typing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal

import pytest
from playwright.sync_api import expect

from bench.multiply import multiply
from tests import shared
from tests.browser.test_mix import preview, question_ids
from tests.browser.test_quizzes import AXE
from tests.conftest import REPOSITORY, build_site

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.builds
TOPICS = 30
SHORT_LISTS = "from generator.content import long_lists; long_lists.LIMIT = 4"
"""Makes lists long that are much shorter than usual."""
MAKER, MIX = "handouts/make/", "quizzes/mix/"
FORMS = pytest.mark.parametrize("path", [MAKER, MIX])


@pytest.fixture(scope="session")
def large_site() -> Path:
    """The small example with many copies of each topic, without sheets."""
    return shared.once("large-site", _build) / "site"


def _build(folder: Path) -> None:
    folder.mkdir()
    multiply(REPOSITORY / "examples" / "neck-and-shoulder" / "content", folder / "content", TOPICS)
    config = folder / "mkdocs.yml"
    config.write_text(
        f"INHERIT: {REPOSITORY / 'mkdocs.yml'}\n"
        f"docs_dir: {folder / 'content' / 'pages'}\n"
        f"plugins: [{{unknot: {{content: {folder / 'content'}}}}}]\n"
        f"theme: {{name: material, custom_dir: {REPOSITORY / 'overrides'}}}\n",
        encoding="utf-8",
    )
    build_site(folder / "site", config, sheets=False, first=SHORT_LISTS, UNKNOT_CACHE="")


@pytest.fixture
def large(large_site: Path, serve: Callable[[Path], str]) -> str:
    """The address of that site."""
    return serve(large_site)


def field(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Find a topic")


def option(page: Page, title: str) -> Locator:
    return page.locator(".chooser").get_by_role("option").filter(has=page.get_by_text(title, exact=True))


def add(page: Page, title: str) -> None:
    """Type a title and choose it with the mouse."""
    field(page).fill(title)
    option(page, title).click()


def sheets_of(page: Page) -> list[str]:
    return page.locator("#maker .chosen li > span:first-of-type").all_inner_texts()


def topics_of(page: Page) -> list[str]:
    return page.locator(
        "[data-mix] details[data-part=topic] > summary > span:first-child"
    ).all_inner_texts()


# --- both forms ------------------------------------------------------------------------------------


@FORMS
def test_no_topic_is_in_the_page(large_site: Path, path: str) -> None:
    html = (large_site / path / "index.html").read_text("utf-8")
    quizzes = json.loads((large_site / "data" / "quizzes.json").read_text("utf-8"))["items"]
    assert len(quizzes) > 4
    assert not [quiz["title"] for quiz in quizzes if quiz["title"] in html]


@FORMS
def test_names_are_loaded_as_one_types(page: Page, large: str, path: str) -> None:
    requests: list[str] = []
    page.goto(f"{large}{path}")
    page.wait_for_load_state("networkidle")
    page.on("request", lambda request: requests.append(request.url))
    field(page).fill("still")
    expect(page.locator(".chooser [role=option]").first).to_be_visible()
    assert 1 < len(requests) < 10
    assert all(url.startswith(f"{large}assets/") for url in requests)


@FORMS
def test_topics_are_found_by_other_words_and_in_spite_of_a_typing_error(
    page: Page, large: str, path: str
) -> None:
    page.goto(f"{large}{path}")
    for typed in ("stil pres", "prses 0002"):
        field(page).fill(typed)
        expect(option(page, "Still press 0002")).to_be_visible()
    field(page).fill("qqqq")
    expect(page.locator(".chooser-list")).to_have_text("Nothing found. Try fewer or other words.")
    expect(page.locator(".chooser [role=status]")).to_have_text("Nothing found. Try fewer or other words.")


@FORMS
def test_a_topic_is_added_by_keyboard(page: Page, large: str, path: str) -> None:
    page.goto(f"{large}{path}")
    field(page).focus()
    page.keyboard.type("Still press 0003")
    expect(field(page)).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".chooser [role=status]")).to_contain_text("found. Use the arrow keys.")
    page.keyboard.press("ArrowDown")
    active = page.locator(f"#{field(page).get_attribute('aria-activedescendant')}")
    expect(active).to_have_attribute("aria-selected", "true")
    expect(active.locator("b")).to_have_text("Still press 0003")
    page.keyboard.press("Enter")
    expect(field(page)).to_have_attribute("aria-expanded", "false")
    expect(field(page)).to_be_focused()
    expect(field(page)).to_have_value("")
    expect(page.locator(".chooser [role=status]")).to_have_text("Still press 0003 is added.")
    expect(page.locator("#maker .chosen li, details[data-part=topic]")).to_have_count(1)
    page.keyboard.type("still")
    expect(page.locator(".chooser-list")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".chooser-list")).to_be_hidden()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".chooser-list")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator(".chooser-list")).to_be_hidden()


@FORMS
def test_enter_waits_for_what_is_found(page: Page, large: str, path: str) -> None:
    page.goto(f"{large}{path}")
    field(page).focus()
    page.keyboard.insert_text("Still press 0002")
    page.keyboard.press("Enter")
    expect(page.locator(".chooser [role=status]")).to_have_text("Still press 0002 is added.")


@FORMS
def test_names_that_cannot_be_loaded_are_tried_again(page: Page, large: str, path: str) -> None:
    pattern = "**/assets/*-names.js"
    page.route(pattern, lambda route: route.abort())
    page.goto(f"{large}{path}")
    field(page).fill("still")
    expect(page.locator(".chooser-list")).to_contain_text("Not all of the search could be loaded.")
    page.unroute(pattern)
    field(page).fill("still press")
    expect(page.locator(".chooser [role=option]").first).to_be_visible()


@FORMS
def test_the_site_is_searched_apart_from_names(page: Page, large: str, path: str) -> None:
    page.goto(f"{large}{path}")
    field(page).fill("still press")
    expect(page.locator(".chooser [role=option]").first).to_be_visible()
    box = page.locator("#search-input")
    box.fill("still press 0001")
    expect(page.locator("#search-results [role=option]").first).to_be_visible()
    assert page.locator("#search-results [role=option]").first.get_attribute("href")


@FORMS
def test_without_javascript_the_lists_are_linked(browser: Browser, large: str, path: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{large}{path}")
    expect(page.get_by_role("combobox")).to_have_count(0)
    name = "All handouts" if path == MAKER else "See all quizzes"
    page.get_by_role("link", name=name, exact=True).click()
    page.wait_for_url(f"{large}{path.partition('/')[0]}/")
    context.close()


@FORMS
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_reports_nothing_while_topics_are_searched(
    page: Page, large: str, axe_source: str, path: str, scheme: Literal["light", "dark"]
) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(f"{large}{path}")
    add(page, "Still press 0001")
    field(page).fill("slow glide")
    expect(page.locator(".chooser [role=option]").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".chooser [aria-selected=true]")).to_have_count(1)
    page.evaluate(axe_source)
    assert page.evaluate(AXE) == []


@FORMS
@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_cut_off(page: Page, large: str, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{large}{path}")
    add(page, "Still press 0001")
    field(page).fill("slow glide")
    expect(page.locator(".chooser [role=option]").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    list_ = page.locator(".chooser-list").bounding_box()
    assert list_
    assert list_["x"] >= 0
    assert list_["x"] + list_["width"] <= width


# --- "make a handout" ------------------------------------------------------------------------------


def test_a_set_is_put_together_from_what_was_found(page: Page, large: str) -> None:
    page.goto(f"{large}{MAKER}")
    add(page, "Still press 0001")
    add(page, "Slow glide 0002")
    add(page, "Still press 0001")
    page.locator('#maker[data-ready="still-press-1,slow-glide-2"]').wait_for()
    assert sheets_of(page) == ["Still press 0001", "Slow glide 0002"]
    assert page.url == f"{large}{MAKER}?t=still-press-1,slow-glide-2&paper=a4"
    assert page.locator("#maker .pages .slot").count() >= 2
    page.locator('#maker .chosen li:first-child [data-move="out"]').click()
    page.locator('#maker .chosen li:first-child [data-move="out"]').click()
    expect(field(page)).to_be_focused()
    expect(page.locator("#maker .empty")).to_have_text("Choose a topic, and its sheet appears here.")


def test_what_is_typed_to_find_a_topic_is_no_detail_of_the_set(page: Page, large: str) -> None:
    page.goto(f"{large}{MAKER}?t=still-press-1")
    page.locator("#maker[data-ready]").wait_for()
    field(page).fill("slow")
    page.wait_for_timeout(300)
    expect(page.locator("#maker[data-ready]")).to_have_count(1)
    assert "slow" not in page.url


def test_an_address_restores_the_set_with_its_titles(page: Page, large: str) -> None:
    page.goto(f"{large}{MAKER}?t=slow-glide-2,still-press,../../x,&paper=letter")
    page.locator('#maker[data-ready="slow-glide-2,still-press"]').wait_for()
    assert sheets_of(page) == ["Slow glide 0002", "Still press"]


def test_a_sheet_that_is_gone_is_named_and_can_be_left_out(page: Page, large: str) -> None:
    page.goto(f"{large}{MAKER}?t=no-such-sheet,still-press")
    status = page.locator("#maker > .desk [role=status]")
    expect(status).to_have_text("This sheet could not be loaded. Is it still there?")
    assert sheets_of(page) == ["no-such-sheet", "Still press"]
    page.get_by_role("button", name="Leave out: no-such-sheet").click()
    page.locator('#maker[data-ready="still-press"]').wait_for()


def test_booklets_are_not_offered(large_site: Path) -> None:
    """Their pages are sheets that are offered already."""
    leaflets = json.loads((large_site / "data" / "leaflets.json").read_text("utf-8"))["items"]
    offered = {path.parent.name for path in (large_site / "handouts").glob("*/sheet.js")}
    assert {leaflet["id"] for leaflet in leaflets if not leaflet.get("chapters")} == offered


def test_the_maker_works_from_disk(page: Page, large_site: Path) -> None:
    page.goto((large_site / MAKER / "index.html").as_uri())
    add(page, "Still press 0001")
    page.locator('#maker[data-ready="still-press-1"]').wait_for()
    assert page.locator("#maker .pages .slot").count() >= 1


# --- "build your own quiz" -------------------------------------------------------------------------


def test_a_quiz_is_built_from_topics_that_were_found(page: Page, large: str) -> None:
    page.goto(f"{large}{MIX}")
    add(page, "Still press 0001")
    first = page.locator("details[data-topic=still-press-1] [data-question]").first
    expect(first).to_be_visible()
    add(page, "Slow glide 0002")
    expect(page.locator("details[data-topic=slow-glide-2] [data-question]").first).to_be_visible()
    add(page, "Still press 0001")
    assert topics_of(page) == ["Slow glide 0002", "Still press 0001"]
    asked = [str(first.get_attribute("data-question"))]
    first.locator("input").check()
    other = page.locator("details[data-topic=slow-glide-2] [data-question]").first
    other.locator("input").check()
    asked.append(str(other.get_attribute("data-question")))
    assert page.url == f"{large}{MIX}?q={','.join(asked)}"
    assert question_ids(preview(page)) == asked
    page.goto(page.url)
    expect(page.locator("[data-question] input:checked")).to_have_count(2)
    assert topics_of(page) == ["Still press 0001", "Slow glide 0002"]
    page.get_by_role("button", name="Start again").click()
    expect(field(page)).to_be_focused()


def test_questions_of_found_topics_are_filtered_and_folded(page: Page, large: str) -> None:
    page.goto(f"{large}{MIX}")
    add(page, "Still press 0001")
    listed = page.locator("[data-question]:visible")
    expect(listed.first).to_be_visible()
    expect(page.locator("[data-part=listed]")).to_have_text(f"{listed.count()} questions are listed.")
    listed.first.locator("input").check()
    page.get_by_label("Only those I ticked").check()
    expect(listed).to_have_count(1)
    page.locator("details[data-part=topic] > summary").click()
    expect(listed).to_have_count(0)
    expect(page.locator("[data-part=listed]")).to_have_text("Open or choose a topic to list its questions.")


def test_questions_that_cannot_be_loaded_are_tried_again(page: Page, large: str) -> None:
    page.route("**/rows/*.js", lambda route: route.abort())
    page.goto(f"{large}{MIX}")
    add(page, "Still press 0001")
    expect(page.get_by_text("The questions could not be loaded.")).to_be_visible()
    page.unroute("**/rows/*.js")
    add(page, "Still press 0001")
    expect(page.locator("[data-question]").first).to_be_visible()
    expect(page.get_by_text("The questions could not be loaded.")).to_be_hidden()


def test_the_mix_works_from_disk(page: Page, large_site: Path) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((large_site / MIX / "index.html").as_uri())
    add(page, "Still press 0001")
    page.locator("[data-question] input").first.check()
    expect(preview(page).get_by_text("Question 1 of 1")).to_be_visible()
    assert errors == []
