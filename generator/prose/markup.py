# Parser for the inline markup of content, a small subset of Pandoc's Markdown:
#
#     **strong**  *emphasis*  [label][id]  [@source; @source]  {region_word}  {form:id}  \* for a plain *

from __future__ import annotations

import operator
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pydantic_core import core_schema

from generator.memo import replayed_property
from generator.prose.citation import CITED, SOURCE_ID, cited_ids
from generator.prose.nodes import Cite, Emphasis, Link, Node, Quoted, Strong, Text, Word, node_text
from generator.prose.quotes import with_curly_quotes
from generator.prose.visible import shows_nothing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue


EXPECTED_TEXT = "expected text; put it in quotes if it holds `: `, or starts with `[` or `{`"
"""The message about a list or a mapping in place of a text."""


class ProseError(ValueError):
    """Invalid markup. The message says how to write it correctly."""


@dataclass(frozen=True)
class Prose:
    """Text with parsed inline markup. `str()` gives the markup."""

    source: str
    """The markup, as the author wrote it."""
    nodes: tuple[Node, ...]
    """The parsed markup."""

    @classmethod
    def parse(cls, source: str) -> Prose:
        """Parse inline markup.

        Raises:
            ProseError: `source` shows nothing, or its markup is not closed or not known.
        """
        source = source.strip()
        prose = cls(source, with_curly_quotes(tuple(_parse(source))))
        if _shows_nothing(prose.nodes):
            raise ProseError("the text shows nothing; write it or remove the field")
        return prose

    @classmethod
    def of_plain(cls, text: str) -> Prose:
        """Make prose from plain text, in which no character is markup."""
        return cls(text, (Text(text),))

    def __str__(self) -> str:
        return self.source

    def walk(self) -> Iterator[Node]:
        """Yield every node in reading order, each before its children."""
        return _walk(self.nodes)

    @replayed_property
    def references(self) -> tuple[Link | Cite | Word | Quoted, ...]:
        """The nodes that refer to something by name, in reading order. Most prose has none."""
        return tuple(node for node in self.walk() if isinstance(node, Link | Cite | Word | Quoted))

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the cited sources, in order."""
        return tuple(id_ for node in self.references if isinstance(node, Cite) for id_ in node.sources)

    @property
    def targets(self) -> tuple[str, ...]:
        """Targets of the links, in order."""
        return tuple(node.target for node in self.references if isinstance(node, Link))

    @property
    def words(self) -> tuple[str, ...]:
        """Names of the region words, in order."""
        return tuple(node.name for node in self.references if isinstance(node, Word))

    @replayed_property
    def plain(self) -> str | None:
        """Its plain text, or None if that depends on the region."""
        if self.references and self.words:
            return None
        text = tidy("".join(map(node_text, self.nodes)))
        return self.source if text == self.source else text  # the same object, as most prose has no markup

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
        raise ProseError(EXPECTED_TEXT)
    return Prose.parse(value)


# --- parsing ---------------------------------------------------------------------------------------

_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_MARKUP = re.compile(
    rf"""
      \\(?P<escaped>[\\*\[\]{{}}@])
    | \*\*(?P<strong>(?:\\.|[^*\\])+)\*\*
    | \*(?P<emphasis>(?:\\.|[^*\\])+)\*
    | \[(?P<cite>{CITED})\]
    | \[(?P<label>(?:\\.|[^\[\]\\])+)\]\[(?P<target>(?:{_ID}/)*{_ID}(?:\#{_ID})?|sources/{SOURCE_ID})\]
    | \{{(?P<word>[a-z_]+)\}}
    | \{{(?P<form>[a-z]+):(?P<about>{_ID})\}}
    | (?P<stray>[*\[\]{{}}])
    """,
    re.VERBOSE,
)
_HELP = {
    "*": "write **strong** or *emphasis* with both ends, or \\* for a plain star",
    "[": "write [label][id] for a link or [@source] for a citation, or \\[ for a plain bracket",
    "]": "write [label][id] for a link or [@source] for a citation, or \\] for a plain bracket",
    "{": "write {word} with the name of a region word, {form:id} to quote, or \\{ for a plain brace",
    "}": "write {word} with the name of a region word, {form:id} to quote, or \\} for a plain brace",
}


_SPECIAL = re.compile(r"[\\*\[\]{}]")
"""A character of markup. Most prose has none, so it need not be parsed."""


def _parse(source: str) -> list[Node]:
    if not _SPECIAL.search(source):
        return [*_text([source])]
    nodes: list[Node] = []
    parts: list[str] = []
    end = 0
    for match in _MARKUP.finditer(source):
        parts.append(source[end : match.start()])
        end = match.end()
        if match["escaped"]:
            parts.append(match["escaped"])
            continue
        if match["stray"]:
            context = source[max(0, match.start() - 12) : match.end() + 12]
            raise ProseError(f"stray `{match['stray']}` near `{context}`; {_HELP[match['stray']]}")
        if match["cite"]:
            parts[-1] = parts[-1].rstrip()
        nodes += [*_text(parts), _node(match)]
        parts.clear()
    parts.append(source[end:])
    return [*nodes, *_text(parts)]


def _shows_nothing(nodes: tuple[Node, ...]) -> bool:
    """Whether there is nothing to see beside citations. Words from elsewhere are checked where they are."""
    if any(isinstance(node, Quoted) for node in nodes):
        return False
    return shows_nothing("".join(map(node_text, nodes)))


def _text(parts: list[str]) -> tuple[Text, ...]:
    """A text node from the joined parts, or no node if they are empty."""
    joined = "".join(parts)
    return (Text(_one_space(joined)),) if joined else ()


def _one_space(text: str) -> str:
    """Replace each run of white space in `text` with one space."""
    # The space is the only printable white space, so this finds text without any other.
    even = "  " not in text and text.isprintable()
    return text if even else re.sub(r"\s+", " ", text)


def _node(match: re.Match[str]) -> Node:
    if match["cite"]:
        return Cite(cited_ids(match["cite"]))
    if match["word"]:
        return Word(match["word"])
    if match["form"]:
        return Quoted(match["form"], match["about"])
    children = tuple(_parse(match["strong"] or match["emphasis"] or match["label"]))
    if _shows_nothing(children):
        raise ProseError(f"`{match[0]}` shows nothing; write words between its ends, or remove it")
    if match["target"]:
        return Link(match["target"], children)
    return Strong(children) if match["strong"] else Emphasis(children)


def _walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    for node in nodes:
        yield node
        if isinstance(node, Strong | Emphasis | Link | Quoted):
            yield from _walk(node.children)


def map_text(prose: Prose, change: Callable[[str], str]) -> Prose:
    """Apply `change` to each text node of `prose`; markup, ids and region words stay as they are.

    Returns:
        The changed prose, with its `source` as before, or `prose` itself if nothing changed.
    """
    return map_nodes(prose, lambda node: _with_text(node, change))


def map_nodes(prose: Prose, change: Callable[[Node], Node]) -> Prose:
    """Apply `change` to each node of `prose`, to a node before its children.

    Returns:
        The changed prose, with its `source` as before, or `prose` itself if nothing changed.
    """
    nodes = _map_nodes(prose.nodes, change)
    return prose if nodes is prose.nodes else Prose(prose.source, nodes)


def _map_nodes(nodes: tuple[Node, ...], change: Callable[[Node], Node]) -> tuple[Node, ...]:
    changed = tuple(_map_node(node, change) for node in nodes)
    return nodes if all(map(operator.is_, changed, nodes)) else changed


def _map_node(node: Node, change: Callable[[Node], Node]) -> Node:
    node = change(node)
    if isinstance(node, Strong | Emphasis | Link | Quoted):
        children = _map_nodes(node.children, change)
        return node if children is node.children else replace(node, children=children)
    return node


def _with_text(node: Node, change: Callable[[str], str]) -> Node:
    if isinstance(node, Text) and (text := change(node.text)) != node.text:
        return Text(text)
    return node


def tidy(text: str) -> str:
    """Remove the extra spaces that are left in `text` where a citation was."""
    text = _one_space(text)
    for mark in ".,;:":
        text = text.replace(f" {mark}", mark)
    return text.strip()
