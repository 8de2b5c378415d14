# Schema of the bibliography: `content/sources.yml` → `/evidence/sources/`.
#
# The file is CSL data as YAML, which Zotero and Pandoc can read. Field names are those of CSL 1.0.2; our
# own data on a source is in `custom`, which CSL reserves for that purpose.
# https://github.com/citation-style-language/schema

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated

from pydantic import AliasGenerator, ConfigDict, Field, model_validator

from generator.schema.common import Id, Model, Reviewed
from generator.schema.pattern import Matches
from generator.schema.web_address import WebAddress

FIRST_YEAR, LAST_YEAR = 1500, 2200

Doi = Annotated[
    str,
    Matches(
        r"^10\.[0-9]{4,9}(\.[0-9]+)*/[^\s<>\"]+$",
        "write a DOI without anything before it, such as 10.1000/182",
    ),
]
DateParts = Annotated[tuple[int, ...], Field(min_length=1, max_length=3)]


class SourceKind(StrEnum):
    """The type of work."""

    GUIDELINE = "guideline"
    SYSTEMATIC_REVIEW = "systematic-review"
    TRIAL = "trial"
    EXPERIMENT = "experiment"
    OBSERVATION = "observation"
    REVIEW = "review"
    TEXTBOOK = "textbook"
    PATIENT_INFORMATION = "patient-information"
    METHOD = "method"
    """A work on how to write or to rate texts, not on the subject."""


class SourceTier(StrEnum):
    """How much of the content rests on a source."""

    CORE = "core"
    """A main source."""
    SUPPORTING = "supporting"
    """A source cited for a single fact."""


class Name(Model):
    """A person or an organisation, as in CSL."""

    family: str | None = None
    """Family name."""
    given: str | None = None
    """Initials or given names."""
    literal: str | None = None
    """The name of an organisation."""

    @model_validator(mode="after")
    def _named(self) -> Name:
        if bool(self.family) == bool(self.literal) or (self.given and not self.family):
            message = "write `family` and `given` of a person, or `literal` for the name of an organisation"
            raise ValueError(message)
        return self


class Date(Model):
    """A date, as in CSL."""

    model_config = ConfigDict(
        alias_generator=AliasGenerator(alias=lambda name: name.replace("_", "-")), populate_by_name=True
    )
    date_parts: tuple[DateParts, ...] = Field(min_length=1, max_length=1)
    """A list that holds one date: year, month, day. Day, or month and day, may be left out."""

    @model_validator(mode="after")
    def _is_a_date(self) -> Date:
        (parts,) = self.date_parts
        year, month, day = (*parts, 1, 1)[:3]
        try:
            dt.date(year, month, day)
        except (ValueError, OverflowError):
            year = 0
        if not FIRST_YEAR <= year <= LAST_YEAR:
            message = (
                f"no date: {', '.join(map(str, parts))}; write [[2026, 11, 23]], [[2026, 11]] or [[2026]]"
            )
            raise ValueError(message)
        return self


class About(Model):
    """Our own data on a source, for which CSL has no fields."""

    kind: SourceKind
    """The type of work."""
    tier: SourceTier
    """How much of the content rests on it."""
    verified: bool
    """Whether we have read the work or its public page. If not, it may support no health claim except
    warning signs, cautions and when to see a doctor."""
    read_as: str | None = None
    """What we have read, if not the work itself; printed with the reference."""
    found: str
    """What the work found, in one or two plain sentences; shown on the sources page."""
    certainty: str
    """How certain the work itself is of it, in plain words."""


class Source(Model):
    """One work of the bibliography."""

    model_config = ConfigDict(
        alias_generator=AliasGenerator(
            alias=lambda name: name if name.isupper() else name.replace("_", "-")
        ),
        populate_by_name=True,
    )
    id: Id
    """The id by which `[@id]` cites it."""
    type: str
    """A CSL type: article-journal, webpage, book, report, entry-encyclopedia, legislation …"""
    title: str
    """The title, as published."""
    author: tuple[Name, ...] = ()
    """Authors, in order. If the list is shortened, it ends with `literal: et al.`"""
    issued: Date | None = None
    """When it was published."""
    accessed: Date | None = None
    """When a web page was read."""
    container_title: str | None = None
    """The journal, book or website it is in."""
    publisher: str | None = None
    """The publisher."""
    volume: str | None = None
    """Volume."""
    issue: str | None = None
    """Issue."""
    page: str | None = None
    """Pages, or the article number."""
    number: str | None = None
    """The number of a report or guideline."""
    edition: str | None = None
    """Edition."""
    DOI: Doi | None = None
    """Digital object identifier, without `https://doi.org/`."""
    PMID: Annotated[str, Field(pattern=r"^[0-9]+$")] | None = None
    """PubMed identifier."""
    ISBN: str | None = None
    """ISBN."""
    URL: WebAddress | None = None
    """Where it can be read: an address that starts with `https://` or `http://`."""
    language: str | None = None
    """Its language, if that is not English."""
    custom: About
    """Our own data on it."""


class Sources(Reviewed):
    """The bibliography. It is a mapping rather than a list, so that it can have review dates."""

    references: tuple[Source, ...] = Field(min_length=1)
    """The works, as in the `references` metadata of Pandoc."""
