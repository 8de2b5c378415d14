# Types that all content schemas share: ids, levels of evidence, statements, review dates.

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from enum import StrEnum
from sys import intern
from typing import Annotated, Any, ClassVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)
from pydantic.json_schema import SkipJsonSchema

from generator.prose import Prose
from generator.schema.pattern import Matches

Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""Lower-case words joined by hyphens."""

Target = Annotated[str, Field(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)*(#[a-z0-9-]+)?$")]
"""The id of a page or term, prefixed with its kind where two kinds share it: `glossary/an-example`."""

OldAddress = Annotated[
    str,
    Matches(r"^([a-z0-9]+([-_.][a-z0-9]+)*/)+$", "write the whole address, such as techniques/old-name/"),
]
"""A former address of a page, relative to the site's root, with a slash at the end."""

RegionId = Annotated[str, Field(pattern=r"^[a-z]{2}$")]
"""Two letters for a country, as in `regions/uk.yml`."""

STARTER = "starter"
"""Metadata of an optional field that `unknot new` writes all the same, as if it were required."""


def _written_as_date(value: object) -> object:
    """Refuse a number, which pydantic would read as seconds since 1970."""
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d\d-\d\d", value.strip()):
        raise ValueError(f"expected a date such as 2026-11-23, not {value!r}")
    return value


ReadableDate = Annotated[
    dt.date, BeforeValidator(_written_as_date), Field(description="A date as 2026-11-23.")
]


class Model(BaseModel):
    """Base class of content models: frozen, no unknown fields, finite numbers, documented by docstrings."""

    RENAMED: ClassVar[Mapping[str, str]] = {}
    """Former name of a field of a file → its present name."""
    INSTEAD: ClassVar[Mapping[str, str]] = {}
    """Field of a file → the field that it may have in its place."""

    model_config = ConfigDict(
        defer_build=True,  # files that the cache of models knows need no validation
        frozen=True,
        extra="forbid",
        str_strip_whitespace=True,
        allow_inf_nan=False,
    )

    def __setstate__(self, state: dict[Any, Any]) -> None:
        """Take values that were pickled. Names, and sets of names, are one object in all models.

        Values are set one by one, since Python then keeps the names once for all objects of a class.
        """
        names = state["__pydantic_fields_set__"]
        values = state["__dict__"]
        for name, value in values.items():
            object.__setattr__(self, intern(name), value)
        object.__setattr__(self, "__pydantic_fields_set__", _NAMES.setdefault(frozenset(names), names))
        object.__setattr__(self, "__pydantic_extra__", state["__pydantic_extra__"])
        object.__setattr__(self, "__pydantic_private__", state["__pydantic_private__"])


_NAMES: dict[frozenset[str], set[str]] = {}
"""Names of fields that a file gave → the set that all models have which were pickled with them."""


class Level(StrEnum):
    """How certain a statement is, from most to least certain."""

    GUIDELINE = "guideline"
    """A national or international guideline says so."""
    OFFICIAL = "official"
    """A health service, government health body, college or health charity says so to patients."""
    MODERATE = "moderate"
    """Moderate-certainty evidence."""
    LOW = "low"
    """Low-certainty evidence: a few studies, or studies that disagree."""
    VERY_LOW = "very-low"
    """Very low-certainty evidence: one tiny study, or worse."""
    NONE = "none"
    """No study was found, although we looked."""
    PRACTICE = "practice"
    """Usual practice or expert opinion, not tested in studies. Needs no source."""


class Reviewed(Model):
    """A content file with its review: when and by whom it was checked."""

    checked: ReadableDate
    """The day on which the file was last compared with its sources."""
    review_by: ReadableDate
    """The day by which it must be checked again."""
    reviewer: str | None = None
    """The clinician who checked it, with their profession. Leave it out until one really has."""
    was: tuple[OldAddress, ...] = ()
    """Former addresses of this page, such as `techniques/old-name/`. Each becomes a redirect."""

    @model_validator(mode="after")
    def _dates_in_order(self) -> Reviewed:
        """`review_by` is later than `checked`."""
        if self.review_by <= self.checked:
            message = "review_by must be later than checked"
            raise ValueError(message)
        return self


class Document(Reviewed):
    """Content with a file of its own, whose name is its id."""

    id: SkipJsonSchema[Id]
    """Its id, taken from the file's name."""
    title: str = Field(min_length=2, max_length=70)
    """The title of the page. Only its first letter is a capital."""


class Ordered(Document):
    """A document that has a place in a section of the site."""

    order: int = 50
    """Its place in the section: lower numbers come first, and equal ones are sorted by id."""


class Statement(Model):
    """Something the site says is true. It cites sources as `[@id]`, unless its level is `practice`."""

    text: Prose
    """One or two plain sentences."""
    level: Level
    """How certain it is."""
    regions: tuple[RegionId, ...] = ()
    """The regions where it is true. Leave it empty if it is true everywhere."""


class Listed(Statement):
    """A statement that other content can refer to by id."""

    id: Id
    """Its id, unique within the kind. Addresses and links contain it."""
