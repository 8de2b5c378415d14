# Parses YAML into plain data, and finds the line and column of a field.
#
# YAML 1.1 guesses types (`no` → False, `1:30` → 90, `012` → 10). Content is prose, so here every scalar
# stays text, and the schema converts those that are something else. Anchors, aliases, merge keys and tags
# are refused, because a file with them cannot be read from top to bottom. Positions are not kept: `locate`
# parses a file with problems again, once for all of them.

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

import yaml

from generator.content.yaml_refused import MAY_BE_REFUSED, refused
from generator.content.yaml_syntax import syntax_problem
from generator.problems import FieldPath, Problem, dotted, line_and_column
from generator.prose.characters import named, unusable

if TYPE_CHECKING:
    import re

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
    if character := unusable(text):
        return None, [unusable_character(text, character, file)]
    try:
        root = compose(text)
    except yaml.MarkedYAMLError as error:
        return None, [syntax_problem(error, text, file)]
    except (yaml.YAMLError, ValueError) as error:
        return None, [Problem(file, 1, 1, "", f"not readable as YAML: {error}", "yaml")]
    if root is None:
        return None, [Problem(file, 1, 1, "", "the file is empty; `unknot new` writes a start", "yaml")]
    if not MAY_BE_REFUSED.search(text):
        with suppress(_Refused):
            return _plain(root), []
    problems = [
        Problem(file, one.line + 1, one.column + 1, dotted(one.path), one.message, "yaml")
        for one in refused(text)
    ]
    return (None if problems else _plain(root)), problems


def unusable_character(text: str, character: re.Match[str], file: str) -> Problem:
    """The problem with a character that no content may hold, found in the text of a file."""
    position = line_and_column(text, character.start())
    return Problem(file, *position, "", f"remove {named(character[0])}: no page can show it", "yaml")


@lru_cache(maxsize=1)
def compose(text: str) -> yaml.Node | None:
    """The nodes of a YAML document with their positions, every scalar as text; do not change them.

    They are kept for one text: a file with one problem often has more, and is looked at file by file.

    Raises:
        yaml.YAMLError: it is not valid YAML.
    """
    return yaml.compose(text, Loader=_Loader)


def _nodes(text: str) -> yaml.Node | None:
    """The nodes of a text; None if it is empty or not valid."""
    try:
        return compose(text)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None


def locate(text: str, path: FieldPath, inside: str = "") -> Position:
    """Find the start of the value at `path`, or of its nearest parent that exists.

    For a text that is not valid YAML, that is the start of the text. If words `inside` the value are given
    and stand in it as they are, that is where they start.
    """
    node = _nodes(text)
    for step in path:
        child = _child(node, step)
        if child is None:
            break
        node = child
    if node is None:
        return START
    index = text.find(inside, node.start_mark.index, node.end_mark.index) if inside else -1
    return _start(node) if index < 0 else Position(*line_and_column(text, index))


def locate_key(text: str, path: FieldPath) -> Position:
    """Find the start of the key at `path`; if there is no such key, the same as `locate`."""
    node = _nodes(text)
    for step in path[:-1]:
        node = _child(node, step) or node
    if isinstance(node, yaml.MappingNode):
        for key, _value in node.value:
            if key.value == path[-1]:
                return _start(key)
    return locate(text, path)


def _start(node: yaml.Node) -> Position:
    return Position(node.start_mark.line + 1, node.start_mark.column + 1)


class _Refused(Exception):  # noqa: N818 - it never leaves this module
    """A mapping has a duplicate key or a key that is not plain text."""


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
