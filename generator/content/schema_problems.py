# Turns pydantic's errors about a content file into problems: messages for authors, at the right place.

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from generator.content.yaml_file import locate, locate_key
from generator.problems import FieldPath, Problem, did_you_mean, dotted
from generator.prose.markup import EXPECTED_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic import ValidationError

    from generator.content.yaml_file import Data
    from generator.schema.common import Model
    from generator.schema.kinds import Kind


def schema_problems(
    error: ValidationError, data: Data, text: str, file: str, kind: Kind
) -> Iterator[Problem]:
    """The problems that the author of a file must solve.

    Args:
        error: pydantic's errors.
        data: the content of the file.
        text: the YAML that it was read from.
        file: the name of the file.
        kind: the kind of content.
    """
    for detail in _without_consequences(error.errors(), kind.model.RENAMED):
        yield _schema_problem(detail, data, text, file, kind)


def _without_consequences(details: list[Any], renamed: Mapping[str, str]) -> Iterator[Any]:
    """Drop errors that follow from others.

    "Too few items" follows from an invalid item, which pydantic does not count. That a field is missing
    follows from its former name, if the file has that.
    """
    places = [detail["loc"] for detail in details]
    parents = {loc[:length] for loc in places for length in range(len(loc))}
    known = {(renamed[loc[0]],) for loc in places if loc and loc[0] in renamed}
    for detail in details:
        too_short = detail["type"] == "too_short" and detail["loc"] in parents
        missing = detail["type"] == "missing" and detail["loc"] in known
        if not (too_short or missing):
            yield detail


def _schema_problem(detail: Any, data: Data, text: str, file: str, kind: Kind) -> Problem:
    tag = ("type",) if detail["type"] == "union_tag_invalid" else ()
    path = _existing((*detail["loc"], *tag), data, missing=detail["type"] == "missing")
    unknown = detail["type"] == "extra_forbidden"
    message = _message(detail, path, kind)
    position = locate_key(text, path) if unknown else locate(text, path)
    return Problem(file, position.line, position.column, dotted(path), message, "schema")


def _existing(loc: FieldPath, data: Data, *, missing: bool) -> FieldPath:
    """Remove from pydantic's location the names of union members, which are not in the file."""
    path: list[str | int] = []
    for index, step in enumerate(loc):
        below = _below(data, step)
        last = index == len(loc) - 1
        if below is _NOTHING and not (missing and last):
            continue
        path.append(step)
        data = None if below is _NOTHING else below
    return tuple(path)


_NOTHING: Any = object()


def _below(data: Data, step: str | int) -> Any:
    if isinstance(data, dict) and step in data:
        return data[str(step)]
    if isinstance(data, list) and isinstance(step, int) and step < len(data):
        return data[step]
    return _NOTHING


EMPTY = "the value is empty; write it, or remove the field if it may be left out"
"""What is wrong with a field that an author has not filled in yet."""
_REMOVE = "; remove it, or correct its name"
_LINES = "expected `field: value` lines"
_MESSAGES = {
    "missing": "required field is missing",
    "value_error": "{error}",
    "enum": "expected {expected}, not {input!r}",
    "literal_error": "expected {expected}, not {input!r}",
    "union_tag_invalid": "`type` must be one of {expected_tags}",
    "string_pattern_mismatch": "{input!r} does not have the form {pattern}",
    "too_short": "the list needs at least {min_length} items, and has {actual_length}",
    "tuple_type": "expected a list: lines that start with `- `",
    "model_type": _LINES,
    "model_attributes_type": _LINES,
    "dict_type": _LINES,
    "date_from_datetime_parsing": "expected a date such as 2026-11-23, not {input!r}",
    "int_parsing": "expected a whole number, not {input!r}",
    "int_from_float": "expected a whole number, not {input}",
    "less_than_equal": "expected at most {le}, not {input}",
    "greater_than_equal": "expected at least {ge}, not {input}",
    "float_parsing": "expected a number",
    "bool_parsing": "expected true or false",
}
"""Messages for authors in place of those of pydantic, by error type."""


def _message(detail: Any, path: FieldPath, kind: Kind) -> str:
    if detail["input"] is None:
        return EMPTY
    if detail["type"] == "string_type" or str(detail.get("ctx", {}).get("error")) == EXPECTED_TEXT:
        return _expected_text(detail["input"])
    if detail["type"] == "extra_forbidden":
        return _unknown_field(str(path[-1]), kind.model)
    if detail["type"] in _MESSAGES:
        return _MESSAGES[detail["type"]].format(**detail.get("ctx", {}), input=detail["input"])
    message: str = detail["msg"]
    return message[0].lower() + message[1:]


def _unknown_field(name: str, model: type[Model]) -> str:
    if name in model.RENAMED:
        return f"the field is now called '{model.RENAMED[name]}'; rename it"
    return "unknown field" + (did_you_mean(name, field_names(model)) or _REMOVE)


def _expected_text(value: object) -> str:
    """What to do about a list or fields in place of a text."""
    if isinstance(value, dict) and len(value) == 1 and None not in value.values():
        (key,) = value
        return f"expected text; the `: ` after “{key}” makes a field of it, so put the whole text in quotes"
    return EXPECTED_TEXT


@cache
def field_names(model: type[Model]) -> list[str]:
    """The names of all fields of a kind, including nested ones: candidates for a misspelt name."""
    schema = model.model_json_schema()
    parts = [schema, *schema.get("$defs", {}).values()]
    return sorted({name for part in parts for name in part.get("properties", {})})
