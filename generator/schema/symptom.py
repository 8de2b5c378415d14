# Schema of a symptom: `content/symptoms/<id>.yml` → `/symptoms/<id>/`.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from pydantic import Field

from generator.prose import Prose
from generator.schema.common import Id, Ordered, Statement


class Symptom(Ordered):
    """Something that readers feel, and the right next step."""

    RENAMED: ClassVar[Mapping[str, str]] = {"massage": "treatment"}

    chip: str = Field(max_length=24)
    """A short name of two or three words, for buttons."""
    search_words: tuple[str, ...] = ()
    """Everyday words by which search should find this page."""
    one_line: Prose
    """One plain sentence: what it feels like, and what it most likely means."""
    in_short: tuple[Prose, ...] = Field(min_length=3, max_length=6)
    """The whole page in a few bullet points. They repeat what the page then says with its sources."""
    what_it_may_be: tuple[Statement, ...] = ()
    """Possible causes, with likely and harmless ones first."""
    what_helps: tuple[Statement, ...] = ()
    """What readers can do now."""
    see_doctor: tuple[Statement, ...] = ()
    """When to see a health professional, without hurry."""
    warning_signs: tuple[Id, ...] = Field(min_length=1)
    """Ids of the signs in `warning-signs.yml` that may come with this symptom; the page shows them all."""
    treatment: tuple[Statement, ...] = ()
    """Whether treatment is suitable, in general. Never advice to one person."""
    self_care: tuple[Id, ...] = ()
    """Ids of the self-care topics that help with it."""
    questions: tuple[Prose, ...] = ()
    """Questions to ask a health professional."""
