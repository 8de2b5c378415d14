# Pictures in files of their own, SVG, PNG or JPEG: checks that they are safe to print and to show.

from __future__ import annotations

import base64
import binascii
import io
import re
import struct
import warnings
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree
    from PIL.ImageFile import ImageFile

_PILLOW_ERRORS = (OSError, SyntaxError, ValueError, IndexError, struct.error, zlib.error)
"""What Pillow raises about a damaged picture; it has no common class for them."""

MAX_SIDE = 4000
"""The largest width and height of a PNG or JPEG, in pixels."""

_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_BEFORE_MARKUP = b"\xef\xbb\xbf \t\r\n"
_JPEG_SIGNATURE = b"\xff\xd8\xff"
_EMBEDDED = re.compile(r"data:image/(png|jpeg|jpg);base64,(?P<data>[A-Za-z0-9+/=\s]+)")
MAX_RATIO = 50
"""How many times as wide as high a picture may be, or the reverse. More could not be seen."""
MAX_UNITS = 1_000_000
"""The largest width and height of an SVG, in its own units."""


@dataclass(frozen=True)
class PictureFile:
    """A picture that has been checked."""

    suffix: str
    """`svg`, `png` or `jpg`."""
    data: bytes
    """The content of the file."""
    width: float
    """Width: in its own units for an SVG, else in pixels."""
    height: float
    """Height, in the units of the width."""

    @property
    def svg(self) -> str:
        """The picture as SVG text. A PNG or JPEG is embedded in one."""
        if self.suffix == "svg":
            return self.data.decode()
        size = f'width="{self.width:g}" height="{self.height:g}"'
        encoded = base64.b64encode(self.data).decode()
        kind = "jpeg" if self.suffix == "jpg" else self.suffix
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {size}>'
            f'<image {size} xlink:href="data:image/{kind};base64,{encoded}"/></svg>'
        )


def picture_file(data: bytes, *, jpeg: bool = True) -> PictureFile:
    """Check the content of a picture's file.

    Args:
        data: the content.
        jpeg: whether it may be a JPEG.

    Raises:
        ValueError: it cannot be used. The message says why, and what to do about it.
    """
    if data.startswith(_PNG_SIGNATURE):
        from PIL.PngImagePlugin import PngImageFile  # noqa: PLC0415 - most sites have no such picture

        return PictureFile("png", data, *_checked_picture(data, PngImageFile))
    if jpeg and data.startswith(_JPEG_SIGNATURE):
        from PIL.JpegImagePlugin import JpegImageFile  # noqa: PLC0415

        return PictureFile("jpg", data, *_checked_picture(data, JpegImageFile))
    if jpeg and not data.lstrip(_BEFORE_MARKUP).startswith(b"<"):
        raise ValueError("neither an SVG nor a PNG nor a JPEG; save it as one of them")
    return _svg(data)


def _checked_picture(data: bytes, kind: type[ImageFile]) -> tuple[int, int]:
    """Width and height of a picture that is whole, still, not too large, and in colours of screens."""
    with _opened(data, kind) as image:
        (width, height), mode, frames = image.size, image.mode, getattr(image, "n_frames", 1)
    if max(width, height) > MAX_SIDE:
        raise ValueError(f"it is {width} × {height} pixels; at most {MAX_SIDE} on a side: save it smaller")
    if frames > 1:
        raise ValueError("it is animated; save a single picture")
    if mode == "CMYK":
        raise ValueError("its colours are for printing presses (CMYK); save it in RGB")
    _check_ratio(width, height)
    with _opened(data, kind) as image:
        image.verify()  # checks the checksums; an image cannot be loaded afterwards
    with _opened(data, kind) as image:
        image.load()
    return width, height


def _check_ratio(width: float, height: float) -> None:
    if max(width, height) > MAX_RATIO * min(width, height):
        raise ValueError(
            f"it is {width:g} wide and {height:g} high, too thin to be seen; remove the empty space around"
        )


@contextmanager
def _opened(data: bytes, kind: type[ImageFile]) -> Iterator[ImageFile]:
    """Open a picture and read its header. Any error of Pillow inside the block becomes a ValueError.

    `Image.open` would stop at a very large picture (`DecompressionBombError`) before its size is known.
    This opens it all the same, so that the caller can name the size; no pixel is decoded by then.
    """
    try:
        with warnings.catch_warnings(action="ignore"), kind(io.BytesIO(data)) as image:
            yield image
    except _PILLOW_ERRORS as error:
        name = str(kind.format)
        raise ValueError(f"the {name} is damaged; save it again") from error


def _svg(data: bytes) -> PictureFile:
    from lxml import etree  # noqa: PLC0415 - as above

    from generator.settings.safe_svg import safe_svg  # noqa: PLC0415 - as above

    root = safe_svg(data, _check_embedded)
    width, height = _size(root)
    _check_ratio(width, height)
    return PictureFile("svg", etree.tostring(root), width, height)


def _check_embedded(address: str) -> None:
    """Raise ValueError unless the address of a picture in an SVG holds a PNG or JPEG that is whole."""
    from PIL.JpegImagePlugin import JpegImageFile  # noqa: PLC0415 - as above
    from PIL.PngImagePlugin import PngImageFile  # noqa: PLC0415 - as above

    match = _EMBEDDED.fullmatch(address)
    if not match:
        message = "the SVG needs another file, or a picture other than PNG or JPEG"
        raise ValueError(f"{message}, '{address[:40]}'; put a PNG inside, or remove it")
    try:
        picture = base64.b64decode(match["data"])
    except binascii.Error as error:
        raise ValueError("a picture in the SVG is damaged; export it again") from error
    kind = PngImageFile if picture.startswith(_PNG_SIGNATURE) else JpegImageFile
    try:
        _checked_picture(picture, kind)
    except ValueError as error:
        raise ValueError(f"a picture in the SVG: {error}") from error


_NUMBER = r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,2})?"
_BOX = re.compile(rf"\s*{_NUMBER}[\s,]+{_NUMBER}[\s,]+({_NUMBER})[\s,]+({_NUMBER})\s*")
_LENGTH = re.compile(rf"\s*({_NUMBER})\s*(?:px|pt|mm)?\s*")


def _size(root: etree._Element) -> tuple[float, float]:
    """Width and height of an SVG: from those attributes, or else from `viewBox`."""
    sides = [_LENGTH.fullmatch(root.get(side, "")) for side in ("width", "height")]
    box = _BOX.fullmatch(root.get("viewBox", ""))
    size = (
        [float(side[1]) for side in sides if side]
        if all(sides)
        else [*map(float, box.groups() if box else ())]
    )
    if len(size) != len(sides) or min(size) <= 0:
        raise ValueError('the SVG has no size; give it `viewBox="0 0 width height"`')
    if max(size) > MAX_UNITS:
        raise ValueError(f"the SVG is {max(size):g} units large; at most {MAX_UNITS}: export it smaller")
    return size[0], size[1]
