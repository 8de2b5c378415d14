# What all kinds of content share: ids, levels of evidence, statements, review dates.

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema, model_validator
from pydantic.json_schema import SkipJsonSchema

from generator.prose import Prose

Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""Lower-case words joined by hyphens."""

Target = Annotated[str, Field(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)*(#[a-z0-9-]+)?$")]
"""An id, with its kind before it where two kinds share the id: `piriformis` or `glossary/piriformis`."""

_OLD_ADDRESS = r"^([a-z0-9]+([-_.][a-z0-9]+)*/)+$"


def _old_address(said: str) -> str:
    if not re.match(_OLD_ADDRESS, said):
        raise ValueError(f"write the whole address, such as techniques/old-name/, not {said!r}")
    return said


OldAddress = Annotated[
    str,
    AfterValidator(_old_address),
    WithJsonSchema({"type": "string", "pattern": _OLD_ADDRESS}),
]
"""A former address of a page, from the site's root, with a slash at its end."""

RegionId = Annotated[str, Field(pattern=r"^[a-z]{2}$")]
"""A country's two letters, as in `regions/uk.yml`."""

STARTER = "starter"
"""Marks a field that may be left out, and that a new file starts with nevertheless."""

ReadableDate = Annotated[dt.date, Field(description="A date as 2026-11-23.")]


class Model(BaseModel):
    """Base of every content model: frozen, no unknown fields, field docstrings as descriptions."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True, str_strip_whitespace=True
    )


class Level(StrEnum):
    """How sure a statement is. The order is from most to least."""

    GUIDELINE = "guideline"
    """A national or international guideline says so."""
    MODERATE = "moderate"
    """Moderate-certainty evidence."""
    LOW = "low"
    """Low-certainty evidence: a few studies, or studies that disagree."""
    VERY_LOW = "very-low"
    """Very low-certainty evidence: one tiny study, or worse."""
    NONE = "none"
    """It was looked for, and no study was found."""
    PRACTICE = "practice"
    """Custom or expert opinion; not tested. Needs no source."""


class Reviewed(Model):
    """When and by whom a content file was checked."""

    checked: ReadableDate
    """The day the file was last compared with its sources."""
    review_by: ReadableDate
    """The day by which it must be checked again."""
    reviewer: str | None = None
    """The clinician who checked it, with their profession. Leave out until one really has."""
    was: tuple[OldAddress, ...] = ()
    """Addresses this page had before, such as `techniques/old-name/`: each keeps a redirect."""

    @model_validator(mode="after")
    def _dates_in_order(self) -> Reviewed:
        if self.review_by <= self.checked:
            message = "review_by must be later than checked"
            raise ValueError(message)
        return self


class Document(Reviewed):
    """Content with a file of its own; the file's name is its id."""

    id: SkipJsonSchema[Id]
    """Taken from the file's name."""
    title: str = Field(min_length=2, max_length=70)
    """The page's title, with a capital first letter only."""


class Ordered(Document):
    """A document that stands in a section with others."""

    order: int = 50
    """Its place in the section: lower numbers first, equal ones by id."""


class Statement(Model):
    """Something the site says is so. It cites sources as `[@id]`, or its level is `practice`."""

    text: Prose
    """One or two plain sentences."""
    level: Level
    """How sure it is."""
    regions: tuple[RegionId, ...] = ()
    """Regions where it holds; empty for everywhere."""


class Listed(Statement):
    """A statement that other content can point at."""

    id: Id
    """Unique within its kind; addresses and links use it."""
