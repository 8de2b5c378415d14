# Writes a new content file for `unknot new`: every field with its description, and no values.
#
# The checks report empty values, so they list the fields that are still to be filled in.

from __future__ import annotations

import datetime as dt
import types
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from generator.content.field_comments import asked_of, choices, comment, rules_of, said_of
from generator.content.requirements import Requirement
from generator.schema.common import STARTER, Model

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from pydantic.fields import FieldInfo

    from generator.schema.kinds import Kind

_SET_BY_LOADER = ("id", "path", "body")
_A_YEAR = dt.timedelta(days=365)
"""Until the next review; days, because 29 February does not exist in the next year."""

_HOW = """\
Each field below needs a value, except those with # in front: these may be left out, or have their # taken
away. A field is explained where it comes first. `unknot check --all` lists what is still empty."""
_ASKED = "What `unknot check` asks of the whole file, with the name of each rule in brackets:"
_MAY_BE_LEFT_OUT = "--- What may be left out ---"
OTHERS = "Others may look like this. To use one, remove one `# ` from each of its lines, with its space."
"""The comment above further items of a list, which have other fields than the first."""


def skeleton(
    kind: Kind,
    today: dt.date,
    asks: Iterable[Requirement] = (),
    asked: Collection[str] = (),
    topic: str = "",
) -> str:
    """The text of a new content file, `checked` today and with `review_by` a year later.

    Args:
        kind: the kind of file.
        today: the day of its first check.
        asks: what the checks ask of it.
        asked: names of optional fields at its top that the site asks for; see `required.yml`.
        topic: what the file is about, if that is known, such as `techniques/one`.
    """
    values = {"checked": str(today), "review_by": str(today + _A_YEAR), "topic": topic}
    about = {"", topic, topic.partition("/")[0]}
    apply = tuple(ask for ask in asks if not topic or ask.topic in about)
    start = _Start(values, frozenset(asked), apply)
    depth = "../" * (2 if kind.folder else 1)
    lines = [*start.head(kind.model), *start.fields(kind.model)]
    if kind.suffix == ".md":
        return "\n".join(["---", *lines, "---", "", ""])
    head = f"# yaml-language-server: $schema={depth}schemas/{kind.name}.json"
    return "\n".join([head, "# SPDX-License-Identifier: CC-BY-4.0", "#", *lines, ""])


