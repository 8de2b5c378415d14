# Parser for the inline markup of content, a small subset of Pandoc's Markdown:
#
#     **strong**  *emphasis*  [label][id]  [@source; @source]  {region_word}  {form:id}  \* for a plain *

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pydantic_core import core_schema

from generator.prose.citation import CITED, SOURCE_ID, cited_ids
from generator.prose.nodes import Cite, Emphasis, Link, Node, Quoted, Strong, Text, Word, node_text
from generator.prose.quotes import with_curly_quotes
from generator.prose.visible import shows_nothing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue


EXPECTED_TEXT = "expected text; put it in quotes if it holds `: `, or starts with `[` or `{`"
"""The message about a list or a mapping in place of a text."""


class ProseError(ValueError):
    """Invalid markup. The message says how to write it correctly."""


_PARSED_AT_ONCE = 4096
"""How many parsed texts are kept, which is enough for the largest content files."""


class Prose:
    """Text with inline markup. `str()` gives the markup.

    Large content has a hundred thousand of these, so only the markup is kept. It is parsed when its nodes
    are asked for; the parser is fast.
    """

    __slots__ = ("__weakref__", "_own", "_source")

    _source: str
    _own: tuple[Node, ...] | None

    def __init__(self, source: str, nodes: tuple[Node, ...] | None = None) -> None:
        """Make prose from markup that is known to be valid.

        Args:
            source: the markup, as the author wrote it.
            nodes: its nodes, if they are not those of the parsed markup.
        """
        object.__setattr__(self, "_source", source)
        object.__setattr__(self, "_own", nodes)

    @classmethod
    def parse(cls, source: str) -> Prose:
        """Parse inline markup.

        Raises:
            ProseError: `source` shows nothing, or its markup is not closed or not known.
        """
        prose = cls(source.strip())
        if _shows_nothing(prose.nodes):
            raise ProseError("the text shows nothing; write it or remove the field")
        return prose

    @classmethod
    def of_plain(cls, text: str) -> Prose:
        """Make prose from plain text, in which no character is markup."""
        return cls(text, (Text(text),))

    @property
    def source(self) -> str:
        """The markup, as the author wrote it."""
        return self._source

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The parsed markup."""
        return _parsed(self._source) if self._own is None else self._own

    @property
    def own_nodes(self) -> tuple[Node, ...] | None:
        """The nodes if they are not the parsed markup; else None."""
        return self._own

    def __setattr__(self, name: str, value: object) -> None:
        message = f"prose never changes: {name}"
        raise AttributeError(message)

    def __reduce__(self) -> tuple[type[Prose], tuple[object, ...]]:
        return type(self), (self._source,) if self._own is None else (self._source, self._own)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Prose):
            return NotImplemented
        return self._source == other._source and (self._own is other._own or self.nodes == other.nodes)

    def __hash__(self) -> int:
        return hash(self._source)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._source!r}, {self.nodes!r})"

    def __str__(self) -> str:
        return self._source

    def walk(self) -> Iterator[Node]:
        """Yield every node in reading order, each before its children."""
        return _walk(self.nodes)

    @property
    def references(self) -> tuple[Link | Cite | Word | Quoted, ...]:
        """The nodes that refer to something by name, in reading order. Most prose has none."""
        if self._own is None:
            return _references_in(self._source) if _REFERS.search(self._source) else ()
        return _references(self._own)

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

    @property
    def plain(self) -> str | None:
        """Its plain text, or None if that depends on the region."""
        plain = _plain_text(self._source) if self._own is None else _plain(self._own, self.references)
        return self._source if plain == self._source else plain  # the same object, most of the time

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


# --- what is asked of prose -------------------------------------------------------------------------


def _references(nodes: tuple[Node, ...]) -> tuple[Link | Cite | Word | Quoted, ...]:
    return tuple(node for node in _walk(nodes) if isinstance(node, Link | Cite | Word | Quoted))


def _plain(nodes: tuple[Node, ...], references: tuple[Node, ...]) -> str | None:
    if any(isinstance(node, Word) for node in references):
        return None
    return tidy("".join(map(node_text, nodes)))


@lru_cache(_PARSED_AT_ONCE)
def _parsed(source: str) -> tuple[Node, ...]:
    """Parse markup.

    Raises:
        ProseError: it is not closed or not known.
    """
    return with_curly_quotes(tuple(_parse(source)))


@lru_cache(_PARSED_AT_ONCE)
def _references_in(source: str) -> tuple[Link | Cite | Word | Quoted, ...]:
    return _references(_parsed(source))


@lru_cache(_PARSED_AT_ONCE)
def _plain_text(source: str) -> str | None:
    return _plain(_parsed(source), _references_in(source))


# --- parsing ---------------------------------------------------------------------------------------

CONTENT_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
"""The id of content."""
LINK_TARGET = rf"(?:{CONTENT_ID}/)*{CONTENT_ID}(?:\#{CONTENT_ID})?|sources/{SOURCE_ID}"
"""What a link names. The `#` is escaped for `re.VERBOSE`."""
_MARKUP = re.compile(
    rf"""
      \\(?P<escaped>[\\*\[\]{{}}@])
    | \*\*(?P<strong>(?:\\.|[^*\\])+)\*\*
    | \*(?P<emphasis>(?:\\.|[^*\\])+)\*
    | \[(?P<cite>{CITED})\]
    | \[(?P<label>(?:\\.|[^\[\]\\])+)\]\[(?P<target>{LINK_TARGET})\]
    | \{{(?P<word>[a-z_]+)\}}
    | \{{(?P<form>[a-z]+):(?P<about>{CONTENT_ID})\}}
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


_REFERS = re.compile(r"[\[{]")
"""A character without which markup refers to nothing."""


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
    return (Text(one_space(joined)),) if joined else ()


def one_space(text: str) -> str:
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


def tidy(text: str) -> str:
    """Remove the extra spaces that are left in `text` where a citation was."""
    text = one_space(text)
    for mark in ".,;:":
        text = text.replace(f" {mark}", mark)
    return text.strip()
