# Schema of the dates of questions, `content/revisions.yml`, which `unknot revise` writes.

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.schema.common import Id, Model, ReadableDate, RegionId

WordsHash = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
"""The hash of some words; see `generator.content.words_hash.py`."""


ContentFile = Annotated[str, Field(pattern=r"^[a-z-]+(/[a-z0-9-]+)+$")]
"""A content file as `kind/id`, such as `techniques/an-example`."""


PartName = Annotated[str, Field(pattern=r"^_?[a-z0-9]+(-[a-z0-9]+)*$")]
"""A part of a content file: the id of a sign, caution or question, or `_` and a name."""


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


class Signature(Model):
    """What a reviewer signed; their name is in the content file."""

    date: ReadableDate
    """The day on which they signed it."""
    words: dict[RegionId, WordsHash]
    """Region → the hash of the words that they signed."""
    parts: dict[PartName, dict[RegionId, WordsHash]] = Field(default_factory=dict)
    """Part of the file that pages carry without the rest → region → the hash of its words."""


class TranslationSignature(Signature):
    """What a reviewer of a translation signed: the words in both languages."""

    reviewer: str = Field(min_length=1)
    """Their name and profession."""


class TranslationSignatures(Model):
    """Who has checked which words in a language, `translations/es/signatures.yml`."""

    signatures: dict[ContentFile, TranslationSignature] = Field(default_factory=dict)
    """Content file as `kind/id` → what was signed."""


class Revisions(Model):
    """The revisions of everything that learners may have a copy of, and what reviewers signed."""

    questions: dict[Id, ByRegion] = Field(default_factory=dict)
    """Question → its revisions."""
    quizzes: dict[Id, ByRegion] = Field(default_factory=dict)
    """Quiz → the revisions of what all its questions carry: when to get help, and who checked it."""
    signatures: dict[ContentFile, Signature] = Field(default_factory=dict)
    """Content file as `kind/id` → what was signed."""
