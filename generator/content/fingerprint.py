# A digest of a value, the same in every process: equal values have equal digests, others have not.

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel

from generator.content.lazy_models import load_values
from generator.content.tracked import name_of
from generator.memo import once_per_object
from generator.prose import Prose
from generator.schema.common import Model

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any


_LENGTH = 32
"""How many digits of a model's digest are kept: very many of them are in memory."""


def fingerprint(value: object) -> str:
    """The SHA-256 digest of a value made of models, dataclasses, collections and plain values.

    A tracked content file counts by its name alone: whoever has it notes which of its fields are read.

    Raises:
        TypeError: it holds an object of another type.
    """
    return hashlib.sha256(repr(_plain(value)).encode()).hexdigest()


def _plain(value: object) -> object:
    """The value as nested tuples of plain values, whose `repr` is the same in every process."""
    return _maker(type(value))(value)  # type: ignore[arg-type]  # python/mypy#15613: a class is hashable


@cache
def _maker(cls: type[object]) -> Callable[[Any], object]:
    """What makes plain values of the objects of a class."""
    for bases, make in _MAKERS.items():
        if issubclass(cls, bases):
            return make
    if is_dataclass(cls):
        return _dataclass
    message = f"no fingerprint of {cls.__qualname__}"
    raise TypeError(message)


def _collection(value: Iterable[Any]) -> object:
    return tuple(map(_plain, value))


def _mapping(value: Mapping[Any, Any]) -> object:
    return ("mapping", tuple((_plain(key), _plain(item)) for key, item in value.items()))


def _set(value: Iterable[Any]) -> object:
    return ("set", tuple(sorted(map(repr, map(_plain, value)))))


def _enum(value: Enum) -> object:
    return (type(value).__name__, value.name)


def _as_text(value: object) -> object:
    return (type(value).__name__, str(value))


def _model(model: BaseModel) -> object:
    return name_of(model) or _digest_of_model(model)


@once_per_object
def file_digest(model: Model) -> str:
    """A digest of the content of a file that nobody tracks."""
    return fingerprint(dict(model))


@once_per_object
def _digest_of_model(model: BaseModel) -> str:
    """A digest: the same parts of content are in many values."""
    if isinstance(model, Model):
        load_values(model)
    fields = tuple((key, _plain(item)) for key, item in vars(model).items())
    return hashlib.sha256(repr((type(model).__name__, fields)).encode()).hexdigest()[:_LENGTH]


def _dataclass(value: object) -> object:
    cls = type(value)
    return (cls.__name__, tuple(_plain(getattr(value, field)) for field in _field_names(cls)))  # type: ignore[arg-type]


def _itself(value: object) -> object:
    return value


def _prose(value: Prose) -> object:
    return ("Prose", value.source, _plain(value.own_nodes))


_MAKERS: Mapping[tuple[type[Any], ...], Callable[[Any], object]] = {
    (Enum,): _enum,
    (str,): str,
    (int, float, bytes, type(None)): _itself,
    (tuple, list): _collection,
    (BaseModel,): _model,
    (Prose,): _prose,
    (Mapping,): _mapping,
    (frozenset, set): _set,
    (dt.date, Path): _as_text,
}
"""Classes, the first of which counts → what makes plain values of their objects."""


@cache
def _field_names(cls: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cls))
