# The names and variables of CSL data, as reference managers export them.
#
# They are defined by https://github.com/citation-style-language/schema (`schemas/input/csl-data.json`), and
# by https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables.

from __future__ import annotations

from typing import Any

from pydantic import AliasGenerator, ConfigDict, model_validator

from generator.schema.common import Model

NOT_SHOWN = frozenset(
    """
    abstract annote archive archive-place archive_collection archive_location authority available-date
    call-number categories chair chapter-number citation-key citation-label citation-number
    collection-editor collection-number collection-title compiler composer container container-author
    container-title-short contributor curator dimensions director division editor-translator
    editorial-director event event-date event-place event-title executive-producer
    first-reference-note-number genre guest host illustrator interviewer ISAN ISCI ISMN ISRC ISSN ISWC
    journalAbbreviation jurisdiction keyword license locator medium narrator note number-of-pages
    number-of-volumes organizer original-author original-date original-publisher original-publisher-place
    original-title page-first part part-number part-title performer printing printing-number producer
    publisher-place recipient references reviewed-author reviewed-genre reviewed-title scale script-writer
    section series-creator shortTitle source status submitted supplement supplement-number title-short
    translated-title translated-title-short translator version volume-title year-suffix
    """.split()  # noqa: SIM905 - a list of 100 lines would hide that it is one
)
"""Variables of CSL that may be in an entry, and are left out: private notes and abstracts may not be
published, and references do not have the others."""

_NOT_SHOWN_IN_NAMES = ("comma-suffix", "static-ordering", "parse-names")


def with_names_of_csl(name: str) -> str:
    """The name of a variable in files: `container_title` is `container-title`, and `DOI` is itself."""
    return name if name.isupper() else name.replace("_", "-")


def allow_not_shown(schema: dict[str, Any], names: frozenset[str] | tuple[str, ...]) -> None:
    """Add variables that are left out to a JSON Schema, so that editors do not mark them."""
    left_out = {"description": "A variable of CSL. It may be here, but is not shown."}
    schema["properties"].update(dict.fromkeys(sorted(names), left_out))
    schema["additionalProperties"] = False


class CslModel(Model):
    """Base class of what CSL defines: a field's name has hyphens."""

    model_config = ConfigDict(
        alias_generator=AliasGenerator(alias=with_names_of_csl), populate_by_name=True
    )


class Name(CslModel):
    """A person or an organisation, as in CSL."""

    model_config = ConfigDict(json_schema_extra=lambda schema: allow_not_shown(schema, _NOT_SHOWN_IN_NAMES))

    family: str | None = None
    """Family name."""
    given: str | None = None
    """Initials or given names."""
    dropping_particle: str | None = None
    """A particle before the family name that some styles leave out, such as `von`."""
    non_dropping_particle: str | None = None
    """A particle that belongs to the family name, such as `van der`."""
    suffix: str | None = None
    """What follows the name, such as `Jr.`"""
    literal: str | None = None
    """The name of an organisation."""

    @model_validator(mode="before")
    @classmethod
    def _without_not_shown(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        return {name: value for name, value in data.items() if name not in _NOT_SHOWN_IN_NAMES}

    @model_validator(mode="after")
    def _named(self) -> Name:
        """A person has `family` and `given`, an organisation `literal`."""
        if bool(self.family) == bool(self.literal) or (self.given and not self.family):
            message = "write `family` and `given` of a person, or `literal` for the name of an organisation"
            raise ValueError(message)
        return self

    @property
    def last(self) -> str:
        """The family name with its particles, or the name of an organisation."""
        name = self.family or self.literal or ""
        for particle in (self.dropping_particle, self.non_dropping_particle):
            if particle:
                name = f"{particle}{name}" if particle.endswith(("'", "’", "-")) else f"{particle} {name}"
        return name
