# Checks on a whole quiz: the positions and lengths of its right answers, and how much is mere recall.

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.checks.items import numbers
from generator.schema.quiz import Bloom, TrueFalseQuestion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checks.items.item import CheckedItem
    from generator.schema.item_writing import ItemWriting


def key_position(items: tuple[CheckedItem, ...], language: ItemWriting) -> Iterator[str]:
    """Report right options that are in the same position in more than `same_position` of the questions.

    Questions whose options are numbers do not count, since those are sorted.
    """
    free = [item for item in items if item.single and not numbers.in_order(item, language)]
    positions = Counter(item.choices.index(item.keys[0]) + 1 for item in free)
    if len(free) < language.enough:
        return
    position, count = positions.most_common(1)[0]
    if count > language.same_position * len(free):
        yield f"in {count} of {len(free)} questions option {position} is right; move some elsewhere"


def longest_key_rate(items: tuple[CheckedItem, ...], language: ItemWriting) -> Iterator[str]:
    """Report right options that are the longest in more than `longest_keys` of the questions."""
    single = [item for item in items if item.single]
    longest = [item for item in single if _is_longest(item)]
    if len(single) >= language.enough and len(longest) > language.longest_keys * len(single):
        ids = ", ".join(item.question.id for item in longest)
        message = f"in {len(longest)} of {len(single)} questions the longest option is right ({ids})"
        yield f"{message}; shorten some, or fill out the wrong ones"


def _is_longest(item: CheckedItem) -> bool:
    return all(len(item.keys[0].text) > len(choice.text) for choice in item.distractors)


def true_false(items: tuple[CheckedItem, ...], language: ItemWriting) -> Iterator[str]:
    """Report true-or-false statements of which more than `same_answer` are true, or false."""
    answers = [item.question.answer for item in items if isinstance(item.question, TrueFalseQuestion)]
    if len(answers) < language.enough:
        return
    answer, count = Counter(answers).most_common(1)[0]
    if count > language.same_answer * len(answers):
        answer_word = "true" if answer else "false"
        yield f"{count} of {len(answers)} statements are {answer_word}; turn some around"


def recall(items: tuple[CheckedItem, ...], language: ItemWriting) -> Iterator[str]:
    """Report questions of which more than `recall` ask to remember."""
    count = sum(item.question.bloom is Bloom.REMEMBER for item in items)
    if len(items) >= language.enough and count > language.recall * len(items):
        message = (
            f"{count} of {len(items)} questions ask to remember; ask some readers to use what they know"
        )
        yield message
