# The bank of all questions: no two alike.

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from generator.checks.items.item import content_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.checks.items.item import Finding, Item
    from generator.schema.item_writing import ItemWriting


def alike(bank: Mapping[str, tuple[Item, ...]], language: ItemWriting) -> Iterator[tuple[str, Finding]]:
    """Stems that say the same in much the same words, each told at the later one.

    Args:
        bank: quiz id → its questions.
        language: which words count, and how many of them may be shared.
    """
    asked = [
        (quiz, item, content_words(item.stem, language)) for quiz, items in bank.items() for item in items
    ]
    for (_, first, words), (quiz, second, others) in combinations(asked, 2):
        either = words | others
        if either and len(words & others) >= language.alike * len(either):
            message = f"it asks what '{first.question.id}' asks; ask something else, or remove one"
            yield quiz, (second.at("stem"), message)
