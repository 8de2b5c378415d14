# What is looked at in each content file: a function a column.

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

from generator.checks.coverage.table import Cell, State
from generator.checks.pemat import scores
from generator.checks.pemat.rated_page import HEADER
from generator.checks.plain_language import TOO_SHORT_TO_GRADE, over_limits
from generator.content.addresses import page_id
from generator.content.fields import cited_by, prose_in
from generator.content.library import UnknownTarget
from generator.content.reading import SHOWN_TO_READERS, reading
from generator.schema.quiz import Quiz

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from gettext import NullTranslations

    from generator.checks.pemat.scores import PageScore, Tally
    from generator.content.library import Library
    from generator.schema.leaflet import Block
    from generator.schema.region import Region

    Check: TypeAlias = "Callable[[File], Cell]"


@dataclass(frozen=True)
class CellContext:
    """What all rows are made from."""

    library: Library
    region: Region
    translations: NullTranslations
    given: Sequence[PageScore] | None

    @cached_property
    def scores(self) -> Mapping[str, PageScore]:
        """`kind/id` → PEMAT score; none while a file is broken, as pages are read as a whole."""
        if self.library.content.broken:
            return {}
        found = self.given or scores.scores(self.library, self.region, self.translations)
        return {score.entry.key: score for score in found}


@dataclass(frozen=True)
class File:
    """One content file and what surrounds it."""

    context: CellContext
    kind: str
    id: str
    model: Any

    @property
    def key(self) -> str:
        """`kind/id` as links have it."""
        return f"{self.kind}/{page_id(self.id) if self.kind == 'pages' else self.id}"

    @property
    def library(self) -> Library:
        """All content."""
        return self.context.library

    @property
    def gettext(self) -> Callable[[str], str]:
        """From a word of the table to the reader's language."""
        return self.context.translations.gettext


# --- the cells -------------------------------------------------------------------------------------

_NOTHING = Cell(State.MISSING)
_NONE = Cell(State.ABSENT)


def optional(check: Check) -> Check:
    """The same, but nobody has to have it."""

    def softened(file: File) -> Cell:
        cell = check(file)
        return Cell(State.ABSENT, cell.text) if cell.state is State.MISSING else cell

    return softened


def _counted(number: int) -> Cell:
    return Cell(State.HERE, str(number)) if number else _NOTHING


def count(field: str) -> Check:
    """How many items a list has."""
    return lambda file: _counted(len(getattr(file.model, field)))


def sections(file: File) -> Cell:
    """Fields with text, of those and the lists that were left empty."""
    filled = {path[0] for path, _ in prose_in(file.model)}
    lists = set(type(file.model).model_fields) - {"was"}
    empty = sum(getattr(file.model, name) == () for name in lists)
    said = file.gettext("{count} of {all}").format(count=len(filled), all=len(filled) + empty)
    return Cell(State.HERE, said)


def headers(file: File) -> Cell:
    """Headers of a page's Markdown."""
    return _counted(len(HEADER.findall(file.model.body)))


def sources(file: File) -> Cell:
    """How many sources it cites; a drawn quiz, how many its questions cite."""
    drawn = isinstance(file.model, Quiz) and file.model.draw
    asked = file.library.questions_of(file.model) if drawn else ()
    return _counted(len({id_ for part in (file.model, *asked) for id_ in cited_by(part)}))


def level(file: File) -> Cell:
    """How sure we are that it helps."""
    return Cell(State.HERE, getattr(file.model, "evidence", file.model).level.replace("-", " "))


def diagram(file: File) -> Cell:
    """What the diagram's badge says."""
    return Cell(State.HERE, file.model.stroke.badge)


def quiz(file: File) -> Cell:
    """How many questions its quiz asks."""
    found = file.library.quiz_of.get(file.key)
    return _counted(len(file.library.questions_of(found))) if found else _NOTHING


def questions(file: File) -> Cell:
    """How many questions a quiz asks."""
    return _counted(len(file.library.questions_of(file.model)))


def leaflet(file: File) -> Cell:
    """Whether it has a handout."""
    return Cell(State.HERE) if file.key in file.library.leaflet_of else _NOTHING


def topic(file: File) -> Cell:
    """What a quiz or a leaflet is about."""
    try:
        topics = file.library.topics(file.model.topic)
        return Cell(State.HERE, topics[0].key if len(topics) == 1 else file.model.topic)
    except UnknownTarget:
        return Cell(State.MISSING, file.model.topic)


def block_there(block: Block) -> Check:
    """Whether a leaflet has a block."""
    return lambda file: Cell(State.HERE) if block in file.model.blocks else _NOTHING


def techniques_for_symptom(file: File) -> Cell:
    """How many techniques are used for a symptom."""
    return _counted(len(file.library.techniques_for_symptom.get(file.id, ())))


def techniques_for_muscle(file: File) -> Cell:
    """How many techniques are used on a muscle."""
    return _counted(len(file.library.techniques_for_muscle.get(file.id, ())))


def symptoms_for_self_care(file: File) -> Cell:
    """How many symptoms a self-care topic helps with."""
    return _counted(len(file.library.symptoms_for_self_care.get(file.id, ())))


def grade(file: File) -> Cell:
    """The Flesch-Kincaid grade, unless there is too little text to have one."""
    if file.kind not in SHOWN_TO_READERS:
        return _NONE
    found = reading(file.library, file.context.region, file.model)
    if found.measure.words < TOO_SHORT_TO_GRADE:
        return Cell(State.HERE, file.gettext("short"))
    over = {limit for limit, *_ in over_limits(file.library, file.kind, file.id, file.model, found)}
    said = f"{found.measure.flesch_kincaid:.1f}"
    return Cell(State.MISSING if "grade" in over else State.HERE, said)


def rated(translations: NullTranslations, *, required: bool) -> dict[str, Check]:
    """The two scores of a page, where it is scored."""

    def understandability(file: File) -> Cell:
        score = file.context.scores.get(file.key)
        return _percent(file, score.understandability, required=required) if score else _NONE

    def actionability(file: File) -> Cell:
        score = file.context.scores.get(file.key)
        return _percent(file, score.actionability, required=required) if score else _NONE

    _ = translations.gettext
    return {_("To understand"): understandability, _("To act on"): actionability}


def _percent(file: File, tally: Tally, *, required: bool) -> Cell:
    wanted = scores.wanted(file.library)
    if tally.percent >= wanted or not required:
        return Cell(State.HERE, f"{tally.percent}%")
    said = file.gettext("{percent}%, below {wanted}%").format(percent=tally.percent, wanted=wanted)
    return Cell(State.MISSING, said)


def review_by(file: File) -> Cell:
    """When it is to be checked again."""
    return Cell(State.HERE, file.model.review_by.isoformat())


def reviewer(file: File) -> Cell:
    """Who has checked it."""
    name = file.model.reviewer
    return Cell(State.HERE, name) if name else Cell(State.ABSENT, file.gettext("nobody yet"))
