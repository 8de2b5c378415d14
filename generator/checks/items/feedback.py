# Checks that feedback gives a reason.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.items.item import content_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checks.items.item import CheckedItem, Finding
    from generator.schema.item_writing import ItemWriting


def empty(item: CheckedItem, language: ItemWriting) -> Iterator[Finding]:
    """Report feedback that only says "right" or "wrong", repeats its option, or is given twice."""
    earlier: set[str] = set()
    empty_words = content_words(" ".join(language.empty_feedback), language)
    for feedback in item.feedback:
        new = content_words(feedback.text, language) - content_words(feedback.about, language) - empty_words
        if feedback.text in earlier:
            yield (
                feedback.path,
                "another answer has the same feedback; say what is right or wrong with this one",
            )
        elif len(new) < language.feedback_words:
            yield feedback.path, "the feedback gives no reason; say why the answer is right or wrong"
        earlier.add(feedback.text)
