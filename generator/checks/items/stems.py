# Checks on the wording of questions.

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.checks.items.item import found_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checks.items.item import CheckedItem, Finding
    from generator.problems import FieldPath
    from generator.schema.item_writing import ItemWriting

_BLANK = re.compile(r"_{2,}|\.{3,}|…|\[\s*\]|\(\s*\)|:\s*$")


def blank(item: CheckedItem, _language: ItemWriting) -> Iterator[Finding]:
    """Report gaps to fill and sentences that the options complete: neither can be answered without them."""
    if match := _BLANK.search(item.stem):
        yield item.at("stem"), f"“{match[0].strip()}” leaves a blank; ask a whole question instead"


def negative(item: CheckedItem, language: ItemWriting) -> Iterator[Finding]:
    """Report negative questions, which readers answer as if they were positive."""
    if word := found_in(item.lead_in, language.negative):
        yield item.at("stem"), f"“{word}” turns the question around; ask what is so, not what is not"


def absolute(item: CheckedItem, language: ItemWriting) -> Iterator[Finding]:
    """Report words such as "always", which give an option away as wrong."""
    for path, text in _answers(item):
        if word := found_in(text, language.absolute):
            yield path, f"“{word}” leaves no exception, which gives it away; say what is so"


def vague(item: CheckedItem, language: ItemWriting) -> Iterator[Finding]:
    """Report vague words such as "often", which mean another number to each reader."""
    for path, text in _answers(item):
        if word := found_in(text, language.vague):
            yield path, f"“{word}” means another number to each reader; say how often, or leave it out"


def _answers(item: CheckedItem) -> Iterator[tuple[FieldPath, str]]:
    """What readers judge as right or wrong: the options or the statement, with its path."""
    yield from ((choice.path, choice.text) for choice in item.choices)
    if item.judged:
        yield item.at("stem"), item.stem
