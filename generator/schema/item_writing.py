# Schema of the rules for writing quiz questions: `content/item-writing.yml`. It holds word lists and limits
# that show when a question gives its own answer away.
#
# The flaws are those in the item-writing guide of the National Board of Medical Examiners (NBME):
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
"""A regular expression in Python's syntax."""


class Bound(StrEnum):
    """The kind of limit that words before a number express."""

    BELOW = "below"
    """Less than the number: `fewer than 5`."""
    TO = "to"
    """The number or less: `up to 5`."""
    ABOVE = "above"
    """More than the number: `over 5`."""
    FROM = "from"
    """The number or more: `at least 5`."""


class Blueprint(Model):
    """What the quizzes about a topic must ask."""

    topic: str
    """The page that a quiz belongs to, such as `pages/warning-signs`, or a kind, such as `techniques`."""
    covers: tuple[str, ...] = Field(min_length=1)
    """What the questions must cover: a part of that page, such as `#ask-first`; another page, by its id; or
    each page of a kind, such as `symptoms`. At least one question must teach each of them."""


class ItemWriting(Model):
    """Word lists and limits for checking questions. Without them, checks that need words find nothing."""

    all_or_none: tuple[str, ...] = ()
    """Texts of options that mean all or none of the others."""
    joining: tuple[str, ...] = ()
    """Words that join the names of other options, as in `A and B`."""
    negative: tuple[str, ...] = ()
    """Words that make a question negative, such as `not` and `except`."""
    absolute: tuple[str, ...] = ()
    """Words that allow no exception. Experienced test takers know that such options are mostly wrong."""
    two_ideas: tuple[str, ...] = ()
    """Words that join two ideas in one option, such as `and`. Options that quote a sign may have them."""
    dismissal: tuple[str, ...] = ()
    """Phrases that play a warning sign down, such as `false alarm`."""
    help_anyway: tuple[str, ...] = ()
    """Phrases that must stand in a text with one of `dismissal`, such as `get help all the same`. A message
    suggests the first two."""
    vague: tuple[str, ...] = ()
    """Words for how often something happens that mean very different numbers to different people."""
    empty_feedback: tuple[str, ...] = ()
    """Words that say only that an answer is right or wrong, not why."""
    function_words: tuple[str, ...] = ()
    """Words with no meaning of their own, ignored when texts are compared."""
    endings: tuple[Pattern, ...] = ()
    """Patterns for endings to remove before words are compared; the longest match is removed."""
    articles: dict[str, Pattern] = Field(default_factory=dict)
    """Last word of a stem → pattern for the start of an option that fits it, as in `an: "[aeiou]"`."""
    plural_verbs: tuple[str, ...] = ()
    """Verbs that call for a plural answer, such as `are`."""
    singular_verbs: tuple[str, ...] = ()
    """Verbs that call for a singular answer, such as `is`."""
    numerals: dict[str, int] = Field(default_factory=dict)
    """Word for a small number → the number."""
    bounds: dict[str, Bound] = Field(default_factory=dict)
    """Words before a number that make it a limit → the kind of limit."""
    range_words: tuple[str, ...] = ()
    """Words between the two ends of a range."""
    ratio_words: tuple[str, ...] = ()
    """Words between the two numbers of a ratio, as in `1 in 10`."""
    units: dict[str, float] = Field(default_factory=dict)
    """Unit → how many of the smallest unit it is, so that units can be compared."""

    alike: float = Field(default=0.8, gt=0, le=1)
    """Share of common content words at which two stems count as the same question."""
    long_key: float = Field(default=1.5, gt=1)
    """A right option is too long if it is this many times as long as the longest wrong option."""
    fewest_options: int = 3
    """Fewest options that a question may have."""
    most_options: int = 5
    """Most options that a question may have."""
    feedback_words: int = 2
    """Fewest new content words that feedback must add."""
    same_position: float = Field(default=0.5, gt=0, le=1)
    """Highest share of right options (keys) that may be in the same position."""
    longest_keys: float = Field(default=0.5, gt=0, le=1)
    """Highest share of right options (keys) that may be longer than all other options."""
    same_answer: float = Field(default=0.75, gt=0, le=1)
    """Highest share of true/false questions that may have the same answer."""
    recall: float = Field(default=0.7, gt=0, le=1)
    """Highest share of questions that may be at the level `remember`."""
    enough: int = 4
    """Number of questions of a type from which the limits on shares apply."""

    blueprint: tuple[Blueprint, ...] = ()
    """What the quizzes about each topic must ask."""
