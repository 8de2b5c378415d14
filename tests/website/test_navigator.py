# SPDX-License-Identifier: MIT
"""'Find your pages' without a browser: every answer lists pages, and only those that content links."""

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
from generator.website.pages.navigator import Ask, Navigator, explains, is_answer, listed, navigator
from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

CAUTIONS = "pages/before-a-massage"
FOLDERS = ("content", "examples/neck-and-shoulder/content")
both = pytest.mark.parametrize("folder", FOLDERS)


@cache
def library(folder: str) -> Library:
    content, _ = load(REPOSITORY / folder)
    return Library(content)


@cache
def table(folder: str) -> Navigator:
    return navigator(library(folder))


def all_answers(finder: Navigator) -> Iterator[dict[Ask, str]]:
    """Every combination of answers, with each question also left unanswered."""
    choices = [[(ask, id_) for id_ in ("", *(a.id for a in finder.questions[ask]))] for ask in Ask]
    for answers in product(*choices):
        yield {ask: id_ for ask, id_ in answers if id_}


def keys(finder: Navigator, answers: dict[Ask, str], ticked: Collection[str] = ()) -> list[str]:
    return [row.entry.key for row in listed(finder, answers, ticked)]


@both
def test_every_answer_leads_to_its_page_and_to_self_care(folder: str) -> None:
    finder = table(folder)
    combinations = list(all_answers(finder))
    assert len(combinations) > 10
    for answers in combinations:
        pages = keys(finder, answers)
        own = [f"symptoms/{answers[Ask.FEEL]}"] if Ask.FEEL in answers else []
        own += [f"techniques/{answers[Ask.OFFERED]}"] if Ask.OFFERED in answers else []
        assert pages[: len(own)] == own, answers
        assert any(page.startswith("self-care/") for page in pages), answers
        assert len(pages) == len(set(pages))


@both
def test_every_page_is_listed_for_some_answers(folder: str) -> None:
    finder = table(folder)
    pages = {page for answers in all_answers(finder) for page in keys(finder, answers)}
    kinds = ("symptoms", "techniques", "self-care", "muscles")
    topics = {f"{kind}/{id_}" for kind in kinds for id_ in library(folder).content.items[kind]}
    assert pages == {*topics, CAUTIONS}


@given(st.data())
def test_a_technique_is_listed_exactly_for_the_answers_that_content_links_to_it(
    data: st.DataObject,
) -> None:
    """A technique that the reader was offered is always listed."""
    real = library("content")
    answers = data.draw(st.sampled_from(list(all_answers(table("content")))))
    muscles_of = {region.id: set(region.muscles) for region in real.body_map.regions}
    for id_, technique in real.techniques.items():
        is_listed = f"techniques/{id_}" in keys(table("content"), answers)
        fits_feeling = answers.get(Ask.FEEL) in {None, *(use.id for use in technique.symptoms)}
        muscles = {use.id for use in technique.muscles}
        fits_place = Ask.WHERE not in answers or bool(muscles_of[answers[Ask.WHERE]] & muscles)
        offered = answers.get(Ask.OFFERED)
        expected = offered == id_ or (bool(answers) and offered is None and fits_feeling and fits_place)
        assert is_listed == expected, (id_, answers)


def test_every_listed_page_fits_every_answer() -> None:
    finder = table("content")
    for answers in all_answers(finder):
        for row in listed(finder, answers):
            for ask in answers:
                fits = row.fits.get(ask, (answers[ask],))
                assert answers[ask] in fits or is_answer(row, answers), (row.entry.key, answers)


@both
def test_every_caution_can_be_ticked_and_puts_the_page_that_explains_it_first(folder: str) -> None:
    finder = table(folder)
    (row,) = (row for row in finder.rows if row.cautions)
    cautions = [one.caution.id for _, group in row.cautions for one in group]
    assert cautions == list(library(folder).caution_list)
    answers_given = list(all_answers(finder))[:: len(cautions)]
    for id_ in cautions:
        assert explains(row, {id_})
        for answers in answers_given:
            pages = keys(finder, answers)
            assert keys(finder, answers, {id_}) == [CAUTIONS, *(page for page in pages if page != CAUTIONS)]


def test_a_caution_for_now_that_may_be_urgent_links_how_fast_to_get_help() -> None:
    (row,) = (row for row in table("content").rows if row.cautions)
    strictest, *others = row.cautions
    links = {one.caution.id: one.help for one in strictest[1]}
    assert links["any-warning-sign"] == "pages/warning-signs"
    assert links["new-weakness"] == "warning-signs/leg-rule"
    assert {one.help for _, group in others for one in group} == {""}


def test_without_a_page_of_cautions_nobody_is_asked_about_them() -> None:
    content, _ = load(REPOSITORY / FOLDERS[1])
    pages = {path: page for path, page in content.items["pages"].items() if path != "before-a-massage"}
    rows = navigator(Library(replace(content, items={**content.items, "pages": pages}))).rows
    assert not any(row.cautions for row in rows)


@both
def test_pages_link_to_their_cautions(folder: str) -> None:
    """Every symptom, technique and self-care topic has cautions; a muscle may have none."""
    for row in table(folder).rows:
        assert row.care or row.entry.kind == "muscles"
        assert (row.level is None) == (row.entry.kind in {"symptoms", "muscles", "pages"})


def test_brackets_in_a_plain_line_are_shown_as_typed() -> None:
    content, _ = load(REPOSITORY / FOLDERS[1])
    technique = content.items["techniques"]["still-press"].model_copy(
        update={"short_line": "Press [a {little}]"}
    )
    changed = {**content.items, "techniques": {**content.items["techniques"], "still-press": technique}}
    rows = navigator(Library(replace(content, items=changed))).rows
    (line,) = [row.about for row in rows if row.entry.address == "techniques/still-press/"]
    assert line
    assert line.plain == "Press [a {little}]"
