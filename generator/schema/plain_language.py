# Schema of the limits for plain language: `content/plain-language.yml`. Every limit has a default.

from __future__ import annotations

from pydantic import Field

from generator.schema.common import Model


class Jargon(Model):
    """A word that readers may not know."""

    word: str
    """The word, in lower case. It may be used if the glossary explains it."""
    say: str
    """What to write instead."""


class TechnicalWords(Model):
    """How to tell a technical word by its parts, so that not every such word must be listed."""

    starts: tuple[str, ...] = ()
    """Starts of technical words, in lower case."""
    ends: tuple[str, ...] = ()
    """Ends of technical words, in lower case and in the singular."""
    known: tuple[str, ...] = ()
    """Words with such a part that everybody knows."""


class Waiver(Model):
    """An exception from a limit for one file, with the reason."""

    file: str
    """The content file, such as `warning-signs.yml`."""
    limit: str
    """The name of the limit in this file, such as `list_items`."""
    reason: str = Field(min_length=10)
    """Why the exception is right here."""


class UnfoldedWords(Model):
    """Most words that may stand open on a page, by kind; headings, labels and sources do not count."""

    techniques: int = 700
    """Most words of a technique's page."""
    symptoms: int = 550
    """Most words of a symptom's page."""


class Inflesz(Model):
    """Lowest values of Spanish text on the INFLESZ scale: 55 to 65 is normal, 65 to 80 rather easy."""

    text: float = 60.0
    """Of a file for patients."""
    handout: float = 65.0
    """Of a file from which a handout is printed."""
    professional: float = 55.0
    """Of a file for educators, clinics or people who check the evidence."""


class PlainLanguage(Model):
    """Limits for text that readers see. A text over a limit is a problem."""

    grade: float = 7.0
    """Highest Flesch-Kincaid grade of a file for patients, in English."""
    handout_grade: float = 6.0
    """Highest grade of a file from which a handout is printed."""
    professional_grade: float = 9.0
    """Highest grade of a file for educators, clinics or people who check the evidence."""
    inflesz: Inflesz = Inflesz()
    """The same for text in Spanish, which has another scale."""
    professional: tuple[str, ...] = ()
    """The files for professionals, such as `pages/for-educators.md`."""
    sentence_words: int = 20
    """Most words in a sentence."""
    paragraph_words: int = 60
    """Most words in one paragraph or list item."""
    list_items: int = 7
    """Most items in a list."""
    unfolded_words: UnfoldedWords = UnfoldedWords()
    """Most words of a page outside the parts that fold. More are a hint, as safety comes first."""
    box_words: int = 110
    """Most words in the emergency box, with its title and what to do. More are a hint, too."""
    passive_share: float = 0.25
    """Highest share of sentences in a file that may be in the passive voice, from 0 to 1."""
    you_per_100_words: float = 1.0
    """Fewest uses of "you" and "your" per 100 words of a topic, so that it speaks to the reader."""
    jargon: tuple[Jargon, ...] = ()
    """Words to avoid or to explain."""
    technical: TechnicalWords = TechnicalWords()
    """Words that must be explained, in the glossary or in brackets, told by their parts."""
    promises: tuple[str, ...] = ()
    """Phrases that promise a result, which nobody can. Questions and what is denied do not count."""
    denials: tuple[str, ...] = ()
    """Words that deny what follows in their sentence, so that it promises nothing."""
    waivers: tuple[Waiver, ...] = ()
    """Exceptions from the limits."""
