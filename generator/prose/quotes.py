# Typographic quotes, decided from the characters on both sides, across the borders of markup.

from __future__ import annotations

import re
from collections import deque
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from generator.prose.nodes import Cite, Emphasis, Foreign, Link, Quoted, Strong, Text, Word, node_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.prose.nodes import Node

_OPENING_DOUBLE = re.compile(r'(^|[\s(\[‘])"(?=\S)')
_OPENING_SINGLE = re.compile(r"(^|[\s(\[“])'(?=[^\s\d])")
"""A quote that opens, by the characters on both sides. Before a digit it is an apostrophe: the ’90s."""


def with_curly_quotes(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """The nodes with typographic quotes: “so”, ‘so’ and it’s, decided across the borders of markup."""
    text = "".join(map(node_text, nodes))
    if '"' not in text and "'" not in text:
        return nodes
    return _take(nodes, iter(_curl(text)))


def _curl(text: str) -> str:
    """Replace each straight quote with a typographic one; the length stays the same."""
    text = _OPENING_DOUBLE.sub(r"\1“", text).replace('"', "”")
    return _OPENING_SINGLE.sub(r"\1‘", text).replace("'", "’")


def _take(nodes: tuple[Node, ...], characters: Iterator[str]) -> tuple[Node, ...]:
    """The nodes with their text taken from `characters`, which are as many as all texts have."""
    return tuple(_take_one(node, characters) for node in nodes)


def _take_one(node: Node, characters: Iterator[str]) -> Node:
    match node:
        case Text(text):
            return Text("".join(islice(characters, len(text))))
        case Word(name):
            deque(islice(characters, len(name)), maxlen=0)  # `node_text` gives its name
            return node
        case Cite() | Quoted():
            return node
        case Strong(children) | Emphasis(children) | Link(_, children) | Foreign(_, children):
            return replace(node, children=_take(children, characters))
