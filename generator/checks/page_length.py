# Checks that a page is short enough to be read, and that what keeps readers safe stands open on it.
#
# Only running text counts: headings, labels, pictures, sources and related pages do not. What counts is
# what the page's template shows outside parts that fold; a test compares both.

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from generator.checks.each import EachFile
from generator.content.fields import prose_in
from generator.content.localise import localised
from generator.content.reading import plain_text
from generator.content.requirements import Requirement, listed
from generator.problems import Severity, dotted
from generator.prose import Prose, Quoted
from generator.prose.readability import words
from generator.schema.symptom import Symptom
from generator.schema.technique import Technique

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.checks.each import Found
    from generator.content.library import Library
    from generator.problems import FieldPath, Problem
    from generator.schema.common import Model, Statement
    from generator.schema.exercise import Exercise
    from generator.schema.kinds import Kind
    from generator.schema.region import Region

_RULE = "page-length"

_FOLDED = {
    "techniques": {
        "what_it_is",
        "how_it_is_done.basis",
        "pressure",
        "direction",
        "hold",
        "course",
        "evidence.findings",
        "not_known",
        "muscles",
        "symptoms",
        "questions",
    },
    "symptoms": {"questions"},
}
"""Kind → the fields in parts of its pages that fold."""

_KEEPS_SAFE = frozenset({"short", "question", "action", "caution"})
"""Forms of quotations of warning signs, what to do about them, and cautions."""


@dataclass(frozen=True)
class Length:
    """How many words of a page stand open."""

    safety: int
    """Words that keep readers safe: warning signs, what to do about them, and cautions."""
    other: int
    """All other words."""

    @property
    def words(self) -> int:
        """All of them."""
        return self.safety + self.other


def check(library: Library) -> Iterator[Found]:
    """Hint at pages that are too long, and report signs and cautions in parts that fold."""
    if not library.has("warning-signs"):
        return
    yield from _too_long_box(library)
    signs = (library.warning_signs, library.cautions, library.session)
    yield EachFile(_check, (library.plain_language, *signs, *library.regions.values()))


def asks(library: Library, kind: Kind) -> Iterator[Requirement]:
    """Say how long a page may be, and what of it is shown unfolded."""
    if not library.has("warning-signs") and kind.name != "warning-signs":
        return
    limits = library.plain_language
    if most := dict(limits.unfolded_words).get(kind.name):
        message = f"Outside the parts that fold, its page shows at most {most} words; more are only a hint."
        yield Requirement(_RULE, message)
        folds = listed(sorted(_FOLDED[kind.name]))
        yield Requirement(_RULE, f"No warning sign or caution is quoted in a part that folds: {folds}.")
    if kind.name == "warning-signs":
        message = f"At most {limits.box_words} words, with its title and what to do; more are only a hint."
        yield Requirement(_RULE, message, "box")


def _check(library: Library, kind: str, id_: str, model: Model) -> Iterator[Problem]:
    for limited, limit in library.plain_language.unfolded_words:
        if limited == kind:
            yield from _too_long(library, kind, id_, limit)
            yield from _folded_safety(library, kind, id_, model)


def _too_long_box(library: Library) -> Iterator[Problem]:
    limit = library.plain_language.box_words
    longest = max(_words_of_box(library, region) for region in library.regions.values())
    if longest > limit:
        message = (
            f"the emergency box has {longest} words, with its title and what to do, and the limit is"
            f" {limit}; say each sign in fewer words, and leave out none"
        )
        problem = library.content.problem("warning-signs", "warning-signs", ("box",), message, _RULE)
        yield replace(problem, severity=Severity.HINT)


def _words_of_box(library: Library, region: Region) -> int:
    text = plain_text(library, region)
    said = map(text, _lines_of_box(library, ()))
    return sum(len(words(one)) for one in (library.warning_signs.box.title, *said))


def _too_long(library: Library, kind: str, id_: str, limit: int) -> Iterator[Problem]:
    length = max(
        (length_of(library, region, kind, id_) for region in library.regions.values()),
        key=lambda length: length.words,
    )
    if length.words > limit:
        message = (
            f"the page shows {length.words} words outside the parts that fold, and the limit is {limit};"
            f" {length.safety} of them keep readers safe and must stay, so cut what is said twice, or move"
            " details to a field that folds"
        )
        problem = library.content.problem(kind, id_, (), message, _RULE)
        yield replace(problem, severity=Severity.HINT)


