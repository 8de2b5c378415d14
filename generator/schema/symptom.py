# A symptom: `content/symptoms/<id>.yml` → `/symptoms/<id>/`.

from __future__ import annotations

from pydantic import Field

from generator.prose import Prose
from generator.schema.common import Id, Ordered, Statement


class Symptom(Ordered):
    """What a reader feels, and the right next step."""

    chip: str = Field(max_length=24)
    """The name in two or three words, for buttons."""
    search_words: tuple[str, ...] = ()
    """Everyday words that should find this page in search."""
    one_line: Prose
    """One plain sentence: what it is like and the most likely meaning."""
    in_short: tuple[Prose, ...] = Field(min_length=3, max_length=6)
    """The whole page in a few bullets. They repeat what the page says below with its sources."""
    what_it_may_be: tuple[Statement, ...] = Field(min_length=1)
    """Likely and not serious first."""
    what_helps: tuple[Statement, ...] = Field(min_length=1)
    """What the reader can do now."""
    see_doctor: tuple[Statement, ...] = Field(min_length=1)
    """When to see a doctor or physiotherapist, with no rush."""
    urgent: tuple[Statement, ...] = Field(min_length=1)
    """When it is urgent or an emergency, and whom to call."""
    warning_signs: tuple[Id, ...] = Field(min_length=1)
    """Signs from `warning-signs.yml` that go with this symptom most."""
    massage: tuple[Statement, ...] = Field(min_length=1)
    """Whether massage suits, in general. Never advice to one person."""
    self_care: tuple[Id, ...] = Field(min_length=1)
    """Self-care topics that help with it."""
    questions: tuple[Prose, ...] = ()
    """What to ask the doctor or physiotherapist."""
