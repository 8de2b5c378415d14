# SPDX-License-Identifier: MIT
"""PEMAT: the arithmetic, a page that passes every item and a way to fail each, and people's judgements."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from dataclasses import replace
from gettext import NullTranslations
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from generator.build import check
from generator.checks.pemat import scores
from generator.checks.pemat.advice import tells
from generator.checks.pemat.rated_ids import rated_ids
from generator.checks.pemat.rated_page import RatedPage, RatedPicture, rated_pages
from generator.checks.pemat.scores import PageScore, Rated, Tally, tally
from generator.checks.pemat.verdicts import AUTOMATIC
from generator.content.addresses import Entry
from generator.content.library import Library
from generator.content.load import load
from generator.content.reading import Reading
from generator.prose import Prose
from generator.schema.leaflet import Leaflet
from generator.schema.pemat import JUDGED_BY_PEOPLE, Judgement, Pemat, Score
from generator.schema.plain_language import PlainLanguage
from generator.settings.settings import Settings
from generator.site import Site
from generator.website.pages.render import render_pages
from tests.tools import EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SMALL = EXAMPLES / "neck-and-shoulder" / "content"
ENGLISH = NullTranslations()
YES, NO, NOT_HERE = Score.AGREE, Score.DISAGREE, Score.NOT_APPLICABLE
PRINTED = {*range(1, 13), *range(15, 27)}
"""The items for printable materials; 13 and 14 are for audiovisual ones."""


# --- arithmetic ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scores", "expected", "percent"),
    [
        ([YES, YES, YES, NO], Tally(3, 4), 75),
        ([YES, NOT_HERE, NOT_HERE], Tally(1, 1), 100),
        ([NO, NOT_HERE], Tally(0, 1), 0),
        ([YES, YES, NO], Tally(2, 3), 66),
        ([NOT_HERE], Tally(0, 0), 0),
        ([YES] * 8 + [NO], Tally(8, 9), 88),
        ([YES] * 9 + [NO], Tally(9, 10), 90),
    ],
)
def test_items_that_do_not_apply_are_not_counted(
    scores: list[Score], expected: Tally, percent: int
) -> None:
    """The score is the percentage of items that apply, rounded down, so 89.9 is not 90."""
    assert tally(scores) == expected
    assert tally(scores).percent == percent


def test_items_from_20_on_are_about_actions() -> None:
    rated = tuple(
        Rated(item, YES if item.number in {1, 2, 20} else NO, "") for item in scores.items(ENGLISH)
    )
    score = PageScore(Entry("pages", "x", "X", "x/"), rated)
    assert score.understandability == Tally(2, 17)
    assert score.actionability == Tally(1, 7)


def test_every_item_of_the_tool_is_included_once() -> None:
    numbers = [item.number for item in scores.items(ENGLISH)]
    assert set(numbers) == PRINTED
    assert len(numbers) == len(PRINTED) == 24
    assert set(AUTOMATIC) | set(JUDGED_BY_PEOPLE) | {24} == PRINTED
    assert not set(AUTOMATIC) & set(JUDGED_BY_PEOPLE)


# --- what the generator scores ---------------------------------------------------------------------


def _lines(*texts: str) -> tuple[Prose, ...]:
    return tuple(map(Prose.parse, texts))


def _reading(*texts: str) -> Reading:
    return Reading(tuple(((), text) for text in texts), "en-GB")


GOOD = RatedPage(
    language="en-GB",
    is_quoted=True,
    entry=Entry("techniques", "calm-hold", "Calm hold", "techniques/calm-hold/"),
    limits=PlainLanguage(),
    over=frozenset(),
    lead="A hand rests on your arm, and then you breathe out.",
    in_short=_lines("It is **calm**.", "Say **stop** at any time."),
    key_lines=_lines("It is **calm**.", "Say **stop** at any time."),
    headers=3,
    reading=_reading("A hand rests on your arm.", "Hold it for 5 minutes.", "Then let go."),
    easy_words=frozenset(),
    terms=1,
    actions=("Rest for a while.", "Drink some water.", "Walk a little."),
    pictures=(
        RatedPicture("A hand on an arm."),
        RatedPicture("How strong", to_act=True, is_chart=True, use="Say a number from 0 to 10."),
    ),
    questions=3,
    ticks=0,
    leaflet=None,
    tables=(("Page", "Grade"),),
)
"""A page that meets every item."""

LONG = "It goes on and on " * 13

BAD: dict[int, dict[str, Any]] = {
    1: {"lead": "This is one. This is another. And this is a third."},
    3: {
        "reading": _reading("Intermittent physiological exacerbation necessitates multidisciplinary care.")
    },
    4: {"over": frozenset({"jargon"})},
    5: {"reading": _reading("It is held. The arm is moved. You rest. It was taken. It is done.")},
    6: {"over": frozenset({"percent"})},
    8: {"reading": _reading(LONG, "Short.", "Short.")},
    9: {"headers": 1},
    11: {"in_short": ()},
    12: {"key_lines": _lines("It is calm.", "Say **stop** at any time.")},
    15: {"pictures": ()},
    17: {"pictures": (RatedPicture(""), RatedPicture("A hand."))},
    19: {"tables": (("Page", "The grade that most people can read"),)},
    20: {"actions": ("Rest is fine.", "Pain fades.", "Warmth helps.")},
    21: {"actions": ("Patients should rest.", "They must drink.", "Walk a little.")},
    22: {"actions": ("Rest.", f"Walk. {LONG}", "Drink.")},
    23: {"questions": 2},
    25: {"pictures": (RatedPicture("How strong", to_act=True, is_chart=True),)},
    26: {"pictures": (RatedPicture("A hand on an arm."),)},
}
"""Item → a change to `GOOD` that no longer meets it."""

NOT_APPLICABLE: dict[int, dict[str, Any]] = {
    6: {"reading": _reading("No number here.", "None here.", "None.")},
    8: {"reading": _reading("Two paragraphs.", "No more.")},
    9: {"reading": _reading("Two paragraphs.", "No more.")},
    11: {"reading": _reading("Two paragraphs.", "No more."), "in_short": ()},
    17: {"pictures": ()},
    19: {"tables": ()},
    25: {"pictures": (RatedPicture("A hand on an arm."),)},
}
"""Item → a change to `GOOD` to which it does not apply."""


def _scores(page: RatedPage) -> dict[int, Score]:
    return {number: score(page, ENGLISH)[0] for number, score in AUTOMATIC.items()}


def test_a_good_page_meets_every_item() -> None:
    assert _scores(GOOD) == dict.fromkeys(AUTOMATIC, YES)


def test_every_item_can_fail() -> None:
    """No item is always met: `BAD` has an example for each."""
    assert set(BAD) == set(AUTOMATIC)


@pytest.mark.parametrize("number", BAD)
def test_a_page_can_fail_each_item(number: int) -> None:
    assert AUTOMATIC[number](replace(GOOD, **BAD[number]), ENGLISH)[0] is NO


@pytest.mark.parametrize("number", NOT_APPLICABLE)
def test_some_items_may_not_apply(number: int) -> None:
    assert AUTOMATIC[number](replace(GOOD, **NOT_APPLICABLE[number]), ENGLISH)[0] is NOT_HERE


def test_only_items_that_pemat_makes_optional_may_not_apply() -> None:
    """AHRQ allows "not applicable" for these only; other tests cover 16, 18 and 24."""
    assert set(NOT_APPLICABLE) == {6, 8, 9, 11, 17, 19, 25}


def test_reasons_have_numbers_and_examples() -> None:
    assert AUTOMATIC[8](GOOD, ENGLISH)[1] == "It has 3 pieces. The longest paragraph has 6 words."
    assert AUTOMATIC[5](GOOD, ENGLISH)[1] == "3 of 3 sentences say who does what."
    assert "“How strong”" in AUTOMATIC[26](GOOD, ENGLISH)[1]


def _leaflet(*blocks: str) -> Leaflet:
    return Leaflet.model_validate(
        {
            "id": "calm-hold",
            "title": "Calm hold",
            "topic": "techniques/calm-hold",
            "subtitle": "A sheet",
            "pages": 1,
            "blocks": blocks,
            "checked": "2026-11-23",
            "review_by": "2027-11-23",
        }
    )


@pytest.mark.parametrize(
    ("change", "tools"),
    [
        ({"questions": 3}, ("questions",)),
        ({"questions": 2}, ()),
        ({"questions": 0, "ticks": 4}, ("tick-list",)),
        ({"questions": 0, "leaflet": _leaflet("in-short")}, ()),
        ({"questions": 0, "leaflet": _leaflet("after", "teach-back")}, ("tick-list", "teach-back")),
    ],
)
def test_tools_are_what_a_reader_can_use(change: dict[str, Any], tools: tuple[str, ...]) -> None:
    """A handout that is only for reading is no tool."""
    assert replace(GOOD, **change).tools == tools


@pytest.mark.parametrize(
    "text",
    [
        "Ask your doctor.",
        "“Stop” is a word. Say it.",
        "If it hurts, rest for a while.",
        "Then get up.",
        "Do not wait.",
        "Cannot get up? Change position where you are.",
    ],
)
def test_instructions_are_recognised(text: str) -> None:
    assert tells(text)


@pytest.mark.parametrize(
    "text",
    [
        "Rest is used too much.",
        "A walk may help.",
        "Most pain settles.",
        "If it hurts, that is normal.",
        "",
    ],
)
def test_other_sentences_are_not_instructions(text: str) -> None:
    assert not tells(text)


# --- what people judge -----------------------------------------------------------------------------


def _judged(item: int, score: Score) -> Judgement:
    return Judgement(page="calm-hold", item=item, score=score, why=Prose.parse("Because it is so."))


def _rated(page: RatedPage, *judgements: Judgement) -> dict[int, Rated]:
    ratings = scores.rate(page, {judgement.item: judgement for judgement in judgements}, ENGLISH)
    return {rated.item.number: rated for rated in ratings}


def test_an_item_that_nobody_judged_counts_as_no() -> None:
    rated = _rated(GOOD)
    assert {number: rated[number].score for number in JUDGED_BY_PEOPLE} == dict.fromkeys(
        JUDGED_BY_PEOPLE, NO
    )
    assert not any(rating.by_people for rating in rated.values())


def test_a_judgement_counts_as_given() -> None:
    rated = _rated(GOOD, _judged(2, YES), _judged(10, NO), _judged(16, NOT_HERE))
    assert [rated[number].score for number in (2, 10, 16, 18)] == [YES, NO, NOT_HERE, NO]
    assert rated[2].by_people
    assert str(rated[2].why) == "Because it is so."


def test_items_about_pictures_do_not_apply_without_pictures() -> None:
    rated = _rated(replace(GOOD, pictures=()), _judged(16, YES))
    assert (rated[16].score, rated[18].score) == (NOT_HERE, NOT_HERE)


@pytest.mark.parametrize(("judgement", "expected"), [(YES, NOT_HERE), (NO, NO), (None, NO)])
def test_item_24_does_not_apply_if_there_are_no_sums(judgement: Score | None, expected: Score) -> None:
    """The score of item 24 follows from item 7; until people have judged 7, it counts as no."""
    judgements = [_judged(7, judgement)] if judgement else []
    assert _rated(GOOD, *judgements)[24].score is expected


@pytest.mark.parametrize(
    ("item", "score", "message"),
    [
        (3, "agree", "the generator scores item 3; people judge 2, 7, 10, 16, 18"),
        (10, "not-applicable", "item 10 applies to every page"),
    ],
)
def test_a_judgement_that_is_not_allowed_is_rejected(item: int, score: str, message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Judgement.model_validate({"page": "x", "item": item, "score": score, "why": "So."})


def test_judging_an_item_twice_is_rejected() -> None:
    with pytest.raises(ValidationError, match="judged twice: calm-hold, item 2"):
        Pemat(judgements=(_judged(2, YES), _judged(2, NO)))


# --- from content to the page ----------------------------------------------------------------------


@pytest.fixture
def content(tmp_path: Path) -> Path:
    shutil.copytree(SMALL, tmp_path / "content")
    return tmp_path / "content"


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def _library(content: Path) -> Library:
    collection, problems = load(content)
    assert problems == []
    return Library(collection)


def _rated_pages(content: Path) -> dict[str, RatedPage]:
    library = _library(content)
    return {page.entry.key: page for page in rated_pages(library, library.regions["uk"], ENGLISH)}


def _page_scores(content: Path) -> dict[str, PageScore]:
    library = _library(content)
    pages = [(kind, id_) for kind, ids in rated_ids(library).items() for id_ in ids]
    page_scores = [scores.score_of(library, library.regions["uk"], ENGLISH, *page) for page in pages]
    return {score.entry.key: score for score in page_scores if score}


def test_pages_that_teach_are_scored(content: Path) -> None:
    assert list(_rated_pages(content)) == [
        "techniques/slow-glide",
        "techniques/still-press",
        "symptoms/stiff-neck",
        "symptoms/tight-shoulder",
        "self-care/turn-gently",
        "pages/before-a-massage",
        "pages/warning-signs",
    ]


def test_a_page_with_a_summary_is_scored_unless_it_is_for_professionals(content: Path) -> None:
    front = "lead: This is test data. Nobody should rely on it.\n"
    _edit(content / "pages/about.md", front, f"{front}in_short:\n  - It is **short**.\n")
    assert "pages/about" in _rated_pages(content)
    (content / "plain-language.yml").write_text("professional: [pages/about.md]\n", "utf-8")
    assert "pages/about" not in _rated_pages(content)


def test_the_lead_pictures_and_actions_of_a_technique_page(content: Path) -> None:
    page = _rated_pages(content)["techniques/slow-glide"]
    assert page.lead == "A palm slides slowly along the muscle between the spine and the shoulder blade."
    assert [picture.title for picture in page.pictures] == [
        "The hand stays on the top of the shoulder.",
        "Where on the body",
        "Pleasant pressure",
    ]
    assert "Move your neck gently, as far as it likes to go." in page.actions
    assert page.leaflet is not None


_SCALE_LINE = "Say stop long before 10."


@pytest.mark.parametrize("field", ["in_short", "feel", "how_it_is_done", "pressure"])
def test_the_use_of_the_scale_may_be_said_in_each_of_these_fields(content: Path, field: str) -> None:
    collection, _ = load(content)
    techniques = dict(collection.items["techniques"])
    old: Any = techniques["slow-glide"]
    line = Prose.parse(_SCALE_LINE)
    new = {
        "in_short": (*old.in_short, line),
        "feel": (*old.feel, old.feel[0].model_copy(update={"text": line})),
        "how_it_is_done": old.how_it_is_done.model_copy(update={"steps": (line,)}),
        "pressure": old.pressure.model_copy(update={"text": line}),
        "risks": (old.risks[0].model_copy(update={"text": line}),),
    }

    def uses(field: str) -> list[str]:
        techniques["slow-glide"] = old.model_copy(update={field: new[field]})
        library = Library(replace(collection, items={**collection.items, "techniques": techniques}))
        rated = next(rated_pages(library, library.regions["uk"], ENGLISH))
        return [picture.use for picture in rated.pictures]

    assert _SCALE_LINE in uses(field)
    assert _SCALE_LINE not in uses("risks")


def test_a_page_from_several_files_is_rated_as_one(content: Path) -> None:
    page, session = _rated_pages(content)["pages/before-a-massage"], _library(content).session
    assert page.ticks == len(session.tick_list)
    assert page.in_short == session.in_short
    assert [picture.to_act for picture in page.pictures] == [True]


@pytest.mark.parametrize(
    ("item", "old", "new"),
    [
        (4, "It should feel warm and easy.", "It should feel warm. Palpation comes first."),
        (6, "It should feel warm and easy.", "It should feel warm for 50% of people."),
        (25, "Say a number from 0 to 10. You decide.", "Light."),
    ],
)
def test_a_change_of_content_changes_the_score(content: Path, item: int, old: str, new: str) -> None:
    """These items depend on the limits of plain-language.yml and on the words beside the scale."""
    technique = content / "techniques/slow-glide.yml"
    (content / "plain-language.yml").write_text("jargon: [{word: palpation, say: feeling}]\n", "utf-8")
    _edit(technique, "Light, and never more than you like.", "Say a number from 0 to 10. You decide.")
    before = _page_scores(content)["techniques/slow-glide"].rated
    _edit(technique, old, new)
    after = _page_scores(content)["techniques/slow-glide"].rated
    changed = {b.item.number for b, a in zip(before, after, strict=True) if b.score is not a.score}
    assert changed == {item}


JUDGED = """judgements:
  - {page: slow-glide, item: 2, score: agree, why: It keeps to the glide.}
  - {page: techniques/slow-glide, item: 10, score: disagree, why: The end comes first.}
