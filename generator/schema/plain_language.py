# How plain the words must be: `content/plain-language.yml`. Every limit has a default.

from __future__ import annotations

from pydantic import Field

from generator.schema.common import Model


class Jargon(Model):
    """A word that readers may not know."""

    word: str
    """The word, in lower case; a glossary term with the same name explains it."""
    say: str
    """What to say instead."""


class Waiver(Model):
    """One place where a limit does not hold, and why."""

    file: str
    """The content file, such as `warning-signs.yml`."""
    limit: str
    """The limit's name below, such as `list_items`."""
    reason: str = Field(min_length=10)
    """Why it is right here."""


class PlainLanguage(Model):
    """Limits for text that readers see. A text over a limit is a problem."""

    grade: float = 7.0
    """Highest Flesch-Kincaid grade of a file for patients."""
    handout_grade: float = 6.0
    """The same for a file that a handout is printed from."""
    professional_grade: float = 9.0
    """The same for files for educators, clinics and people who check the evidence."""
    professional: tuple[str, ...] = ()
    """Those files, such as `pages/for-educators.md`."""
    sentence_words: int = 20
    """Most words in a sentence."""
    paragraph_words: int = 60
    """Most words in one paragraph or list item."""
    list_items: int = 7
    """Most items in a list."""
    passive_share: float = 0.25
    """Highest share of sentences in the passive voice in a file."""
    you_per_100_words: float = 1.0
    """Least uses of "you" and "your" in a hundred words of a topic: it speaks to its reader."""
    jargon: tuple[Jargon, ...] = ()
    """Words to avoid or explain."""
    waivers: tuple[Waiver, ...] = ()
    """Where a limit does not hold."""
