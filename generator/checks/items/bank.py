# The bank of all questions: no two alike.

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
    """Stems that say the same in much the same words, each told at the later one.

    Args:
        bank: quiz id → its questions.
        language: which words count, and how many of them may be shared.
    """
    asked = [
        (quiz, item, content_words(item.stem, language)) for quiz, items in bank.items() for item in items
    ]
    pairs = _may_be_alike([words for _, _, words in asked], language.alike)
    for (_, first, words), (quiz, second, others) in ((asked[one], asked[other]) for one, other in pairs):
        if len(words & others) >= language.alike * len(words | others):
            message = f"it asks what '{first.question.id}' asks; ask something else, or remove one"
            yield quiz, (second.at("stem"), message)


def _may_be_alike(sets: Sequence[frozenset[str]], share: float) -> Iterator[tuple[int, int]]:
    """Pairs that may have so large a share in common: one of their rarest words, at least.

    Two sets that differ in few words cannot differ in all of these (prefix filtering: Bayardo and others,
    Scaling up all pairs similarity search, WWW 2007). So nobody compares every two of thousands.
    """
    often = Counter(word for words in sets for word in words)
    seen: dict[str, list[int]] = defaultdict(list)
    for index, words in enumerate(sets):
        rare = sorted(words, key=lambda word: (often[word], word))
        rare = rare[: len(rare) - ceil(share * len(rare)) + 1]
        yield from ((one, index) for one in sorted({one for word in rare for one in seen[word]}))
        for word in rare:
            seen[word].append(index)
