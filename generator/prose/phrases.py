# Searches running text for phrases: glossary terms, jargon, words of one region, spellings.
#
# Most texts contain none of the phrases. Comparing sets of words shows that far sooner than matching a
# regular expression with a hundred alternatives, so it comes first.

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

_WORD = re.compile(r"\w+")


class FoldedText(NamedTuple):
    """A text, prepared for `Phrases.may_be_in`."""

    text: str
    """The text, case-folded."""
    each: frozenset[str]
    """Its words, case-folded."""


def words_in(*texts: str) -> FoldedText:
    """Prepare texts to be searched as one."""
    folded = "\n".join(texts).casefold()
    return FoldedText(folded, frozenset(_WORD.findall(folded)))


class Phrases:
    """A set of phrases to search for as whole words. Where several match, the longest wins."""

    def __init__(
        self, phrases: Collection[str], *, any_case: bool = True, in_compounds: bool = True
    ) -> None:
        """Compile the search.

        Args:
            phrases: phrases of one or more words.
            any_case: whether to ignore case.
            in_compounds: whether to match parts of hyphenated words too.
        """
        ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
        joined = "|".join(map(re.escape, ordered))
        around = (r"\b(?:", r")\b") if in_compounds else (r"(?<![\w-])(?:", r")(?![\w-])")
        self._pattern = re.compile(joined.join(around), re.IGNORECASE if any_case else re.NOFLAG)
        # Each phrase is listed under its longest word; one without any word, under the empty string.
        self._by_word: dict[str, list[str]] = defaultdict(list)
        for phrase in map(str.casefold, ordered):
            self._by_word[max(_WORD.findall(phrase), key=len, default="")].append(phrase)
        self._words = frozenset(self._by_word)

    def may_be_in(self, words: FoldedText) -> bool:
        """Whether a text may contain one of the phrases. False is certain, and the usual answer."""
        return self._may_be(words.text, words.each)

    def find(self, text: str) -> Iterator[re.Match[str]]:
        """Find every phrase in `text`, from left to right."""
        return self._pattern.finditer(text) if self._worth_searching(text) else iter(())

    def replace(self, text: str, new: Callable[[re.Match[str]], str]) -> str:
        """Replace every phrase in `text` with `new(match)`."""
        return self._pattern.sub(new, text) if self._worth_searching(text) else text

    def _worth_searching(self, text: str) -> bool:
        folded = text.casefold()
        return self._may_be(folded, _WORD.findall(folded))

    def _may_be(self, text: str, words: Collection[str]) -> bool:
        if self._words.isdisjoint(words) and "" not in self._words:
            return False
        return any(phrase in text for word in ("", *words) for phrase in self._by_word.get(word, ()))
