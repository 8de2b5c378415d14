# The colours of the pictures: teal for the hands, warm tones for the body.
#
# They have enough contrast on both panels (light #fbf1ea, dark #251b18) and in greyscale, since a picture
# in an <img> follows the device's colour scheme and not the site's switch.

from __future__ import annotations

TEAL = "#0b5563"
HAND = "#dfeef0"
HAND_SHADE = "#b9d9de"
CREASE = "#3f7984"
WHITE = "#fff"

MUSCLE = "#cf6a4e"
MUSCLE_LIT = "#e7967c"
MUSCLE_DEEP = "#b5503a"
MUSCLE_LINE = "#7a2a1c"
CUT_END = "#f0b8a2"
CUT_END_LINE = "#9c3f2b"
TAUT = "#fbe3d6"

TENDON = "#f1dcc4"
TENDON_LIT = "#fbf1e2"
TENDON_DEEP = "#dcc0a0"
TENDON_LINE = "#8a6a48"

SHEET = "#fffaf2"
SHEET_LINE = "#b89a78"
SPOT = "#8e1f12"
SPOT_LIT = "#b63a26"
SPOT_LINE = "#5c1009"
LANE = "#f6e4d3"

BONE = "#fbf3e2"
BONE_SHADE = "#e6d5b4"
BONE_LINE = "#86683f"
SHADOW = "#5a1c10"

BEARABLE = "#2f8f86"
QUIET = "#cfe0e1"
ALERT = "#9f1414"
ALERT_GROUND = "#fdf0ee"

FIGURE = "#fff3ea"
FIGURE_SHADE = "#f2cfbd"
FIGURE_FAR = "#e3bda9"
FIGURE_LINE = "#5f2116"
TROUSERS = "#f3d3c1"
TROUSERS_SHADE = "#deb09a"
TROUSERS_FAR = "#c7947d"
HAIR = "#a8492f"

PROP = "#e3e9e8"
PROP_LIT = "#f2f5f4"
PROP_DEEP = "#c6d0d0"
PROP_LINE = "#6f8286"
MAT = "#b9d3d6"
MAT_DEEP = "#94b6ba"
