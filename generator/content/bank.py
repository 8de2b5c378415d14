# The question bank: the questions of all quizzes, by topic.

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.content.library import Library
    from generator.schema.quiz import Quiz

_BUCKET = 200
"""About how many ids a bucket has."""
_MODULUS = 65521
"""The largest prime number below 2 to the power of 16."""


def quizzes_of_bank(library: Library) -> list[Quiz]:
    """The quizzes that have questions of their own, in the site's order."""
    return [library.quizzes[id_] for id_ in dict.fromkeys(library.quiz_with.values())]


def buckets(library: Library) -> int:
    """How many buckets the ids of all questions are sorted into."""
    return -(-len(library.quiz_with) // _BUCKET)


def bucket(id_: str, count: int) -> int:
    """The bucket of a question's id, of `count` from 0; `bank.js` works it out in the same way."""
    value = 0
    for letter in id_:
        value = (value * 31 + ord(letter)) % _MODULUS
    return value % count
