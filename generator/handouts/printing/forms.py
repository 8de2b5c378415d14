# The forms in which every sheet is printed: paper and type size.

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class TypeStep:
    """One setting of type and space."""

    body: float
    """Size of the body text, in points."""
    small: float
    """Size of sources, hints and the page's foot, in points."""
    space: float
    """Gaps between things, as a part of the full gap."""
    margin: float
    """White at the sides, in millimetres."""
    room: float = 1
    """About how much room a sheet needs in it, against the tightest: measured on ours, within 4%."""


@dataclass(frozen=True)
class Form:
    """One way to print a sheet."""

    id: str
    """The end of the file's name: `handouts/<id>/<id>-a4.pdf`."""
    width: float
    """Width of the paper in millimetres."""
    height: float
    """Height of the paper in millimetres."""
    steps: tuple[TypeStep, ...]
    """Settings from the roomiest to the tightest: the first that fits the page target is used."""
    large: bool = False
    """Large print: one column, and as many pages as it takes."""


STANDARD = (
    TypeStep(12, 10, 1.1, 16, 1.63),
    TypeStep(12, 9.5, 0.75, 15, 1.41),
    TypeStep(11.5, 9, 0.65, 14, 1.25),
    TypeStep(11, 9, 0.55, 13, 1.13),
    TypeStep(11, 9, 0.42, 12, 1.06),
    TypeStep(11, 9, 0.3, 11),
)
"""12 points, and never under 11: the least that people with ageing eyes read with ease."""

LARGE = (TypeStep(18, 16, 0.9, 16),)
"""Large print begins at 16 points, for all text (UK Association for Accessible Formats)."""

_A4 = 210, 297
_LETTER = 215.9, 279.4

FORMS = (
    Form("a4", *_A4, STANDARD),
    Form("letter", *_LETTER, STANDARD),
    Form("large-a4", *_A4, LARGE, large=True),
    Form("large-letter", *_LETTER, LARGE, large=True),
)


def form_of(paper: str, *, large: bool) -> Form:
    """The form for some paper.

    Args:
        paper: `a4` or `letter`.
        large: whether in large print.
    """
    return next(form for form in FORMS if form.id.endswith(paper) and form.large == large)
