# Dates in CSL data, in each of the shapes that programs write.
#
#     issued: {date-parts: [[2020, 1, 5]]}          CSL-JSON; a second list is the end of a range
#     issued: 2020-01-05, 2020/2021, 2020-21, 2020~  Extended Date/Time Format (EDTF), levels 0 and 1
#     issued: [{year: 2020, month: 1}]               Pandoc's older shape, which Better BibTeX writes
#     issued: {literal: in press}                    words; `raw` is read as EDTF if it is a date
#
# https://github.com/citation-style-language/schema (`date-variable` in `schemas/input/csl-data.json`),
# https://pandoc.org/MANUAL.html#specifying-bibliographic-data, https://www.loc.gov/standards/datetime/,
# and `translators/csl/yaml.ts` of Better BibTeX.

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler, model_validator
from pydantic_core import core_schema

from generator.schema.csl import CslModel

FIRST_YEAR, LAST_YEAR = 1500, 2200

_SEASONS = ("spring", "summer", "autumn", "winter")
_FIRST_SEASON_OF_EDTF = 21
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_OPEN = 0
"""The year of the end of a range that has not ended."""
_EDTF = re.compile(r"(?P<year>\d{4,})(?:-(?P<month>\d\d?)(?:-(?P<day>\d\d?))?)?(?P<circa>[~?%]?)")
_ADVICE = "write 2026-11-23, 2026-11, 2026, or words as {literal: in press}"

DateParts = Annotated[tuple[int, ...], Field(min_length=1, max_length=3)]


def _season(value: Any) -> Any:
    """The number of a season, which may be given as a word or by the number it has in EDTF."""
    text = str(value).lower().replace("fall", "autumn")
    if text in _SEASONS:
        return _SEASONS.index(text) + 1
    number = int(text) if text.isascii() and text.isdecimal() else 0
    return number - _FIRST_SEASON_OF_EDTF + 1 if number >= _FIRST_SEASON_OF_EDTF else value


