# Schema of the bibliography: `content/sources.yml` → `/evidence/sources/`.
#
# The file is CSL data as YAML, which Pandoc reads, and which Zotero with Better BibTeX writes. Field names
# are those of CSL 1.0.2; our own data on a source is in `custom`, which CSL reserves for that purpose.
# https://github.com/citation-style-language/schema

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, ConfigDict, Field, model_validator

from generator.prose.citation import SOURCE_ID
from generator.prose.styled import StyledText
from generator.schema.common import Model, Reviewed
from generator.schema.csl import NOT_SHOWN, CslModel, Name, allow_not_shown
from generator.schema.csl_date import Date
from generator.schema.pattern import Matches
from generator.schema.web_address import WebAddress


def _as_id(id_: str) -> str:
    if re.fullmatch(SOURCE_ID, id_):
        return id_
    letters = unicodedata.normalize("NFKD", id_).encode("ascii", "ignore").decode()
    suggestion = re.sub(r"[^A-Za-z0-9]+", "-", letters).strip("-")
    advice = f"write {suggestion}" if suggestion else "write an id such as furlan-2015"
    raise ValueError(f"an id has letters and digits, joined by - _ . or :; {advice}, not {id_!r}")


SourceId = Annotated[str, AfterValidator(_as_id), Field(json_schema_extra={"pattern": f"^{SOURCE_ID}$"})]
"""The id of a source, as Zotero makes it, such as `SmithTrial2015`."""

Doi = Annotated[
    str,
    Matches(
        r"^10\.[0-9]{4,9}(\.[0-9]+)*/[^\s\"]+$",
        "write a DOI without anything before it, such as 10.1000/182",
    ),
]


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


class Source(CslModel):
    """One work of the bibliography."""

    model_config = ConfigDict(
        extra="allow", json_schema_extra=lambda schema: allow_not_shown(schema, NOT_SHOWN)
    )
    id: SourceId
    """The id by which `[@id]` cites it."""
    type: str
    """A CSL type: article-journal, webpage, book, report, entry-encyclopedia, legislation …"""
    title: StyledText
    """The title, as published; it may have `<i>`, `<b>`, `<sub>`, `<sup>`, or the same as Markdown."""
    author: tuple[Name, ...] = ()
    """Authors, in order. If the list is shortened, it ends with `literal: et al.`"""
    editor: tuple[Name, ...] = ()
    """Editors, in order; shown if there is no author."""
    issued: Date | None = None
    """When it was published."""
    accessed: Date | None = None
    """When a web page was read; shown if the reference gives its web address."""
    container_title: StyledText | None = None
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
    PMCID: Annotated[str, Matches(r"^PMC[0-9]+$", "write a PMCID such as PMC1234567")] | None = None
    """Identifier in PubMed Central."""
    ISBN: str | None = None
    """ISBN."""
    URL: WebAddress | None = None
    """Where it can be read: an address that starts with `https://` or `http://`."""
    language: str | None = None
    """Its language, if that is not English."""
    custom: About
    """Our own data on it."""

    @model_validator(mode="before")
    @classmethod
    def _without_not_shown(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        return {name: value for name, value in data.items() if name not in NOT_SHOWN}

    @property
    def unknown(self) -> tuple[str, ...]:
        """The names of fields that neither CSL nor this project knows."""
        return tuple(self.model_extra or ())


class Sources(Reviewed):
    """The bibliography. It is a mapping rather than a list, so that it can have review dates."""

    references: tuple[Source, ...] = Field(min_length=1)
    """The works, as in the `references` metadata of Pandoc."""
