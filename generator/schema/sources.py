# The bibliography: `content/sources.yml`, CSL data as YAML (Zotero, Pandoc), → `/evidence/sources/`.
#
# The field names are those of CSL 1.0.2; our own facts about a source stand under `custom`, which
# CSL keeps for that. https://github.com/citation-style-language/schema

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import AliasGenerator, ConfigDict, Field

from generator.schema.common import Id, Model, Reviewed

Year = Annotated[int, Field(ge=1500, le=2200)]


class SourceKind(StrEnum):
    """What sort of work it is."""

    GUIDELINE = "guideline"
    SYSTEMATIC_REVIEW = "systematic-review"
    TRIAL = "trial"
    EXPERIMENT = "experiment"
    OBSERVATION = "observation"
    REVIEW = "review"
    TEXTBOOK = "textbook"
    PATIENT_INFORMATION = "patient-information"
    METHOD = "method"
    """A work on how to write or judge, not on the subject."""


class SourceTier(StrEnum):
    """What a source may carry."""

    CORE = "core"
    """A main source."""
    SUPPORTING = "supporting"
    """Cited for one fact only."""


class Name(Model):
    """A person or a body, as CSL has it."""

    family: str | None = None
    """Family name."""
    given: str | None = None
    """Initials or given names."""
    literal: str | None = None
    """The name of a body."""


class Date(Model):
    """A date, as CSL has it."""

    model_config = ConfigDict(
        alias_generator=AliasGenerator(alias=lambda name: name.replace("_", "-")), populate_by_name=True
    )
    date_parts: tuple[tuple[int, ...], ...] = Field(min_length=1, max_length=1)
    """One list of year, month, day; the last two may be missing."""


class About(Model):
    """What we know of the source that CSL has no field for."""

    kind: SourceKind
    """What sort of work it is."""
    tier: SourceTier
    """What it may carry."""
    verified: bool
    """Whether the work or its public page was read by us. If not, it carries no health claim
    except warning signs, cautions and when to see a doctor."""
    read_as: str | None = None
    """What was read, if not the work itself; printed with the reference."""
    found: str
    """What it found, in one or two plain sentences; printed on the sources page."""
    certainty: str
    """How sure the work itself is, in plain words."""


class Source(Model):
    """One work."""

    model_config = ConfigDict(
        alias_generator=AliasGenerator(
            alias=lambda name: name if name.isupper() else name.replace("_", "-")
        ),
        populate_by_name=True,
    )
    id: Id
    """What `[@id]` cites."""
    type: str
    """A CSL type: article-journal, webpage, book, report, entry-encyclopedia, legislation …"""
    title: str
    """As published."""
    author: tuple[Name, ...] = ()
    """Authors in order; a single `literal: et al.` at the end where the list was cut."""
    issued: Date | None = None
    """When it came out."""
    accessed: Date | None = None
    """When a web page was read."""
    container_title: str | None = None
    """The journal, book or website it is in."""
    publisher: str | None = None
    """Who published it."""
    volume: str | None = None
    """Volume."""
    issue: str | None = None
    """Issue."""
    page: str | None = None
    """Pages or article number."""
    number: str | None = None
    """Report or guideline number."""
    edition: str | None = None
    """Edition."""
    DOI: str | None = None
    """Digital object identifier, without the resolver's address."""
    PMID: str | None = None
    """PubMed id."""
    ISBN: str | None = None
    """ISBN."""
    URL: str | None = None
    """Where it can be read."""
    language: str | None = None
    """Its language, if it is not English."""
    custom: About
    """Our own facts about it."""


class Sources(Reviewed):
    """The bibliography. In the file it is a mapping, so that it can carry its review dates."""

    references: tuple[Source, ...] = Field(min_length=1)
    """The works, as Pandoc's `references` metadata has them."""
