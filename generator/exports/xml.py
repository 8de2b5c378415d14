# XML as every format writes it: elements from data, never from strings, so that any text survives.

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable

Element: TypeAlias = Any
"""lxml has types for its elements only under a private name."""
XSI = "http://www.w3.org/2001/XMLSchema-instance"


def maker(namespace: str, **prefixes: str) -> Callable[..., Element]:
    """A function that makes elements of one vocabulary: `make("item", "text", child, ident="a")`.

    A trailing underscore is cut from an attribute's name, so that `class_` can be written.

    Args:
        namespace: the vocabulary's; empty for none.
        prefixes: other namespaces that its elements name, by their prefix.
    """
    own: dict[str | None, str] = {None: namespace} if namespace else {}
    names = own | dict(prefixes.items())

    def make(tag: str, *children: Element | str, **attributes: str) -> Element:
        known = {name.removesuffix("_"): value for name, value in attributes.items()}
        element = etree.Element(f"{{{namespace}}}{tag}" if namespace else tag, known, nsmap=names or None)
        for child in children:
            _append(element, child)
        return element

    return make


def schema_location(*pairs: str) -> dict[str, str]:
    """The attribute that says which schema describes which namespace.

    Args:
        pairs: namespace, address of its schema, and so on.
    """
    return {f"{{{XSI}}}schemaLocation": " ".join(pairs)}


def inline(namespace: str, html: str) -> list[Element | str]:
    """Well-formed HTML for the inside of an element, as children in another vocabulary.

    Args:
        namespace: the vocabulary's.
        html: as `Words.html` has it.
    """
    root = etree.fromstring(f'<x xmlns="{namespace}">{html}</x>')
    parts: list[Element | str] = [root.text] if root.text else []
    return parts + list(root)


def document(root: Element) -> bytes:
    """A whole file, in UTF-8."""
    etree.cleanup_namespaces(root)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8")) + b"\n"


def _append(element: Element, child: Element | str) -> None:
    if not isinstance(child, str):
        element.append(child)
    elif len(element):
        element[-1].tail = (element[-1].tail or "") + child
    else:
        element.text = (element.text or "") + child
