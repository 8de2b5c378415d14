# Reads a clinic's logo, an SVG or PNG file, and checks that it is safe to print and to show.

from __future__ import annotations

import base64
import io
import re
import warnings
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree
from PIL.PngImagePlugin import PngImageFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAX_BYTES = 300_000
"""The largest file size. The logo is in every PDF."""
MAX_SIDE = 4000
"""The largest width and height of a PNG, in pixels."""

_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_SVG_NAME = "{http://www.w3.org/2000/svg}svg"
_REFUSED_ELEMENTS = {"script", "foreignObject", "iframe", "audio", "video", "animate", "set", "handler"}
_HREF_ATTRIBUTES = ("href", "{http://www.w3.org/1999/xlink}href")
_EMBEDDED = ("#", "data:image/png;", "data:image/jpeg;")
_EXTERNAL_STYLE = re.compile(r"@import|url\(\s*['\"]?(?!\s*#)", re.IGNORECASE)


@dataclass(frozen=True)
class Logo:
    """A logo that has been checked."""

    suffix: str
    """`svg` or `png`."""
    data: bytes
    """The content of the file."""
    width: float
    """Width: in pixels for a PNG, in its own units for an SVG."""
    height: float
    """Height, in the units of the width."""

    @property
    def svg(self) -> str:
        """The logo as SVG text. A PNG is embedded in one."""
        if self.suffix == "svg":
            return self.data.decode()
        size = f'width="{self.width:g}" height="{self.height:g}"'
        encoded = base64.b64encode(self.data).decode()
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {size}>'
            f'<image {size} xlink:href="data:image/png;base64,{encoded}"/></svg>'
        )


def read_logo(path: Path) -> Logo:
    """Read and check a logo file.

    Raises:
        ValueError: the file cannot be used. The message says why, and what to do about it.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "not readable"
        raise ValueError(f"{path.as_posix()}: {reason.lower()}; name it as seen from this file") from error
    if len(data) > MAX_BYTES:
        raise ValueError(
            f"{path.as_posix()} has {len(data) // 1000} kB; at most {MAX_BYTES // 1000} kB, since every PDF"
            " holds it: save it smaller"
        )
    try:
        return _png(data) if data.startswith(_PNG_SIGNATURE) else _svg(data)
    except ValueError as error:
        raise ValueError(f"{path.as_posix()}: {error}") from error


def _png(data: bytes) -> Logo:
    """Check the size of a PNG, its checksums, and that Pillow can decode it."""
    with _opened(data) as image:
        width, height = image.size
    if max(width, height) > MAX_SIDE:
        raise ValueError(f"it is {width} × {height} pixels; at most {MAX_SIDE} on a side: save it smaller")
    with _opened(data) as image:
        image.verify()  # checks the checksums; an image cannot be loaded afterwards
    with _opened(data) as image:
        image.load()
    return Logo("png", data, width, height)


@contextmanager
def _opened(data: bytes) -> Iterator[PngImageFile]:
    """Open a PNG and read its header. Any error of Pillow inside the block becomes a ValueError.

    `Image.open` would stop at a very large picture (`DecompressionBombError`) before its size is known.
    This opens it all the same, so that the caller can name the size; no pixel is decoded by then.
    """
    try:
        with warnings.catch_warnings(action="ignore"), PngImageFile(io.BytesIO(data)) as image:
            yield image
    except (OSError, SyntaxError, ValueError, IndexError) as error:  # Pillow has no common class for these
        raise ValueError("the PNG is damaged; save it again") from error


def _svg(data: bytes) -> Logo:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        data.decode()
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, UnicodeDecodeError) as error:
        raise ValueError("neither a PNG nor a whole SVG in UTF-8; save it as one of them") from error
    if root.tag != _SVG_NAME:
        raise ValueError('not an SVG: its first element must be <svg xmlns="http://www.w3.org/2000/svg">')
    if b"<!ENTITY" in data:
        raise ValueError("the SVG has a DOCTYPE with entities; save it as plain SVG")
    for element in root.iter():
        _check_element(element)
    return Logo("svg", data, *_size(root))


def _check_element(element: etree._Element) -> None:
    """Raise ValueError for anything that could run code or load another file, and for text."""
    if not isinstance(element.tag, str):
        return
    name = etree.QName(element).localname
    if name in _REFUSED_ELEMENTS:
        raise ValueError(f"the SVG has a <{name}>, which could do more than show a picture; remove it")
    if name == "text":
        raise ValueError("the SVG has a <text>, whose font is not in it; turn the words into outlines")
    styles = [element.text or ""] if name == "style" else []
    for key, value in element.attrib.items():
        if str(key).startswith("on"):
            raise ValueError(f"the SVG has a script in `{key}`; remove it")
        if key in _HREF_ATTRIBUTES and not value.startswith(_EMBEDDED):
            raise ValueError(f"the SVG needs another file, '{value[:40]}'; put it inside or remove it")
        styles.append(str(value))
    if any(_EXTERNAL_STYLE.search(text) for text in styles):
        raise ValueError("a style in the SVG needs another file; remove `@import` and `url(…)`")


def _size(root: etree._Element) -> tuple[float, float]:
    """Width and height of an SVG: from those attributes, or else from `viewBox`."""
    box = [float(part) for part in re.findall(r"-?[\d.]+", root.get("viewBox", ""))]
    sides = [re.fullmatch(r"([\d.]+)(px|pt|mm)?", root.get(side, "")) for side in ("width", "height")]
    size = [float(side[1]) for side in sides if side] if all(sides) else box[2:]
    if len(size) != len(sides) or min(size) <= 0:
        raise ValueError('the SVG has no size; give it `viewBox="0 0 width height"`')
    return size[0], size[1]
