# Renders prose as HTML, plain text and a JSON tree.
#
# A reference means something different on each page (a relative address, the number of a citation), so the
# renderers look it up in a `Resolver`.

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from generator.prose.languages import language_marks
from generator.prose.markup import tidy
from generator.prose.nodes import Cite, Emphasis, Foreign, Link, Quoted, Strong, Text, Word, node_text

if TYPE_CHECKING:
    from generator.prose.markup import Prose
    from generator.prose.nodes import Node


class Resolver(Protocol):
    """Looks up what references mean on one page; see `generator.content.references`."""

    def word(self, name: str) -> str:
        """The region word called `name`."""

    def is_action(self, name: str) -> bool:
        """Whether the region word called `name` says what to do about a warning sign."""

    def address(self, target: str) -> str:
        """The address of a target, relative to the page."""

    def inside(self, target: str) -> str | None:
        """The part of the same document that contains a target; None if no part does."""

    def cite(self, sources: tuple[str, ...]) -> tuple[int, ...]:
        """The numbers of `sources` on the page."""

    def explain(self, text: str) -> list[tuple[str, str | None]]:
        """`text` split at glossary terms: the pieces, each with the id of its term or None."""

    def definition(self, term: str) -> str:
        """The definition of a glossary term, as plain text."""


def first_sentence(text: str) -> tuple[str, str]:
    """Split a plain text into its first sentence, without the full stop, and the rest."""
    first, _, rest = text.partition(". ")
    return first.rstrip("."), rest


def to_html(prose: Prose, references: Resolver) -> str:
    """Render prose as HTML phrasing content, without a block element around it."""
    return _html(prose.nodes, references, linked=False)


def _html(nodes: tuple[Node, ...], references: Resolver, *, linked: bool) -> str:
    return "".join(_html_node(node, references, linked=linked) for node in nodes)


def _html_node(node: Node, references: Resolver, *, linked: bool) -> str:  # noqa: PLR0911 - a case each
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
        case Foreign(language, children):  # terms are explained in the page's language only
            inner = _html(children, references, linked=True)
            return f"<span {language_marks(language)}>{inner}</span>"
        case Word() | Quoted():
            return _html_quoted(node, references, linked=linked)


def _html_quoted(node: Word | Quoted, references: Resolver, *, linked: bool) -> str:
    """Words that are written elsewhere. What belongs to a sign is marked, so that tests can find it."""
    if isinstance(node, Word):
        word = escape(references.word(node.name), quote=False)
        return f'<span data-action="{node.name}">{word}</span>' if references.is_action(node.name) else word
    inner = _html(node.children, references, linked=linked)
    mark = _MARKS.get(node.form)
    return f'<span data-{mark}="{node.id}">{inner}</span>' if mark else inner


_MARKS = {
    "question": "sign",
    "short": "sign",
    "option": "sign",
    "action": "action",
    "caution": "caution",
}
"""Form of a quotation → the mark of its words, by which tests find what belongs to a sign."""


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
    """Render prose as plain text, without markup and citations."""
    if prose.plain is not None:
        return prose.plain
    return tidy("".join(node_text(node, references.word) for node in prose.nodes))


Tree: TypeAlias = "list[dict[str, Any]]"
"""Nodes as JSON for Typst: `{"text": …}`, `{"strong": Tree}`, `{"cite": [1, 2]}` and so on.

A link to another part of the same document names that part in `to`; a link to a website has an `url`.
What belongs to a sign is in `{"marked": Tree, "sign": id}`; what to do about it is in
`{"marked": Tree, "action": name}`, whose name is that of the sign, the tier or the region word; what leads
to a rule is in `{"marked": Tree, "rule": id}`. Words in another language are in
`{"foreign": Tree, "language": tag}`."""


def to_tree(prose: Prose, references: Resolver) -> Tree:
    """Render prose as a JSON tree. Typst walks it, so that no text is ever evaluated as code."""
    return _trees(prose.nodes, references)


def _trees(nodes: tuple[Node, ...], references: Resolver) -> Tree:
    return [tree for node in nodes for tree in _tree(node, references)]


def _tree(node: Node, references: Resolver) -> Tree:  # noqa: PLR0911 - a case each
    match node:
        case Text():
            return [{"text": node.text}]
        case Word() | Quoted():
            return _tree_quoted(node, references)
        case Strong(children):
            return [{"strong": _trees(children, references)}]
        case Emphasis(children):
            return [{"emphasis": _trees(children, references)}]
        case Link(target, children):
            to = references.inside(target)
            return [{"link": _trees(children, references), **({"to": to} if to else {})}]
        case Cite(sources):
            return [{"cite": list(references.cite(sources))}]
        case Foreign(language, children):
            return [{"foreign": _trees(children, references), "language": language}]


def _tree_quoted(node: Word | Quoted, references: Resolver) -> Tree:
    if isinstance(node, Word):
        word: Tree = [{"text": references.word(node.name)}]
        return [marked(word, action=node.name)] if references.is_action(node.name) else word
    inner = _trees(node.children, references)
    if node.form == "rule":
        return [marked(inner, rule=node.id)]
    return [marked(inner, **{_MARKS[node.form]: node.id})] if node.form in _MARKS else inner


def marked(tree: Tree, **mark: str) -> dict[str, Any]:
    """A node around words that belong to a warning sign; see `Tree`.

    Args:
        tree: the words.
        mark: `sign`, `action`, `caution` or `rule`: what they belong to.
    """
    return {"marked": tree, **mark}
