# Inline markup, parsed once. It is a small part of Pandoc's Markdown:
#
#     **strong**  *emphasis*  [label][id]  [@source; @source]  {region_word}  \* for a plain *

from __future__ import annotations

import operator
import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

from pydantic_core import core_schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue


class ProseError(ValueError):
    """Markup that cannot be read; the message says how to write it."""


@dataclass(frozen=True)
class Text:
    """Plain words."""

    text: str


@dataclass(frozen=True)
class Strong:
    """Words that must not be missed."""

    children: tuple[Node, ...]


@dataclass(frozen=True)
class Emphasis:
    """Words said with stress."""

    children: tuple[Node, ...]


@dataclass(frozen=True)
class Link:
    """A link to another piece of content, by id."""

    target: str
    children: tuple[Node, ...]


@dataclass(frozen=True)
class Cite:
    """Sources that carry the words before it."""

    sources: tuple[str, ...]


@dataclass(frozen=True)
class Word:
    """A word that differs by country."""

    name: str


Node: TypeAlias = "Text | Strong | Emphasis | Link | Cite | Word"


@dataclass(frozen=True)
class Prose:
    """Parsed inline markup. Compares and prints by what was written."""

    source: str
    """As the author wrote it."""
    nodes: tuple[Node, ...]

    @classmethod
    def parse(cls, source: str) -> Prose:
        """Parse inline markup.

        Raises:
            ProseError: markup that is not closed, empty or unknown.
        """
        source = source.strip()
        if not source:
            raise ProseError("the text is empty; write it or remove the field")
        return cls(source, tuple(_parse(source)))

    @classmethod
    def of_plain(cls, text: str) -> Prose:
        """Text in which no character means markup."""
        return cls(text, (Text(text),))

    def __str__(self) -> str:
        return self.source

    def walk(self) -> Iterator[Node]:
        """Every node, outermost first, in reading order."""
        return _walk(self.nodes)

    @cached_property
    def references(self) -> tuple[Link | Cite | Word, ...]:
        """Every node that names something, in order. Most prose has none."""
        return tuple(node for node in self.walk() if isinstance(node, Link | Cite | Word))

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources cited, in order."""
        return tuple(id_ for node in self.references if isinstance(node, Cite) for id_ in node.sources)

    @property
    def targets(self) -> tuple[str, ...]:
        """Ids of the content linked to, in order."""
        return tuple(node.target for node in self.references if isinstance(node, Link))

    @property
    def words(self) -> tuple[str, ...]:
        """Names of the region words used, in order."""
        return tuple(node.name for node in self.references if isinstance(node, Word))

    @cached_property
    def plain(self) -> str | None:
        """Its plain text, if that is the same everywhere: without words that differ by country."""
        return None if self.references and self.words else tidy("".join(map(said, self.nodes)))

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[Any], handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(
            _validate,
            core_schema.is_instance_schema(cls),
            serialization=core_schema.plain_serializer_function_ser_schema(str),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": "string", "minLength": 1}


def _validate(value: object) -> Prose:
    if isinstance(value, Prose):
        return value
    if not isinstance(value, str):
        raise ProseError("expected text")
    return Prose.parse(value)


# --- parsing ---------------------------------------------------------------------------------------

_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_MARKUP = re.compile(
    rf"""
      \\(?P<escaped>[\\*\[\]{{}}@])
    | \*\*(?P<strong>(?:\\.|[^*\\])+)\*\*
    | \*(?P<emphasis>(?:\\.|[^*\\])+)\*
    | \[(?P<cite>@{_ID}(?:\s*;\s*@{_ID})*)\]
    | \[(?P<label>(?:\\.|[^\[\]\\])+)\]\[(?P<target>(?:{_ID}/)*{_ID}(?:\#{_ID})?)\]
    | \{{(?P<word>[a-z_]+)\}}
    | (?P<stray>[*\[\]{{}}])
    """,
    re.VERBOSE,
)
_HELP = {
    "*": "write **strong** or *emphasis* with both ends, or \\* for a plain star",
    "[": "write [label][id] for a link or [@source] for a citation, or \\[ for a plain bracket",
    "]": "write [label][id] for a link or [@source] for a citation, or \\] for a plain bracket",
    "{": "write {word} with the name of a region word, or \\{ for a plain brace",
    "}": "write {word} with the name of a region word, or \\} for a plain brace",
}


_SPECIAL = re.compile(r"[\\*\[\]{}]")
"""What any markup has. Most prose has none, and needs no more than a look."""


def _parse(source: str) -> list[Node]:
    if not _SPECIAL.search(source):
        return [*_text([source])]
    nodes: list[Node] = []
    words: list[str] = []
    at = 0
    for match in _MARKUP.finditer(source):
        words.append(source[at : match.start()])
        at = match.end()
        if match["escaped"]:
            words.append(match["escaped"])
            continue
        if match["stray"]:
            context = source[max(0, match.start() - 12) : match.end() + 12]
            raise ProseError(f"stray `{match['stray']}` near `{context}`; {_HELP[match['stray']]}")
        if match["cite"]:
            words[-1] = words[-1].rstrip()
        nodes += [*_text(words), _node(match)]
        words.clear()
    words.append(source[at:])
    return [*nodes, *_text(words)]


def _text(words: list[str]) -> tuple[Text, ...]:
    """Some words as one node; none if they are empty."""
    joined = "".join(words)
    return (Text(_curl(_one_space(joined))),) if joined else ()


def _one_space(text: str) -> str:
    """`text` with one space in place of each gap."""
    even = "  " not in text and text.isprintable()  # a space is the only white space that is printable
    return text if even else re.sub(r"\s+", " ", text)


def _node(match: re.Match[str]) -> Node:
    if match["strong"]:
        return Strong(tuple(_parse(match["strong"])))
    if match["emphasis"]:
        return Emphasis(tuple(_parse(match["emphasis"])))
    if match["cite"]:
        return Cite(tuple(re.findall(_ID, match["cite"])))
    if match["target"]:
        return Link(match["target"], tuple(_parse(match["label"])))
    return Word(match["word"])


def _curl(text: str) -> str:
    """Straight quotes as typographic ones: “so” and ‘so’, and it’s."""
    if '"' in text:
        text = re.sub(r'(^|[\s(\[‘])"', r"\1“", text).replace('"', "”")
    if "'" in text:
        text = re.sub(r"(^|[\s(\[“])'", r"\1‘", text).replace("'", "’")
    return text


def _walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    for node in nodes:
        yield node
        if isinstance(node, Strong | Emphasis | Link):
            yield from _walk(node.children)


def map_text(prose: Prose, change: Callable[[str], str]) -> Prose:
    """The same prose with its plain words changed; ids, words of regions and markup stay.

    Args:
        prose: what to change; it comes back as it is if nothing changes.
        change: from the words of a text node to other words.
    """
    nodes = _map_nodes(prose.nodes, change)
    return prose if nodes is prose.nodes else Prose(prose.source, nodes)


def _map_nodes(nodes: tuple[Node, ...], change: Callable[[str], str]) -> tuple[Node, ...]:
    changed = tuple(_map_node(node, change) for node in nodes)
    return nodes if all(map(operator.is_, changed, nodes)) else changed


def _map_node(node: Node, change: Callable[[str], str]) -> Node:
    if isinstance(node, Text):
        text = change(node.text)
        return node if text == node.text else Text(text)
    if isinstance(node, Strong | Emphasis | Link):
        children = _map_nodes(node.children, change)
        return node if children is node.children else replace(node, children=children)
    return node


# --- plain words -----------------------------------------------------------------------------------


def said(node: Node, word: Callable[[str], str] = str) -> str:
    """The plain words of a node; `word` gives a word that differs by country."""
    match node:
        case Text(text):
            return text
        case Word(name):
            return word(name)
        case Cite():
            return ""
        case Strong(children) | Emphasis(children) | Link(_, children):
            return "".join(said(child, word) for child in children)


def tidy(text: str) -> str:
    """`text` without the gaps that left-out citations leave."""
    text = _one_space(text)
    for mark in ".,;:":
        text = text.replace(f" {mark}", mark)
    return text.strip()
