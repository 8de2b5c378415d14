# What the source article said, and what we found: `content/claims.yml` → `/evidence/claims/`.

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from generator.prose import Prose
from generator.schema.common import Id, Model, Reviewed


class Verdict(StrEnum):
    """How a claim stands up."""

    SUPPORTED = "supported"
    PARTLY = "partly"
    UNSUPPORTED = "unsupported"
    WRONG = "wrong"
    MISSING = "missing"
    """The article should have said it and did not."""


class Claim(Model):
    """One claim of the article."""

    id: Id
    """Its anchor on the page; never used again for another claim."""
    claim: Prose
    """What the article said, in our words."""
    verdict: Verdict
    """How it stands up."""
    why: Prose
    """Why, with sources."""
    instead: Prose
    """What this site says instead."""
    found_at: tuple[str, ...] = ()
    """Ids of the pages that say it."""


class Claims(Reviewed):
    """The ledger."""

    article: Prose
    """What the article was."""
    claims: tuple[Claim, ...] = Field(min_length=1)
    """In the article's order."""
