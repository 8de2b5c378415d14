# Lists, dates and numbers as a language writes them, by the rules of Unicode's CLDR, which Babel has.
#
# English needs no Babel, which takes long to load: what is written here is what Babel says, too.

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from babel.core import Locale

_COMMA = ", "
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October"),
    *("November", "December"),
)


def listed(items: Iterable[str], language: str, *, goes_on: bool = False) -> str:
    """Items in a row, with commas or what a language has between them.

    Args:
        items: the items; if they are all `Markup`, so is the row of them.
        language: a BCP 47 tag, such as `en-GB`.
        goes_on: whether the row goes on behind these, so that the last one is like the others.
    """
    given = [*items]
    if _is_english(language) or len(given) < 2:  # noqa: PLR2004 - nothing stands between fewer than two
        return type(given[0])(_COMMA).join(given) if given else ""
    if goes_on:
        between = _locale(language).list_patterns["standard"]["middle"].format("", "")
        return type(given[0])(between).join(given)
    from babel.lists import format_list  # noqa: PLC0415 - see above

    return type(given[0])(format_list([*map(str, given)], "standard", _locale(language)))


def month(day: dt.date, language: str) -> str:
    """The month and the year of a date, such as "November 2026"."""
    if _is_english(language):
        return f"{_MONTHS[day.month - 1]} {day.year}"
    from babel.dates import format_skeleton  # noqa: PLC0415 - see above

    return format_skeleton("yMMMM", day, locale=_locale(language))


def day(date: dt.date, language: str) -> str:
    """A date with the name of its month, such as "3 March 2024"."""
    from babel.dates import format_date  # noqa: PLC0415 - see above

    return format_date(date, "long", _locale(language))


def number(value: float, language: str, *, decimals: int = 0) -> str:
    """A number with the marks of a language, such as "1,234" or "5.3".

    Args:
        value: the number.
        language: a BCP 47 tag.
        decimals: how many digits there are behind the decimal mark.
    """
    if _is_english(language):
        return f"{value:.{decimals}f}"
    from babel.numbers import format_decimal  # noqa: PLC0415 - see above

    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(round(value, decimals), pattern, _locale(language))


def _is_english(language: str) -> bool:
    return language.partition("-")[0] in {"", "en"}


_WRITTEN_AS = {"es": "es-419"}
"""Most who read Spanish write numbers as Latin America does, with a point; `es-ES` asks for commas."""


def _locale(language: str) -> Locale:
    from babel.core import Locale  # noqa: PLC0415 - see above

    return Locale.parse(_WRITTEN_AS.get(language, language), sep="-")
