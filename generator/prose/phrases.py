# Phrases in running text: glossary terms, jargon, words of one country, spellings.
#
# Most texts hold none of a list of phrases, and a look at their words tells that far sooner than a pattern
# with a hundred branches.

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

_WORD = re.compile(r"\w+")


class Words(NamedTuple):
    """A text as it is looked through."""

    text: str
    """The text in small letters."""
    each: frozenset[str]
    """Its words."""


def words_in(*texts: str) -> Words:
    """What stands in some texts."""
    folded = "\n".join(texts).casefold()
    return Words(folded, frozenset(_WORD.findall(folded)))


class Phrases:
    """Phrases that are found where they stand as words of their own, the longest first."""

    def __init__(
        self, phrases: Collection[str], *, any_case: bool = True, in_compounds: bool = True
    ) -> None:
        """Take up what to look for.

        Args:
            phrases: words, or several words each.
            any_case: whether capitals make no difference.
            in_compounds: whether a part of a word with hyphens counts.
        """
        ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
        joined = "|".join(map(re.escape, ordered))
        around = (r"\b(?:", r")\b") if in_compounds else (r"(?<![\w-])(?:", r")(?![\w-])")
        self._pattern = re.compile(joined.join(around), re.IGNORECASE if any_case else re.NOFLAG)
        self._by_word: dict[str, list[str]] = defaultdict(list)  # a phrase of signs alone stands at no word
        for phrase in map(str.casefold, ordered):
            self._by_word[max(_WORD.findall(phrase), key=len, default="")].append(phrase)
        self._words = frozenset(self._by_word)

    def may_be_in(self, words: Words) -> bool:
        """Whether a text may hold one of them; nearly always the answer is no."""
        return self._may_be(words.text, words.each)

    def find(self, text: str) -> Iterator[re.Match[str]]:
        """Every one of them in a text, from left to right."""
        return self._pattern.finditer(text) if self._worth_a_look(text) else iter(())

    def replace(self, text: str, new: Callable[[re.Match[str]], str]) -> str:
        """The text with every one of them replaced."""
        return self._pattern.sub(new, text) if self._worth_a_look(text) else text

    def _worth_a_look(self, text: str) -> bool:
        folded = text.casefold()
        return self._may_be(folded, _WORD.findall(folded))

    def _may_be(self, text: str, words: Collection[str]) -> bool:
        if self._words.isdisjoint(words) and "" not in self._words:
            return False
        return any(phrase in text for word in ("", *words) for phrase in self._by_word.get(word, ()))
