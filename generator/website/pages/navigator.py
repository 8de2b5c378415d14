# "Find your pages": a table of pages, filtered by what readers feel, where they feel it, which technique
# they were offered, and which cautions they tick.
#
# A page matches an answer if the content links the two; no answer is scored or interpreted. The rule is
# here (`listed`) and again in `overrides/assets/js/navigator.js`; a test compares the two.

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from generator.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from generator.content.addresses import Entry
    from generator.content.library import Library
    from generator.schema.cautions import Caution, CautionGroup
    from generator.schema.common import Level
    from generator.schema.self_care import SelfCare
    from generator.schema.technique import Technique


class Ask(StrEnum):
    """The questions, in the order in which they are asked."""

    FEEL = "feel"
    WHERE = "where"
    OFFERED = "offered"


@dataclass(frozen=True)
class FinderAnswer:
    """One of the answers to a question."""

    id: str
    """Unique within its question."""
    title: str
    """In readers' own words."""


@dataclass(frozen=True)
class FinderCaution:
    """A caution that readers can tick."""

    caution: Caution
    """The caution."""
    help: str = ""
    """What says how fast to get help, which is read before the caution; empty if it needs none."""


@dataclass(frozen=True)
class FinderRow:
    """A page, and the answers that it matches."""

    entry: Entry
    """The page."""
    about: Prose | None
    """What the page is about, in one line, if its title does not say it."""
    fits: Mapping[Ask, tuple[str, ...]]
    """Question → matching answers. A question that is missing here does not concern the page."""
    answer: tuple[Ask, str] | None = None
    """Question and answer that are the topic of this page, if there are such."""
    general: bool = False
    """Whether the page may help whatever the answers are."""
    level: Level | None = None
    """Level of evidence of the page as a whole, if it has one."""
    care: str = ""
    """Anchor of the section to read first, such as `urgent`; empty if there is none."""
    cautions: tuple[tuple[CautionGroup, tuple[FinderCaution, ...]], ...] = ()
    """The cautions that this page explains, by what to do about them."""


@dataclass(frozen=True)
class Navigator:
    """The questions with their answers, and all pages."""

    questions: Mapping[Ask, tuple[FinderAnswer, ...]]
    """Question → its answers. A question without any is not asked."""
    rows: tuple[FinderRow, ...]
    """All pages, in the order in which they are listed.

    Cautions come first, then symptoms, self-care, techniques and muscles.
    """


def navigator(library: Library) -> Navigator:
    """The questions and pages of a site, matched by the links in its content."""
    answers = {
        Ask.FEEL: tuple(FinderAnswer(id_, symptom.chip) for id_, symptom in library.symptoms.items()),
        Ask.WHERE: tuple(FinderAnswer(region.id, region.title) for region in library.body_map.regions),
        Ask.OFFERED: tuple(
            FinderAnswer(id_, technique.title) for id_, technique in library.techniques.items()
        ),
    }
    questions = {ask: possible for ask, possible in answers.items() if possible}
    rows = (
        *_cautions(library),
        *_symptoms(library),
        *_self_care(library),
        *_techniques(library),
        *_muscles(library),
    )
    return Navigator(questions, rows)


def is_answer(row: FinderRow, answers: Mapping[Ask, str]) -> bool:
    """Whether one of `answers` is the topic of a page."""
    return row.answer is not None and row.answer in answers.items()


def matches(row: FinderRow, answers: Mapping[Ask, str]) -> bool:
    """Whether a page is listed for `answers`.

    It is if its topic is one of the answers. Otherwise it must match every answer to a question that
    concerns it; and unless the page is general, there must be at least one such answer.

    Args:
        row: the page.
        answers: question → id of the answer; questions without an answer are left out.
    """
    if is_answer(row, answers):
        return True
    concerned = [(ask, answer) for ask, answer in answers.items() if ask in row.fits]
    return all(answer in row.fits[ask] for ask, answer in concerned) and (bool(concerned) or row.general)


def explains(row: FinderRow, ticked: Collection[str]) -> bool:
    """Whether a page explains one of the cautions with the ids `ticked`."""
    return any(one.caution.id in ticked for _, cautions in row.cautions for one in cautions)


def listed(table: Navigator, answers: Mapping[Ask, str], ticked: Collection[str] = ()) -> list[FinderRow]:
    """The pages for what a reader says.

    The page that explains a ticked caution is the first. Those about an answer follow, then those that
    match one, then general ones.

    Args:
        table: the questions and pages.
        answers: question → id of the answer; questions without an answer are left out.
        ticked: ids of the cautions that hold for the reader.
    """
    rows = [row for row in table.rows if matches(row, answers)]
    return sorted(
        rows,
        key=lambda row: (
            not explains(row, ticked),
            not is_answer(row, answers),
            row.fits.keys().isdisjoint(answers),
        ),
    )


def _cautions(library: Library) -> Iterator[FinderRow]:
    """The page that shows all cautions, which is for everybody."""
    key = library.list_pages["cautions"]
    if library.caution_list and key in library.entries:
        groups = tuple(
            (group, tuple(FinderCaution(one, _help_for(group, one, library)) for one in group.cautions))
            for group in library.cautions.groups
        )
        yield FinderRow(library.entries[key], None, {}, general=True, care="cautions", cautions=groups)


def _help_for(group: CautionGroup, caution: Caution, library: Library) -> str:
    """What a caution of the strictest group links first to say how fast to get help."""
    if group is not library.cautions.groups[0]:
        return ""
    pages = ("warning-signs/", library.list_pages["warning-signs"])
    return next((target for target in caution.text.targets if target.startswith(pages)), "")


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
            care="stop-if" if topic.stop_if else _when_to_stop(topic),
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
            level=technique.evidence.level if technique.evidence else None,
            care="ask-first"
            if technique.avoid or library.cautions_of(technique)
            else _when_to_stop(technique),
        )


def _when_to_stop(topic: Technique | SelfCare) -> str:
    """The section that says when to stop: because of warning signs, or else of anything in an exercise."""
    if topic.warning_signs:
        return "stop-if"
    return "stop-when" if topic.exercise and topic.exercise.stop_when else ""


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
    """Ids of the regions of the body map that have any of the muscles."""
    return tuple(region.id for region in library.body_map.regions if muscles.intersection(region.muscles))
