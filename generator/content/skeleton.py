# Writes a new content file for `unknot new`: every field with its description, and no values.
#
# The checks report empty values, so they list the fields that are still to be filled in.

from __future__ import annotations

import datetime as dt
import types
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

from generator.schema.common import STARTER, Model
from generator.schema.docstrings import field_docstrings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from pydantic.fields import FieldInfo

    from generator.schema.kinds import Kind

_SET_BY_LOADER = ("id", "path", "body")
_A_YEAR = dt.timedelta(days=365)
"""Until the next review; days, because 29 February does not exist in the next year."""


def skeleton(kind: Kind, today: dt.date, asked: Collection[str] = (), topic: str = "") -> str:
    """The text of a new content file, `checked` today and with `review_by` a year later.

    Args:
        kind: the kind of file.
        today: the day of its first check.
        asked: names of optional fields at its top that the site asks for; see `required.yml`.
        topic: what the file is about, if that is known, such as `techniques/one`.
    """
    values = {"checked": str(today), "review_by": str(today + _A_YEAR), "topic": topic}
    depth = "../" * (2 if kind.folder else 1)
    lines = [*_model(kind.model, 0, values, asked=asked)]
    if kind.suffix == ".md":
        return "\n".join(["---", *lines, "---", "", ""])
    head = f"# yaml-language-server: $schema={depth}schemas/{kind.name}.json"
    return "\n".join([head, "# SPDX-License-Identifier: CC-BY-4.0", *lines, ""])


def _model(
    model: type[Model],
    indent: int,
    values: Mapping[str, str],
    *,
    item: bool = False,
    asked: Collection[str] = (),
) -> Iterator[str]:
    """The lines for the fields of a model. In a list item, the first field comes after the hyphen."""

    def starts(name: str) -> bool:
        info = fields[name]
        return info.is_required() or STARTER in info.metadata or name in asked

    fields = {
        info.alias or name: info for name, info in model.model_fields.items() if not _injected(model, name)
    }
    ordered = sorted(fields.items(), key=lambda field: not starts(field[0]))
    hyphen, docs = item, field_docstrings(model)
    for name, info in ordered:
        pad = " " * indent
        yield from _comment(info, pad, info.description or docs.get(name, ""))
        if not starts(name):
            yield f"{pad}# {name}:"
            continue
        lead = f"{pad[:-2]}- " if hyphen else pad
        hyphen = False
        yield from _field(name, info, lead, indent, values)


def _injected(model: type[Model], name: str) -> bool:
    return name in _SET_BY_LOADER and "SkipJsonSchema" in repr(model.model_fields[name].metadata)


def _comment(info: FieldInfo, pad: str, text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield f"{pad}# {line.strip()}".rstrip()
    choices = _choices(info.annotation)
    if choices:
        yield f"{pad}# One of: {', '.join(choices)}."


def _field(name: str, info: FieldInfo, lead: str, indent: int, values: Mapping[str, str]) -> Iterator[str]:
    inner, is_list = _inner(info.annotation)
    if isinstance(inner, type) and issubclass(inner, Model):
        yield f"{lead}{name}:"
        yield from _model(inner, indent + (4 if is_list else 2), values, item=is_list)
    elif is_list:
        yield f"{lead}{name}:"
        yield f"{' ' * indent}  -"
    else:
        yield f"{lead}{name}: {values.get(name, '')}".rstrip()


def _inner(annotation: Any) -> tuple[Any, bool]:
    """The type of a value, or of the items of a list, and whether it is a list."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _inner(get_args(annotation)[0])
    if origin is tuple:
        return _inner(get_args(annotation)[0])[0], True
    if origin in (types.UnionType, Union):
        return _inner(get_args(annotation)[0])
    return annotation, False


def _choices(annotation: Any) -> list[str]:
    inner, _ = _inner(annotation)
    if isinstance(inner, type) and issubclass(inner, StrEnum):
        return [str(choice) for choice in inner]
    return []
