# A clinic's logo: SVG or PNG, told apart by its first bytes, and safe to print and to show.

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

LARGEST = 300_000
"""The most bytes a logo may have: it is in every PDF."""
WIDEST = 4000
"""The most pixels on a side."""

_PNG = b"\x89PNG\r\n\x1a\n"
_SVG_NAME = "{http://www.w3.org/2000/svg}svg"
_REFUSED = {"script", "foreignObject", "iframe", "audio", "video", "animate", "set", "handler"}
_HREF = ("href", "{http://www.w3.org/1999/xlink}href")
_OWN = ("#", "data:image/png;", "data:image/jpeg;")
_OUTSIDE = re.compile(r"@import|url\(\s*['\"]?(?!\s*#)", re.IGNORECASE)


@dataclass(frozen=True)
class Logo:
    """A picture that was checked."""

    suffix: str
    """`svg` or `png`."""
    data: bytes
    """The file."""
    width: float
    """In its own units."""
    height: float
    """In the same units."""

    @property
    def svg(self) -> str:
        """The picture as SVG: as it is, or a PNG inside one."""
        if self.suffix == "svg":
            return self.data.decode()
        size = f'width="{self.width:g}" height="{self.height:g}"'
        inside = base64.b64encode(self.data).decode()
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {size}>'
            f'<image {size} xlink:href="data:image/png;base64,{inside}"/></svg>'
        )


def read_logo(path: Path) -> Logo:
    """A logo from a file.

    Args:
        path: the file.

    Raises:
        ValueError: it cannot be used; the message says why, and what to do.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "not readable"
        raise ValueError(f"{path.as_posix()}: {reason.lower()}; name it as seen from this file") from error
    if len(data) > LARGEST:
        raise ValueError(
            f"{path.as_posix()} has {len(data) // 1000} kB; at most {LARGEST // 1000} kB, since every PDF"
            " holds it: save it smaller"
        )
    try:
        return _png(data) if data.startswith(_PNG) else _svg(data)
    except ValueError as error:
        raise ValueError(f"{path.as_posix()}: {error}") from error


def _png(data: bytes) -> Logo:
    """A PNG of a permitted size whose pixels Pillow can decode."""
    with _opened(data) as image:
        width, height = image.size
    if max(width, height) > WIDEST:
        raise ValueError(f"it is {width} × {height} pixels; at most {WIDEST} on a side: save it smaller")
    with _opened(data) as image:
        image.verify()  # the checksums; an image cannot be used after that
    with _opened(data) as image:
        image.load()
    return Logo("png", data, width, height)


@contextmanager
def _opened(data: bytes) -> Iterator[PngImageFile]:
    """A PNG with its header read; whatever Pillow cannot read inside the block raises ValueError.

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
        _refuse(element)
    return Logo("svg", data, *_size(root))


def _refuse(element: etree._Element) -> None:
    """Stop at what could run, or ask another place for something."""
    if not isinstance(element.tag, str):
        return
    name = etree.QName(element).localname
    if name in _REFUSED:
        raise ValueError(f"the SVG has a <{name}>, which could do more than show a picture; remove it")
    if name == "text":
        raise ValueError("the SVG has a <text>, whose font is not in it; turn the words into outlines")
    styled = [element.text or ""] if name == "style" else []
    for key, value in element.attrib.items():
        if str(key).startswith("on"):
            raise ValueError(f"the SVG has a script in `{key}`; remove it")
        if key in _HREF and not value.startswith(_OWN):
            raise ValueError(f"the SVG needs another file, '{value[:40]}'; put it inside or remove it")
        styled.append(str(value))
    if any(_OUTSIDE.search(text) for text in styled):
        raise ValueError("a style in the SVG needs another file; remove `@import` and `url(…)`")


def _size(root: etree._Element) -> tuple[float, float]:
    box = [float(part) for part in re.findall(r"-?[\d.]+", root.get("viewBox", ""))]
    sides = [re.fullmatch(r"([\d.]+)(px|pt|mm)?", root.get(side, "")) for side in ("width", "height")]
    found = [float(side[1]) for side in sides if side] if all(sides) else box[2:]
    if len(found) != len(sides) or min(found) <= 0:
        raise ValueError('the SVG has no size; give it `viewBox="0 0 width height"`')
    return found[0], found[1]
