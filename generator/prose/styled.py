# Text with the few styles that titles of works have: italics, bold, subscript and superscript.
#
# Two notations are read, since bibliographies come with both: the tags of CSL-JSON (`<i>`, `<sub>`,
# `<span class="nocase">`; https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html), and the
# Markdown of CSL-YAML (`*i*`, `~sub~`, and `\*` for a plain star), which Pandoc reads and Better BibTeX
# writes (https://pandoc.org/MANUAL.html#specifying-bibliographic-data).
#
# Styles are kept as characters that Unicode reserves for use inside a program (U+FDD0 to U+FDEF), so that
# the text can pass through a formatter that knows nothing of them.

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any, Self

from pydantic_core import core_schema

from generator.prose.visible import shows_nothing

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler

    from generator.prose.rendering import Tree

_STYLES = {"em": "\ufdd0\ufdd1", "strong": "\ufdd2\ufdd3", "sub": "\ufdd4\ufdd5", "sup": "\ufdd6\ufdd7"}
"""HTML element → the characters at the start and at the end of the styled text."""
_TREE_NAMES = {"em": "emphasis", "strong": "strong", "sub": "subscript", "sup": "superscript"}
_TAGS = {"i": "em", "em": "em", "b": "strong", "strong": "strong", "sub": "sub", "sup": "sup"}
_UNSTYLED = ("span", "sc")
"""Tags whose text is shown as it is: small capitals, and words that keep their capitals in any style."""

_ELEMENT_OF = {mark: element for element, marks in _STYLES.items() for mark in marks}
_MARK = re.compile("[\ufdd0-\ufdd7]")
MARKS = "\ufdd0-\ufdd7"
"""The characters at the start and end of styled text, for a character class of a regular expression."""
_RESERVED = re.compile("[\ufdd0-\ufdef]")

_ESCAPABLE = r"\[]*~^<>"
_ESCAPED = re.compile(rf"\\([{re.escape(_ESCAPABLE)}])")
_PLAIN = dict(zip(map(chr, range(0xFDE0, 0xFDE0 + len(_ESCAPABLE))), _ESCAPABLE, strict=True))
"""What stands for an escaped character while markup is read → that character."""

_MARKDOWN = (
    (re.compile(r"\*\*(?=\S)([^*]*[^\s*])\*\*"), "strong"),
    (re.compile(r"\*(?=\S)([^*]*[^\s*])\*"), "em"),
    (re.compile(r"~([^\s~]+)~"), "sub"),
    (re.compile(r"\^([^\s^]+)\^"), "sup"),
)
_LINK = re.compile(r"\[([^\[\]]+)\]\([^()\s]+\)")
_TAG = re.compile(r"<(/?)([A-Za-z][\w:-]*)(?:\s[^<>]*)?/?>")
_HELP = (
    'write <i>…</i>, <b>…</b>, <sub>…</sub>, <sup>…</sup> or <span class="nocase">…</span>, each with both '
    "ends, or \\< for a plain <"
)


class StyledText(str):
    """The text without its styles; `marked` is the text with them."""

    marked: str
    """The text, with characters of `MARKS` around what is styled."""

    __slots__ = ("marked",)

    def __new__(cls, plain: str, marked: str = "") -> Self:
        """Make a text; without `marked`, nothing of it is styled."""
        text = super().__new__(cls, plain)
        text.marked = marked or plain
        return text

    @classmethod
    def parse(cls, source: str) -> StyledText:
        """Read a text in either notation.

        Raises:
            ValueError: a tag is not known or not closed, or the text shows nothing.
        """
        text = _ESCAPED.sub(lambda match: _placeholder(match[1]), _RESERVED.sub("", source))
        text = _LINK.sub(r"\1", text)
        for pattern, element in _MARKDOWN:
            text = pattern.sub(r"\1".join(_STYLES[element]), text)
        marked = "".join(_PLAIN.get(char, char) for char in _without_tags(text))
        plain = plain_text(marked)
        if shows_nothing(plain):
            raise ValueError("the text shows nothing; write it or remove the field")
        return cls(plain, marked)

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[Any], handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(cls.parse, core_schema.str_schema())


def _placeholder(char: str) -> str:
    return chr(0xFDE0 + _ESCAPABLE.index(char))


def _without_tags(text: str) -> str:
    """The text with marks in place of tags."""
    pieces: list[str] = []
    open_tags: list[str] = []
    end = 0
    for match in _TAG.finditer(text):
        pieces.append(text[end : match.start()])
        end = match.end()
        tag = match[2].lower()
        if tag not in _TAGS and tag not in _UNSTYLED:
            raise ValueError(f"`{match[0]}` is not markup of a title; {_HELP}")
        if not match[1]:
            open_tags.append(tag)
        elif not open_tags or open_tags.pop() != tag:
            raise ValueError(f"`{match[0]}` closes nothing; {_HELP}")
        pieces.append(_STYLES[_TAGS[tag]][bool(match[1])] if tag in _TAGS else "")
    if open_tags:
        raise ValueError(f"`<{open_tags[-1]}>` is not closed; {_HELP}")
    return "".join([*pieces, text[end:]])


def plain_text(marked: str) -> str:
    """A marked text without its styles."""
    return _MARK.sub("", marked)


def styled_html(marked: str) -> str:
    """A marked text as HTML phrasing content."""
    return _html(styled_tree(marked))


def _html(tree: Tree) -> str:
    return "".join(
        escape(inside, quote=False)
        if name == "text"
        else f"<{_HTML_OF[name]}>{_html(inside)}</{_HTML_OF[name]}>"
        for node in tree
        for name, inside in node.items()
    )


_HTML_OF = {name: element for element, name in _TREE_NAMES.items()}


def styled_tree(marked: str) -> Tree:
    """A marked text as a JSON tree, like those of prose, with `subscript` and `superscript`.

    Styles that overlap without one being inside the other, as in `*a <b>b* c</b>`, end together.
    """
    stack: list[tuple[str, Tree]] = [("", [])]
    for piece in re.split(f"([{MARKS}])", marked):
        element = _ELEMENT_OF.get(piece)
        if element is None:
            stack[-1][1].extend([{"text": piece}] if piece else [])
        elif piece == _STYLES[element][0]:
            stack.append((element, []))
        elif any(element == opened for opened, _ in stack):
            while _close(stack) != element:
                pass
    while len(stack) > 1:
        _close(stack)
    return stack[0][1]


def _close(stack: list[tuple[str, Tree]]) -> str:
    """End the innermost style and return its element."""
    element, inside = stack.pop()
    if inside:
        stack[-1][1].append({_TREE_NAMES[element]: inside})
    return element
