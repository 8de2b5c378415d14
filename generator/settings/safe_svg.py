# Reads an SVG of which only what draws a picture is left: elements, attributes and styles on a list.
#
# A logo is shown on web pages and printed in every PDF. Whatever could run code, load another file, move or
# take very long to draw is not on the list. What drawing programs leave in a file for themselves (metadata,
# names of layers, comments) is removed; everything else that is not on the list is refused.

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from generator.settings.svg_styles import StyleError, check_declarations, check_value, rules_of

if TYPE_CHECKING:
    from collections.abc import Callable

_SVG = "http://www.w3.org/2000/svg"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_OF_EDITORS = (
    "http://www.inkscape.org/",
    "http://sodipodi.sourceforge.net/",
    "http://ns.adobe.com/",
    "http://www.bohemiancoding.com/sketch/",
    "http://www.serif.com/",
    "http://www.figma.com/",
)
"""Namespaces in which drawing programs keep notes of their own."""
_W3C_DTD = "http://www.w3.org/Graphics/SVG/"

_ELEMENTS = frozenset(
    """
    circle clipPath defs ellipse g image line linearGradient mask path pattern polygon polyline
    radialGradient rect stop style svg symbol use
    """.split()  # noqa: SIM905 - a word list is easier to read
)
_NOTES = frozenset({"metadata", "title", "desc"})
"""Elements that show nothing. They are removed."""
_GEOMETRY = frozenset(
    """
    clipPathUnits cx cy d fx fy gradientTransform gradientUnits height maskContentUnits maskUnits offset
    pathLength patternContentUnits patternTransform patternUnits points preserveAspectRatio r rx ry
    spreadMethod transform viewBox width x x1 x2 y y1 y2
    """.split()  # noqa: SIM905
)
_GEOMETRY_VALUE = re.compile(r"[\w\s.,()%+-]*", re.ASCII)
_NAME = re.compile(r"[\w\s.:-]*")
_NOTE_ATTRIBUTES = re.compile(
    r"data-[\w.-]+|aria-[\w-]+|role|version|baseProfile|\{http://www\.w3\.org/XML/1998/namespace\}(space|lang|id)"
)
_OWN_REFERENCE = re.compile(r"#[\w.:-]+")
_LINK_TO_OWN = re.compile(r"url\(\s*['\"]?#([\w.:-]+)['\"]?\s*\)")

MAX_DRAWN = 20_000
"""How many elements may be drawn, counting those that are drawn again by reference."""
MAX_DEPTH = 100
"""How deep elements may be inside each other."""

_PLAIN = "export it as plain SVG"
_WITH_TEXT = frozenset({"text", "tspan", "textPath", "font", "flowRoot"})
_EFFECTS = frozenset({"filter"})


def safe_svg(data: bytes, check_picture: Callable[[str], None]) -> etree._Element:
    """Read an SVG and remove the notes of drawing programs.

    Args:
        data: the file.
        check_picture: raises ValueError if the address of a picture inside the SVG is not allowed.

    Returns:
        The element `svg`.

    Raises:
        ValueError: it is no SVG, or it has something that is not allowed. The message says what to do.
    """
    root = _parsed(data)
    for element in list(root.iter()):
        if _is_note(element):
            _remove(element)
    for element in root.iter():
        _check_element(element, check_picture)
    _check_drawing(root)
    etree.cleanup_namespaces(root)
    return root


def _parsed(data: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True
    )
    if re.search(rb"<!DOCTYPE[^>]*\[|<!ENTITY", data):
        raise ValueError(f"the SVG has a DOCTYPE with entities or other definitions; {_PLAIN}")
    try:
        data.decode()
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, UnicodeDecodeError) as error:
        raise ValueError("neither a PNG nor a whole SVG in UTF-8; save it as one of them") from error
    if root.tag != f"{{{_SVG}}}svg":
        raise ValueError(f'not an SVG: its first element must be <svg xmlns="{_SVG}">')
    dtd = root.getroottree().docinfo.system_url or ""
    if dtd and not dtd.startswith(_W3C_DTD):
        raise ValueError(f"the DOCTYPE of the SVG names another file, '{dtd[:40]}'; {_PLAIN}")
    for node in root.xpath("//processing-instruction()"):
        if node.target == "xml-stylesheet":
            raise ValueError(
                "the SVG has an <?xml-stylesheet?>, which needs another file; remove that line"
            )
    return root


