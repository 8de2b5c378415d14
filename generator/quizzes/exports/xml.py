# A small XML writer for the export formats. Text is escaped when it is put into an element; namespaces and
# their prefixes are declared with plain attributes, as they appear in the file.

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from generator.memo import replayed_property

if TYPE_CHECKING:
    from collections.abc import Mapping

_NEVER = bytes({*range(32)} - {*b"\t\n\r"})
"""Control characters that are not allowed in XML (XML 1.0, section 2.2); they are dropped."""


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The namespaces that a file uses, and their schemas."""

    namespace: str = ""
    """Namespace of names without a prefix; empty for none."""
    prefixes: Mapping[str, str] = field(default_factory=dict)
    """Prefix → namespace."""
    schemas: Mapping[str, str] = field(default_factory=dict)
    """Namespace → address of its schema."""

    @replayed_property
    def names(self) -> Mapping[str, str]:
        """The attributes that declare namespaces."""
        default = {"xmlns": self.namespace} if self.namespace else {}
        instance = {"xsi": "http://www.w3.org/2001/XMLSchema-instance"} if self.schemas else {}
        prefixes = {**self.prefixes, **instance}
        return default | {f"xmlns:{prefix}": namespace for prefix, namespace in prefixes.items()}

    @replayed_property
    def located(self) -> Mapping[str, str]:
        """The attribute that gives the schema of each namespace."""
        pairs = " ".join(chain.from_iterable(self.schemas.items()))
        return {"xsi:schemaLocation": pairs} if pairs else {}


class Element(str):
    """Well-formed XML, which is not escaped again: an element, or content such as `ItemWords.html`."""

    __slots__ = ()


def make(tag: str, *children: Element | str, **attributes: str) -> Element:
    """Make an element: `make("item", "text", child, ident="a")`.

    Args:
        tag: Name of the element, with its prefix if it has one.
        children: Elements, and unescaped texts.
        attributes: Unescaped values by name; `xmlns` changes the default namespace for the content.
    """
    start = tag
    for name, value in attributes.items():
        start += f' {name}="{_quoted(value)}"'
    if not children:
        return Element(f"<{start}/>")
    content = ""
    for child in children:
        content += child if isinstance(child, Element) else _text(child)
    return Element(f"<{start}>{content}</{tag}>")


def document(vocabulary: Vocabulary, tag: str, *children: Element | str, **attributes: str) -> bytes:
    """Make a whole XML file in UTF-8.

    Args:
        vocabulary: Namespaces to declare on the root element.
        tag: Name of the root element.
        children: Content of the root element; see `make`.
        attributes: Further attributes of the root element.
    """
    root = make(tag, *children, **vocabulary.names, **attributes, **vocabulary.located)
    return f"<?xml version='1.0' encoding='UTF-8'?>\n{root}\n".encode().translate(None, _NEVER)


def _text(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


@lru_cache(maxsize=1024)
def _quoted(value: str) -> str:
    """Escape an attribute's value; parsers read literal line ends and tabs as spaces (XML 1.0, 3.3.3).

    Cached, because most values are keywords of the format.
    """
    text = _text(value).replace('"', "&quot;")
    return text.replace("\n", "&#10;").replace("\t", "&#9;")
