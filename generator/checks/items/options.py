# Checks on the options of a question.

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.checks.items.item import any_of, found_in
from generator.prose.typed_answers import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checks.items.item import CheckedItem, Finding
    from generator.schema.item_writing import ItemWriting


def duplicates(item: CheckedItem, _language: ItemWriting) -> Iterator[Finding]:
    """Report options, items, matches and steps that readers of some region cannot tell apart.

    Such texts differ only in capitals, punctuation, markup or region words.
    """
    for texts in item.told_apart:
        seen: dict[str, str] = {}
        for path, text in texts:
            form = folded(text, keep_accents=True) or text
            if form in seen:
                yield path, f"“{seen[form]}” is there already; write it in other words, or remove it"
            seen.setdefault(form, text)


def all_or_none(item: CheckedItem, language: ItemWriting) -> Iterator[Finding]:
    """Report "all of the above" and the like: one wrong or two right options give the answer away."""
    for choice in item.choices:
        if phrase := found_in(choice.text, language.all_or_none):
            message = f"“{phrase}” can be guessed from the others; name one thing instead"
            yield choice.path, message


def joined(item: CheckedItem, language: ItemWriting) -> Iterator[Finding]:
    """Report options that name others by letter or number, as in "A and B": shuffling breaks them."""
    joining = any_of(language.joining)
    name = r"(?:[A-Fa-f]|[1-6])\b"
    pattern = rf"(?:(?:{joining})\s+)?{name}(?:\s*(?:,|{joining})\s*{name})+\W*"
    for choice in item.choices:
        if re.fullmatch(pattern, choice.text, re.IGNORECASE):
            message = f"“{choice.text}” joins other options; use `multiple-choice` and mark each right one"
            yield choice.path, message


def two_ideas(item: CheckedItem, language: ItemWriting) -> Iterator[Finding]:
    """Report options that hold two ideas: readers cannot tell which of them is right or wrong."""
    for choice in item.choices:
        if not choice.quoted and (word := found_in(choice.text, language.two_ideas)):
            yield choice.path, f"“{word}” joins two ideas; leave one of them out"


def count(item: CheckedItem, language: ItemWriting) -> Iterator[Finding]:
    """Report fewer than `fewest_options` or more than `most_options` options."""
    number, least, most = len(item.choices), language.fewest_options, language.most_options
    if item.choices and not least <= number <= most:
        change = (
            "add a wrong one that people believe" if number < least else "remove those that nobody picks"
        )
        yield item.at("options"), f"{number} options, and {least} to {most} are best; {change}"
