# The shape of the fibres under a stroke: one dent, with its depth, width and drag from the stroke's data.

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from generator.schema.technique import Direction, Stroke, Tool

if TYPE_CHECKING:
    from collections.abc import Callable


class Shift(NamedTuple):
    """How far the stroke moves a point of the fibres."""

    along: float = 0
    """To the right, in units."""
    across: float = 0
    """To the back, in rows."""
    down: float = 0
    """Downwards, in units."""


Bend: TypeAlias = "Callable[[float], Callable[[float], Shift]]"
"""Rows across the fibres → units along them → how far that point moves."""


class Contact(NamedTuple):
    """The middle of the area where a tool touches the fibres."""

    along: float
    """Units along the fibres."""
    across: float
    """Rows across the fibres."""


CONTACTS = {
    Direction.SLANT: Contact(104, 3.6),
    Direction.IN: Contact(98, 3),
    Direction.ALONG: Contact(84, 3.5),
    Direction.ACROSS: Contact(138, 2.9),
    Direction.STRETCH: Contact(58, 3),
}
"""Where each stroke touches the fibres, chosen so that there is room for its arrow."""

LENGTH = 212
"""Length of the fibres."""

_PALM_LIMIT = 114
"""Furthest contact of a palm along the fibres; further right, the arm would leave the picture."""


def depth_of(stroke: Stroke) -> float:
    """The depth of the dent, in units."""
    return 9.5 + 3.5 * stroke.depth


def heading(stroke: Stroke) -> int:
    """The direction of travel along the fibres: 1 to the right, -1 to the left.

    A palm is drawn with its fingers to the left, so it glides to the left.
    """
    return -1 if stroke.tool is Tool.PALM and stroke.direction is Direction.ALONG else 1


def contact_of(stroke: Stroke) -> Contact:
    """Where the tool touches the fibres."""
    along, across = CONTACTS[stroke.direction]
    if heading(stroke) < 0:
        along = LENGTH - along
    return Contact(min(along, _PALM_LIMIT) if stroke.tool is Tool.PALM else along, across)


def bend_of(stroke: Stroke) -> Bend:
    """How a stroke moves each point of the fibres."""
    depth = depth_of(stroke)
    spread = 5.75 + 9.25 * stroke.area
    rows = max(1.35 + 0.25 * stroke.area, 3.1 if stroke.tool is Tool.FOREARM else 0)
    contact = contact_of(stroke)
    match stroke.direction:
        case Direction.IN:
            return _hollow(contact, depth, spread, rows)
        case Direction.SLANT:
            return _hollow(contact, depth, spread, rows, drag=Shift(along=-7))
        case Direction.ACROSS:
            return _hollow(contact, depth, spread, rows, drag=Shift(across=0.7))
        case Direction.ALONG:
            return _furrow(contact, depth, min(spread, 30), rows, heading(stroke))
        case Direction.STRETCH:
            return _anchor(contact, depth, spread, rows)


def _bell(distance: float, spread: float) -> float:
    return math.exp(-(distance**2) / (2 * spread**2))


def _rise(at: float, steepness: float) -> float:
    """A logistic curve from 0 to 1, with its middle at 0."""
    return 1 / (1 + math.exp(-at / steepness))


_AT_REST = Shift()


def _hollow(contact: Contact, depth: float, spread: float, rows: float, *, drag: Shift = _AT_REST) -> Bend:
    """A bowl whose fibres are also dragged sideways."""

    def bend(across: float) -> Callable[[float], Shift]:
        near = _bell(across - contact.across, rows)

        def shift(along: float) -> Shift:
            share = _bell(along - contact.along, spread) * near
            return Shift(drag.along * share, drag.across * share, depth * share)

        return shift

    return bend


def _furrow(contact: Contact, depth: float, spread: float, rows: float, heading: int) -> Bend:
    """A dent that pushes a wave ahead of it and leaves a groove behind."""
    start = 20 if heading > 0 else LENGTH - 20

    def bend(across: float) -> Callable[[float], Shift]:
        near = _bell(across - contact.across, rows)

        def shift(along: float) -> Shift:
            ahead = (along - contact.along) * heading
            travelled = (along - start) * heading
            press = _bell(ahead, spread)
            groove = 0.53 * _rise(-ahead, 6) * _rise(travelled, 5)
            wave = 0.53 * _bell(ahead - spread - 15, 11)
            down = (press**4 + groove**4) ** 0.25 - wave
            return Shift(down=depth * down * near)

        return shift

    return bend


def _anchor(contact: Contact, depth: float, spread: float, rows: float) -> Bend:
    """A bowl with slack fibres to its left; those to its right are pulled tight."""
    hollow = _hollow(contact, depth, spread, rows)

    def bend(across: float) -> Callable[[float], Shift]:
        bowl = hollow(across)

        def shift(along: float) -> Shift:
            slack = 2.6 * math.sin(along / 7.2 + across * 1.4) * _rise(contact.along - 12 - along, 5)
            return Shift(down=bowl(along).down + slack)

        return shift

    return bend