def _is_note(element: etree._Element) -> bool:
    if not isinstance(element.tag, str):  # comments, processing instructions
        return True
    name = etree.QName(element)
    namespace = name.namespace or ""
    return namespace.startswith(_OF_EDITORS) or (namespace == _SVG and name.localname in _NOTES)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _check_element(element: etree._Element, check_picture: Callable[[str], None]) -> None:
    name = etree.QName(element)
    local = name.localname
    if local in _WITH_TEXT:
        raise ValueError(f"the SVG has a <{local}>, whose font is not in it; turn the words into outlines")
    if local in _EFFECTS:
        raise ValueError(f"the SVG has a <{local}>; remove its effects, such as shadows and blurs")
    if name.namespace != _SVG or local not in _ELEMENTS:
        raise ValueError(f"the SVG has a <{local}>, which is more than a picture; remove it, or {_PLAIN}")
    if local == "style":
        _check_style(element)
    elif (element.text or "").strip() or any((child.tail or "").strip() for child in element):
        raise ValueError(f"the SVG has text in <{local}>; {_PLAIN}")
    for key, value in list(element.attrib.items()):
        _check_attribute(element, str(key), str(value), check_picture)


def _check_style(element: etree._Element) -> None:
    if element.get("type", "text/css") != "text/css" or element.get("media") is not None:
        raise ValueError(f"a <style> of the SVG is not plain CSS; {_PLAIN}")
    element.attrib.pop("type", None)
    rules_of(element.text or "")


def _check_attribute(
    element: etree._Element, key: str, value: str, check_picture: Callable[[str], None]
) -> None:
    local = etree.QName(element).localname
    if (key.startswith("{") and key[1:].startswith(_OF_EDITORS)) or _NOTE_ATTRIBUTES.fullmatch(key):
        del element.attrib[key]
    elif key in {"href", _XLINK_HREF}:
        if local == "image":
            check_picture(value)
        elif not _OWN_REFERENCE.fullmatch(value):
            raise ValueError(f"the SVG needs another file, '{value[:40]}'; put it inside or remove it")
    elif key in {"id", "class"}:
        _require(_NAME.fullmatch(value), key, value)
    elif key == "style":
        check_declarations(value)
    elif key in _GEOMETRY:
        _require(_GEOMETRY_VALUE.fullmatch(value), key, value)
    elif key.lower().startswith("on"):
        raise ValueError(f"the SVG has a script in `{key}`; remove it")
    else:
        _check_presentation(key, value)


def _require(match: re.Match[str] | None, key: str, value: str) -> None:
    if not match:
        raise ValueError(f"the SVG has `{key}` with the value '{value[:40]}'; {_PLAIN}")


def _check_presentation(key: str, value: str) -> None:
    try:
        check_value(key, value)
    except StyleError as error:
        if error.unknown:
            raise ValueError(
                f"the SVG has an attribute `{key}`, which is more than a picture; remove it, or {_PLAIN}"
            ) from error
        raise


# --- how much is drawn -----------------------------------------------------------------------------


class _Extent(NamedTuple):
    """How much an element draws, with what it refers to."""

    elements: int
    """The number of elements."""
    depth: int
    """How deep they are inside each other."""


def _check_drawing(root: etree._Element) -> None:
    """Refuse references in a circle, and drawings that multiply themselves or are very deep."""
    named = {element.get("id"): element for element in root.iter() if element.get("id")}
    rules = [rule for style in root.iter(f"{{{_SVG}}}style") for rule in rules_of(style.text or "")]
    measured: dict[etree._Element, _Extent] = {}

    def extent(element: etree._Element, above: frozenset[etree._Element]) -> _Extent:
        if element in above:
            raise ValueError(f"the SVG has <{etree.QName(element).localname}> inside itself; {_PLAIN}")
        if element not in measured:
            if len(above) > MAX_DEPTH:
                raise ValueError(_TOO_DEEP)
            within = above | {element}
            below = [extent(one, within) for one in (*element, *_targets(element, named, rules))]
            elements = 1 + sum(one.elements for one in below)
            depth = 1 + max((one.depth for one in below), default=0)
            measured[element] = _Extent(elements, depth)
            if elements > MAX_DRAWN:
                raise ValueError(f"the SVG draws more than {MAX_DRAWN} elements; make it simpler")
            if depth > MAX_DEPTH:
                raise ValueError(_TOO_DEEP)
        return measured[element]

    extent(root, frozenset())


_TOO_DEEP = f"elements of the SVG are inside each other more than {MAX_DEPTH} deep; make it simpler"


def _targets(
    element: etree._Element, named: dict[str | None, etree._Element], rules: list[tuple[str, str]]
) -> list[etree._Element]:
    """What an element draws besides its children: clones, gradients, patterns, clips and masks."""
    selectors = {f".{name}" for name in element.get("class", "").split()}
    selectors |= {f"#{element.get('id')}", etree.QName(element).localname}
    texts = [
        *map(str, element.attrib.values()),
        *(text for selector, text in rules if selector in selectors),
    ]
    ids = [id_ for text in texts for id_ in _LINK_TO_OWN.findall(text)]
    reference = element.get("href") or element.get(_XLINK_HREF) or ""
    if _OWN_REFERENCE.fullmatch(reference):
        ids.append(reference[1:])
    return [named[id_] for id_ in ids if id_ in named]
