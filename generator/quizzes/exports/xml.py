# XML as every format writes it: elements from data. Text is escaped where it goes in, so that any text
# survives; namespaces and their prefixes are attributes, as in the file.

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_NEVER = bytes({*range(32)} - {*b"\t\n\r"})
"""Characters that no XML may hold (XML 1.0, 2.2), and that no text needs."""


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The names that a file uses."""

    namespace: str = ""
    """Of names without a prefix; empty for none."""
    prefixes: Mapping[str, str] = field(default_factory=dict)
    """Prefix → namespace."""
    schemas: Mapping[str, str] = field(default_factory=dict)
    """Namespace → where its schema stands."""

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The attributes that declare namespaces."""
        known = {"xmlns": self.namespace} if self.namespace else {}
        instance = {"xsi": "http://www.w3.org/2001/XMLSchema-instance"} if self.schemas else {}
        prefixes = {**self.prefixes, **instance}
        return known | {f"xmlns:{prefix}": name for prefix, name in prefixes.items()}

    @cached_property
    def located(self) -> Mapping[str, str]:
        """The attribute that says which schema describes which namespace."""
        pairs = " ".join(chain.from_iterable(self.schemas.items()))
        return {"xsi:schemaLocation": pairs} if pairs else {}


class Element(str):
    """XML that is complete: an element, or what stands inside one, such as `Words.html`."""

    __slots__ = ()


def make(tag: str, *children: Element | str, **attributes: str) -> Element:
    """An element: `make("item", "text", child, ident="a")`.

    Args:
        tag: its name, with the prefix of its vocabulary if it has one.
        children: elements, and texts that are not escaped yet.
        attributes: by name, not escaped yet; `xmlns` changes the vocabulary for all inside.
    """
    start = tag
    for name, value in attributes.items():
        start += f' {name}="{_quoted(value)}"'
    if not children:
        return Element(f"<{start}/>")
    inside = ""
    for child in children:
        inside += child if isinstance(child, Element) else _text(child)
    return Element(f"<{start}>{inside}</{tag}>")


def document(vocabulary: Vocabulary, tag: str, *children: Element | str, **attributes: str) -> bytes:
    """A whole file, in UTF-8.

    Args:
        vocabulary: what it is written in.
        tag: the name of the element that holds all.
        children: what is in it.
        attributes: of the element.
    """
    root = make(tag, *children, **vocabulary.names, **attributes, **vocabulary.located)
    return f"<?xml version='1.0' encoding='UTF-8'?>\n{root}\n".encode().translate(None, _NEVER)


def _text(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


@lru_cache(maxsize=1024)
def _quoted(value: str) -> str:
    """An attribute's value; line ends and tabs would be read as spaces. Most are words of the format."""
    text = _text(value).replace('"', "&quot;")
    return text.replace("\n", "&#10;").replace("\t", "&#9;")
