# The pressure scale: 0 to 10, the bearable range marked, what is above it hatched.
#
# It is made to stand inside a page, so that it follows the site's theme and font: each part has a class
# (`scale-…`), and presentation attributes that make it whole without any CSS, as in a PDF. It has no
# ids, so a page may hold several.

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from generator.diagrams import palette
from generator.diagrams.badge import FONTS, text_width
from generator.diagrams.svg import document, element, text

if TYPE_CHECKING:
    from collections.abc import Iterator

STEPS = range(11)