class Date(CslModel):
    """A date or a range of dates, as in CSL."""

    date_parts: tuple[DateParts, ...] = Field(default=(), max_length=2)
    """A list that holds one date: year, month, day. Day, or month and day, may be left out. The end of a
    range is a second date."""
    season: Annotated[int, Field(ge=1, le=4), BeforeValidator(_season)] | None = None
    """The season, from 1 for spring to 4 for winter."""
    circa: bool | None = None
    """Whether the date is approximate."""
    literal: str | None = None
    """The date in words, if it has no year."""

    @model_validator(mode="before")
    @classmethod
    def _in_one_shape(cls, value: Any) -> Any:
        if isinstance(value, str):
            return _of_text(value)
        if isinstance(value, list):
            return _of_list(value)
        if not isinstance(value, dict):
            return value
        if "year" in value:
            return _of_list([value])
        return _of_mapping(value)

    @model_validator(mode="after")
    def _is_a_date(self) -> Date:
        """It has one date, or the two ends of a range; each is there in the calendar."""
        if not self.date_parts and not self.literal:
            raise ValueError(f"no date; {_ADVICE}")
        for index, parts in enumerate(self.date_parts):
            if not (index and parts == (_OPEN,)) and not _exists(parts):
                raise ValueError(f"no date: {', '.join(map(str, parts))}; {_advice(parts)}")
        if len(self.date_parts) > 1 and _OPEN < self.date_parts[1][0] < self.date_parts[0][0]:
            raise ValueError("the range ends before it begins; write its first date first")
        return self

    @property
    def years(self) -> str:
        """The year or years as a reference prints them, or the words in their place."""
        if not self.date_parts:
            return self.literal or ""
        years = [str(parts[0]) if parts[0] != _OPEN else "" for parts in self.date_parts]
        text = "-".join(dict.fromkeys(years))
        return f"[{text}?]" if self.circa else text

    @property
    def date(self) -> dt.date | None:
        """The first date, if its day is known."""
        return dt.date(*self.date_parts[0]) if self.date_parts and len(self.date_parts[0]) > 2 else None  # noqa: PLR2004

    @property
    def day(self) -> str:
        """The first date as a reference prints it, such as `2026 Nov 23`, or the words in its place."""
        if not self.date_parts:
            return self.literal or ""
        year, month, day = (*self.date_parts[0], None, None)[:3]
        return " ".join(map(str, filter(None, (year, month and _MONTHS[month - 1], day))))

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Describe every shape, for editors."""
        mapping = handler(schema)
        definition = handler.resolve_ref_schema(mapping)
        text = {"type": "string", "minLength": 1}
        number = {"anyOf": [{"type": "integer"}, text]}
        words = {"literal": text, "raw": text, "edtf": text}
        definition["properties"].update({"raw": text, "edtf": text})
        numbers = dict.fromkeys(("year", "month", "day"), number)
        shared = {name: definition["properties"][name] for name in ("season", "circa")}
        one = {**numbers, **words, **shared}
        definition["properties"].update(numbers)
        listed = {"type": "object", "properties": one, "additionalProperties": False}
        many = {"type": "array", "items": listed, "minItems": 1, "maxItems": 2}
        return {"anyOf": [mapping, text, {"type": "integer"}, many]}


def _exists(parts: tuple[int, ...]) -> bool:
    year, month, day = (*parts, 1, 1)[:3]
    try:
        dt.date(year, month, day)
    except (ValueError, OverflowError):
        return False
    return FIRST_YEAR <= year <= LAST_YEAR


def _advice(parts: tuple[int, ...]) -> str:
    if len(parts) > 1 and not 1 <= parts[1] <= len(_MONTHS):
        return "months are 1 to 12; write a season as `season: 1` (spring) to 4"
    return "write [[2026, 11, 23]], [[2026, 11]] or [[2026]]"


def _of_text(text: str) -> dict[str, Any]:
    parsed = _of_edtf(text.strip())
    if parsed is None:
        raise ValueError(f"no date: {text!r}; {_ADVICE}")
    return parsed


def _of_edtf(text: str) -> dict[str, Any] | None:
    """The structure of a date or an interval in EDTF; None if the text is neither."""
    begin, slash, end = text.partition("/")
    first = _EDTF.fullmatch(begin)
    last = _EDTF.fullmatch(end)
    if not first or (slash and not last and end not in {"", ".."}):
        return None
    dates = [first, *([last] if last else [])]
    parsed: dict[str, Any] = {"date-parts": [_parts(match) for match in dates]}
    if slash and not last:
        parsed["date-parts"].append([_OPEN])
    if any(match["circa"] for match in dates):
        parsed["circa"] = True
    if _has_season(first):
        parsed["season"] = first["month"]
    return parsed


def _parts(match: re.Match[str]) -> list[int]:
    names = ("year",) if _has_season(match) else ("year", "month", "day")
    return [int(match[name]) for name in names if match[name]]


def _has_season(match: re.Match[str]) -> bool:
    number = int(match["month"] or 0) - _FIRST_SEASON_OF_EDTF
    return not match["day"] and 0 <= number < len(_SEASONS)


def _of_mapping(value: dict[str, Any]) -> dict[str, Any]:
    """CSL's structure, with a date that `raw`, `edtf` or `literal` writes as EDTF in `date-parts`."""
    known = {name: one for name, one in value.items() if name not in {"raw", "edtf", "literal"}}
    texts = [str(value[name]) for name in ("edtf", "raw", "literal") if value.get(name)]
    if known.get("date-parts") or not texts:
        return value if "literal" in value else known
    parsed = _of_edtf(texts[0].strip())
    if parsed is None and "edtf" in value:
        raise ValueError(f"no date: {texts[0]!r}; {_ADVICE}")
    return {**known, **(parsed or {"literal": texts[0]})}


def _of_list(values: list[Any]) -> Any:
    """The structure of a list of mappings with `year`, `month` and `day`, one for each end of a range."""
    if not values or not all(isinstance(value, dict) for value in values):
        return {"date-parts": values}
    first = values[0]
    if "year" not in first:
        return _of_mapping(first) if len(values) == 1 else {"date-parts": values}
    known = {"year", "month", "day", "season", "circa"}
    unknown = [name for value in values for name in value if name not in known]
    if unknown:
        raise ValueError(f"unknown part of a date: {unknown[0]!r}; {_ADVICE}")
    parts = [
        [value[name] for name in ("year", "month", "day") if value.get(name) is not None]
        for value in values
    ]
    shared = {name: first[name] for name in ("season", "circa") if name in first}
    return {"date-parts": parts, **shared}
