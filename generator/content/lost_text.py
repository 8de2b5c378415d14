# Finds text that is lost between a content file and its readers, although the file is valid YAML.
#
# - A text shows nothing: it is empty, or has only white space and invisible characters.
# - YAML reads ` #` after a text without quotes as the start of a comment: `stem: For patient #4, how many`.
# - YAML reads lines of a text that start with `- ` as words of the text, not as a list.
# - YAML reads the fields below a quote that is not closed as words of the text, up to the next quote.
#
# Two of them depend on the kind of field. After a text (prose, a title, a word) a comment is never
# allowed, unless the text is in quotes, because an author who writes `#` there means a number sign. After
# an id, a number, a date, an address or one of a few given words it is allowed.

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from generator.content.schema_problems import field_names
from generator.content.yaml_file import UNQUOTED, compose, is_empty
from generator.problems import FieldPath, Problem, dotted
from generator.prose.visible import shows_nothing

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from generator.content.yaml_file import Data
    from generator.schema.common import Model

_MAY_BE_CUT = re.compile(r"\S[ \t]+#")
_COMMENT = re.compile(r"[ \t]+#")
_LIST_ITEM = re.compile(r"[ \t]*- ")
_FIELD = re.compile(r"[ \t]*(?:- +)*(?P<name>[A-Za-z][\w-]*):(?:[ \t]|$)")
_QUOTES = frozenset({"'", '"'})
_LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What ends a line in YAML 1.1."""

_SHOWS_NOTHING = "the text shows nothing; write it, or remove the field if it may be left out"
_CUT = "` #` starts a comment, so the text ends here; put the text in quotes, or the comment above it"
_LIST = "this line becomes words of the text, not an item of a list; put every item on a line with `- `"

_SWALLOWED = (
    "the quote that opens here makes words of the field `{}` below it, and closes only on line {}; "
    "close it where the text ends"
)


class _Scalar(NamedTuple):
    """A key, a value or an item of a list."""

    path: FieldPath
    node: yaml.ScalarNode
    key: yaml.ScalarNode | None = None
    """The key of a value."""


class _Lost(NamedTuple):
    """A place at which text is lost; line and column are counted from 1."""

    path: FieldPath
    line: int
    column: int
    message: str


def lost_text(data: Data, text: str, file: str, model: type[Model]) -> list[Problem]:
    """Find the texts of a file of which readers would see nothing, or not all.

    Args:
        data: what `parse` has read from the file.
        text: the file's text.
        file: the name of the file, for problems.
        model: the schema of the file.
    """
    values = list(_texts(data))
    hidden = any(map(shows_nothing, values))
    misread = _MAY_BE_CUT.search(text) or any("- " in value or ": " in value for value in values)
    if not hidden and not misread:
        return []
    lost = (
        *_showing_nothing(text),
        *_misread(text, lambda path: _holds_text(model, path)),
        *_swallowed(text, field_names(model)),
    )
    return [Problem(file, one.line, one.column, dotted(one.path), one.message, "yaml") for one in lost]


def cut_texts(
    text: str, holds_text: Callable[[FieldPath], bool]
) -> Iterator[tuple[FieldPath, int, int, str]]:
    """Find texts that a comment ends: path, line and column of the comment, and a message.

    Args:
        text: a YAML document.
        holds_text: whether a field is for text.
    """
    return (lost for lost in _misread(text, holds_text) if lost.message == _CUT)


def _texts(data: Data) -> Iterator[str]:
    """Every text in `data`, keys included."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from _texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value)
    elif data is not None:
        yield data


def _scalars(node: yaml.Node | None, path: FieldPath) -> Iterator[_Scalar]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            here = (*path, key.value)
            yield _Scalar(here, key)
            if isinstance(value, yaml.ScalarNode):
                yield _Scalar(here, value, key)
            else:
                yield from _scalars(value, here)
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _scalars(item, (*path, index))
    elif isinstance(node, yaml.ScalarNode):
        yield _Scalar(path, node)


