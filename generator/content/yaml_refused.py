# Finds the features of YAML that content may not use: anchors, aliases, tags, merge keys, duplicate keys.
#
# Nodes remember neither anchors nor every tag, so this reads the events of the parser.

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from generator.prose.characters import named, unusable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.problems import FieldPath

MAY_BE_REFUSED = re.compile(r"(?:^|[\s\[{,:])[&!]|<<|\\[0abefvxuUNLP]", re.MULTILINE)
"""The start of an anchor, a tag or a merge key, and escapes that may stand for a character of no use: what
hardly any text has."""

_QUOTE = "remove it, or put it in quotes if it is text"


class Refused(NamedTuple):
    """A use of a feature; line and column are counted from 0."""

    line: int
    column: int
    path: FieldPath
    message: str


def refused(text: str) -> Iterator[Refused]:
    """Find every use of a YAML feature that content may not use.

    Args:
        text: a YAML document that can be parsed.
    """
    loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    events = (event for event in yaml.parse(text, Loader=loader) if not isinstance(event, _AROUND))
    for event in events:
        yield from _node(event, events, ())


_AROUND = (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent)


def _node(event: Any, events: Iterator[Any], path: FieldPath) -> Iterator[Refused]:
    """What is refused in the node that begins with `event`; takes its other events from `events`."""
    if isinstance(event, yaml.AliasEvent):
        yield _at(event, path, f"aliases (`*{event.anchor}`) are not supported; write the value out")
        return
    if event.anchor is not None:
        yield _at(event, path, f"anchors (`&{event.anchor}`) are not supported; {_QUOTE}")
    if event.tag is not None:
        yield _at(event, path, f"tags (`{_written(event.tag)}`) are not supported; {_QUOTE}")
    if isinstance(event, yaml.SequenceStartEvent):
        index = 0
        while not isinstance(item := next(events), yaml.SequenceEndEvent):
            yield from _node(item, events, (*path, index))
            index += 1
    elif isinstance(event, yaml.MappingStartEvent):
        yield from _mapping(events, path)
    elif character := unusable(event.value):
        yield _at(event, path, f"remove {named(character[0])}: no page can show it")


def _mapping(events: Iterator[Any], path: FieldPath) -> Iterator[Refused]:
    first_line: dict[str, int] = {}
    while not isinstance(key := next(events), yaml.MappingEndEvent):
        if isinstance(key, yaml.ScalarEvent):
            here = (*path, key.value)
            yield from _node(key, events, path)
            yield from _key(key, here, first_line)
        else:
            here = path
            yield _at(key, path, "a key must be plain text")
            deque(_node(key, events, path), maxlen=0)  # takes its events
        yield from _node(next(events), events, here)


def _key(key: Any, path: FieldPath, first_line: dict[str, int]) -> Iterator[Refused]:
    name = key.value
    if name == "<<" and not key.style:  # in quotes, it is text
        yield _at(key, path, "merge keys (`<<`) are not supported; write the fields out")
    elif name in first_line:
        message = f"duplicate key, first used on line {first_line[name]}; remove or rename one"
        yield _at(key, path, message)
    first_line.setdefault(name, key.start_mark.line + 1)


def _at(event: Any, path: FieldPath, message: str) -> Refused:
    return Refused(event.start_mark.line, event.start_mark.column, path, message)


def _written(tag: str) -> str:
    """A tag as authors write it: `!!binary`."""
    return tag.replace("tag:yaml.org,2002:", "!!")
