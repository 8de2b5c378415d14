# SPDX-License-Identifier: MIT
"""A clinic on the website: its data, style sheet, embeds, offline copies, pictures, and mistakes."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import lxml.html
import pytest
from PIL import Image
from pydantic import ValidationError

from generator.output.files import OutputFile
from generator.output.page import PageContent
from generator.quizzes.quiz_pages import render_quizzes
from generator.settings.settings import Clinic, Settings
from generator.settings.validation import settings_problems
from generator.website.clinic_mark import CLINIC_STYLE, FAVICON, clinic_data, render_clinic
from generator.website.offline import render_offline, theme_files
from generator.website.share_pictures import render_share_pictures
from generator.website.theme import theme_data
from generator.website.theme_folders import theme_paths
from tests.conftest import REPOSITORY
from tests.website.test_share_pictures import site_with_settings
from tests.website.test_standards import ADDRESS

if TYPE_CHECKING:
    from pathlib import Path

    from generator.site import Site

NAME, PURPLE = "Name of the clinic", "#5b2a86"
LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">'
    '<path fill="#5b2a86" d="M0 0h40v20z"/></svg>'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "logo.svg").write_text(LOGO, encoding="utf-8")
    return tmp_path


def settings_with(folder: Path, **fields: str) -> Settings:
    clinic = Clinic.model_validate({"name": NAME, **fields}, context={"folder": folder})
    return Settings(site_name="House", version="1", clinic=clinic)


def site_of(folder: Path, **fields: str) -> Site:
    return site_with_settings(site_url=ADDRESS, clinic=settings_with(folder, **fields).clinic)


def data(folder: Path, **fields: str) -> dict[str, object]:
    clinic: dict[str, object] = clinic_data(settings_with(folder, **fields))["clinic"]
    return clinic


def style(folder: Path, **fields: str) -> str:
    files = {file.path: file.data.decode() for file in render_clinic(site_of(folder, **fields))}
    return files[CLINIC_STYLE]


def test_a_site_without_a_clinic_has_nothing_of_it() -> None:
    site = site_with_settings()
    assert list(render_clinic(site)) == []
    assert "clinic" not in theme_data(site)
    embeds = [file for file in render_quizzes(site) if file.path.endswith("/embed/index.html")]
    assert embeds
    assert not any("assets/clinic" in file.data.decode() for file in embeds)


@pytest.mark.parametrize(
    ("phone", "dial"),
    [
        ("01632 960000", "01632960000"),
        ("+44 (0)1632 960000", "+441632960000"),
        ("(01632) 960-000 ext. 12", "01632960000"),
        ("01632 960000 / 960001", "01632960000"),
        ("ask at the desk", ""),
        ("12", ""),
    ],
)
def test_a_phone_dials_what_is_written(folder: Path, phone: str, dial: str) -> None:
    assert data(folder, phone=phone)["dial"] == dial


@pytest.mark.parametrize(
    ("web", "link"),
    [
        ("clinic.example", "https://clinic.example"),
        ("www.clinic.example/backs", "https://www.clinic.example/backs"),
        ("http://clinic.example", "http://clinic.example"),
        ("ask at the desk", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_an_address_is_a_link_if_it_is_one(folder: Path, web: str, link: str) -> None:
    assert data(folder, web=web)["link"] == link


def test_the_logo_keeps_its_shape(folder: Path) -> None:
    assert data(folder, logo="logo.svg")["logo"] == {
        "path": "assets/clinic/logo.svg",
        "width": 88,
        "height": 44,
    }


def test_the_logo_is_the_icon_unless_the_site_has_its_own(folder: Path) -> None:
    settings = settings_with(folder, logo="logo.svg")
    ours = theme_files(theme_paths([REPOSITORY / "overrides"]))
    for files, icon in [
        ({}, "assets/clinic/logo.svg"),
        (ours, "assets/clinic/logo.svg"),
        ({**ours, FAVICON: "0" * 64}, ""),
    ]:
        clinic = clinic_data(settings.model_copy(update={"theme_files": files}))["clinic"]
        assert clinic["icon"] == icon


def test_the_colour_is_in_the_style_sheet_for_both_themes(folder: Path) -> None:
    text = style(folder, colour=PURPLE)
    for token in ("mark", "teal"):
        assert re.search(rf"--{token}: light-dark\({PURPLE}, #(?!5b2a86)[0-9a-f]{{6}}\);", text)
    assert "--teal:" not in style(folder)
    assert style(folder, colour=PURPLE) != style(folder, colour="#1f3a93")


def test_red_marks_the_header_and_no_link(folder: Path) -> None:
    text = style(folder, colour="#8b0000")
    assert "--mark: light-dark(#8b0000," in text
    assert "--teal:" not in text


def test_an_embed_names_the_clinic_and_has_its_colour(folder: Path) -> None:
    files = render_quizzes(site_of(folder, colour=PURPLE, logo="logo.svg"))
    embed = next(file for file in files if file.path.endswith("/embed/index.html"))
    page = lxml.html.document_fromstring(embed.data.decode())
    assert any(f"House · {NAME}." in line.text_content() for line in page.find_class("review"))
    assert page.xpath("//link[@rel='stylesheet']/@href")[-1].endswith(CLINIC_STYLE)
    assert page.xpath("//link[@rel='icon']/@href")[0].endswith("assets/clinic/logo.svg")


def test_a_png_is_an_icon_of_its_own_type(tmp_path: Path) -> None:
    Image.new("RGB", (40, 20), PURPLE).save(tmp_path / "logo.png")
    files = render_quizzes(site_of(tmp_path, logo="logo.png"))
    embed = next(file for file in files if file.path.endswith("/embed/index.html"))
    [icon] = lxml.html.document_fromstring(embed.data.decode()).xpath("//link[@rel='icon']")
    assert (icon.get("href")[-8:], icon.get("type")) == ("logo.png", "image/png")


def worker(site: Site) -> dict[str, object]:
    [file] = render_offline(site, list(render_clinic(site)), theme_data(site))
    settings: dict[str, object] = json.loads(
        file.data.decode().split("\n")[0][len("const OFFLINE = ") : -1]
    )
    return settings


def test_browsers_keep_the_mark_for_reading_offline(folder: Path) -> None:
    offline = worker(site_of(folder, logo="logo.svg", colour=PURPLE))
    for path in (CLINIC_STYLE, "assets/clinic/logo.svg"):
        assert path in offline["first"]  # type: ignore[operator]
        assert path in offline["files"]  # type: ignore[operator]


def test_another_logo_or_colour_makes_anew_what_shows_it(folder: Path) -> None:
    """All keys in the store begin with `given`; browsers keep another copy."""
    sites = [site_of(folder, logo="logo.svg", colour=PURPLE), site_of(folder, logo="logo.svg")]
    (folder / "logo.svg").write_text(LOGO.replace("#5b2a86", "#000000"), encoding="utf-8")
    sites.append(site_of(folder, logo="logo.svg", colour=PURPLE))
    assert len({site.given for site in sites}) == len(sites)
    assert len({str(worker(site)["version"]) for site in sites}) == len(sites)


@pytest.mark.builds
def test_a_share_picture_shows_name_logo_and_colour(folder: Path) -> None:
    meta = {"title": "A title", "description": "A lead.", "linked_data": {"@graph": [{}]}}
    page = OutputFile("techniques/x/index.md", PageContent(meta, "", ()), "techniques/x.yml")
    variants = [
        {},
        {"colour": PURPLE},
        {"colour": "#8b0000"},
        {"logo": "logo.svg"},
        {"name": "Another name"},
    ]
    sites = [site_with_settings(site_url=ADDRESS), *(site_of(folder, **fields) for fields in variants)]
    pictures = {next(render_share_pictures(site, [page])).data for site in sites}
    assert len(pictures) == len(sites)


def test_a_colour_that_cannot_be_read_is_a_problem_at_its_place(folder: Path) -> None:
    lines = ["site_name: House", "plugins:", "  - unknot:", "      clinic:", f"        name: {NAME}"]
    text = "\n".join([*lines, '        colour: "#8a8a8a"', ""])
    values = {"site_name": "House", "version": "1", "clinic": {"name": NAME, "colour": "#8a8a8a"}}
    with pytest.raises(ValidationError) as error:
        Settings.model_validate(values, context={"folder": folder})
    [problem] = settings_problems(error.value, "mkdocs.yml", text)
    assert str(problem).startswith("mkdocs.yml:6:17: clinic.colour: text in #8a8a8a has a contrast of 3.")
    assert 'the nearest colour that passes is "#' in str(problem)
