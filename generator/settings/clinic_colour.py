# A clinic's colour on its handouts and website: its contrast, its grounds, and the nearest readable colour.
#
# Contrast is computed as in WCAG 2.2, from relative luminance. The nearest readable colour has the same hue
# and chroma and a lower lightness in OKLCH (Björn Ottosson, 2020), where equal steps look equal.

from __future__ import annotations

import math
import re
from typing import NamedTuple

MIN_CONTRAST = 7.0
"""The least contrast between text and background (WCAG 2.2, 1.4.6)."""

_HEX = re.compile(r"#[0-9a-f]{6}")
_TINT = 0.09
"""The share of the colour in its light background; the rest is white."""


class ColourPair(NamedTuple):
    """A dark colour for text, and a light background for it. Text on the dark colour is white."""

    ink: str
    """The dark colour, such as `#0b5563`."""
    ground: str
    """The light background, such as `#e8f2f3`."""


class Themed(NamedTuple):
    """A colour of the website: one for the light theme, one for the dark."""

    light: str
    dark: str


DEFAULT_COLOURS = ColourPair("#0b5563", "#e8f2f3")
"""The colours of handouts without a clinic's colour."""


def pair_of(text: str) -> ColourPair:
    """Make a colour from the settings, `#` and six hexadecimal digits, into a pair with its background.

    Raises:
        ValueError: it is not a colour, or it is too light; the message then gives the nearest readable one.
    """
    ink = text.strip().lower()
    if not _HEX.fullmatch(ink):
        raise ValueError(
            f"'{text}' is not a colour; write it as six digits in quotes, such as \"{DEFAULT_COLOURS.ink}\""
        )
    pair = ColourPair(ink, _ground(ink))
    ratio = contrast(*pair)
    if ratio < MIN_CONTRAST:
        raise ValueError(
            f"text in {ink} has a contrast of {math.floor(ratio * 10) / 10}:1 on its light ground,"
            f" and needs {MIN_CONTRAST:.0f}:1 (WCAG 2.2, 1.4.6);"
            f' the nearest colour that passes is "{nearest(ink)}"'
        )
    return pair


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours such as `#0b5563`, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def nearest(ink: str) -> str:
    """Find the lightest colour of the same hue as `ink` that is readable on its own light background."""
    lightness, a, b = _oklab(ink)
    low, high = 0.0, lightness
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        candidate = _hex(middle, a, b)
        low, high = (
            (middle, high) if contrast(candidate, _ground(candidate)) >= MIN_CONTRAST else (low, middle)
        )
    return _hex(low, a, b)


_LIGHT_TINT, _DARK_TINT, _DARK_PAGE = "#e8f2f3", "#12323a", "#0e1a1d"
"""`--tint` and the dark `--page` of `tokens.css`. What is legible on our tints must be on a clinic's."""
_ALARM = "#9f1414"
"""`--alert`: red is for help alone."""
_NEAR_HUE, _LEAST_CHROMA = 25, 0.08
"""How close to red a hue is in degrees, and how strong in OKLCH, to be taken for it."""
_DEEPER, _PALER = 0.8, 0.5
"""How headings differ from links: their lightness in the light theme, as a share of that of links; and in
the dark theme, the share of the way from the lightness of links to white."""


def is_alarming(ink: str) -> bool:
    """Whether a colour looks like the red that says where to get help, so that links must not have it."""
    (_, a, b), (_, red_a, red_b) = _oklab(ink), _oklab(_ALARM)
    apart = math.degrees(math.atan2(b, a) - math.atan2(red_b, red_a))
    return math.hypot(a, b) >= _LEAST_CHROMA and abs((apart + 180) % 360 - 180) <= _NEAR_HUE