def _showing_nothing(text: str) -> Iterator[_Lost]:
    for path, node, _ in _scalars(compose(text), ()):
        if shows_nothing(node.value) and not is_empty(node):
            yield _Lost(path, node.start_mark.line + 1, node.start_mark.column + 1, _SHOWS_NOTHING)


def _misread(text: str, holds_text: Callable[[FieldPath], bool]) -> Iterator[_Lost]:
    lines = _LINE_BREAK.split(text)
    for scalar in _scalars(compose(text), ()):
        places = [(line, column, _CUT) for line, column in _comments(scalar, lines)]
        places += [(line, column, _LIST) for line, column in _list_items(scalar.node, lines)]
        if places and holds_text(scalar.path):
            for line, column, message in places:
                yield _Lost(scalar.path, line + 1, column + 1, message)


def _comments(scalar: _Scalar, lines: list[str]) -> Iterator[tuple[int, int]]:
    """Where a comment follows a value without quotes, or stands between its key and its first line."""
    if scalar.node.style not in UNQUOTED:
        return
    ends = [scalar.node.end_mark]
    if scalar.key and scalar.key.end_mark.line < scalar.node.start_mark.line:
        ends.insert(0, scalar.key.end_mark)
    for end in ends:
        rest = lines[end.line][end.column :]
        after_key = len(rest) - len(rest.lstrip(" \t").removeprefix(":")) if end is not ends[-1] else 0
        if comment := _COMMENT.match(rest, after_key):
            yield end.line, end.column + comment.end() - 1


def _list_items(node: yaml.ScalarNode, lines: list[str]) -> Iterator[tuple[int, int]]:
    """Where a line of a text without quotes starts as the item of a list does."""
    if node.style in _QUOTES:
        return
    for line in range(node.start_mark.line + 1, min(node.end_mark.line + 1, len(lines))):
        ends_here = line == node.end_mark.line and node.end_mark.column == 0  # after a block of text
        if (item := _LIST_ITEM.match(lines[line])) and not ends_here:
            yield line, item.end() - 2


def _swallowed(text: str, names: Collection[str]) -> Iterator[_Lost]:
    """Where a quote opens that closes below a line that looks like a field of the file."""
    lines = _LINE_BREAK.split(text)
    for path, node, _ in _scalars(compose(text), ()):
        if node.style in _QUOTES and node.start_mark.line < node.end_mark.line:
            for line in lines[node.start_mark.line + 1 : node.end_mark.line + 1]:
                if (field := _FIELD.match(line)) and field["name"] in names:
                    message = _SWALLOWED.format(field["name"], node.end_mark.line + 1)
                    yield _Lost(path, node.start_mark.line + 1, node.start_mark.column + 1, message)
                    break


@cache
def _schema(model: type[Model]) -> dict[str, Any]:
    return model.model_json_schema()


def _holds_text(model: type[Model], path: FieldPath) -> bool:
    """Whether the field at `path` is for text, by the JSON Schema of a kind of content."""
    root = _schema(model)
    schemas = list(_alternatives(root, root))
    for step in path:
        below = [child for schema in schemas for child in _children(schema, step)]
        schemas = [one for child in below for one in _alternatives(child, root)]
    return any(schema.get("type") == "string" and not _NO_TEXT & schema.keys() for schema in schemas)


_NO_TEXT = frozenset({"pattern", "enum", "const", "format"})
"""Keywords of JSON Schema for strings that have a given form."""


def _alternatives(schema: dict[str, Any], root: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The schemas that a value may have, with references replaced by what they refer to."""
    if "$ref" in schema:
        yield from _alternatives(root["$defs"][schema["$ref"].rpartition("/")[2]], root)
    several = [one for keyword in ("anyOf", "oneOf", "allOf") for one in schema.get(keyword, ())]
    for one in several:
        yield from _alternatives(one, root)
    yield schema


def _children(schema: dict[str, Any], step: str | int) -> Iterator[dict[str, Any]]:
    """The schemas of an item or a field."""
    if isinstance(step, int):
        found = [schema.get("items")]
    else:
        patterns = schema.get("patternProperties", {}).values()
        found = [schema.get("properties", {}).get(step), schema.get("additionalProperties"), *patterns]
    yield from (child for child in found if isinstance(child, dict))
