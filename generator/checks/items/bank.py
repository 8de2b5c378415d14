# Checks that no two questions of all quizzes ask the same.

from __future__ import annotations

from collections import Counter, defaultdict
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from generator.checks.items.item import content_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.checks.items.item import Finding
    from generator.problems import FieldPath
    from generator.schema.item_writing import ItemWriting


class Asked(NamedTuple):
    """What a question asks."""

    quiz: str
    """The id of its quiz."""
    id: str
    """Its own id."""
    path: FieldPath
    """Path of its stem."""
    stem: str


def alike(bank: Sequence[Asked], language: ItemWriting) -> Iterator[tuple[str, Finding]]:
    """Report pairs of stems with nearly the same words, at the later question of each pair.

    Args:
        bank: all questions.
        language: which words count, and what share of them two stems may have in common.
    """
    words = [(*content_words(asked.stem, language),) for asked in bank]  # sets would take much more memory
    for one, other in _candidates(words, language.alike):
        first, second = {*words[one]}, {*words[other]}
        if len(first & second) >= language.alike * len(first | second):
            message = f"it asks what '{bank[one].id}' asks; ask something else, or remove one"
            yield bank[other].quiz, (bank[other].path, message)


def _candidates(sets: Sequence[tuple[str, ...]], share: float) -> Iterator[tuple[int, int]]:
    """Index pairs of the sets that may have at least `share` of their words in common.

    Sets as similar as that share one of their rarest words (prefix filtering: Bayardo and others,
    Scaling up all pairs similarity search, WWW 2007), so not every pair has to be compared.
    """
    frequency = Counter(word for words in sets for word in words)
    sets_with: dict[str, list[int]] = defaultdict(list)
    for index, words in enumerate(sets):
        rare = sorted(words, key=lambda word: (frequency[word], word))
        rare = rare[: len(rare) - ceil(share * len(rare)) + 1]
        yield from ((earlier, index) for earlier in sorted({i for word in rare for i in sets_with[word]}))
        for word in rare:
            sets_with[word].append(index)
