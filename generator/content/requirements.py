# What the checks ask of a content file, said before it is written: `unknot new` puts it into the new file.
#
# Each check says so itself, in its function `asks`, from the numbers and tables that it checks by.

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple, get_args

from generator.content.localise import SPELT_BY_REGION
from generator.prose import Prose
from generator.schema.common import Model, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.schema.kinds import Kind


class Requirement(NamedTuple):
    """One thing that a check asks of a file."""

    rule: str
    """The name of the rule, which its problems have in brackets."""
    message: str
    """What is asked, as one or two sentences."""
    field: str = ""
    """The field that it is asked of, such as `questions.*.id`; empty if it is asked of the whole file."""
    topic: str = ""
    """The page or kind of content that a file must be about for this to be asked; empty for any."""


def has_prose(kind: Kind) -> bool:
    """Whether files of a kind have texts with markup, or Markdown."""
    return kind.suffix == ".md" or any(Prose in _types(model) for model in _models(kind.model))


def has_words(kind: Kind) -> bool:
    """Whether files of a kind have anything that readers see."""
    names = {name for model in _models(kind.model) for name in model.model_fields}
    return has_prose(kind) or not SPELT_BY_REGION.isdisjoint(names)


def has_statements(kind: Kind) -> bool:
    """Whether files of a kind have statements, which cite sources."""
    return any(issubclass(model, Statement) for model in _models(kind.model))


def listed(names: Sequence[str], last: str = "and") -> str:
    """Names of fields or the like as part of a sentence: `a`, `b` and `c`."""
    quoted = [f"`{name}`" for name in names]
    return f" {last} ".join([", ".join(quoted[:-1]), quoted[-1]] if quoted[1:] else quoted)


@cache
def _models(model: type[Model]) -> frozenset[type[Model]]:
    """A model, and all models inside it."""
    found: set[type[Model]] = set()
    waiting = [model]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += [
                inner for inner in _types(one) if isinstance(inner, type) and issubclass(inner, Model)
            ]
    return frozenset(found)


@cache
def _types(model: type[Model]) -> tuple[object, ...]:
    """All types in the annotations of a model's fields."""
    return tuple(one for info in model.model_fields.values() for one in _inside(info.annotation))


def _inside(annotation: object) -> Iterator[object]:
    yield annotation
    for argument in get_args(annotation):
        yield from _inside(argument)
