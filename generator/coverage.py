# Each content file against what it should have: a table for the terminal and for the site.

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from generator import pemat
from generator.addresses import page_id
from generator.checks.plain_language import TOO_SHORT_TO_GRADE, over_limits
from generator.fields import cited_by, prose_in
from generator.library import UnknownTarget
from generator.material import HEADER
from generator.plain_language import READERS_SEE, reading
from generator.schema import KINDS
from generator.schema.common import Reviewed
from generator.schema.leaflet import Block
from generator.schema.quiz import Quiz

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from gettext import NullTranslations

    from generator.library import Library
    from generator.pemat import PageScore, Tally
    from generator.schema import Kind
    from generator.schema.region import Region

    Check: TypeAlias = "Callable[[_File], Cell]"


class State(StrEnum):
    """What is the matter with one thing that a file should have."""

    HERE = "here"
    MISSING = "missing"
    """It is required and not there, or not good enough."""
    ABSENT = "absent"
    """It is optional and not there."""


class Cell(NamedTuple):
    """One thing that one file should have."""

    state: State
    text: str = ""
    """What there is, or what is wrong."""


class Row(NamedTuple):
    """One content file."""

    file: str
    """Its path below `content/`."""
    title: str
    """What it is called; its file if it has no title."""
    address: str | None
    """Where it stands on the site."""
    cells: tuple[Cell, ...]
    """One for each column."""


class Group(NamedTuple):
    """All files of a kind."""

    kind: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Coverage:
    """The whole table."""

    groups: tuple[Group, ...]
    """Kinds in the site's order; one last group for single files."""

    @property
    def missing(self) -> tuple[str, ...]:
        """All that is required and missing, as `file: column: what is wrong`."""
        return tuple(
            ": ".join(filter(None, (row.file, column.lower(), cell.text)))
            for group in self.groups
            for row in group.rows
            for column, cell in zip(group.columns, row.cells, strict=True)
            if cell.state is State.MISSING
        )


def coverage(
    library: Library,
    region: Region,
    translations: NullTranslations,
    scores: Sequence[PageScore] | None = None,
) -> Coverage:
    """Every content file, even one that is not valid.

    Args:
        library: all content, in the region's words.
        region: whose words to read for grades.
        translations: for the words of the table.
        scores: of the pages, if somebody has worked them out already.
    """
    context = _Context(library, region, translations, scores)
    columns = _columns(translations)
    titles = _titles(translations).items()
    groups = [_group(context, title, [kind], columns[kind]) for kind, title in titles]
    single = [kind.name for kind in KINDS if not kind.folder and issubclass(kind.model, Reviewed)]
    rest = _group(context, translations.gettext("Single files"), single, columns["rest"])
    return Coverage((*groups, rest))


def as_text(table: Coverage) -> str:
    """The table for a terminal: a block a kind, columns aligned, then what is missing."""
    blocks = ["\n".join(_block(group)) for group in table.groups if group.rows]
    missing = "".join(f"  {line}\n" for line in table.missing)
    count = len(table.missing)
    noun = "thing is" if count == 1 else "things are"
    end = f"{count} required {noun} missing:\n{missing}" if count else "Nothing required is missing.\n"
    return "\n\n".join([*blocks, end])


