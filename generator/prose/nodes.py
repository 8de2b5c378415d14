# The parts of parsed prose, and their text without markup.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Strong importance: `**text**`."""

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stress emphasis: `*text*`."""

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link to other content by its id: `[label][id]`."""

    target: str
    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Cite:
    """A citation of the sources for the text before it: `[@id; @id]`."""

    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A word that differs by region: `{name}`."""

    name: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words that are written in another content file: `{form:id}`, such as `{question:chest-pain}`."""

    form: str
    """Which words about it are quoted."""
    id: str
    """What they are about."""
    children: tuple[Node, ...] = ()
    """The words; empty until `generator.content.quotations` has filled them in."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words in another language than the page's, since they are not translated, or have changed since."""

    language: str
    """Their language as a BCP 47 tag."""
    children: tuple[Node, ...]


Node: TypeAlias = "Text | Strong | Emphasis | Link | Cite | Word | Quoted | Foreign"


def node_text(node: Node, region_word: Callable[[str], str] = str) -> str:
    """The text of a node without markup and citations; `region_word` looks up a region word by name."""
    match node:
        case Text(text):
            return text
        case Word(name):
            return region_word(name)
        case Cite():
            return ""
        case (
            Strong(children)
            | Emphasis(children)
            | Link(_, children)
            | Quoted(_, _, children)
            | Foreign(_, children)
        ):
            return "".join(node_text(child, region_word) for child in children)
