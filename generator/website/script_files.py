# Files of the theme that not every site loads: fonts and style sheets for other scripts than Latin, and
# what only sites with several languages need.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.prose.languages import direction, script

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class _Files:
    """Paths from the site's root."""

    style: str
    fonts: tuple[str, ...] = ()
    licences: frozenset[str] = frozenset()
    """The licences of the fonts, which are published beside them."""


_ARABIC = _Files(
    "assets/css/arabic.css",
    tuple(f"assets/fonts/vazirmatn-{weight}.woff2" for weight in (400, 600, 700)),
    frozenset({"assets/fonts/Vazirmatn-OFL.txt"}),
)
_LOADED_FOR = {"rtl": _Files("assets/css/rtl.css"), "Arab": _ARABIC}
"""Direction or script → what pages load for it."""
_FOR_LANGUAGES = frozenset({"assets/css/languages.css", "assets/js/search-languages.js"})
"""What only sites with several languages load."""


def script_data(language: str) -> dict[str, list[str]]:
    """What pages in a language load for its script, for the theme.

    Returns:
        `script_styles` and `script_fonts`: paths from the site's root, if there are any.
    """
    loaded = _loaded(language)
    styles = [files.style for files in loaded]
    fonts = [font for files in loaded for font in files.fonts]
    return {name: paths for name, paths in (("script_styles", styles), ("script_fonts", fonts)) if paths}


def not_loaded(language: str, *, has_others: bool) -> frozenset[str]:
    """Paths of files of the theme that no page of a site loads.

    Args:
        language: the language of the site.
        has_others: whether it links to sites in other languages.
    """
    unused = _paths(_LOADED_FOR.values()) - _paths(_loaded(language))
    return unused if has_others else unused | _FOR_LANGUAGES


def _loaded(language: str) -> list[_Files]:
    return [_LOADED_FOR[key] for key in (direction(language), script(language)) if key in _LOADED_FOR]


def _paths(several: Iterable[_Files]) -> frozenset[str]:
    return frozenset(path for one in several for path in (one.style, *one.fonts, *one.licences))