def _folded_safety(library: Library, kind: str, id_: str, model: Model) -> Iterator[Problem]:
    for path, prose in prose_in(model):
        if _folds(kind, path) and any(
            isinstance(node, Quoted) and node.form in _KEEPS_SAFE for node in prose.references
        ):
            message = (
                "it quotes a warning sign or a caution in a part that folds; quote it where all can see it"
            )
            yield library.content.problem(kind, id_, path, message, _RULE)


def _folds(kind: str, path: FieldPath) -> bool:
    name = dotted(tuple(key for key in path if isinstance(key, str)))
    return any(name == field or name.startswith(f"{field}.") for field in _FOLDED[kind])


def length_of(library: Library, region: Region, kind: str, id_: str) -> Length:
    """How many words stand open on the page of a technique or a symptom, as a region's readers see it."""
    model = localised(library.content.items[kind][id_], region)
    text = plain_text(library, region)

    def count(parts: Iterable[Prose]) -> int:
        return sum(len(words(text(part))) for part in parts)

    match model:
        case Technique():
            after, own = library.session.warning_signs, model.warning_signs
            signs = chain(_in_brief(library, after), _in_full(library, own))
            safety = chain(_cautions(library, model), signs, _box(library, after + own))
            other = _technique(model)
        case Symptom():
            shown = model.warning_signs
            safety = chain(_in_full(library, shown), _box(library, shown))
            other = _symptom(model)
        case _:
            return Length(0, 0)
    return Length(count(safety), count(other))


def _technique(technique: Technique) -> Iterator[Prose]:
    yield from technique.in_short
    if technique.drawing:
        yield technique.drawing.caption
    if technique.how_it_is_done:
        yield from technique.how_it_is_done.steps
    yield from _texts(technique.feel, technique.at_home, technique.aftercare)
    if technique.exercise:
        yield from _exercise(technique.exercise)
    if technique.evidence:
        yield technique.evidence.summary


def _exercise(exercise: Exercise) -> Iterator[Prose]:
    """Its texts; position, equipment and dose are labels with a value each."""
    yield from exercise.steps
    if exercise.dose and exercise.dose.basis:
        yield exercise.dose.basis.text
    yield from _texts(exercise.progression, exercise.stop_when)


def _cautions(library: Library, technique: Technique) -> Iterator[Prose]:
    for _group, cautions in library.cautions_of(technique):
        yield from (caution.short for caution in cautions)
    yield from _texts(technique.avoid, technique.risks)
    if technique.home_safety and library.cautions.home_safety:
        yield from _texts(library.cautions.home_safety.points)


def _symptom(symptom: Symptom) -> Iterator[Prose]:
    yield from symptom.in_short
    yield from _texts(symptom.treatment, symptom.what_it_may_be, symptom.what_helps, symptom.see_doctor)


def _in_brief(library: Library, signs: tuple[str, ...]) -> Iterator[Prose]:
    for rung in library.help_for(signs):
        for group in rung.groups:
            yield group.action
            yield from (sign.short for sign in group.signs)


def _in_full(library: Library, signs: tuple[str, ...]) -> Iterator[Prose]:
    for rung in library.help_for(signs):
        for group in rung.groups:
            yield group.action
            yield from (sign.text for sign in group.signs)
        yield from rung.tier.advice


def _box(library: Library, shown: tuple[str, ...]) -> Iterator[Prose]:
    yield from _lines_of_box(library, shown)
    if library.warning_signs.reassurance:
        yield library.warning_signs.reassurance.text


def _lines_of_box(library: Library, shown: tuple[str, ...]) -> Iterator[Prose]:
    """What to do and the signs that the emergency box names, without those that are shown beside it."""
    for _name, action, lines in library.box_without(shown):
        yield action
        yield from (line.text for line in lines)


def _texts(*statements: tuple[Statement, ...]) -> Iterator[Prose]:
    yield from (statement.text for statement in chain(*statements))
