# What prose becomes in each output.
#
# What a reference means (an address, a number, a region's word) depends on the page it stands on,
# so the renderers here ask a `References` for it.

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from generator.prose.markup import Cite, Emphasis, Link, Strong, Text, Word, said, tidy

if TYPE_CHECKING:
    from generator.prose.markup import Node, Prose


class Resolver(Protocol):
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


def first_sentence(text: str) -> tuple[str, str]:
    """A plain text's first sentence without its full stop, and the rest."""
    first, _, rest = text.partition(". ")
    return first.rstrip("."), rest


def to_html(prose: Prose, references: Resolver) -> str:
    """HTML for the inside of a block element."""
    return _html(prose.nodes, references, linked=False)


def _html(nodes: tuple[Node, ...], references: Resolver, *, linked: bool) -> str:
    return "".join(_html_node(node, references, linked=linked) for node in nodes)


def _html_node(node: Node, references: Resolver, *, linked: bool) -> str:
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


def _html_terms(text: str, references: Resolver) -> str:
    return "".join(
        escape(piece, quote=False) if term is None else _html_term(piece, term, references)
        for piece, term in references.explain(text)
    )


def _html_term(piece: str, term: str, references: Resolver) -> str:
    address = escape(references.address(f"glossary/{term}"))
    definition = escape(references.definition(term))
    return f'<a class="term" href="{address}" data-definition="{definition}">{escape(piece)}</a>'


def _html_cite(numbers: tuple[int, ...]) -> str:
    links = "".join(f'<a href="#source-{n}">[{n}]</a>' for n in numbers)
    return f'<sup class="cite">{links}</sup>' if links else ""


def to_text(prose: Prose, references: Resolver) -> str:
    """Plain text: no markup, no citation numbers."""
    if prose.plain is not None:
        return prose.plain
    return tidy("".join(said(node, references.word) for node in prose.nodes))


Tree: TypeAlias = "list[dict[str, Any]]"
"""Nodes as JSON, for Typst: `{"text": …}`, `{"strong": Tree}`, `{"cite": [1, 2]}` and so on.

A link to another part of the same document has it in `to`."""


def to_tree(prose: Prose, references: Resolver) -> Tree:
    """A JSON tree that another program walks, so that no text is ever run as code."""
    return [_tree(node, references) for node in prose.nodes]


def _tree(node: Node, references: Resolver) -> dict[str, Any]:
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
