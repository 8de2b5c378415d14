# What fills the cells of the coverage table: one function for each column, from a content file to a cell.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from generator.checks.coverage.table import Cell, State
from generator.checks.pemat import scores
from generator.checks.pemat.rated_page import HEADER
from generator.checks.plain_language import is_over
from generator.checks.reading_ease import TOO_SHORT_TO_GRADE
from generator.content import doses
from generator.content.fields import cited_by, is_empty, prose_in
from generator.content.library import UnknownTarget
from generator.content.list_pages import page_id
from generator.content.reading import SHOWN_TO_READERS, reading
from generator.content.subject_words import SubjectWords
from generator.memo import replayed_property
from generator.prose.formats import number
from generator.schema.common import Level
from generator.schema.leaflet import Block, has_ticks
from generator.schema.quiz import Quiz

if TYPE_CHECKING:
    from collections.abc import Callable
    from gettext import NullTranslations

    from generator.checks.pemat.scores import PageScore, Tally
    from generator.content.library import Library
    from generator.schema.region import Region

    CellCheck: TypeAlias = "Callable[[CoveredFile], Cell]"


@dataclass(frozen=True)
class CellContext:
    """What the functions of all columns share."""

    library: Library
    region: Region
    translations: NullTranslations
    source: CellContext | None = None
    """What the source has of this, if it is a translation: pages are scored in the words of the source."""

    def score_of(self, kind: str, id_: str) -> PageScore | None:
        """The PEMAT score of a content file's page."""
        rated, shown_in = (self.source, self.library) if self.source else (self, None)
        return scores.score_of(rated.library, rated.region, self.translations, kind, id_, shown_in)

    @property
    def say(self) -> SubjectWords:
        """The words of the subject, in the language of the table."""
        return SubjectWords(self.library.own_words, self.translations)


@dataclass(frozen=True)
class CoveredFile:
    """One content file: a row of the table."""

    context: CellContext
    kind: str
    id: str
    model: Any

    @property
    def key(self) -> str:
        """`kind/id` as in links."""
        return f"{self.kind}/{page_id(self.id) if self.kind == 'pages' else self.id}"

    @property
    def library(self) -> Library:
        """All content."""
        return self.context.library

    @property
    def gettext(self) -> Callable[[str], str]:
        """Translates the words of the table."""
        return self.context.translations.gettext

    @replayed_property
    def score(self) -> PageScore | None:
        """The page's PEMAT score; none while any file is invalid, since a score needs the whole page."""
        return None if self.library.content.broken else self.context.score_of(self.kind, self.id)


# --- the cells -------------------------------------------------------------------------------------

_NOTHING = Cell(State.MISSING)
_NONE = Cell(State.ABSENT)


def optional(check: CellCheck) -> CellCheck:
    """The same check, but reporting what is missing as absent."""

    def optional_check(file: CoveredFile) -> Cell:
        cell = check(file)
        return Cell(State.ABSENT, cell.text) if cell.state is State.MISSING else cell

    return optional_check


def _counted(number: int) -> Cell:
    return Cell(State.HERE, str(number)) if number else _NOTHING


def count(field: str) -> CellCheck:
    """The number of items in a list field."""
    return lambda file: _counted(len(getattr(file.model, field)))


def sections(file: CoveredFile) -> Cell:
    """How many fields have text, out of those and the empty ones that the site asks for."""
    filled = {path[0] for path, _ in prose_in(file.model)}
    empty = sum(is_empty(file.model, name) for name in file.library.required.fields.get(file.kind, ()))
    text = file.gettext("{count} of {all}").format(count=len(filled), all=len(filled) + empty)
    return Cell(State.MISSING if empty else State.HERE, text)


def headers(file: CoveredFile) -> Cell:
    """The number of headers in a page's Markdown."""
    return _counted(len(HEADER.findall(file.model.body)))


def sources(file: CoveredFile) -> Cell:
    """The number of sources it cites; for a drawn quiz, those its questions cite count too."""
    drawn = isinstance(file.model, Quiz) and file.model.draw
    questions = file.library.questions_of(file.model) if drawn else ()
    return _counted(len({id_ for part in (file.model, *questions) for id_ in cited_by(part)}))


def level(file: CoveredFile) -> Cell:
    """The level of evidence that it helps."""
    evidence = getattr(file.model, "evidence", file.model)
    known: Level | None = evidence and evidence.level
    return Cell(State.HERE, _levels(file.gettext)[known]) if known else _NOTHING


def _levels(_: Callable[[str], str]) -> dict[Level, str]:
    return {
        Level.GUIDELINE: _("guideline"),
        Level.OFFICIAL: _("official"),
        Level.MODERATE: _("moderate"),
        Level.LOW: _("low"),
        Level.VERY_LOW: _("very low"),
        Level.NONE: _("none"),
        Level.PRACTICE: _("practice"),
    }


