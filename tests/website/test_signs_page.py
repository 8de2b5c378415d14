# SPDX-License-Identifier: MIT
"""The page that clinicians sign from shows each form of a sign or caution, and how sure we are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import lxml.html
import pytest
from click.testing import CliRunner

from generator.hosts.cli import main
from generator.prose import to_text
from generator.schema.common import Level
from tests.conftest import REPOSITORY
from tests.website.test_pages import render, site_with

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LEVELS = {Level.GUIDELINE: "guideline", Level.OFFICIAL: "Official", Level.PRACTICE: "Usual practice"}
"""How the page says some of the levels."""


@pytest.fixture(scope="module")
def cards() -> dict[str, HtmlElement]:
    """Id of a sign or caution → its card."""
    html = lxml.html.document_fromstring(render(site_with())["evidence/signs"])
    return {card.get("id"): card for card in html.iterfind('.//li[@class="card"]')}


def words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_each_sign_has_all_its_forms_and_its_level(cards: dict[str, HtmlElement]) -> None:
    site = site_with()
    for sign in site.library.signs.values():
        text = words(cards[sign.id])
        for form in (sign.text, sign.short, sign.question):
            assert to_text(form, site.references("")) in text, sign.id
        assert LEVELS.get(sign.level, sign.level.capitalize()) in text


def test_each_caution_has_both_its_forms(cards: dict[str, HtmlElement]) -> None:
    site = site_with()
    for id_, caution in site.library.caution_list.items():
        text = words(cards[f"caution-{id_}"])
        for form in (caution.text, caution.short):
            assert to_text(form, site.references("")) in text, id_


def test_there_is_a_place_to_mark_each_and_one_to_sign(cards: dict[str, HtmlElement]) -> None:
    for id_, card in cards.items():
        (marks,) = card.findall('.//p[@class="sign-off"]')
        assert words(marks) == "☐ Right ☐ Change:", id_


def test_the_command_prints_the_same_words() -> None:
    result = CliRunner().invoke(main, ["signs", "-f", str(REPOSITORY / "mkdocs.yml")])
    assert result.exit_code == 0
    first = result.stdout.split("\n\n")[1]
    assert [line.split(":")[0].strip() for line in first.splitlines()][1:5] == [
        "in brief",
        "as a question",
        "level",
        "sources",
    ]
