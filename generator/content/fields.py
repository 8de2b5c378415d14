# What stands in a content file: its words, statements, lists and citations, each with the way to it.
# Everything here follows from one model alone.

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from generator.memo import once_for_each
from generator.prose import Prose
from generator.schema.common import Model, Statement
from generator.schema.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.problems import FieldPath


@dataclass(frozen=True)
class Fields:
    """What stands in a model and all below it, by its sort, each with the way to it."""

    prose: list[tuple[FieldPath, Prose]] = field(default_factory=list)
    """Words with markup."""
    texts: list[tuple[FieldPath, str]] = field(default_factory=list)
    """Ids, names, paths and other plain text."""
    statements: list[tuple[FieldPath, Statement]] = field(default_factory=list)
    """What is said to be so."""
    lists: list[tuple[FieldPath, tuple[Any, ...]]] = field(default_factory=list)
    """Lists, empty ones too."""


@once_for_each
def fields_in(model: Model) -> Fields:
    """Everything below `model` that content can hold, in the order of its fields."""
    found = Fields()
    _collect_below(model, (), found)
    return found


def prose_in(model: Model) -> Sequence[tuple[FieldPath, Prose]]:
    """Every prose below `model`, with its way there."""
    return fields_in(model).prose


def _collect_below(model: Model, path: FieldPath, found: Fields) -> None:
    for name, said in _names(type(model)):
        _collect(getattr(model, name), (*path, said), found)


def _collect(value: Any, path: FieldPath, found: Fields) -> None:
    if isinstance(value, Prose):
        found.prose.append((path, value))
    elif isinstance(value, str):
        found.texts.append((path, value))
    elif isinstance(value, Model):
        if isinstance(value, Statement):
            found.statements.append((path, value))
        _collect_below(value, path, found)
    elif isinstance(value, tuple):
        found.lists.append((path, value))
        for index, item in enumerate(value):
            _collect(item, (*path, index), found)
    elif isinstance(value, dict):
        for key, item in value.items():
            _collect(item, (*path, key), found)


@cache
def _names(model: type[Model]) -> tuple[tuple[str, str], ...]:
    """Each field's name in Python and in a file."""
    return tuple((name, info.alias or name) for name, info in model.model_fields.items())


def values_at(model: Model, way: str) -> Iterator[tuple[FieldPath, str]]:
    """What stands at some fields of `model`, with its way there.

    Args:
        model: a file's content.
        way: names of fields with dots between them, `*` being every list position: `terms.*.see.*`.
    """
    return _values(model, way.split("."), ())


def _values(value: object, way: Sequence[str], path: FieldPath) -> Iterator[tuple[FieldPath, str]]:
    if not way:
        yield path, str(value)
    elif way[0] == "*" and isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _values(item, way[1:], (*path, index))
    else:
        yield from _values(getattr(value, way[0]), way[1:], (*path, way[0]))


@once_for_each
def cited_by(model: Model) -> tuple[str, ...]:
    """Ids of the sources that a file cites, in order, each once."""
    cited = [id_ for _, prose in prose_in(model) for id_ in prose.sources]
    if isinstance(model, Page):
        cited += cited_in_markdown(model.body)
    return tuple(dict.fromkeys(cited))


_CITATION = re.compile(r"\[(@[a-z0-9-]+(?:\s*;\s*@[a-z0-9-]+)*)\]")


def cited_in_markdown(body: str) -> list[str]:
    """Ids of the sources that a page's Markdown cites, in order."""
    return [id_.strip().lstrip("@") for match in _CITATION.findall(body) for id_ in match.split(";")]
