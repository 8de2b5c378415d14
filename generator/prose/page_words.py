# The inline markup of hand-written pages: that of Markdown, and our own for links, citations and words that
# are written elsewhere.
#
# Text is parsed into the nodes of prose. What prose has no node for is text between two characters that
# Unicode reserves for use inside a program, and is put back into the tree that is printed.

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Any

from generator.prose.citation import CITED, cited_ids
from generator.prose.mapping import map_nodes
from generator.prose.markup import CONTENT_ID, LINK_TARGET, Prose, ProseError, one_space
from generator.prose.nodes import Cite, Emphasis, Link, Quoted, Strong, Text, Word
from generator.prose.quotes import with_curly_quotes
from generator.prose.rendering import to_tree

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.prose.nodes import Node
    from generator.prose.rendering import Resolver, Tree

_OPEN, _CLOSE = "\ufdda", "\ufddb"
_HELD = re.compile(rf"{_OPEN}(\d+){_CLOSE}")
_WEB = "an-address-"
"""The beginning of the target of a link to a web address; the number of the address follows."""
_MARKUP = re.compile(
    rf"""
      \\(?P<escaped>[\\`*_{{}}\[\]()>\#+\-.!|:~<"'@])
    | (?P<ticks>`+)(?P<code>(?:(?!(?P=ticks)).)+)(?P=ticks)(?!`)
    | <!--.*?-->
    | (?P<break><br\s*/?>|[ ]{{2,}}\n|\\\n)
    | <(?P<level>sub|sup)>(?P<shifted>[^<]*)</(?P=level)>
    | <(?P<tag>b|strong|i|em)>(?P<tagged>.*?)</(?P=tag)>
    | <(?P<address>(?:https?://|mailto:|tel:)[^\s<>]+)>
    | (?P<image>!\[[^\]]*\]\()
    | (?P<html></?[A-Za-z][^<>]*>)
    | \[(?P<words>(?:\\.|[^\[\]\\])+)\]
      \(\s*<?(?P<url>[^\s<>()]*(?:\([^\s()]*\)[^\s<>()]*)*)>?(?:\s+"[^"]*")?\s*\)
    | \s*\[(?P<cite>{CITED})\]
    | \[(?P<label>(?:\\.|[^\[\]\\])+)\]\[(?P<target>{LINK_TARGET})\]
    | (?<![{{%$])\{{(?P<word>[a-z_]+)\}}
    | (?<![{{%$])\{{(?P<form>[a-z]+):(?P<about>{CONTENT_ID})\}}
    | (?P<attributes>\{{\s*[:.\#][^{{}}]*\}})
    | (?P<both>\*\*\*|___)(?=\S)(?P<strongest>(?:(?!(?P=both)).)+?)(?<=\S)(?P=both)
    | (?P<two>\*\*|(?<!\w)__)(?=\S)(?P<strong>(?:\\.|`[^`]*`|(?!(?P=two))[^`])+?)(?<=\S)(?P=two)
    | \*(?=\S)(?P<emphasis>(?:\\.|`[^`]*`|\*\*(?:(?!\*\*).)+\*\*|[^*`])+?)(?<=\S)\*
    | (?<![\w{{])_(?=\S)(?P<underlined>(?:\\.|[^_]|(?<=\w)_(?=\w))+?)(?<=\S)_(?!\w)
    | (?P<stray>(?<=\S)\*|\*(?=\S)|`)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True)
class PageWords:
    """A text of a page, parsed."""

    prose: Prose
    """Its nodes. In place of what prose has no node for, the text has the number of an item of `held`."""
    held: tuple[dict[str, Any], ...]
    """Nodes of the tree: code, line breaks, subscripts and superscripts."""
    addresses: tuple[str, ...]
    """The web addresses that it links to, by the numbers in the targets of these links."""

    def tree(self, references: Resolver, quoted: Callable[[str, str], Prose]) -> Tree:
        """The text as a tree; see `rendering.Tree`. It may also have the nodes `code` and `break`.

        Args:
            references: look up what it refers to.
            quoted: returns the words that `{form:id}` stands for.
        """
        filled = map_nodes(self.prose, lambda node: _filled(node, quoted))
        return self._restored(to_tree(filled, _WebLinks(references)))

    def _restored(self, tree: Tree) -> Tree:
        return [new for node in tree for new in self._node(node)]

    def _node(self, node: dict[str, Any]) -> Tree:
        if "text" in node:
            pieces = _HELD.split(node["text"])
            return [
                self.held[int(piece)] if index % 2 else {"text": piece}
                for index, piece in enumerate(pieces)
                if piece
            ]
        changed = {
            name: self._restored(value) if isinstance(value, list) and name != "cite" else value
            for name, value in node.items()
        }
        number = str(changed.get("to", "")).removeprefix(_WEB)
        if number.isdecimal():
            return [{"link": changed["link"], "url": self.addresses[int(number)]}]
        return [changed]


class _WebLinks:
    """References that know the numbers of web addresses as parts of the document, so that links stay."""

    def __init__(self, references: Resolver) -> None:
        self._references = references

    def inside(self, target: str) -> str | None:
        return target if target.startswith(_WEB) else self._references.inside(target)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._references, name)


def _filled(node: Node, quoted: Callable[[str, str], Prose]) -> Node:
    if isinstance(node, Quoted) and not node.children:
        (words,) = quoted(node.form, node.id).nodes
        return words
    return node


def page_words(source: str) -> PageWords:
    """Parse a text of a page.

    Raises:
        ProseError: it has something that a sheet cannot print. The message says what to write.
    """
    parser = _Parser()
    nodes = parser.nodes(source.strip())
    prose = Prose(source, with_curly_quotes(nodes))
    return PageWords(prose, tuple(parser.held), tuple(parser.addresses))


class _Parser:
    def __init__(self) -> None:
        self.held: list[dict[str, Any]] = []
        self.addresses: list[str] = []

    def nodes(self, source: str) -> tuple[Node, ...]:
        nodes: list[Node] = []
        end = 0
        for match in _MARKUP.finditer(source):
            nodes += [*_text(source[end : match.start()]), *self._of(match, source)]
            end = match.end()
        return tuple(_merged([*nodes, *_text(source[end:])]))

    def _of(self, match: re.Match[str], source: str) -> list[Node]:
        got = {name: value for name, value in match.groupdict().items() if value is not None}
        _refuse(got, match, source)
        return self._held_by(got) or self._reference(got) or self._styled(got)

    def _held_by(self, got: dict[str, str]) -> list[Node]:
        match got:
            case {"escaped": char}:
                return [Text(char)]
            case {"code": code}:
                return self._hold({"code": " ".join(code.split())})
            case {"break": _}:
                return self._hold({"break": True})
            case {"level": level, "shifted": text}:
                name = "subscript" if level == "sub" else "superscript"
                return self._hold({name: [{"text": unescape(text)}]})
        return []

    def _reference(self, got: dict[str, str]) -> list[Node]:
        match got:
            case {"address": url}:
                return [self._link(url, (Text(url.removeprefix("mailto:").removeprefix("tel:")),))]
            case {"words": words, "url": url}:
                inside = self.nodes(words)
                return [self._link(url, inside)] if _ON_THE_WEB.match(url) else [*inside]
            case {"cite": cited}:
                return [Cite(cited_ids(cited))]
            case {"label": label, "target": target}:
                return [Link(target, self.nodes(label))]
        return _written_elsewhere(got)

    def _styled(self, got: dict[str, str]) -> list[Node]:
        match got:
            case {"tag": tag, "tagged": inside}:
                return [(Strong if tag in {"b", "strong"} else Emphasis)(self.nodes(inside))]
            case {"strongest": inside}:
                return [Strong((Emphasis(self.nodes(inside)),))]
            case {"strong": inside}:
                return [Strong(self.nodes(inside))]
            case {"emphasis": inside} | {"underlined": inside}:
                return [Emphasis(self.nodes(inside))]
        return []

    def _hold(self, node: dict[str, Any]) -> list[Node]:
        self.held.append(node)
        return [Text(f"{_OPEN}{len(self.held) - 1}{_CLOSE}")]

    def _link(self, address: str, inside: tuple[Node, ...]) -> Link:
        self.addresses.append(address)
        return Link(f"{_WEB}{len(self.addresses) - 1}", inside)


def _written_elsewhere(got: dict[str, str]) -> list[Node]:
    match got:
        case {"word": name}:
            return [Word(name)]
        case {"form": form, "about": about}:
            return [Quoted(form, about)]
    return []


_ON_THE_WEB = re.compile("https?:|mailto:|tel:")


def _refuse(got: dict[str, str], match: re.Match[str], source: str) -> None:
    """Raise ProseError for what a sheet cannot print."""
    if "image" in got:
        raise ProseError("put the picture on a line of its own, with empty lines around it")
    if "html" in got:
        raise ProseError(f"a sheet cannot print the HTML `{got['html']}`; write it in Markdown")
    if "stray" in got:
        context = source[max(0, match.start() - 12) : match.end() + 12]
        help_ = "write both ends, or a backslash before a plain one"
        raise ProseError(f"stray `{got['stray']}` near `{context}`; {help_}")


_SMART = (("---", "—"), ("--", "–"), ("...", "…"))
"""Dashes and dots, as the extension `smarty` of Markdown replaces them."""


def _text(source: str) -> tuple[Text, ...]:
    text = unescape(one_space(source))
    for plain, smart in _SMART:
        text = text.replace(plain, smart)
    return (Text(text),) if text else ()


def _merged(nodes: list[Node]) -> list[Node]:
    """The nodes with neighbouring texts as one."""
    merged: list[Node] = []
    for node in nodes:
        last = merged[-1] if merged else None
        if isinstance(node, Text) and isinstance(last, Text):
            merged[-1] = Text(last.text + node.text)
        else:
            merged.append(node)
    return merged