def _block(group: Group) -> Iterator[str]:
    head = [group.title, *group.columns]
    lines = [head, *([row.file, *map(_in_terminal, row.cells)] for row in group.rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        yield "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip()


def _in_terminal(cell: Cell) -> str:
    match cell.state:
        case State.MISSING:
            return f"MISSING {cell.text}".rstrip()
        case State.ABSENT:
            return cell.text or "-"
        case State.HERE:
            return cell.text or "yes"


# --- one row ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Context:
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
        found = self.given or pemat.scores(self.library, self.region, self.translations)
        return {score.entry.key: score for score in found}


@dataclass(frozen=True)
class _File:
    """One content file and what surrounds it."""

    context: _Context
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


def _group(context: _Context, title: str, kinds: list[str], columns: Mapping[str, Check]) -> Group:
    known = {kind.name: kind for kind in KINDS}
    rows = chain.from_iterable(_rows(context, known[kind], columns) for kind in kinds)
    return Group(kinds[0] if len(kinds) == 1 else "rest", title, tuple(columns), tuple(rows))


def _rows(context: _Context, kind: Kind, columns: Mapping[str, Check]) -> Iterator[Row]:
    library = context.library
    for id_, model in library.content.items.get(kind.name, {}).items():
        yield _row(_File(context, kind.name, id_, model), columns)
    for name, id_ in sorted(library.content.broken):
        if name == kind.name:
            file = library.content.name(name, id_)
            broken = Cell(State.MISSING, context.translations.gettext("not valid: run `unknot check`"))
            rest = (Cell(State.ABSENT),) * (len(columns) - 1)
            yield Row(file, file, None, (broken, *rest))


def _row(file: _File, columns: Mapping[str, Check]) -> Row:
    name = file.library.content.name(file.kind, file.id)
    entry = file.library.entries.get(file.key)
    cells = tuple(check(file) for check in columns.values())
    return Row(name, getattr(file.model, "title", name), entry.address if entry else None, cells)


# --- the columns -----------------------------------------------------------------------------------


def _titles(translations: NullTranslations) -> dict[str, str]:
    _ = translations.gettext
    return {
        "techniques": _("Techniques"),
        "symptoms": _("Symptoms"),
        "muscles": _("Muscles"),
        "self-care": _("Self-care"),
        "quizzes": _("Quizzes"),
        "leaflets": _("Handouts"),
        "pages": _("Pages"),
    }


def _columns(translations: NullTranslations) -> dict[str, dict[str, Check]]:
    """Kind → heading → what to look at."""
    _ = translations.gettext
    review = {_("Review by"): _review_by, _("Reviewer"): _reviewer}
    plain = {_("Grade"): _grade}
    rated = _rated(translations, required=True)
    take_away = {_("Quiz"): _optional(_quiz), _("Handout"): _optional(_leaflet)}
    return {
        "techniques": {
            _("Sections"): _sections,
            _("Sources"): _sources,
            _("Level"): _level,
            _("Quiz"): _quiz,
            _("Handout"): _leaflet,
            _("Diagram"): _diagram,
            _("Muscles"): _count("muscles"),
            _("Symptoms"): _count("symptoms"),
            **plain,
            **rated,
            **review,
        },
        "symptoms": {
            _("Sections"): _sections,
            _("Sources"): _sources,
            _("Warning signs"): _count("warning_signs"),
            _("Self-care"): _count("self_care"),
            _("Techniques"): _optional(_techniques_for_symptom),
            **take_away,
            **plain,
            **rated,
            **review,
        },
        "muscles": {
            _("Sections"): _sections,
            _("Sources"): _optional(_sources),
            _("Picture"): _count("shapes"),
            _("Techniques"): _techniques_for_muscle,
            **plain,
            **review,
        },
        "self-care": {
            _("Sections"): _sections,
            _("Sources"): _optional(_sources),
            _("Level"): _level,
            _("Symptoms"): _optional(_symptoms_for_self_care),
            **take_away,
            **plain,
            **_rated(translations, required=False),
            **review,
        },
        "quizzes": {
            _("Topic"): _topic,
            _("Questions"): _questions,
            _("Sources"): _sources,
            **plain,
            **review,
        },
        "leaflets": {
            _("Topic"): _topic,
            _("Parts"): _count("blocks"),
            _("Picture"): _optional(_block_there(Block.PICTURE)),
            _("Tick list"): _optional(_block_there(Block.AFTER)),
            _("Teach-back"): _optional(_count("teach_back")),
            **plain,
            **review,
        },
        "pages": {
            _("Sections"): _optional(_headers),
            _("Sources"): _optional(_sources),
            _("Summary"): _optional(_count("in_short")),
            **take_away,
            **plain,
            **_rated(translations, required=False),
            **review,
        },
        "rest": {_("Sources"): _optional(_sources), **plain, **review},
    }


# --- the cells -------------------------------------------------------------------------------------

_NOTHING = Cell(State.MISSING)
_NONE = Cell(State.ABSENT)


def _optional(check: Check) -> Check:
    """The same, but nobody has to have it."""

    def softened(file: _File) -> Cell:
        cell = check(file)
        return Cell(State.ABSENT, cell.text) if cell.state is State.MISSING else cell

    return softened


def _counted(number: int) -> Cell:
    return Cell(State.HERE, str(number)) if number else _NOTHING


def _count(field: str) -> Check:
    """How many items a list has."""
    return lambda file: _counted(len(getattr(file.model, field)))


def _sections(file: _File) -> Cell:
    """Fields with text, of those and the lists that were left empty."""
    filled = {path[0] for path, _ in prose_in(file.model)}
    lists = set(type(file.model).model_fields) - {"was"}
    empty = sum(getattr(file.model, name) == () for name in lists)
    said = file.gettext("{count} of {all}").format(count=len(filled), all=len(filled) + empty)
    return Cell(State.HERE, said)


def _headers(file: _File) -> Cell:
    """Headers of a page's Markdown."""
    return _counted(len(HEADER.findall(file.model.body)))


def _sources(file: _File) -> Cell:
    drawn = isinstance(file.model, Quiz) and file.model.draw
    asked = file.library.questions_of(file.model) if drawn else ()
    return _counted(len({id_ for part in (file.model, *asked) for id_ in cited_by(part)}))


def _level(file: _File) -> Cell:
    return Cell(State.HERE, getattr(file.model, "evidence", file.model).level.replace("-", " "))


def _diagram(file: _File) -> Cell:
    return Cell(State.HERE, file.model.stroke.badge)


def _quiz(file: _File) -> Cell:
    quiz = file.library.quiz_of.get(file.key)
    return _counted(len(file.library.questions_of(quiz))) if quiz else _NOTHING


def _questions(file: _File) -> Cell:
    return _counted(len(file.library.questions_of(file.model)))


def _leaflet(file: _File) -> Cell:
    return Cell(State.HERE) if file.key in file.library.leaflet_of else _NOTHING


def _topic(file: _File) -> Cell:
    try:
        topics = file.library.topics(file.model.topic)
        return Cell(State.HERE, topics[0].key if len(topics) == 1 else file.model.topic)
    except UnknownTarget:
        return Cell(State.MISSING, file.model.topic)


def _block_there(block: Block) -> Check:
    return lambda file: Cell(State.HERE) if block in file.model.blocks else _NOTHING


def _techniques_for_symptom(file: _File) -> Cell:
    return _counted(len(file.library.techniques_for_symptom.get(file.id, ())))


def _techniques_for_muscle(file: _File) -> Cell:
    return _counted(len(file.library.techniques_for_muscle.get(file.id, ())))


def _symptoms_for_self_care(file: _File) -> Cell:
    return _counted(len(file.library.symptoms_for_self_care.get(file.id, ())))


def _grade(file: _File) -> Cell:
    """The Flesch-Kincaid grade, unless there is too little text to have one."""
    if file.kind not in READERS_SEE:
        return _NONE
    found = reading(file.library, file.context.region, file.model)
    if found.measure.words < TOO_SHORT_TO_GRADE:
        return Cell(State.HERE, file.gettext("short"))
    over = {limit for limit, *_ in over_limits(file.library, file.kind, file.id, file.model, found)}
    grade = f"{found.measure.flesch_kincaid:.1f}"
    return Cell(State.MISSING if "grade" in over else State.HERE, grade)


def _rated(translations: NullTranslations, *, required: bool) -> dict[str, Check]:
    """The two scores of a page, where it is scored."""

    def understandability(file: _File) -> Cell:
        score = file.context.scores.get(file.key)
        return _percent(file, score.understandability, required=required) if score else _NONE

    def actionability(file: _File) -> Cell:
        score = file.context.scores.get(file.key)
        return _percent(file, score.actionability, required=required) if score else _NONE

    _ = translations.gettext
    return {_("To understand"): understandability, _("To act on"): actionability}


def _percent(file: _File, tally: Tally, *, required: bool) -> Cell:
    wanted = pemat.wanted(file.library)
    if tally.percent >= wanted or not required:
        return Cell(State.HERE, f"{tally.percent}%")
    said = file.gettext("{percent}%, below {wanted}%").format(percent=tally.percent, wanted=wanted)
    return Cell(State.MISSING, said)


def _review_by(file: _File) -> Cell:
    return Cell(State.HERE, file.model.review_by.isoformat())


def _reviewer(file: _File) -> Cell:
    name = file.model.reviewer
    return Cell(State.HERE, name) if name else Cell(State.ABSENT, file.gettext("nobody yet"))