def diagram(file: CoveredFile) -> Cell:
    """The words of the diagram's badge, or that it is a figure."""
    stroke = getattr(file.model, "stroke", None)
    if file.model.drawing is None:
        return _NOTHING
    return Cell(State.HERE, stroke.badge if stroke else file.gettext("figure"))


def exercise(file: CoveredFile) -> Cell:
    """The dose of an exercise."""
    exercise = file.model.exercise
    if exercise is None:
        return _NOTHING
    said = doses.sentences(exercise.dose, file.context.translations) if exercise.dose else ()
    return Cell(State.HERE, " ".join(said) or file.gettext("no dose"))


def quiz(file: CoveredFile) -> Cell:
    """The number of questions in the quiz on a topic."""
    topic_quiz = file.library.quiz_of.get(file.key)
    return _counted(len(file.library.questions_of(topic_quiz))) if topic_quiz else _NOTHING


def questions(file: CoveredFile) -> Cell:
    """The number of questions in a quiz."""
    return _counted(len(file.library.questions_of(file.model)))


def leaflet(file: CoveredFile) -> Cell:
    """Whether a topic has a handout."""
    return Cell(State.HERE) if file.key in file.library.leaflet_of else _NOTHING


def topic(file: CoveredFile) -> Cell:
    """The topic of a quiz or a leaflet."""
    try:
        topics = file.library.topics(file.model.topic)
        return Cell(State.HERE, topics[0].key if len(topics) == 1 else file.model.topic)
    except UnknownTarget:
        return Cell(State.MISSING, file.model.topic)


def picture_there(file: CoveredFile) -> Cell:
    """Whether a leaflet has a picture, from its topic or from a file."""
    own = any(block.picture for block in file.model.own_blocks)
    return Cell(State.HERE) if own or Block.PICTURE in file.model.blocks else _NOTHING


def ticks_there(file: CoveredFile) -> Cell:
    """Whether a leaflet has something to tick off."""
    return Cell(State.HERE) if has_ticks(file.model) else _NOTHING


def techniques_for_symptom(file: CoveredFile) -> Cell:
    """The number of techniques used for a symptom."""
    return _counted(len(file.library.techniques_for_symptom.get(file.id, ())))


def techniques_for_muscle(file: CoveredFile) -> Cell:
    """The number of techniques used on a muscle."""
    return _counted(len(file.library.techniques_for_muscle.get(file.id, ())))


def symptoms_for_self_care(file: CoveredFile) -> Cell:
    """The number of symptoms that a self-care topic is listed for."""
    return _counted(len(file.library.symptoms_for_self_care.get(file.id, ())))


def grade(file: CoveredFile) -> Cell:
    """How easy the text is on the scale of its language, unless it is too short for it."""
    if file.kind not in SHOWN_TO_READERS:
        return _NONE
    file_text = reading(file.library, file.context.region, file.model)
    ease = file_text.ease(file.library.easy_words)
    if ease is None:
        return Cell(State.ABSENT, file.gettext("not graded"))
    if file_text.word_count < TOO_SHORT_TO_GRADE:
        return Cell(State.HERE, file.gettext("short"))
    text = number(ease, file.context.region.language, decimals=1)
    if file_text.scale and file_text.scale.rises:  # no grade of a school
        text = f"{file_text.scale.name} {text}"
    is_hard = is_over("grade", file.library, file.kind, file.id, file_text)
    return Cell(State.MISSING if is_hard else State.HERE, text)


def rated(translations: NullTranslations, *, required: bool) -> dict[str, CellCheck]:
    """Heading → check for the two PEMAT scores of a page; a page without scores has empty cells.

    Args:
        translations: for the headings.
        required: whether a score below the one `pemat.yml` requires counts as missing.
    """

    def understandability(file: CoveredFile) -> Cell:
        score = file.score
        return _percent(file, score.understandability, required=required) if score else _NONE

    def actionability(file: CoveredFile) -> Cell:
        score = file.score
        return _percent(file, score.actionability, required=required) if score else _NONE

    _ = translations.gettext
    return {_("To understand"): understandability, _("To act on"): actionability}


def _percent(file: CoveredFile, tally: Tally, *, required: bool) -> Cell:
    threshold = scores.required_percent(file.library)
    if tally.percent >= threshold or not required:
        return Cell(State.HERE, file.gettext("{percent}%").format(percent=tally.percent))
    text = file.gettext("{percent}%, below {wanted}%").format(percent=tally.percent, wanted=threshold)
    return Cell(State.MISSING, text)


def review_by(file: CoveredFile) -> Cell:
    """The date by which the file must be checked again."""
    return Cell(State.HERE, file.model.review_by.isoformat())


def reviewer(file: CoveredFile) -> Cell:
    """The clinician who checked the file."""
    name = file.model.reviewer
    return Cell(State.HERE, name) if name else Cell(State.ABSENT, file.gettext("nobody yet"))
