# Words explained: `content/glossary.yml` → `/glossary/` and explanations where a word occurs.

from __future__ import annotations

from pydantic import Field

from generator.prose import Prose
from generator.schema.common import Id, Model, Reviewed


class Term(Model):
    """One word or phrase."""

    id: Id
    """Its anchor on the glossary page."""
    term: str
    """As it stands in a sentence, in lower case unless it is a name."""
    also: tuple[str, ...] = ()
    """Other forms to recognise in text: plurals, other spellings, the everyday word."""
    definition: Prose
    """One or two plain sentences that can stand alone."""
    say: str | None = None
    """How it is said, if that is not plain."""
    see: tuple[str, ...] = ()
    """Ids of pages about it."""
    explain: bool = True
    """Whether to explain it where it occurs. Off for words that everybody knows."""


class Glossary(Reviewed):
    """All terms."""

    terms: tuple[Term, ...] = Field(min_length=1)
    """In alphabetical order of `term`."""
