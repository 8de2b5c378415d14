# One sentence or more of content, parsed once, and what it becomes in each output.
#
# The inline markup is a small part of Pandoc's Markdown:
#
#     **strong**  *emphasis*  [label][id]  [@source; @source]  {region_word}  \* for a plain *
#
# What a reference means (an address, a number, a region's word) depends on the page it stands on,
# so the renderers here ask a `References` for it. Nothing here knows a page, a kind or a host.

from __future__ import annotations

import operator
import re
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

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


class References(Protocol):
    """What references mean on one page; see `generator.references`."""

    def word(self, name: str) -> str:
        """The region's word for `name`."""

    def address(self, target: str) -> str:
        """The address of a piece of content, as seen from the page."""

    def inside(self, target: str) -> str | None:
        """The part of the same document that has a piece of content, where a document has parts."""

    def cite(self, sources: tuple[str, ...]) -> tuple[int, ...]:
        """The numbers that `sources` have on the page."""

    def explain(self, text: str) -> list[tuple[str, str | None]]:
        """`text` cut at glossary terms: pieces, each with the term's id or None."""

    def definition(self, term: str) -> str:
        """A glossary term's definition in plain text."""


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
        return None if self.references and self.words else _tidy("".join(map(_said, self.nodes)))

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


# --- rendering -------------------------------------------------------------------------------------


def to_html(prose: Prose, references: References) -> str:
    """HTML for the inside of a block element."""
    return _html(prose.nodes, references, linked=False)


def _html(nodes: tuple[Node, ...], references: References, *, linked: bool) -> str:
    return "".join(_html_node(node, references, linked=linked) for node in nodes)


def _html_node(node: Node, references: References, *, linked: bool) -> str:
    match node:
        case Text(text):
            return escape(text, quote=False) if linked else _html_terms(text, references)
        case Strong(children):
            return f"<strong>{_html(children, references, linked=linked)}</strong>"
        case Emphasis(children):
            return f"<em>{_html(children, references, linked=linked)}</em>"
        case Link(target, children):
            address = escape(references.address(target))
            return f'<a href="{address}">{_html(children, references, linked=True)}</a>'
        case Cite(sources):
            return _html_cite(references.cite(sources))
        case Word(name):
            return escape(references.word(name), quote=False)


def _html_terms(text: str, references: References) -> str:
    return "".join(
        escape(piece, quote=False) if term is None else _html_term(piece, term, references)
        for piece, term in references.explain(text)
    )


def _html_term(piece: str, term: str, references: References) -> str:
    address = escape(references.address(f"glossary/{term}"))
    definition = escape(references.definition(term))
    return f'<a class="term" href="{address}" data-definition="{definition}">{escape(piece)}</a>'


def _html_cite(numbers: tuple[int, ...]) -> str:
    links = "".join(f'<a href="#source-{n}">[{n}]</a>' for n in numbers)
    return f'<sup class="cite">{links}</sup>' if links else ""


def to_text(prose: Prose, references: References) -> str:
    """Plain text: no markup, no citation numbers."""
    if prose.plain is not None:
        return prose.plain
    return _tidy("".join(_said(node, references.word) for node in prose.nodes))


def _said(node: Node, word: Callable[[str], str] = str) -> str:
    match node:
        case Text(text):
            return text
        case Word(name):
            return word(name)
        case Cite():
            return ""
        case Strong(children) | Emphasis(children) | Link(_, children):
            return "".join(_said(child, word) for child in children)


def _tidy(text: str) -> str:
    """`text` without the gaps that left-out citations leave."""
    text = _one_space(text)
    for mark in ".,;:":
        text = text.replace(f" {mark}", mark)
    return text.strip()


_MARKDOWN_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


def to_markdown(prose: Prose, references: References) -> str:
    """Markdown for one line of a document."""
    return "".join(_markdown(node, references) for node in prose.nodes)


def _markdown(node: Node, references: References) -> str:
    match node:
        case Text(text):
            return _MARKDOWN_SPECIAL.sub(r"\\\1", text)
        case Word(name):
            return _MARKDOWN_SPECIAL.sub(r"\\\1", references.word(name))
        case Strong(children):
            return f"**{''.join(_markdown(child, references) for child in children)}**"
        case Emphasis(children):
            return f"*{''.join(_markdown(child, references) for child in children)}*"
        case Link(target, children):
            label = "".join(_markdown(child, references) for child in children)
            return f"[{label}]({references.address(target)})"
        case Cite(sources):
            return _html_cite(references.cite(sources))


Tree: TypeAlias = "list[dict[str, Any]]"
"""Nodes as JSON, for Typst: `{"text": …}`, `{"strong": Tree}`, `{"cite": [1, 2]}` and so on.

A link to another part of the same document has it in `to`."""


def to_tree(prose: Prose, references: References) -> Tree:
    """A JSON tree that another program walks, so that no text is ever run as code."""
    return [_tree(node, references) for node in prose.nodes]


def _tree(node: Node, references: References) -> dict[str, Any]:
    match node:
        case Text(text):
            return {"text": text}
        case Word(name):
            return {"text": references.word(name)}
        case Strong(children):
            return {"strong": [_tree(child, references) for child in children]}
        case Emphasis(children):
            return {"emphasis": [_tree(child, references) for child in children]}
        case Link(target, children):
            to = references.inside(target)
            return {"link": [_tree(child, references) for child in children], **({"to": to} if to else {})}
        case Cite(sources):
            return {"cite": list(references.cite(sources))}
