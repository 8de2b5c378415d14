# SPDX-License-Identifier: MIT
"""Words of the subject: the content's own, or general ones; whatever says one depends on that one alone."""

from __future__ import annotations

import gettext
import re
from dataclasses import replace
from functools import cache

import pytest

from generator.content.library import Library
from generator.content.list_pages import list_pages
from generator.content.load import load
from generator.content.localise import localised
from generator.content.subject_words import (
    SubjectWords,
    general_counted_words,
    general_words,
    own_words,
)
from generator.memo import recorded
from generator.schema.common import Model
from generator.schema.page import Page
from generator.schema.words import Counted, Words
from generator.settings.settings import Settings
from generator.site import Site
from tests.conftest import REPOSITORY

TRANSLATIONS = gettext.NullTranslations()
GENERAL = general_words(TRANSLATIONS.gettext)
COUNTED = general_counted_words(TRANSLATIONS.ngettext)
SAID = re.compile(r"""\bsay\(\s*f?["']([a-z_.]+)""")


def words(data: dict[str, object]) -> SubjectWords:
    return SubjectWords(dict(own_words(Words.model_validate(data))), TRANSLATIONS)


def names() -> set[str]:
    groups = {name: info.default for name, info in Words.model_fields.items()}
    return {
        f"{group}.{field}"
        for group, default in groups.items()
        if isinstance(default, Model)
        for field in type(default).model_fields
    }


def test_the_contents_own_word_comes_first() -> None:
    say = words({"people": {"provider": "Coach"}})
    assert say("people.provider") == "Coach"
    assert say("people.phone") == GENERAL["people.phone"]
    assert words({})("people.provider") == "Given by"


def test_a_word_may_depend_on_a_number() -> None:
    own = words({"home": {"muscles": {"one": "One part:", "other": "Parts:"}}})
    assert [own("home.muscles", count) for count in (0, 1, 2)] == ["Parts:", "One part:", "Parts:"]
    assert [words({})("home.muscles", count) for count in (0, 1, 2)] == ["Muscles:", "Muscle:", "Muscles:"]


def test_there_is_no_other_word() -> None:
    with pytest.raises(KeyError):
        words({})("people.nobody")


def test_every_word_can_be_said_in_general_words() -> None:
    assert names() == {*GENERAL, *COUNTED}


def test_every_word_is_said_somewhere() -> None:
    """And nothing else is."""
    folder = REPOSITORY / "generator"
    texts = [path.read_text("utf-8") for path in folder.rglob("*") if path.suffix in {".py", ".html"}]
    said = {name for text in texts for name in SAID.findall(text)}
    assert {name for name in names() if not name.startswith("related.")} | {"related."} == said


def test_words_are_spelt_as_in_the_region() -> None:
    uk = site().library.regions["uk"]
    region = uk.model_copy(update={"spelling": {"fibre": "fiber", "fibres": "fibers"}})
    own = Words.model_validate(
        {"people": {"provider": "Fibre centre"}, "home": {"muscles": {"one": "Fibre:", "other": "Fibres:"}}}
    )
    localised_words = localised(own, region)
    assert isinstance(localised_words, Words)
    spelt = dict(own_words(localised_words))
    assert spelt["people.provider"] == "Fiber centre"
    assert spelt["home.muscles"] == Counted(one="Fiber:", other="Fibers:")


@cache
def site() -> Site:
    content = load(REPOSITORY / "examples/neck-and-shoulder/content")[0]
    return Site(Library(content), Settings(site_name="Test", version="0"))


def test_what_says_a_word_depends_on_that_word() -> None:
    say = site().say
    with recorded() as reads:
        assert say("technique.avoid") != GENERAL["technique.avoid"]
    assert reads == {("item", "library.own_words", "technique.avoid")}


def test_markup_in_a_word_is_no_markup() -> None:
    template = site().templates.from_string(
        '<p title="{{ say("sheet.practice") }}">{{ say("people.phone") }}'
    )
    shown = template.render()
    assert "“Usual practice”" in shown
    assert "Clinic's phone" in shown
    template = Site(_library({"people": {"phone": '<b> & "'}}), site().settings).templates.from_string(
        "{{ say('people.phone') }}"
    )
    assert template.render() == "&lt;b&gt; &amp; &quot;"


def _library(data: dict[str, object]) -> Library:
    content = site().library.content
    items = {**content.items, "words": {"words": Words.model_validate(data)}}
    return Library(replace(content, items=items))


def test_a_list_is_on_the_page_that_shows_it() -> None:
    pages = {
        path: _page(show) for path, show in {"index": "home", "a/index": "session", "b": "session"}.items()
    }
    assert list_pages(pages)["cautions"] == "pages/a"
    assert list_pages(pages)["glossary"] == "pages/glossary"


def _page(show: str) -> Page:
    data = {"title": "Page", "lead": "A page.", "show": show, "path": "x", "body": ""}
    return Page.model_validate({**data, "checked": "2026-01-01", "review_by": "2027-01-01"})
