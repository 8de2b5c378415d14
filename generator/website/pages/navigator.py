# "Find your pages": what a reader feels, where, and what was offered → the pages that go with it.
#
# It lists what content's own links join, in a fixed order, and judges nobody. The rule stands here
# (`matches`) and once more in `overrides/assets/js/navigator.js`; a test holds the two together.

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from generator.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.content.addresses import Entry
    from generator.content.library import Library
    from generator.schema.common import Level


class Ask(StrEnum):
    """What is asked, in order."""

    FEEL = "feel"
    WHERE = "where"
    OFFERED = "offered"


@dataclass(frozen=True)
class FinderAnswer:
    """Something a reader can answer."""

    id: str
    """Unique within its question."""
    title: str
    """As a reader would say it."""


@dataclass(frozen=True)
class FinderRow:
    """A page, and the answers it goes with."""

    entry: Entry
    """The page."""
    about: Prose
    """What it is about, in a line."""
    fits: Mapping[Ask, tuple[str, ...]]
    """Question → answers it goes with. A page has nothing to do with a question that is missing here."""
    answer: tuple[Ask, str] | None = None
    """The answer that this page is all about."""
    general: bool = False
    """Whether it may help whatever the answers are."""
    level: Level | None = None
    """How sure it is as a whole, if that was judged."""
    care: str = ""
    """Anchor of what to read first on it."""


@dataclass(frozen=True)
class Navigator:
    """The questions, and every page in the order in which pages are listed."""

    questions: Mapping[Ask, tuple[FinderAnswer, ...]]
    """What can be answered."""
    rows: tuple[FinderRow, ...]
    """Symptoms, self-care, techniques, muscles."""


def navigator(library: Library) -> Navigator:
    """The table of a site.

    Args:
        library: whose links say which page goes with which answer.
    """
    questions = {
        Ask.FEEL: tuple(FinderAnswer(id_, symptom.chip) for id_, symptom in library.symptoms.items()),
        Ask.WHERE: tuple(FinderAnswer(region.id, region.title) for region in library.body_map.regions),
        Ask.OFFERED: tuple(
            FinderAnswer(id_, technique.title) for id_, technique in library.techniques.items()
        ),
    }
    rows = (*_symptoms(library), *_self_care(library), *_techniques(library), *_muscles(library))
    return Navigator(questions, rows)


def is_answer(row: FinderRow, answers: Mapping[Ask, str]) -> bool:
    """Whether a page is all about one of `answers`."""
    return row.answer is not None and row.answer in answers.items()


def matches(row: FinderRow, answers: Mapping[Ask, str]) -> bool:
    """Whether a page is listed for `answers`: it fits all that it has to do with, and one at least.

    Args:
        row: the page.
        answers: question → answer; a question without an answer is left out.
    """
    if is_answer(row, answers):
        return True
    asked = [(ask, answer) for ask, answer in answers.items() if ask in row.fits]
    return all(answer in row.fits[ask] for ask, answer in asked) and (bool(asked) or row.general)


def listed(table: Navigator, answers: Mapping[Ask, str]) -> list[FinderRow]:
    """The pages for `answers`: those about an answer, those that go with one, those for everybody.

    Args:
        table: the questions and pages.
        answers: question → answer; a question without an answer is left out.
    """
    found = [row for row in table.rows if matches(row, answers)]
    return sorted(found, key=lambda row: (not is_answer(row, answers), row.fits.keys().isdisjoint(answers)))


def _symptoms(library: Library) -> Iterator[FinderRow]:
    for id_, symptom in library.symptoms.items():
        used = tuple(technique.id for technique, _ in library.techniques_for_symptom.get(id_, ()))
        yield FinderRow(
            library.entries[f"symptoms/{id_}"],
            symptom.one_line,
            {Ask.FEEL: (id_,), Ask.OFFERED: used},
            answer=(Ask.FEEL, id_),
            care="urgent",
        )


def _self_care(library: Library) -> Iterator[FinderRow]:
    for id_, topic in library.self_care.items():
        symptoms = tuple(symptom.id for symptom in library.symptoms_for_self_care.get(id_, ()))
        yield FinderRow(
            library.entries[f"self-care/{id_}"],
            Prose.of_plain(topic.short_line),
            {Ask.FEEL: symptoms} if symptoms else {},
            general=True,
            level=topic.level,
            care="stop-if",
        )


def _techniques(library: Library) -> Iterator[FinderRow]:
    for id_, technique in library.techniques.items():
        places = _regions_of(library, {use.id for use in technique.muscles})
        symptoms = tuple(use.id for use in technique.symptoms)
        yield FinderRow(
            library.entries[f"techniques/{id_}"],
            Prose.of_plain(technique.short_line),
            {Ask.FEEL: symptoms, Ask.WHERE: places, Ask.OFFERED: (id_,)},
            answer=(Ask.OFFERED, id_),
            level=technique.evidence.level,
            care="ask-first",
        )


def _muscles(library: Library) -> Iterator[FinderRow]:
    for id_, muscle in library.muscles.items():
        used = tuple(technique.id for technique, _ in library.techniques_for_muscle.get(id_, ()))
        yield FinderRow(
            library.entries[f"muscles/{id_}"],
            Prose.of_plain(muscle.plain_name),
            {Ask.WHERE: _regions_of(library, {id_}), Ask.OFFERED: used},
            care="take-care" if muscle.take_care else "",
        )


def _regions_of(library: Library, muscles: set[str]) -> tuple[str, ...]:
    """The places on the body map where any of the muscles lies."""
    return tuple(region.id for region in library.body_map.regions if muscles.intersection(region.muscles))
