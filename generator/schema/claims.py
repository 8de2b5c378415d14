# Schema of the ledger of claims, what the source article said and what we found:
# `content/claims.yml` → `/evidence/claims/`.

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from generator.prose import Prose
from generator.schema.common import Id, Model, Reviewed


class Verdict(StrEnum):
    """How well the evidence supports a claim."""

    SUPPORTED = "supported"
    PARTLY = "partly"
    UNSUPPORTED = "unsupported"
    WRONG = "wrong"
    MISSING = "missing"
    """The article left it out, and should have said it."""


class Claim(Model):
    """One claim of the article."""

    id: Id
    """Its anchor on the page. Never reuse it for another claim."""
    claim: Prose
    """What the article said, in our words."""
    verdict: Verdict
    """How well the evidence supports it."""
    why: Prose
    """The reasons for the verdict, with sources."""
    instead: Prose
    """What this site says instead."""
    found_at: tuple[str, ...] = ()
    """Ids of the pages that say what `instead` says."""


class Claims(Reviewed):
    """The ledger of claims."""

    article: Prose
    """A description of the article."""
    claims: tuple[Claim, ...] = Field(min_length=1)
    """The claims, in the order of the article."""
