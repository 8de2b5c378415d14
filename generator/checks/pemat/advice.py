# Whether a text tells its readers what to do, by the form of its sentences.

from __future__ import annotations

import re

from generator.prose.readability import sentences, words

_TELLING = (
    "add agree aim ask avoid be book breathe bring build call carry change check choose come do drink "
    "eat enjoy expect fetch find follow get give go have hold keep lean learn leave let lie lift list "
    "look make move name pick plan press put raise read relax repeat rest roll say see set shift show "
    "sit skip slow speak split stand start stay stop straighten stretch take talk tell test tip try "
    "turn use wait walk warm watch wear work wrap write"
)
"""Verbs in the imperative that are common in advice on health."""
_OPENING = r"^[“‘\"(]?(?:(?:then|so|now|always|never|just|also|please|not)\s+)?(?:do not\s+)?"
_NOT_BEFORE = r"(?!\s+(?:am|is|are|was|were|may|might|can|could|will|would|should|must|has|had|does|did)\b)"
_TELLS = re.compile(rf"{_OPENING}(?:{_TELLING.replace(' ', '|')})\b{_NOT_BEFORE}", re.IGNORECASE)
_CONDITION = re.compile(
    r"^(?:if|when|once|on|in|at|for|after|before|with|over|during)\b[^,]*,\s+", re.IGNORECASE
)
_MUST = re.compile(r"\b(?:should|must|ought to|(?:has|have|needs?) to)\b", re.IGNORECASE)
_YOU = re.compile(r"\b(?:you|your|yours|yourself)\b", re.IGNORECASE)


def tells(text: str) -> bool:
    """Whether a sentence of `text` probably tells the reader what to do: it starts with an imperative."""
    return any(_TELLS.match(_CONDITION.sub("", sentence)) for sentence in sentences(text))


def must_be(text: str) -> bool:
    """Whether `text` says that something must or should be done, by whomever."""
    return bool(_MUST.search(text))


def speaks_to_reader(text: str) -> bool:
    """Whether `text` says "you" or tells the reader what to do."""
    return bool(_YOU.search(text)) or tells(text)


def word_count(text: str) -> int:
    """The number of words in `text`."""
    return len(words(text))
