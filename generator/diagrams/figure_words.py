# Alternative text of the drawing of an exercise, made from the same data as the drawing.

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.diagrams.words import Gettext
    from generator.schema.figure import Figure


def figure_alt(figure: Figure, gettext: Gettext) -> str:
    """Alternative text of the picture of an exercise, in both forms."""
    del figure
    return gettext("Two drawings of a person.")