"""


def test_a_judgement_counts_for_its_page_only(content: Path) -> None:
    (content / "pemat.yml").write_text(JUDGED, "utf-8")
    scores = _page_scores(content)
    rated = {rating.item.number: rating for rating in scores["techniques/slow-glide"].rated}
    assert [rated[number].score for number in (2, 7, 10)] == [YES, NO, NO]
    assert [rating.by_people for rating in scores["techniques/still-press"].rated].count(True) == 0


def test_a_judgement_of_an_unknown_page_is_a_problem(content: Path) -> None:
    (content / "pemat.yml").write_text(JUDGED.replace("slow-glide", "slow-glyde", 1), "utf-8")
    _, problems = check(content, dt.date(2026, 12, 1))
    assert [(problem.line, problem.where) for problem in problems] == [(2, "judgements.0.page")]
    assert "did you mean 'slow-glide'?" in str(problems[0])
    assert "techniques/slow-glide" in _page_scores(content)


@pytest.fixture
def scores_page(content: Path) -> str:
    (content / "pemat.yml").write_text(JUDGED, "utf-8")
    site = Site(_library(content), Settings(site_name="Neck", version="1"))
    page = next(file for file in render_pages(site) if file.path == "evidence/plain-words.md")
    return page.data.decode()


def test_the_page_says_who_scored(scores_page: str) -> None:
    assert "Scored by the makers, not by independent raters." in scores_page


def test_the_page_shows_both_scores_and_every_reason(scores_page: str, content: Path) -> None:
    for score in _page_scores(content).values():
        for part in (score.understandability, score.actionability):
            assert f"<strong>{part.percent}%</strong> ({part.agreed} of {part.of})" in scores_page
    reasons: Callable[[str], list[str]] = re.compile(r'<li value="(\d+)">').findall
    details = re.findall(
        r"<details class=\"fold\" id=\"why-techniques-slow-glide\">.*?</details>", scores_page, re.DOTALL
    )
    assert {int(number) for number in reasons(details[0])} == PRINTED
    assert "It keeps to the glide." in details[0]
    assert "<summary>Why: Slow glide</summary>" in details[0]