def site_colours(ink: str) -> dict[str, Themed]:
    """The design tokens of a website in a colour that `pair_of` lets pass: name in `tokens.css` → colours.

    In the light theme, the colour itself; it is legible on its ground on handouts, and all grounds of the
    website are lighter. In the dark theme, the darkest tone of the same hue that is legible on a dark tint
    of that hue, and so on all dark grounds. Tints are mixed until they are as light, or as dark, as ours.
    """
    tone = _dark_tone(ink)
    lightness, a, b = _oklab(ink)
    pale, pale_a, pale_b = _oklab(tone)
    return {
        "teal": Themed(ink, tone),
        "on-teal": Themed("#ffffff", _DARK_PAGE),
        "heading": Themed(
            _hex(_DEEPER * lightness, a, b), _hex(pale + _PALER * (1 - pale), pale_a, pale_b)
        ),
        "tint": Themed(_mixed(ink, "#ffffff", _LIGHT_TINT), _mixed(tone, _DARK_PAGE, _DARK_TINT)),
    }


def _dark_tone(ink: str) -> str:
    _, a, b = _oklab(ink)
    low, high = 0.0, 1.0
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        candidate = _hex(middle, a, b)
        legible = contrast(candidate, _mixed(candidate, _DARK_PAGE, _DARK_TINT)) >= MIN_CONTRAST
        low, high = (low, middle) if legible else (middle, high)
    return _hex(high, a, b)


def _mixed(colour: str, ground: str, limit: str) -> str:
    """A ground with so much of a colour in it that it differs from it as much as `limit` does, or less."""
    furthest = abs(_luminance(limit) - _luminance(ground))
    most = _TINT if ground == "#ffffff" else _DARK_SHARE
    tints = (_blend(colour, ground, most * (1 - step / _MIXES)) for step in range(_MIXES))
    return next((one for one in tints if abs(_luminance(one) - _luminance(ground)) <= furthest), ground)


def _blend(colour: str, ground: str, share: float) -> str:
    pairs = zip(_bytes(colour), _bytes(ground), strict=True)
    return "#" + "".join(f"{round(below + share * (above - below)):02x}" for above, below in pairs)


_BISECTIONS, _MIXES = 20, 90
_DARK_SHARE = 0.3
"""The most of a colour in a dark tint, where it takes more than on white to be seen."""


def _ground(ink: str) -> str:
    return _blend(ink, "#ffffff", _TINT)


def _bytes(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue


def _luminance(colour: str) -> float:
    red, green, blue = map(_linear, _bytes(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


_LINEAR_BELOW = 0.0031308
"""The linear light value below which the transfer function of sRGB is linear."""


def _linear(value: int) -> float:
    """Convert an sRGB value, 0 to 255, to linear light, 0 to 1 (IEC 61966-2-1)."""
    part = value / 255
    return part / 12.92 if part <= _LINEAR_BELOW * 12.92 else ((part + 0.055) / 1.055) ** 2.4


def _encoded(light: float) -> float:
    """Convert linear light to an sRGB value, both 0 to 1."""
    return 12.92 * light if light <= _LINEAR_BELOW else 1.055 * light ** (1 / 2.4) - 0.055


def _oklab(colour: str) -> tuple[float, float, float]:
    """OKLab coordinates: lightness (0 to 1), a (green to red), b (blue to yellow)."""
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
    """The sRGB colour of OKLab coordinates, with the chroma reduced until it is inside the sRGB gamut."""
    candidates = (_light(lightness, a * factor, b * factor) for factor in _CHROMA_FACTORS)
    light = next(filter(_in_gamut, candidates), (0.0, 0.0, 0.0))
    values = (min(max(_encoded(max(value, 0)), 0), 1) for value in light)
    return "#" + "".join(f"{round(255 * value):02x}" for value in values)


_CHROMA_FACTORS = [1 - step / 100 for step in range(101)]
_TOLERANCE = 0.0005


def _in_gamut(light: tuple[float, float, float]) -> bool:
    return all(-_TOLERANCE <= value <= 1 + _TOLERANCE for value in light)


def _light(lightness: float, a: float, b: float) -> tuple[float, float, float]:
    """Linear red, green and blue of OKLab coordinates; outside 0 to 1 if not in the sRGB gamut."""
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
