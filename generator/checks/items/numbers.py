# Checks that options which are numbers are sorted and do not overlap.

from __future__ import annotations

import re
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

from generator.checks.items.item import any_of
from generator.schema.item_writing import Bound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checks.items.item import CheckedItem, Finding
    from generator.schema.item_writing import ItemWriting

_NUMBER = r"\d[\d,]*(?:\.\d+)?"


@dataclass(frozen=True)
class Span:
    """The range of amounts that an option covers."""

    low: float
    high: float
    bound: Bound | None
    """The kind of limit, if the range is open on one side."""

    def overlaps(self, other: Span) -> bool:
        """Whether some amount is in both; an excluded limit is in neither."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        if low != high:
            return low < high
        return not {self.bound, other.bound} & {Bound.BELOW, Bound.ABOVE}


def overlapping(item: CheckedItem, language: ItemWriting) -> Iterator[Finding]:
    """Report options that overlap, so that some amounts fit both."""
    if not item.single:
        return
    spans = _spans(item, language)
    for index, span in enumerate(spans):
        other = next((n for n, earlier in enumerate(spans[:index]) if span.overlaps(earlier)), None)
        if other is not None:
            message = f"it overlaps with “{item.choices[other].text}”; let each end where the next begins"
            yield item.choices[index].path, message


def unordered(item: CheckedItem, language: ItemWriting) -> Iterator[Finding]:
    """Report options that are numbers in neither rising nor falling order."""
    ends = [(span.low, span.high) for span in _spans(item, language)]
    if ends and ends not in (sorted(ends), sorted(ends, reverse=True)):
        yield item.at("options"), "the numbers are not in order; sort them"


def in_order(item: CheckedItem, language: ItemWriting) -> bool:
    """Whether the options are numbers, whose order the author cannot choose."""
    return bool(_spans(item, language))


def _spans(item: CheckedItem, language: ItemWriting) -> list[Span]:
    """The range of each option; empty unless all options are amounts of the same thing."""
    amounts = [span_of(choice.text, language) for choice in item.choices]
    counted = {what for what, _ in filter(None, amounts)}
    return [span for _, span in filter(None, amounts)] if None not in amounts and len(counted) == 1 else []


def span_of(text: str, language: ItemWriting) -> tuple[str, Span] | None:
    """Parse an option as an amount.

    Returns:
        What it counts (`unit` if the unit can be converted, otherwise the word itself) and its range;
        None if the text is not a single amount.
    """
    bounds, ranges = any_of(tuple(language.bounds)), any_of(language.range_words)
    ratios = any_of(language.ratio_words)
    if not re.search(r"\d", text):
        return None
    match = re.fullmatch(
        rf"(?:(?P<bound>{bounds})\s+|[^\W\d]+\s+)?(?P<first>{_NUMBER})"
        rf"(?:\s*(?P<range>{ranges})\s*(?P<end>{_NUMBER}))?"
        rf"(?:\s+(?:{ratios})\s+(?P<whole>{_NUMBER}))?"
        r"(?:[\s-]*(?P<unit>[^\W\d]+))?\W*",
        text,
        re.IGNORECASE,
    )
    if not match:
        return None
    counted, scale = _scale(match["unit"] or "", match["whole"], language)
    first = _value(match["first"]) * scale
    last = _value(match["end"]) * scale if match["end"] else first
    bound = language.bounds.get(match["bound"].casefold()) if match["bound"] else None
    low = -inf if bound in {Bound.BELOW, Bound.TO} else first
    high = inf if bound in {Bound.ABOVE, Bound.FROM} else last
    return counted, Span(low, high, bound)


def _scale(unit: str, whole: str | None, language: ItemWriting) -> tuple[str, float]:
    """What an amount counts, and the factor that converts it."""
    part = 1 / max(1.0, _value(whole)) if whole else 1.0
    for name, size in language.units.items():
        if unit.casefold().removesuffix("s") == name:
            return "unit", size * part
    return unit.casefold(), part


def _value(number: str) -> float:
    return float(number.replace(",", ""))
