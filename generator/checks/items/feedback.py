# Feedback that teaches nothing.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.items.item import content_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checks.items.item import CheckedItem, Finding
    from generator.schema.item_writing import ItemWriting


def empty(item: CheckedItem, language: ItemWriting) -> Iterator[Finding]:
    """Feedback that says "right" or "wrong", repeats its option, or stands under another one already."""
    said: set[str] = set()
    idle = content_words(" ".join(language.empty_feedback), language)
    for one in item.feedback:
        new = content_words(one.text, language) - content_words(one.about, language) - idle
        if one.text in said:
            yield one.path, "another answer has the same feedback; say what is right or wrong with this one"
        elif len(new) < language.feedback_words:
            yield one.path, "the feedback gives no reason; say why the answer is right or wrong"
        said.add(one.text)
