# SPDX-License-Identifier: MIT
"""Reads what is printed: the text of a PDF, and its contrast on a printer without colour."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pypdfium2  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PIL.Image import Image

RESOLUTION = 250
"""Pixels per inch: enough for the stems of the smallest type to have their full colour."""


def squeezed(text: str) -> str:
    """Only letters and digits: the text of a PDF has other spaces and line ends."""
    return re.sub(r"\W+", "", text)


def texts(pdf: Path | bytes) -> list[str]:
    """The text of each page."""
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]


def weakest_in_grey(pdf: Path | bytes) -> tuple[float, str]:
    """The text with the least contrast when the PDF is printed in grey: its contrast ratio, its words."""
    return min(line for page in pypdfium2.PdfDocument(pdf) for line in _contrasts(page))


def _contrasts(page: Any) -> Iterator[tuple[float, str]]:
    """Contrast and words of each run of text that is not a single sign, such as a bullet."""
    scale = RESOLUTION / 72
    grey: Image = page.render(scale=scale).to_pil().convert("L")
    text, height = page.get_textpage(), page.get_height()
    for index in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(index)
        words = text.get_text_bounded(left, bottom, right, top).strip()
        if len(squeezed(words)) > 1:
            box = (left, height - top, right, height - bottom)
            yield _contrast(grey.crop(tuple(round(side * scale) for side in box))), words


def _contrast(picture: Image) -> float:
    """Contrast ratio (WCAG 2.2) of the ground, the commonest grey, and the grey farthest from it."""
    counts = Counter(dict(enumerate(picture.histogram())))
    ground = counts.most_common(1)[0][0]
    ink = max((grey for grey, count in counts.items() if count), key=lambda grey: abs(grey - ground))
    darker, lighter = sorted((_luminance(ground), _luminance(ink)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(grey: int) -> float:
    value = grey / 255
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
