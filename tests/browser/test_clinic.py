# SPDX-License-Identifier: MIT
"""A built website with a clinic: its header at every width, colours, links, and what axe says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.hosts.built_site.link_check import check
from tests import shared
from tests.browser.layout import TWICE_AS_LARGE, USUAL_TEXT, faults, header_faults
from tests.browser.test_quizzes import AXE
from tests.conftest import REPOSITORY, build_site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Page

PURPLE = "#5b2a86"
LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40">'
    '<path fill="#5b2a86" d="M0 0h120v40H0z"/></svg>'
)
LONG = "Name of the clinic for Physiotherapy, Rehabilitation and Musculoskeletal Medicin"
"""80 characters."""
ONE_WORD = "Name" * 20
PATHS = ("", "techniques/slow-glide/", "404.html")


def _build(site: Path) -> None:
    """The small site with a clinic, built from settings of its own."""
    folder = site.with_name("clinic-settings")
    folder.mkdir(exist_ok=True)
    (folder / "logo.svg").write_text(LOGO, encoding="utf-8")
    small = REPOSITORY / "examples" / "neck-and-shoulder"
    (folder / "mkdocs.yml").write_text(
        f"""INHERIT: {small / "mkdocs.yml"}
docs_dir: {small / "content" / "pages"}
theme:
  custom_dir: {REPOSITORY / "overrides"}
plugins:
  - unknot:
      content: {small / "content"}
      clinic:
        name: {LONG}
        phone: "+44 (0)1632 960000"
        web: clinic.example
        logo: logo.svg
        colour: "{PURPLE}"
""",
        encoding="utf-8",
    )
    build_site(site, folder / "mkdocs.yml", sheets=False)


@pytest.fixture(scope="module")
def folder() -> Path:
    return shared.once("site-with-clinic", _build)


@pytest.fixture
def opened(folder: Path, serve: Callable[..., str], page: Page) -> Iterator[Page]:
    """The home page; whatever the policy stops makes the test fail."""
    stopped: list[str] = []
    page.on("console", lambda message: stopped.append(message.text) if message.type == "error" else None)
    page.goto(serve(folder))
    yield page
    assert stopped == []


def colour(page: Page, selector: str, name: str = "color") -> str:
    """A computed colour, such as `#5b2a86`."""
    value: str = page.locator(selector).first.evaluate(
        """(element, name) => "#" + getComputedStyle(element)[name].match(/[0-9]+/g).slice(0, 3)
            .map(one => Number(one).toString(16).padStart(2, "0")).join("")""",
        name,
    )
    return value


@pytest.mark.parametrize("name", [LONG, ONE_WORD])
def test_a_long_name_does_not_break_the_header(opened: Page, name: str) -> None:
    assert len(name) == 80
    opened.evaluate('name => document.querySelector(".by").replaceChildren(name)', name)
    wrong = {}
    for width in (320, 360, 390, 768, 1000, 1087, 1088, 1223, 1224, 1280, 1920):
        messages = faults(opened, width)
        for text in (USUAL_TEXT, TWICE_AS_LARGE):
            messages += header_faults(opened, width, text=text)
        if messages:
            wrong[width] = messages
    assert wrong == {}


def test_the_logo_leaves_a_short_name_its_room(opened: Page) -> None:
    """Also one whose file has no size, which browsers count as nothing until it is drawn."""
    opened.evaluate(
        """() => {
            document.querySelector(".by").replaceChildren("The clinic");
            document.querySelector(".names").firstElementChild.replaceChildren("Site");
            document.querySelector(".brand").classList.remove("long");
        }"""
    )
    opened.set_viewport_size({"width": 1280, "height": 900})
    lines = opened.locator(".by").evaluate(
        "one => one.clientHeight / parseFloat(getComputedStyle(one).lineHeight)"
    )
    assert round(lines) == 1


def test_a_short_name_stands_beside_the_menu(opened: Page) -> None:
    opened.evaluate(
        """() => {
            document.querySelector(".by").replaceChildren("Name of the clinic");
            document.querySelector(".brand").classList.remove("long");
        }"""
    )
    for width in (320, 390, 768, 1280):
        assert faults(opened, width) == []
        tops = opened.evaluate(
            """[".brand", ".tools"].map(one => {
                const box = document.querySelector(one).getBoundingClientRect();
                return (box.top + box.bottom) / 2;
            })"""
        )
        assert tops[0] == pytest.approx(tops[1], abs=12), width


def test_links_and_buttons_have_the_clinics_colour(opened: Page) -> None:
    for scheme in ("light", "dark"):
        opened.emulate_media(color_scheme=scheme)
        link = colour(opened, ".site-footer li a")
        assert (link == PURPLE) == (scheme == "light")
        assert link == colour(opened, ".site-header", "borderTopColor") == colour(opened, ".tool.theme")
        assert link not in {"#0b5563", "#7fd1dc"}


def test_logo_and_icon_are_loaded(opened: Page) -> None:
    size = opened.locator(".brand .logo").evaluate("one => [one.naturalWidth, one.width, one.height]")
    assert size[0] > 0
    assert size[1] / size[2] == pytest.approx(3, abs=0.1)
    icon = opened.locator("link[rel=icon]")
    assert (icon.get_attribute("href") or "").endswith("assets/clinic/logo.svg")
    assert icon.get_attribute("type") == "image/svg+xml"


def test_the_footer_has_name_phone_and_address(opened: Page) -> None:
    card = opened.locator(".clinic-card")
    assert LONG in card.inner_text()
    assert card.locator("a[href^=tel]").get_attribute("href") == "tel:+441632960000"
    assert card.get_by_text("clinic.example").get_attribute("href") == "https://clinic.example"


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(
    folder: Path, serve: Callable[..., str], page: Page, axe_source: str, path: str, scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(serve(folder) + path)
    page.evaluate(axe_source)
    assert page.evaluate(AXE) == []


def test_the_mark_is_on_paper_and_help_still_on_the_first_page(opened: Page) -> None:
    opened.emulate_media(media="print")
    assert opened.locator(".brand .logo").is_visible()
    assert opened.locator(".brand .by").is_visible()
    assert not opened.locator(".menu").is_visible()
    assert opened.locator(".strip").is_visible()


@pytest.mark.builds
def test_every_link_of_the_site_leads_somewhere(folder: Path) -> None:
    wanted = [problem for problem in check(folder, "https://unknot.example/") if ".pdf" not in str(problem)]
    assert wanted == []
