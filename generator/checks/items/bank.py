# Checks that no two questions of all quizzes ask the same.

from __future__ import annotations

from collections import Counter, defaultdict
from math import ceil
from typing import TYPE_CHECKING

from generator.checks.items.item import content_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.checks.items.item import CheckedItem, Finding
    from generator.schema.item_writing import ItemWriting


def alike(
    bank: Mapping[str, tuple[CheckedItem, ...]], language: ItemWriting
) -> Iterator[tuple[str, Finding]]:
    """Report pairs of stems with nearly the same words, at the later question of each pair.

    Args:
        bank: quiz id → its questions.
        language: which words count, and what share of them two stems may have in common.
    """
    questions = [
        (quiz, item, content_words(item.stem, language)) for quiz, items in bank.items() for item in items
    ]
    pairs = _candidates([words for _, _, words in questions], language.alike)
    for (_, first, words), (quiz, second, others) in ((questions[i], questions[j]) for i, j in pairs):
        if len(words & others) >= language.alike * len(words | others):
            message = f"it asks what '{first.question.id}' asks; ask something else, or remove one"
            yield quiz, (second.at("stem"), message)


def _candidates(sets: Sequence[frozenset[str]], share: float) -> Iterator[tuple[int, int]]:
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
