# Parses YAML into plain data, and finds the line and column of a field.
#
# YAML 1.1 guesses types (`no` → False, `1:30` → 90, `012` → 10). Content is prose, so here every scalar
# stays text, and the schema converts those that are something else. Anchors, aliases, merge keys and tags
# are refused, because a file with them cannot be read from top to bottom. Positions are not kept: `locate`
# parses a file with a problem again.

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import yaml

from generator.problems import FieldPath, Problem, dotted

if TYPE_CHECKING:
    from collections.abc import Iterator

_EMPTY = ("", "~")
UNQUOTED = (None, "")
"""The style of a scalar without quotes, in the Python parser and in the C parser."""

Data: TypeAlias = "dict[str, Data] | list[Data] | str | None"


_BaseLoader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _Loader(_BaseLoader):  # type: ignore[misc]
    """Resolves every scalar to a string, without the regular expressions for other types."""

    def resolve(self, *_: object) -> str:
        return "tag:yaml.org,2002:str"

    def descend_resolver(self, *_: object) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


@dataclass(frozen=True)
class Position:
    """A position in a text; line and column are counted from 1."""

    line: int
    column: int


START = Position(1, 1)


def parse(text: str, file: str) -> tuple[Data, list[Problem]]:
    """Parse one YAML document.

    Args:
        text: the document.
        file: the name of its file, for problems.

    Returns:
        The data (mappings, lists, strings and None for empty values) and the problems of the text. If there
        are problems, the data is None.
    """
    try:
        return _parse(text, file)
    except RecursionError:
        return None, [Problem(file, 1, 1, "", "lists or fields stand in each other too deep", "yaml")]


def _parse(text: str, file: str) -> tuple[Data, list[Problem]]:
    try:
        root = compose(text)
    except yaml.MarkedYAMLError as error:
        return None, [_syntax_problem(error, text, file)]
    except (yaml.YAMLError, ValueError) as error:
        return None, [Problem(file, 1, 1, "", f"not readable as YAML: {error}", "yaml")]
    if root is None:
        return None, [Problem(file, 1, 1, "", "the file is empty; `unknot new` writes a start", "yaml")]
    if not _UNUSUAL.search(text):
        with suppress(_Refused):
            return _plain(root), []
    problems = [
        Problem(file, node.start_mark.line + 1, node.start_mark.column + 1, dotted(path), message, "yaml")
        for node, path, message in _refused(root, (), set())
    ]
    return (None if problems else _plain(root)), problems


def compose(text: str) -> yaml.Node | None:
    """The nodes of a YAML document with their positions, every scalar as text.

    Raises:
        yaml.YAMLError: it is not valid YAML.
    """
    return yaml.compose(text, Loader=_Loader)


def locate(text: str, path: FieldPath) -> Position:
    """Find the start of the value at `path`, or of its nearest parent that exists.

    For a text that is not valid YAML, that is the start of the text.
    """
    try:
        node = compose(text)
    except yaml.YAMLError:
        return START
    for step in path:
        child = _child(node, step)
        if child is None:
            break
        node = child
    return START if node is None else Position(node.start_mark.line + 1, node.start_mark.column + 1)


def locate_key(text: str, path: FieldPath) -> Position:
    """Find the start of the key at `path`; if there is no such key, the same as `locate`."""
    try:
        node = compose(text)
    except yaml.YAMLError:
        return START
    for step in path[:-1]:
        node = _child(node, step) or node
    if isinstance(node, yaml.MappingNode):
        for key, _value in node.value:
            if key.value == path[-1]:
                return Position(key.start_mark.line + 1, key.start_mark.column + 1)
    return locate(text, path)


def _syntax_problem(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    cause = " ".join(filter(None, (error.context, error.problem)))
    hint = "; quote text that holds `: ` or starts with a special character, and indent with spaces"
    above = text.split("\n")[line - 2 : line - 1]
    if above and _COMMENT.search(above[0]):
        hint += f"; on line {line - 1} ` #` starts a comment: if it is part of a text, quote the text"
    return Problem(file, line, column, "", f"not valid YAML: {cause}{hint}", "yaml")


_COMMENT = re.compile(r"[^\s#][ \t]+#")
_UNUSUAL = re.compile(r"[&!]|<<")
"""Characters without which a text has no alias, tag or merge key. Hardly any text has them."""


class _Refused(Exception):  # noqa: N818 - it never leaves this module
    """A mapping has a duplicate key or a key that is not plain text."""


def _refused(
    node: yaml.Node, path: FieldPath, seen: set[int]
) -> Iterator[tuple[yaml.Node, FieldPath, str]]:
    """Find every use of a YAML feature that content may not use: its node, its path and a message."""
    if id(node) in seen:
        yield node, path, "aliases (`*name`) are not supported; write the value out"
        return
    seen.add(id(node))
    if not node.tag.startswith("tag:yaml.org,2002:"):
        yield node, path, f"tags (`{node.tag}`) are not supported; remove it"
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _refused(item, (*path, index), seen)
    elif isinstance(node, yaml.MappingNode):
        yield from _refused_in_mapping(node, path, seen)


def _refused_in_mapping(
    node: yaml.MappingNode, path: FieldPath, seen: set[int]
) -> Iterator[tuple[yaml.Node, FieldPath, str]]:
    first_line: dict[str, int] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            yield key, path, "a key must be plain text"
            continue
        here = (*path, key.value)
        if key.value == "<<":
            yield key, here, "merge keys (`<<`) are not supported; write the fields out"
        elif key.value in first_line:
            line = first_line[key.value]
            yield key, here, f"duplicate key, first used on line {line}; remove or rename one"
        else:
            first_line[key.value] = key.start_mark.line + 1
        yield from _refused(value, here, seen)


def _plain(node: yaml.Node) -> Data:
    if isinstance(node, yaml.MappingNode):
        data: dict[str, Data] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.value in data:
                raise _Refused
            data[key.value] = _plain(value)
        return data
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    return None if is_empty(node) else str(node.value)


def is_empty(node: yaml.Node) -> bool:
    """Whether nothing is written as a value, or `~`, which YAML reads as nothing."""
    return getattr(node, "style", None) in UNQUOTED and node.value in _EMPTY


def _child(node: yaml.Node | None, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        child: yaml.Node = node.value[step]
        return child
    return None
