# The pictures of a sheet: the stroke of a technique.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagrams.strokes import Form, stroke_svg
from generator.diagrams.words import stroke_alt
from generator.handouts import parts
from generator.schema.technique import Technique

if TYPE_CHECKING:
    from generator.handouts.context import Context
    from generator.handouts.parts import Part


def pictures_of(at: Context) -> list[Part]:
    """The pictures that the topic has."""
    return [_stroke(at, at.topic)] if isinstance(at.topic, Technique) else []


def _stroke(at: Context, technique: Technique) -> Part:
    alt = stroke_alt(technique.stroke, at.gettext)
    svg = stroke_svg(technique.stroke, form=Form.FULL, alt=alt, still=True)
    return parts.picture(svg, alt, parts.plain([technique.stroke.caption], at.references))
