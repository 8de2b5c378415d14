# SPDX-License-Identifier: MIT
"""'Find your pages', as a pure function: no answer without a page, only pages that content links."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.content.library import Library
from generator.content.load import load
from generator.website.pages.navigator import Ask, Navigator, is_answer, listed, navigator
from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDERS = ("content", "tests/neck-and-shoulder/content")
both = pytest.mark.parametrize("folder", FOLDERS)


@cache
def library(folder: str) -> Library:
    content, _ = load(REPOSITORY / folder)
    return Library(content)


@cache
def table(folder: str) -> Navigator:
    return navigator(library(folder))


def all_answers(found: Navigator) -> Iterator[dict[Ask, str]]:
    """Every way to answer, "not sure" included."""
    choices = [[(ask, id_) for id_ in ("", *(a.id for a in found.questions[ask]))] for ask in Ask]
    for answers in product(*choices):
        yield {ask: id_ for ask, id_ in answers if id_}


def keys(found: Navigator, answers: dict[Ask, str]) -> list[str]:
    return [row.entry.key for row in listed(found, answers)]


@both
def test_every_answer_leads_to_its_page_and_to_self_care(folder: str) -> None:
    found = table(folder)
    combinations = list(all_answers(found))
    assert len(combinations) > 10
    for answers in combinations:
        pages = keys(found, answers)
        own = [f"symptoms/{answers[Ask.FEEL]}"] if Ask.FEEL in answers else []
        own += [f"techniques/{answers[Ask.OFFERED]}"] if Ask.OFFERED in answers else []
        assert pages[: len(own)] == own, answers
        assert any(page.startswith("self-care/") for page in pages), answers
        assert len(pages) == len(set(pages))


@both
def test_every_page_is_found_by_some_answer(folder: str) -> None:
    found = table(folder)
    reached = {page for answers in all_answers(found) for page in keys(found, answers)}
    kinds = ("symptoms", "techniques", "self-care", "muscles")
    assert reached == {f"{kind}/{id_}" for kind in kinds for id_ in library(folder).content.items[kind]}


@given(st.data())
def test_a_technique_is_listed_for_what_content_says_of_it(data: st.DataObject) -> None:
    """Unless it was offered itself, content links it with each answer."""
    everything = library("content")
    answers = data.draw(st.sampled_from(list(all_answers(table("content")))))
    places = {region.id: set(region.muscles) for region in everything.body_map.regions}
    for id_, technique in everything.techniques.items():
        is_listed = f"techniques/{id_}" in keys(table("content"), answers)
        feels = answers.get(Ask.FEEL) in {None, *(use.id for use in technique.symptoms)}
        muscles = {use.id for use in technique.muscles}
        there = Ask.WHERE not in answers or bool(places[answers[Ask.WHERE]] & muscles)
        offered = answers.get(Ask.OFFERED)
        expected = offered == id_ or (bool(answers) and offered is None and feels and there)
        assert is_listed == expected, (id_, answers)


def test_more_answers_never_list_a_page_that_is_not_about_them() -> None:
    found = table("content")
    for answers in all_answers(found):
        for row in listed(found, answers):
            for ask in answers:
                fits = row.fits.get(ask, (answers[ask],))
                assert answers[ask] in fits or is_answer(row, answers), (row.entry.key, answers)


@both
def test_what_to_read_first_is_on_the_page(folder: str) -> None:
    """Every symptom, technique and self-care topic has its cautions; a muscle may have none."""
    for row in table(folder).rows:
        assert row.care or row.entry.kind == "muscles"
        assert (row.level is None) == (row.entry.kind in {"symptoms", "muscles"})


def test_brackets_in_a_plain_line_are_just_brackets() -> None:
    content, _ = load(REPOSITORY / FOLDERS[1])
    technique = content.items["techniques"]["still-press"].model_copy(
        update={"short_line": "Press [a {little}]"}
    )
    changed = {**content.items, "techniques": {**content.items["techniques"], "still-press": technique}}
    rows = navigator(Library(replace(content, items=changed))).rows
    (line,) = [row.about for row in rows if row.entry.address == "techniques/still-press/"]
    assert line.plain == "Press [a {little}]"
