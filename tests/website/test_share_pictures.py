# SPDX-License-Identifier: MIT
"""Share pictures: one for each page of a site with an address, small, and reproducible."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import lxml.html
import pytest
from PIL import Image

from generator.content.library import Library
from generator.content.localise import localise
from generator.output.files import AnyFile, OutputFile
from generator.output.page import PageContent
from generator.schema.words import SiteWords, Words
from generator.settings.settings import Settings
from generator.site import Site
from generator.translation.catalogue import entries_of, read_catalogue
from generator.translation.language import catalogue_path
from generator.website import share_pictures
from tests.conftest import REPOSITORY
from tests.handouts.translated_example import arabic_site
from tests.website.test_standards import ADDRESS, content, rendered

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.output.files import AnyFile

pytestmark = pytest.mark.builds


def pictures(files: list[AnyFile]) -> dict[str, bytes]:
    return {file.path: file.data for file in files if file.path.startswith("assets/share/")}


def site_with_settings(**settings: object) -> Site:
    """The second subject with the given settings."""
    complete = Settings(site_name="House", version="1", **settings)  # type: ignore[arg-type]
    return Site(Library(localise(content(), "uk")), complete)


def page(
    title: str, source: str = "techniques/slow-glide.yml", **fields: object
) -> OutputFile[PageContent]:
    meta = {"title": title, "description": "A lead.", "linked_data": {"@graph": [{}]}, **fields}
    return OutputFile("techniques/slow-glide/index.md", PageContent(meta, "", ()), source)


def picture_of(page_file: AnyFile, *diagrams: AnyFile) -> bytes:
    files = [page_file, *diagrams]
    [picture] = share_pictures.render_share_pictures(site_with_settings(site_url=ADDRESS), files)
    return picture.data


def test_each_page_has_a_picture_of_the_right_size_and_under_60_kb() -> None:
    files = rendered()
    share = pictures(files)
    pages = {file.path for file in files if isinstance(file.content, PageContent)}
    assert {f"assets/share/{path.removesuffix('.md')}.png" for path in pages} == share.keys()
    for data in share.values():
        assert Image.open(io.BytesIO(data)).size == (1200, 630)
        assert len(data) < 60_000


@pytest.mark.parametrize("settings", [{}, {"site_url": ADDRESS, "share_pictures": False}])
def test_there_are_none_without_an_address_or_when_switched_off(settings: dict[str, object]) -> None:
    assert [*share_pictures.render_share_pictures(site_with_settings(**settings), rendered())] == []


def test_a_page_gives_the_same_bytes_with_and_without_the_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    cached = picture_of(page("A title"))
    monkeypatch.setattr(share_pictures, "kept_bytes", lambda _key, make, **_: make())
    assert picture_of(page("A title")) == cached


def test_everything_shown_of_the_page_changes_the_picture() -> None:
    """Title, lead, section, diagram, and whether a clinician checked the page."""
    diagram = next(file for file in rendered() if file.path == "assets/diagrams/slow-glide.svg")
    reviewed = {"@graph": [{"lastReviewed": "2026-01-01"}]}
    variants = {
        picture_of(page("A title")),
        picture_of(page("Another title")),
        picture_of(page("A title", description="Another lead.")),
        picture_of(page("A title", section="techniques")),
        picture_of(page("A title", linked_data=reviewed)),
        picture_of(page("A title"), diagram),
    }
    assert len(variants) == 6
    assert picture_of(page("A title", "quizzes/slow-glide.yml"), diagram) == picture_of(
        page("A title"), diagram
    )


def test_a_long_lead_is_cut_between_words() -> None:
    shortened = share_pictures._shortened("word, " * 40)  # noqa: SLF001
    assert shortened.endswith("word …")
    assert len(shortened) <= 112


def test_the_template_is_part_of_the_cache_key(monkeypatch: pytest.MonkeyPatch) -> None:
    keys: list[tuple[bytes, ...]] = []

    def record(key: list[bytes], make: Callable[[], bytes], **_: bool) -> bytes:
        keys.append(tuple(key))
        return make()

    monkeypatch.setattr(share_pictures, "kept_bytes", record)
    picture_of(page("A title"))
    assert any(share_pictures._TEMPLATE.read_bytes() in key for key in keys)  # noqa: SLF001


def test_a_page_links_its_picture(built_site: Path) -> None:
    for path in ("index.html", "techniques/pin-and-stretch/index.html", "privacy/index.html"):
        head = lxml.html.parse(built_site / path).getroot()
        properties = {
            meta.get("property") or meta.get("name"): meta.get("content") for meta in head.iter("meta")
        }
        path_of_picture = properties["og:image"].removeprefix("https://unknot.example/")
        assert (built_site / path_of_picture).read_bytes().startswith(b"\x89PNG")
        assert (properties["og:image:width"], properties["og:image:height"]) == ("1200", "630")
        assert properties["og:image:alt"]
        assert properties["twitter:card"] == "summary_large_image"


def test_the_text_is_where_reading_begins() -> None:
    """In Arabic it is on the right, and the drawing on the left."""
    corners = {}
    for name, site in (("en", site_with_settings(site_url=ADDRESS)), ("ar", arabic_site())):
        [picture] = share_pictures.render_share_pictures(site, [page("Title")])
        image = Image.open(io.BytesIO(picture.data)).convert("RGB")
        corners[name] = [image.getpixel((x, 4)) for x in (4, 1195)]
    assert corners["en"] == corners["ar"][::-1]
    assert corners["en"][0] != corners["en"][1]


def test_a_long_note_stays_beside_the_drawing() -> None:
    """A word more in the note changes no pixel of the drawing's side."""
    sides = [
        Image.open(io.BytesIO(picture_with(note))).convert("RGB").crop((735, 500, 1200, 630)).tobytes()
        for note in (
            "Short",
            "Not yet checked by a translator, nor by a clinician, nor by anybody else at all",
        )
    ]
    assert sides[0] == sides[1]


def picture_with(note: str) -> bytes:
    site = site_with_settings(site_url=ADDRESS)
    words = Words(site=SiteWords.model_construct(notice=note))
    content = replace(site.library.content, items={**site.library.content.items, "words": {"words": words}})
    other = Site(Library(content), site.settings)
    [picture] = share_pictures.render_share_pictures(other, [page("Title")])
    return picture.data


def test_arabic_words_in_drawings_do_not_begin_with_a_digit() -> None:
    """What draws them on paper takes the direction from the first letter, and a digit has none."""
    catalogue = read_catalogue(catalogue_path(REPOSITORY, "ar", "content"), "ar")
    entries = [entry for entry in entries_of(catalogue) if (entry.context or "").endswith("stroke.badge")]
    badges = [str(entry.string) for entry in entries]
    assert len(badges) > 3
    assert [text for text in badges if text[:1].isdigit()] == []
