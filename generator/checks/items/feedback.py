# Feedback that teaches nothing.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.items.item import content_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checks.items.item import Finding, Item
    from generator.schema.item_writing import ItemWriting


def empty(item: Item, language: ItemWriting) -> Iterator[Finding]:
    """Feedback that says "right" or "wrong", repeats its option, or stands under another one already."""
    said: set[str] = set()
    texts = [choice.text for choice in item.choices] or [item.stem, item.stem]
    for (path, text), option in zip(item.feedback, texts, strict=True):
        idle = content_words(" ".join(language.empty_feedback), language) | content_words(option, language)
        if text in said:
            yield path, "another option has the same feedback; say what is right or wrong with this one"
        elif len(content_words(text, language) - idle) < language.feedback_words:
            yield path, "the feedback gives no reason; say why the answer is right or wrong"
        said.add(text)
