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

from generator.content.tracked import name_of

if TYPE_CHECKING:
    from typing import Any


def fingerprint(value: object) -> str:
    """The SHA-256 digest of a value made of models, dataclasses, collections and plain values.

    A tracked content file counts by its name alone: whoever has it notes which of its fields are read.

    Raises:
        TypeError: it holds an object of another type.
    """
    return hashlib.sha256(repr(_plain(value)).encode()).hexdigest()


def _plain(value: Any) -> object:
    """The value as nested tuples of plain values, whose `repr` is the same in every process."""
    if value is None or isinstance(value, bool | int | float | bytes):
        return value
    if isinstance(value, Enum):
        return (type(value).__name__, value.name)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, tuple | list):
        return tuple(map(_plain, value))
    if isinstance(value, BaseModel):
        return _model(value)
    if isinstance(value, Mapping):
        return ("mapping", tuple((_plain(key), _plain(item)) for key, item in value.items()))
    if isinstance(value, frozenset | set):
        return ("set", tuple(sorted(map(repr, map(_plain, value)))))
    if isinstance(value, dt.date | Path):
        return (type(value).__name__, str(value))
    if is_dataclass(value) and not isinstance(value, type):
        name = type(value).__name__
        return (name, tuple(_plain(getattr(value, field)) for field in _field_names(type(value))))
    message = f"no fingerprint of {type(value).__qualname__}"
    raise TypeError(message)


def _model(model: BaseModel) -> object:
    name = name_of(model)
    return name or (type(model).__name__, tuple((key, _plain(item)) for key, item in vars(model).items()))


@cache
def _field_names(cls: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cls))
