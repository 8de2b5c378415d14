# Schema of the glossary: `content/glossary.yml` → `/glossary/`, and explanations where a term first occurs.

from __future__ import annotations

from pydantic import Field

from generator.prose import Prose
from generator.schema.common import Id, Model, Reviewed


class Term(Model):
    """A word or phrase, with its explanation."""

    id: Id
    """Its anchor on the glossary page."""
    term: str
    """The term as it is written inside a sentence: in lower case, unless it is a name."""
    also: tuple[str, ...] = ()
    """Other forms to recognise in text: plurals, other spellings, everyday words."""
    definition: Prose
    """One or two plain sentences that make sense on their own."""
    say: str | None = None
    """How to pronounce it, if that is not obvious."""
    see: tuple[str, ...] = ()
    """Ids of pages about it."""
    explain: bool = True
    """Whether to explain it where it occurs. Write false for words that everybody knows."""


class Glossary(Reviewed):
    """The file of all terms."""

    terms: tuple[Term, ...] = Field(min_length=1)
    """The terms, in alphabetical order of `term`."""
