# What makes a question give itself away: `content/item-writing.yml`. Words of the language, and limits.
#
# The flaws are those of the item-writing guide of the National Board of Medical Examiners (NBME):
# "Constructing Written Test Questions for the Health Sciences", sections on technical item flaws.

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field

from generator.schema.common import Model


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        message = f"not a regular expression: {error}"
        raise ValueError(message) from error
    return pattern


Pattern = Annotated[str, AfterValidator(_compiles)]
"""A regular expression, as Python reads it."""


class Bound(StrEnum):
    """What a word before a number makes of it."""

    BELOW = "below"
    """Anything less: `fewer than 5`."""
    TO = "to"
    """It and less: `up to 5`."""
    ABOVE = "above"
    """Anything more: `over 5`."""
    FROM = "from"
    """It and more: `at least 5`."""


class Blueprint(Model):
    """What a quiz must ask about."""

    topic: str
    """The page a quiz belongs to, `pages/warning-signs`, or a kind of page, `techniques`."""
    covers: tuple[str, ...] = Field(min_length=1)
    """Parts of that page, `#ask-first`; other pages, as targets; a kind, `symptoms`, for each page of it.
    At least one question must teach each."""


class ItemWriting(Model):
    """Words and limits that questions are held to. Without this file, checks that need words find none."""

    all_or_none: tuple[str, ...] = ()
    """Options that speak of all or none of the others."""
    joining: tuple[str, ...] = ()
    """Words that join names of other options, as in `A and B`."""
    negative: tuple[str, ...] = ()
    """Words that turn a question around: `not`, `except`."""
    absolute: tuple[str, ...] = ()
    """Words that leave no exception. Test-wise people know that such options are mostly wrong."""
    vague: tuple[str, ...] = ()
    """Words for how often something is. People read very different numbers into them."""
    empty_feedback: tuple[str, ...] = ()
    """Words that say that an answer is right or wrong, and not why."""
    function_words: tuple[str, ...] = ()
    """Words without content of their own, left out when texts are compared."""
    endings: tuple[Pattern, ...] = ()
    """Patterns of endings that a word may lose and stay the same word; the longest is taken off."""
    articles: dict[str, Pattern] = Field(default_factory=dict)
    """A word that a stem may end with → a pattern for how a fitting option starts: `an: "[aeiou]"`."""
    plural_verbs: tuple[str, ...] = ()
    """Verbs that ask for more than one thing."""
    singular_verbs: tuple[str, ...] = ()
    """Verbs that ask for one thing."""
    numerals: dict[str, int] = Field(default_factory=dict)
    """Words for small numbers → the number."""
    bounds: dict[str, Bound] = Field(default_factory=dict)
    """Words before a number that make it a limit."""
    range_words: tuple[str, ...] = ()
    """Words between the ends of a range."""
    ratio_words: tuple[str, ...] = ()
    """Words between the parts of a share, as in `1 in 10`."""
    units: dict[str, float] = Field(default_factory=dict)
    """Units that can be compared → how many of the smallest each is."""

    alike: float = Field(default=0.8, gt=0, le=1)
    """From which share of common content words two stems count as one."""
    long_key: float = Field(default=1.5, gt=1)
    """How many times as long as the longest wrong option a right one may not be."""
    fewest_options: int = 3
    """Least options of a question."""
    most_options: int = 5
    """Most options of a question."""
    feedback_words: int = 2
    """Least content words that feedback adds."""
    same_position: float = Field(default=0.5, gt=0, le=1)
    """Highest share of keys that may stand in one position."""
    longest_keys: float = Field(default=0.5, gt=0, le=1)
    """Highest share of keys that may be longer than all other options."""
    same_answer: float = Field(default=0.75, gt=0, le=1)
    """Highest share of true (or false) among true/false questions."""
    recall: float = Field(default=0.7, gt=0, le=1)
    """Highest share of questions at the level `remember`."""
    enough: int = 4
    """Questions of a type, from which on a share of them means something."""

    blueprint: tuple[Blueprint, ...] = ()
    """What quizzes must ask about."""
