# Alternative texts of the pictures, made from the same data as the pictures.

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from generator.prose.formats import listed
from generator.schema.technique import Direction, Extra, Hold, Stroke, Tool

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Gettext: TypeAlias = "Callable[[str], str]"
"""Translates an interface string into the reader's language."""

_SMALL, _LARGE = 2, 4
"""The highest value of depth or area that is small, and the lowest that is large."""


def stroke_alt(stroke: Stroke, gettext: Gettext) -> str:
    """Alternative text of the full picture of a stroke."""
    badge = gettext("Badge: {words}.").format(words=stroke.badge)
    return f"{thumbnail_alt(stroke, gettext)} {badge}"


def thumbnail_alt(stroke: Stroke, gettext: Gettext) -> str:
    """Alternative text of the thumbnail of a stroke, which has no badge."""
    movement = _movement(stroke.direction, gettext).format(tool=_tool(stroke.tool, gettext))
    parts = (movement, _dent(stroke, gettext), _mark(stroke.extra, gettext), _hold(stroke.hold, gettext))
    return " ".join(filter(None, parts))


def _tool(tool: Tool, gettext: Gettext) -> str:
    return {
        Tool.PALM: gettext("A flat hand"),
        Tool.THUMB: gettext("A thumb"),
        Tool.FOREARM: gettext("A forearm"),
        Tool.FINGERTIPS: gettext("A pair of fingertips"),
    }[tool]


def _movement(direction: Direction, gettext: Gettext) -> str:
    return {
        Direction.SLANT: gettext(
            "{tool} leans at a slant into muscle fibres that run from left to right, and creeps slowly."
        ),
        Direction.IN: gettext("{tool} presses straight down on muscle fibres that run from left to right."),
        Direction.ALONG: gettext("{tool} glides along muscle fibres that run from left to right."),
        Direction.ACROSS: gettext(
            "{tool} rubs to and fro across muscle fibres that run from left to right."
        ),
        Direction.STRETCH: gettext(
            "{tool} holds one place on muscle fibres that run from left to right."
            " Their far end is drawn away."
        ),
    }[direction]


def _dent(stroke: Stroke, gettext: Gettext) -> str:
    depth = _step(stroke.depth, gettext("shallow"), gettext("medium deep"), gettext("deep"))
    width = _step(stroke.area, gettext("narrow"), gettext("medium wide"), gettext("wide"))
    return gettext("The dent is {depth} and {width}.").format(depth=depth, width=width)


def _step(value: int, small: str, medium: str, large: str) -> str:
    if value <= _SMALL:
        return small
    return large if value >= _LARGE else medium


def _mark(extra: Extra | None, gettext: Gettext) -> str:
    match extra:
        case Extra.SHEET:
            return gettext("A thin mesh lies over the fibres.")
        case Extra.SPOT:
            return gettext("Rings spread from a tender spot.")
        case Extra.TRAIL:
            return gettext("A dashed line shows where it began, and dotted lines the way it has come.")
        case Extra.LANE:
            return gettext("It stays in a short lane over a sore place, where muscle turns into tendon.")
        case Extra.BONE:
            return gettext("The fibres end at a bone.")
        case None:
            return ""


def _hold(hold: Hold, gettext: Gettext) -> str:
    return gettext("It is one long hold.") if hold is Hold.STILL else gettext("It is done again and again.")


def pressure_scale_alt(lowest: int, highest: int, label: str, gettext: Gettext) -> str:
    """Alternative text of the pressure scale."""
    band = gettext("A scale from 0 to 10. Marked from {lowest} to {highest}: {label}.").format(
        lowest=lowest, highest=highest, label=label
    )
    above = gettext("Above {highest} is too much.").format(highest=highest)
    return f"{band} {above}" if highest < _TOP else band


_TOP = 10


def body_map_alt(title: str, names: Sequence[str], gettext: Gettext, language: str) -> str:
    """Alternative text of the body map.

    Args:
        title: the map's title.
        names: titles of the highlighted muscles, in reading order.
        gettext: translates into the reader's language.
        language: that language, in which the names are listed.
    """
    if not names:
        return gettext("{text}.").format(text=title)
    return gettext("{title}. Coloured in: {names}.").format(title=title, names=listed(names, language))
