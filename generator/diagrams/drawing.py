# The picture of a topic, whatever it is: the stroke of a technique, or the figure of an exercise.

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from generator.diagrams.figure_words import figure_alt
from generator.diagrams.figures import FigureForm, figure_svg
from generator.diagrams.strokes import StrokeForm, stroke_svg
from generator.diagrams.words import stroke_alt, thumbnail_alt
from generator.schema.technique import Stroke

if TYPE_CHECKING:
    from generator.diagrams.words import Gettext
    from generator.schema.figure import Figure

Drawing: TypeAlias = "Stroke | Figure"
"""The data of a picture."""


def drawing_alt(drawing: Drawing, gettext: Gettext) -> str:
    """Alternative text of the full picture."""
    if isinstance(drawing, Stroke):
        return stroke_alt(drawing, gettext)
    return figure_alt(drawing, gettext)


def drawing_svg(drawing: Drawing, gettext: Gettext, *, still: bool = True) -> str:
    """Draw the full picture as an SVG file.

    Args:
        drawing: what it shows.
        gettext: translates its alternative text.
        still: whether to leave out the animation. A page must offer the animated picture as a
            <source media="(prefers-reduced-motion: no-preference)">.
    """
    alt = drawing_alt(drawing, gettext)
    if isinstance(drawing, Stroke):
        return stroke_svg(drawing, form=StrokeForm.FULL, alt=alt, still=still)
    return figure_svg(drawing, form=FigureForm.FULL, alt=alt, still=still)


def thumbnail_svg(drawing: Drawing, gettext: Gettext) -> str:
    """Draw the thumbnail as an SVG file."""
    if isinstance(drawing, Stroke):
        alt = thumbnail_alt(drawing, gettext)
        return stroke_svg(drawing, form=StrokeForm.THUMBNAIL, alt=alt)
    return figure_svg(drawing, form=FigureForm.THUMBNAIL, alt=figure_alt(drawing, gettext))
