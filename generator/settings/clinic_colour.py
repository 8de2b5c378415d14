# One colour for a clinic's sheets: its contrast, the light ground made from it, the nearest that passes.
#
# Contrast is that of WCAG 2.2 (relative luminance). "Nearest" keeps hue and strength and changes lightness
# in OKLCH (Björn Ottosson, 2020), where equal steps look equal.

from __future__ import annotations

import math
import re
from typing import NamedTuple

NEEDED = 7.0
"""The contrast of text with its ground (WCAG 2.2, 1.4.6)."""

_HEX = re.compile(r"#[0-9a-f]{6}")
_GROUND = 0.09
"""How much of the colour is in its light ground; the rest is white."""


class ColourPair(NamedTuple):
    """A dark colour, and a light one to write on with it. White is written on the dark one."""

    ink: str
    """Such as `#0b5563`."""
    ground: str
    """Such as `#e8f2f3`."""


OURS = ColourPair("#0b5563", "#e8f2f3")
"""The colours of sheets without a clinic's."""


def pair_of(text: str) -> ColourPair:
    """A colour as settings have it, with its ground.

    Args:
        text: `#` and six hexadecimal digits.

    Raises:
        ValueError: it is no colour, or too light to read; the message names the nearest that passes.
    """
    ink = text.strip().lower()
    if not _HEX.fullmatch(ink):
        raise ValueError(
            f"'{text}' is not a colour; write it as six digits in quotes, such as \"{OURS.ink}\""
        )
    found = ColourPair(ink, _ground(ink))
    has = contrast(*found)
    if has < NEEDED:
        raise ValueError(
            f"text in {ink} has a contrast of {math.floor(has * 10) / 10}:1 on its light ground, and needs"
            f' {NEEDED:.0f}:1 (WCAG 2.2, 1.4.6); the nearest colour that passes is "{nearest(ink)}"'
        )
    return found


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21.

    Args:
        one: such as `#0b5563`.
        other: in the same form.
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def nearest(ink: str) -> str:
    """The lightest colour of the same hue that can be read on its own ground.

    Args:
        ink: a colour that is too light.
    """
    lightness, a, b = _oklab(ink)
    low, high = 0.0, lightness
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        tried = _hex(middle, a, b)
        low, high = (middle, high) if contrast(tried, _ground(tried)) >= NEEDED else (low, middle)
    return _hex(low, a, b)


_HALVINGS = 20


def _ground(ink: str) -> str:
    return "#" + "".join(f"{round(255 - _GROUND * (255 - value)):02x}" for value in _bytes(ink))


def _bytes(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue


def _luminance(colour: str) -> float:
    red, green, blue = map(_linear, _bytes(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


_STRAIGHT = 0.0031308
"""The amount of light below which sRGB is a straight line."""


def _linear(value: int) -> float:
    """From an sRGB value to light (IEC 61966-2-1)."""
    part = value / 255
    return part / 12.92 if part <= _STRAIGHT * 12.92 else ((part + 0.055) / 1.055) ** 2.4


def _encoded(light: float) -> float:
    """From light back to a part of 255."""
    return 12.92 * light if light <= _STRAIGHT else 1.055 * light ** (1 / 2.4) - 0.055


def _oklab(colour: str) -> tuple[float, float, float]:
    """Lightness from 0 to 1, green to red, blue to yellow."""
    red, green, blue = map(_linear, _bytes(colour))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _hex(lightness: float, a: float, b: float) -> str:
    """The colour, less strong where a screen cannot show it as it is."""
    faded = (_light(lightness, a * kept, b * kept) for kept in _FADES)
    light = next(filter(_is_shown, faded), (0.0, 0.0, 0.0))
    values = (min(max(_encoded(max(value, 0)), 0), 1) for value in light)
    return "#" + "".join(f"{round(255 * value):02x}" for value in values)


_FADES = [1 - step / 100 for step in range(101)]
_SLACK = 0.0005


def _is_shown(light: tuple[float, float, float]) -> bool:
    return all(-_SLACK <= value <= 1 + _SLACK for value in light)


def _light(lightness: float, a: float, b: float) -> tuple[float, float, float]:
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
