# Files of the theme that not every site loads: fonts and style sheets for other scripts than Latin, and
# what only sites with several languages need.

from __future__ import annotations

from generator.prose.languages import direction, script

_STYLES = {"rtl": "assets/css/rtl.css", "Arab": "assets/css/arabic.css"}
"""Direction or script → its style sheet."""
_FONTS = {"Arab": tuple(f"assets/fonts/vazirmatn-{weight}.woff2" for weight in (400, 600, 700))}
"""Script → its fonts."""
_FOR_LANGUAGES = ("assets/css/languages.css", "assets/js/search-languages.js")
"""What only sites with several languages load."""
_LICENCES = {"Arab": "assets/fonts/Vazirmatn-OFL.txt"}
"""Script → the licence of its fonts, which is published beside them."""


def script_data(language: str) -> dict[str, list[str]]:
    """What pages in a language load for its script, for the theme.

    Returns:
        `script_styles` and `script_fonts`: paths from the site's root, if there are any.
    """
    keys = (direction(language), script(language))
    styles = [_STYLES[key] for key in keys if key in _STYLES]
    fonts = [font for key in keys for font in _FONTS.get(key, ())]
    return {name: paths for name, paths in (("script_styles", styles), ("script_fonts", fonts)) if paths}


def not_loaded(language: str, *, has_others: bool) -> frozenset[str]:
    """Paths of files of the theme that no page of a site loads.

    Args:
        language: the language of the site.
        has_others: whether it links to sites in other languages.
    """
    every = {*_STYLES.values(), *(font for fonts in _FONTS.values() for font in fonts)}
    licences = {path for key, path in _LICENCES.items() if key != script(language)}
    between = () if has_others else _FOR_LANGUAGES
    return frozenset(every.difference(*script_data(language).values()) | licences | {*between})
