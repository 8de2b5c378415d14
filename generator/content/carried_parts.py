# The parts of content files that pages show beside their own: names and lines of topics, single signs,
# cautions, terms and questions.

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from generator.content.help import action_of
from generator.schema.body_map import BodyMap
from generator.schema.cautions import Cautions
from generator.schema.common import Document, Reviewed
from generator.schema.glossary import Glossary
from generator.schema.quiz import Quiz
from generator.schema.region import Region
from generator.schema.self_care import SelfCare
from generator.schema.session import Session
from generator.schema.technique import Technique
from generator.schema.warning_signs import WarningSigns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from generator.prose import Prose
    from generator.schema.common import Model

FRAME = "_frame"
"""What every page carries of a file."""
NAME, LINE, SETTINGS = "_name", "_line", "_settings"
"""What links to a topic show of it; what lists of topics do; what the table of techniques does."""
EXERCISE = "_exercise"
"""What a table of exercises shows of a topic."""
RISKS = "_risks"
"""What can go wrong with any technique."""
PICTURE, PLACES = "_picture", "_places"
"""What is drawn of the body, and the names of its places."""

_NAMES = ("title", "chip", "plain_name", "short_line")
_LINES = ("title", "one_line", "intro", "subtitle")
_IN_TABLE = (*_NAMES, "direction", "pressure", "hold", "evidence")
"""Fields that links, lists, and the table of techniques show of a topic."""


_OF_DOCUMENT = {NAME: _NAMES, LINE: _LINES}
"""Part of any content file with a page → its fields."""

_Parts: TypeAlias = "Mapping[str, tuple[Model | Prose | str, ...]]"
"""Name of a part → its words."""


def parts_of_file(model: Reviewed) -> _Parts:
    """The parts of a content file that pages carry without the rest of it."""
    makers = (make(model) for schema, make in _MAKERS.items() if isinstance(model, schema))
    return next(makers, {})


def _of_signs(model: WarningSigns) -> _Parts:
    """Each sign with its tier and what to do, each rule, and what is the same on all pages."""
    signs: dict[str, tuple[Model | Prose | str, ...]] = {
        sign.id: (tier.title, action_of(sign, tier, model), sign)
        for tier in model.tiers
        for sign in tier.signs
    }
    rules = {rule.id: (rule,) for rule in model.rules}
    tiers = tuple(tier.model_copy(update={"signs": ()}) for tier in model.tiers)
    frame = model.model_copy(update={"tiers": tiers, "notes": (), "rules": ()})
    return {**signs, **rules, FRAME: (frame,)}


def _of_cautions(model: Cautions) -> _Parts:
    """Each caution, with what its group says to do."""
    return {one.id: (group.title, group.lead, one) for group in model.groups for one in group.cautions}


def _of_region(model: Region) -> _Parts:
    return {FRAME: (model.emergency_number, model.words.get("elsewhere", ""))}


def _of_session(model: Session) -> _Parts:
    return {RISKS: model.risks}


def _of_body_map(model: BodyMap) -> _Parts:
    places = tuple(" ".join((place.title, *place.signs)) for place in model.regions)
    return {PICTURE: (model.model_copy(update={"regions": ()}),), PLACES: places}


def _of_quiz(model: Quiz) -> _Parts:
    return {**_of_document(model), **{one.id: (one,) for one in model.questions}}


def _of_technique(model: Technique) -> _Parts:
    return {**_of_exercise(model), SETTINGS: _fields(model, _IN_TABLE)}


def _of_exercise(model: Technique | SelfCare) -> _Parts:
    parts = _of_document(model)
    return {**parts, EXERCISE: (model.exercise,)} if model.exercise else parts


def _of_glossary(model: Glossary) -> _Parts:
    return {term.id: (term,) for term in model.terms}


def _of_document(model: Document) -> _Parts:
    return {name: _fields(model, fields) for name, fields in _OF_DOCUMENT.items()}


_MAKERS: Mapping[type[Reviewed], Callable[[Any], _Parts]] = {
    WarningSigns: _of_signs,
    Cautions: _of_cautions,
    Session: _of_session,
    BodyMap: _of_body_map,
    Glossary: _of_glossary,
    Region: _of_region,
    Quiz: _of_quiz,
    Technique: _of_technique,
    SelfCare: _of_exercise,
    Document: _of_document,
}
"""Schema → what makes the parts of its files; the first that fits."""


def _fields(model: Reviewed, names: Iterable[str]) -> tuple[Model | Prose | str, ...]:
    values = (getattr(model, name, None) for name in names)
    return tuple(value for value in values if value)


def words_of_part(model: Reviewed, name: str) -> tuple[Model | Prose | str, ...]:
    """The words of a part. Lists carry names and lines of very many files, and read nothing else."""
    if isinstance(model, Document) and name in _OF_DOCUMENT:
        return _fields(model, _OF_DOCUMENT[name])
    return parts_of_file(model).get(name, ())
