# The forms in which every sheet is printed: a paper size with standard or large print.

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil


@dataclass(frozen=True)
class TypeStep:
    """A combination of type sizes and spacing."""

    body: float
    """Size of the body text, in points."""
    small: float
    """Size of sources, hints and the foot of the page, in points."""
    space: float
    """Factor by which all gaps are scaled."""
    margin: float
    """Margin at the sides, in millimetres."""
    room: float = 1
    """Room that a sheet needs, relative to the tightest step: measured on our sheets, accurate to 4%."""


@dataclass(frozen=True)
class Form:
    """A paper size with standard or large print."""

    id: str
    """Ends the name of the file, unless it has two languages: `handouts/<id>/<id>-a4.pdf`."""
    width: float
    """Width of the paper, in millimetres."""
    height: float
    """Height of the paper, in millimetres."""
    steps: tuple[TypeStep, ...]
    """From the roomiest to the tightest; the first that meets the page target is used."""
    large: bool = False
    """Large print: a single column, and no page target."""
    side_by_side: bool = False
    """Two languages side by side, on sites that are translated."""


STANDARD = (
    TypeStep(12, 10, 1.1, 16, 1.63),
    TypeStep(12, 9.5, 0.75, 15, 1.41),
    TypeStep(11.5, 9, 0.65, 14, 1.25),
    TypeStep(11, 9, 0.55, 13, 1.13),
    TypeStep(11, 9, 0.42, 12, 1.06),
    TypeStep(11, 9, 0.3, 10),
)
"""12 points if it fits, and never less than 11, so that people with ageing eyes can read it with ease."""

LARGE = (TypeStep(18, 16, 0.9, 16),)
"""In large print all text has at least 16 points (UK Association for Accessible Formats)."""

_A4 = 210, 297
_LETTER = 215.9, 279.4

FORMS = (
    Form("a4", *_A4, STANDARD),
    Form("letter", *_LETTER, STANDARD),
    Form("large-a4", *_A4, LARGE, large=True),
    Form("large-letter", *_LETTER, LARGE, large=True),
)


SIDE_BY_SIDE = tuple(
    replace(form, id=f"side-by-side-{form.id}", side_by_side=True) for form in FORMS if not form.large
)
"""Sheets in two languages. Large print has no room for two columns."""


def page_target(pages: int, form: Form) -> int:
    """How many pages a sheet should have at most in a form, if its leaflet plans `pages`."""
    return ceil(1.5 * pages) if form.side_by_side else pages


def form_of(paper: str, *, large: bool, side_by_side: bool = False) -> Form:
    """The form for paper `a4` or `letter`, in standard or large print."""
    forms = SIDE_BY_SIDE if side_by_side else FORMS
    return next(form for form in forms if form.id.endswith(paper) and form.large == large)
