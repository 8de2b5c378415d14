# Schema of the dates of questions, `content/revisions.yml`, which `unknot revise` writes.

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.schema.common import Id, Model, ReadableDate, RegionId

WordsHash = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
"""The hash of some words; see `generator.content.words_hash.py`."""


class Revision(Model):
    """When some words were last changed."""

    words: WordsHash
    """The hash of the words as they are now."""
    date: ReadableDate
    """The day on which the change was recorded."""
    number: int = Field(ge=1, le=1_000_000)
    """How many versions of the words have been recorded: two versions may have the same date."""


ByRegion = dict[RegionId, Revision]
"""Region → the revision of what its readers see, which differs where words or spellings do."""


class Revisions(Model):
    """The revisions of everything that learners may have a copy of."""

    questions: dict[Id, ByRegion] = Field(default_factory=dict)
    """Question → its revisions."""
    quizzes: dict[Id, ByRegion] = Field(default_factory=dict)
    """Quiz → the revisions of what all its questions carry: when to get help, and who checked it."""
