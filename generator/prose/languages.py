# What is known of a language by its tag: in which direction it is written, and in which script.

from __future__ import annotations

from functools import cache


@cache
def direction(language: str) -> str:
    """`ltr` or `rtl`: the direction of the script of a language, as in HTML's attribute `dir`.

    Args:
        language: a BCP 47 tag that Babel knows, such as `en-GB`.
    """
    if is_english(language):
        return "ltr"
    from babel.core import Locale  # noqa: PLC0415 - sites in English alone do not need it

    return Locale.parse(language, sep="-").text_direction


def language_marks(language: str) -> str:
    """The attributes `lang` and `dir` of an HTML element whose words are in a language."""
    return f'lang="{language}" dir="{direction(language)}"'


@cache
def script(language: str) -> str:
    """The script of a language as its ISO 15924 code, such as `Arab`; empty if Babel does not know it.

    Args:
        language: a BCP 47 tag that Babel knows, such as `en-GB`.
    """
    if is_english(language):
        return "Latn"
    from babel.core import Locale, get_global  # noqa: PLC0415 - as above

    locale = Locale.parse(language, sep="-")
    likely = get_global("likely_subtags")
    known = likely.get(f"{locale.language}_{locale.territory}") or likely.get(locale.language, "")
    return locale.script or next((part for part in known.split("_")[1:] if len(part) == _CODE), "")


def arrow(language: str) -> str:
    """An arrow that points along the text."""
    return "←" if direction(language) == "rtl" else "→"


_CODE = 4
"""The length of the code of a script."""


def is_english(language: str) -> bool:
    """Whether a language is English, of any country.

    Args:
        language: a BCP 47 tag, such as `en-GB`.
    """
    return language.partition("-")[0] == "en"