@dataclass
class _Start:
    """A content file that is being started."""

    values: Mapping[str, str]
    """Field → its value, if that is known."""
    asked: frozenset[str]
    """Optional fields at the top that the site asks for."""
    asks: Sequence[Requirement]
    """What the checks ask."""
    explained: set[tuple[str, ...]] = field(default_factory=set)
    """What need not be explained again."""

    def head(self, model: type[Model]) -> Iterator[str]:
        """How to fill in the file, and what is asked of it as a whole."""
        yield from comment(_HOW)
        yield "#"
        yield from comment(_ASKED)
        rules = [Requirement("schema", rule) for rule in rules_of(model)]
        yield from asked_of([*rules, *(ask for ask in self.asks if not ask.field)], bullet="- ")

    def fields(self, model: type[Model]) -> Iterator[str]:
        """The fields at the top of the file: those to fill in, then those that may be left out."""
        for last, title in ((False, ""), (True, _MAY_BE_LEFT_OUT)):
            names = [name for name in _fields(model) if self._starts(model, name, "") is not last]
            if names and title:
                yield from ("", *comment(title))
            for name in names:
                yield from ("", *self._field(model, name, "", ""))

    def _starts(self, model: type[Model], name: str, within: str) -> bool:
        """Whether a field is there to be filled in."""
        info = _fields(model)[name]
        return info.is_required() or STARTER in info.metadata or (not within and name in self.asked)

    def _field(self, model: type[Model], name: str, within: str, pad: str) -> Iterator[str]:
        """The comment of a field, and the field; in a comment if it may be left out."""
        path = f"{within}{name}"
        info = _fields(model)[name]
        explained = [*self._comment(model, name, path, pad)]
        yield from explained
        if self._starts(model, name, within):
            yield from self._value(info, name, path, pad)
        elif explained:
            yield from _commented(self._value(info, name, path, pad), pad)

    def _comment(self, model: type[Model], name: str, path: str, pad: str) -> Iterator[str]:
        """What a field is for, unless it has been said, and what the checks ask of it."""
        said = said_of(model, name)
        if not path.rpartition(".")[0] or self._is_new(name, said):
            yield from comment(said, pad)
            inner, _ = _inner(_fields(model)[name].annotation)
            if self._is_new("choices", str(inner)):
                yield from choices(inner, pad)
        for item in ("", ".*"):
            if self._is_new("asks", f"{path}{item}"):
                yield from asked_of([ask for ask in self.asks if ask.field == f"{path}{item}"], pad)

    def _is_new(self, *what: str) -> bool:
        is_new = what not in self.explained
        self.explained.add(what)
        return is_new

    def _value(self, info: FieldInfo, name: str, path: str, pad: str) -> Iterator[str]:
        """A field without its value, or with the fields of its value."""
        inner, is_list = _inner(info.annotation)
        models = [one for one in _variants(info.annotation) if issubclass(one, Model)]
        if inner not in models:
            value = self.values.get(name, "") or _only(inner)
            yield f"{pad}{name}:" if is_list else f"{pad}{name}: {value}".rstrip()
            yield from [f"{pad}  -"] * (_least(info) if is_list else 0)
        elif is_list:
            yield f"{pad}{name}:"
            for _ in range(_least(info)):
                yield from _item(self._model(inner, f"{path}.*.", f"{pad}    "))
        else:
            yield f"{pad}{name}:"
            yield from self._model(inner, f"{path}.", f"{pad}  ")
        for number, other in enumerate(one for one in models if one is not inner):
            if not number:
                yield from comment(OTHERS, f"{pad}  ")
            yield from _commented(_item(self._model(other, f"{path}.*.", f"{pad}    ")), f"{pad}  ")

    def _model(self, model: type[Model], within: str, pad: str) -> Iterator[str]:
        """The fields of a model that is the value of a field, or an item in it."""
        for rule in rules_of(model):
            if self._is_new("rule", rule):
                yield from asked_of([Requirement("schema", rule)], pad)
        for name in sorted(_fields(model), key=lambda name: not self._starts(model, name, within)):
            yield from self._field(model, name, within, pad)


def _item(lines: Iterable[str]) -> Iterator[str]:
    """The lines of a model as an item of a list: a hyphen before its first field."""
    hyphen = False
    for line in lines:
        start = len(line) - len(line.lstrip())
        if hyphen or line.lstrip().startswith("#"):
            yield line
        else:
            yield f"{line[: start - 2]}- {line[start:]}"
            hyphen = True


def _commented(lines: Iterable[str], pad: str) -> Iterator[str]:
    """Lines in comments."""
    return (f"{pad}# {line.removeprefix(pad)}".rstrip() for line in lines)


def _fields(model: type[Model]) -> dict[str, FieldInfo]:
    """Name in files → field, of those that are not set by the loader."""
    fields = model.model_fields.items()
    return {info.alias or name: info for name, info in fields if not _injected(model, name)}


def _injected(model: type[Model], name: str) -> bool:
    return name in _SET_BY_LOADER and "SkipJsonSchema" in repr(model.model_fields[name].metadata)


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


def _variants(annotation: Any) -> Iterator[type]:
    """All types that a value, or an item of a list, may have."""
    if get_origin(annotation) in (Annotated, tuple):
        yield from _variants(get_args(annotation)[0])
    elif get_origin(annotation) in (types.UnionType, Union):
        for one in get_args(annotation):
            yield from _variants(one)
    elif isinstance(annotation, type):
        yield annotation


def _only(annotation: Any) -> str:
    """The first of the values that a field may have, if it has few: its type tells models apart."""
    return str(get_args(annotation)[0]) if get_origin(annotation) is Literal else ""


def _least(info: FieldInfo) -> int:
    """How many items a list is begun with."""
    return max([1, *(int(one.min_length) for one in info.metadata if getattr(one, "min_length", None))])
