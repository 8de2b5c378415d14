# SPDX-License-Identifier: MIT
"""Share pictures: one for each page of a site with an address, small, and the same each time."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import lxml.html
import pytest
from PIL import Image

from generator.content.library import Library
from generator.content.localise import localise
from generator.output.disk_cache import DiskCache
from generator.output.files import AnyFile, OutputFile
from generator.output.page import PageContent
from generator.settings.settings import Settings
from generator.site import Site
from generator.website import share_pictures
from tests.website.test_standards import ADDRESS, content, rendered

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.output.files import AnyFile

pytestmark = pytest.mark.builds


def pictures(files: list[AnyFile]) -> dict[str, bytes]:
    return {file.path: file.data for file in files if file.path.startswith("assets/share/")}


def the_site(**settings: object) -> Site:
    given = Settings(site_name="House", version="1", **settings)  # type: ignore[arg-type]
    return Site(Library(localise(content(), "uk")), given)


def page(
    title: str, source: str = "techniques/slow-glide.yml", **fields: object
) -> OutputFile[PageContent]:
    meta = {"title": title, "description": "A lead.", "linked_data": {"@graph": [{}]}, **fields}
    return OutputFile("techniques/slow-glide/index.md", PageContent(meta, "", ()), source)


def drawn(made: AnyFile, *drawings: AnyFile) -> bytes:
    [picture] = share_pictures.render_share_pictures(the_site(site_url=ADDRESS), [made, *drawings])
    return picture.data


def test_each_page_has_one_of_the_right_size_and_light_enough() -> None:
    files = rendered()
    made = pictures(files)
    pages = {file.path for file in files if isinstance(file.content, PageContent)}
    assert {f"assets/share/{path.removesuffix('.md')}.png" for path in pages} == made.keys()
    for data in made.values():
        assert Image.open(io.BytesIO(data)).size == (1200, 630)
        assert len(data) < 60_000


@pytest.mark.parametrize("settings", [{}, {"site_url": ADDRESS, "share_pictures": False}])
def test_none_without_an_address_or_when_they_are_switched_off(settings: dict[str, object]) -> None:
    assert share_pictures.render_share_pictures(the_site(**settings), rendered()) == []


def test_the_same_page_gives_the_same_bytes_without_what_was_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = drawn(page("A title"))
    monkeypatch.setattr(DiskCache, "get_or_make", lambda _cache, _key, make: make())
    assert drawn(page("A title")) == kept


def test_what_it_shows_is_the_page() -> None:
    """Title, lead, section, subject, and whether a clinician checked it: each changes the picture."""
    still = next(file for file in rendered() if file.path == "assets/diagrams/slow-glide.svg")
    reviewed = {"@graph": [{"lastReviewed": "2026-01-01"}]}
    seen = {
        drawn(page("A title")),
        drawn(page("Another title")),
        drawn(page("A title", description="Another lead.")),
        drawn(page("A title", section="techniques")),
        drawn(page("A title", linked_data=reviewed)),
        drawn(page("A title"), still),
    }
    assert len(seen) == 6
    assert drawn(page("A title", "quizzes/slow-glide.yml"), still) == drawn(page("A title"), still)


def test_a_long_lead_ends_at_a_word() -> None:
    shortened = share_pictures._shortened("word, " * 40)  # noqa: SLF001
    assert shortened.endswith("word …")
    assert len(shortened) <= 112


def test_template_fonts_and_programs_are_part_of_what_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[bytes, ...]] = []

    def listen(_cache: DiskCache, parts: list[bytes], make: Callable[[], bytes]) -> bytes:
        seen.append(tuple(parts))
        return make()

    monkeypatch.setattr(DiskCache, "get_or_make", listen)
    drawn(page("A title"))
    assert share_pictures._TEMPLATE.read_bytes() in seen[0]  # noqa: SLF001


def test_a_page_names_its_picture_where_it_is(built_site: Path) -> None:
    for path in ("index.html", "techniques/pin-and-stretch/index.html", "privacy/index.html"):
        head = lxml.html.parse(built_site / path).getroot()
        said = {meta.get("property") or meta.get("name"): meta.get("content") for meta in head.iter("meta")}
        place = said["og:image"].removeprefix("https://unknot.example/")
        assert (built_site / place).read_bytes().startswith(b"\x89PNG")
        assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
        assert said["og:image:alt"]
        assert said["twitter:card"] == "summary_large_image"
