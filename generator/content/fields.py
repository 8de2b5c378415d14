# Collects the prose, plain texts, statements, lists and citations of a content file, with field paths.
#
# All of it depends on one model only, so it is computed once for what looks at the model in several ways.

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from generator.content.tracked import untracked, value_if_known
from generator.memo import for_recent_objects, once_per_object
from generator.prose import Prose, Quoted
from generator.prose.citation import CITED, cited_ids
from generator.schema.common import Model, Statement
from generator.schema.page import Page
from generator.schema.quiz import Quiz
from generator.schema.technique import Technique

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from generator.problems import FieldPath

M = TypeVar("M", bound=Model)

_AT_ONCE = 64
"""How many files are looked at in turn: those of one page, or a file with its parts."""


@dataclass(frozen=True)
class Fields:
    """All values in a model and the models inside it, by type, each with its field path."""

    prose: list[tuple[FieldPath, Prose]] = field(default_factory=list)
    """Text with markup."""
    texts: list[tuple[FieldPath, str]] = field(default_factory=list)
    """Plain text: ids, names, paths and the like."""
    statements: list[tuple[FieldPath, Statement]] = field(default_factory=list)
    """Statements, whose prose is in `prose` too."""
    lists: list[tuple[FieldPath, tuple[Any, ...]]] = field(default_factory=list)
    """Lists, including empty ones."""


@for_recent_objects(_AT_ONCE)
def fields_in(model: Model) -> Fields:
    """Collect all values in `model`, in the order of its fields."""
    fields = Fields()
    _collect_model(model, (), fields)
    return fields


def prose_in(model: Model) -> Sequence[tuple[FieldPath, Prose]]:
    """All prose in `model`, each with its field path."""
    return fields_in(model).prose


def _collect_model(model: Model, path: FieldPath, fields: Fields) -> None:
    for name, key in _names(type(model)):
        _collect(getattr(model, name), _path((*path, key)), fields)


def _collect(value: Any, path: FieldPath, fields: Fields) -> None:
    if isinstance(value, Prose):
        fields.prose.append((path, value))
    elif isinstance(value, str):
        fields.texts.append((path, value))
    elif isinstance(value, Model):
        if isinstance(value, Statement):
            fields.statements.append((path, value))
        _collect_model(value, path, fields)
    elif isinstance(value, tuple):
        fields.lists.append((path, value))
        for index, item in enumerate(value):
            _collect(item, _path((*path, index)), fields)
    elif isinstance(value, dict):
        for key, item in value.items():
            _collect(item, _path((*path, key)), fields)


@cache
def _path(path: FieldPath) -> FieldPath:
    """The path itself, one object for all files: those of thousands of files would fill memory."""
    return path


@cache
def _names(model: type[Model]) -> tuple[tuple[str, str], ...]:
    """The name of each field in Python and in files."""
    return tuple((name, info.alias or name) for name, info in model.model_fields.items())


def with_fields(model: M, change: Callable[[str, Any], Any]) -> M:
    """A model with changed fields: the same object if the function returns each value as it is.

    Args:
        model: a content file, or a part of one.
        change: called with name and value of each field; returns the new value.
    """
    old = {name: getattr(model, name) for name in type(model).model_fields}
    update = {name: new for name, value in old.items() if (new := change(name, value)) is not value}
    return model.model_copy(update=update) if update else model


def is_empty(model: Model, name: str) -> bool:
    """Whether a field of a model is left out or empty, and the one in its place, too.

    It is also true of a field that the model does not have.
    """
    names = (name, model.INSTEAD.get(name, name))
    return all(value_if_known(model, one) in (None, (), "") for one in names)


def last_name(path: FieldPath) -> str:
    """The name of the innermost field in a path."""
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def values_at(model: Model, pattern: str) -> Iterator[tuple[FieldPath, str]]:
    """Yield path and text of each value in `model` whose path matches a pattern.

    Args:
        model: the content of a file.
        pattern: field names joined by dots, with `*` for every list index, such as `terms.*.see.*`.
    """
    return _values(model, pattern.split("."), ())


def _values(value: object, steps: Sequence[str], path: FieldPath) -> Iterator[tuple[FieldPath, str]]:
    if value is None:
        return
    if not steps:
        yield path, str(value)
    elif steps[0] == "*" and isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _values(item, steps[1:], (*path, index))
    else:
        yield from _values(getattr(value, steps[0], None), steps[1:], (*path, steps[0]))


class Walked(NamedTuple):
    """What is asked of all values in a file, so that it need not be walked through again."""

    cited: tuple[str, ...]
    """Ids of the sources that it cites, each once, in the order of their first citation."""
    linked: tuple[str, ...]
    """The targets that its prose links to, each once, in the order of the first link."""
    quoted: tuple[tuple[str, str], ...]
    """Form and id of the words that its prose quotes from elsewhere, each once."""
    differs_by_region: bool
    """Whether a statement in it is true in some regions only."""
    questions: tuple[str, ...]
    """Ids of the questions in it."""
    used_for: tuple[str, ...]
    """`kind/id` of the muscles and symptoms that a technique is used for, each once."""
    is_drawn: bool
    """Whether its topic has a drawing."""


@once_per_object
def walked(model: Model) -> Walked:
    """Walk through all values in a file."""
    fields = fields_in(model)
    prose = [one for _, one in fields.prose]
    cited = [id_ for one in prose for id_ in one.sources]
    if isinstance(model, Page):
        cited += cited_in_markdown(model.body)
    return Walked(
        tuple(dict.fromkeys(cited)),
        tuple(dict.fromkeys(target for one in prose for target in one.targets)),
        tuple(
            dict.fromkeys(
                (node.form, node.id) for one in prose for node in one.references if isinstance(node, Quoted)
            )
        ),
        any(statement.regions for _, statement in fields.statements),
        tuple(question.id for question in getattr(model, "questions", ()) if isinstance(model, Quiz)),
        tuple(dict.fromkeys(_used_for(model))) if isinstance(model, Technique) else (),
        getattr(model, "drawing", None) is not None,
    )


def _used_for(technique: Technique) -> Iterator[str]:
    yield from (f"muscles/{use.id}" for use in technique.muscles)
    yield from (f"symptoms/{use.id}" for use in technique.symptoms)


def cited_by(model: Model) -> tuple[str, ...]:
    """Ids of the sources that a file cites, each once, in the order of their first citation."""
    return walked(untracked(model)).cited


def linked_from(model: Model) -> tuple[str, ...]:
    """The targets that the prose of a file links to, each once, in the order of the first link."""
    return walked(untracked(model)).linked


def questions_in(quiz: Quiz) -> tuple[str, ...]:
    """The ids of the questions in a quiz, in order."""
    return walked(untracked(quiz)).questions


def used_for(technique: Technique) -> tuple[str, ...]:
    """`kind/id` of the muscles and symptoms that a technique is used for, each once."""
    return walked(untracked(technique)).used_for


def is_drawn(topic: Model) -> bool:
    """Whether a topic has a drawing."""
    return walked(untracked(topic)).is_drawn


_CITATION = re.compile(rf"\[({CITED})\]")


def cited_in_markdown(body: str) -> list[str]:
    """Ids of the sources that Markdown text cites, in order; an id may come more than once."""
    return [id_ for cited in _CITATION.findall(body) for id_ in cited_ids(cited)]
