# Checks that feedback gives a reason, and that no question teaches readers to dismiss a sign.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.items.item import content_words, found_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checks.items.item import CheckedItem, Finding
    from generator.problems import FieldPath
    from generator.schema.item_writing import ItemWriting


def empty(item: CheckedItem, language: ItemWriting) -> Iterator[Finding]:
    """Report feedback without `feedback_words` words of its own: "wrong", or its option once more."""
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


def dismissal(item: CheckedItem, language: ItemWriting) -> Iterator[Finding]:
    """Report texts that play a sign down and do not say in the same breath to get help."""
    for path, text in _taught(item):
        if (phrase := found_in(text, language.dismissal)) and not found_in(text, language.help_anyway):
            helps = ", ".join(f"“{words}”" for words in language.help_anyway[:2])
            yield path, f"“{phrase}” can keep people from getting help; leave it out, or add {helps}"


def _taught(item: CheckedItem) -> Iterator[tuple[FieldPath, str]]:
    """What readers of a question take away: its right answers, feedback and explanation."""
    yield from ((key.path, key.text) for key in item.keys)
    yield from ((feedback.path, feedback.text) for feedback in item.feedback)
    yield item.at("explanation"), item.explanation
