# How hard a text is to read: sentences, words, syllables, grades. English only.
#
# Flesch-Kincaid grade: Kincaid and others, 1975, Research Branch Report 8-75.
#
# Syllables are counted as groups of vowels, corrected by rules for silent letters. textstat would download
# a pronouncing dictionary when it runs. Pyphen needs no download, but its patterns say where a line may
# break, which is not at every syllable: of the 275 words that the tests count by hand, its British patterns
# get 76 wrong, the rules here 3.

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:[’'][A-Za-z]+)*|\d+(?:[.,]\d+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?])[”’)]*\s+(?=[“‘(]?[A-Z0-9])|(?<=[.!?][”’)])\s+(?=[A-Z])")
_ABBREVIATIONS = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|Prof|St|vs|e\.g|i\.e|etc)\.$", re.IGNORECASE)
_LONGEST = len("Prof.")

_EXCEPTIONS = {
    "anyone": 3,
    "area": 3,
    "being": 2,
    "business": 2,
    "different": 3,
    "doing": 2,
    "every": 2,
    "everyone": 3,
    "everything": 3,
    "fibre": 2,
    "fibres": 2,
    "fluid": 2,
    "going": 2,
    "hour": 1,
    "hours": 1,
    "idea": 3,
    "liar": 2,
    "layer": 2,
    "layers": 2,
    "lion": 2,
    "people": 2,
    "poem": 2,
    "quiet": 2,
    "science": 2,
    "seeing": 2,
    "something": 2,
    "sometimes": 2,
    "someone": 2,
    "somewhere": 2,
    "surgeon": 2,
    "surgeons": 2,
    "themselves": 2,
    "trial": 2,
    "trials": 2,
    "useful": 2,
    "usually": 4,
    "vary": 2,
    "wheelchair": 2,
}
_SPLIT_VOWELS = re.compile(
    r"ia(?!n?c[eiy]|ge)|io(?!n|us)|iu|eo(?!p|r[gn])|"
    r"ua(?=l|t)|ue(?=nc|nt|l\b)|ui(?=t[iy]|ng)|ying|eing"
)
"""Two vowels that are said apart."""
_SILENT_E = re.compile(r"(?<![aeiouyl])e$|(?<=[aeiouy]l)e$|(?<=rl)e$")
_SILENT_ES = re.compile(
    r"(?<=[aeiouy])(?<![aeiouy]{2})es$|(?<![sxzcgh])(?<![aeiouyl])es$|(?<=[aeiouy]l)es$"
)
_SILENT_ED = re.compile(r"(?<![td])ed$")
_SILENT_INNER = re.compile(
    r"(?<=[^aeiouy])e(?=(?:ly|ful|fully|less|ment|ments|ness|where|thing|s?times?)$)"
)


def syllables(word: str) -> int:
    """How many syllables an English word has; a number counts as one.

    Args:
        word: one word, in any case, perhaps with an apostrophe.
    """
    word = re.sub(r"[’'].*$", "", word.casefold())
    if not word or not word[0].isalpha():
        return 1
    if word in _EXCEPTIONS:
        return _EXCEPTIONS[word]
    spoken = _SILENT_INNER.sub("", word)
    for silent in (_SILENT_ED, _SILENT_ES, _SILENT_E):
        shorter = silent.sub("", spoken)
        if shorter != spoken:
            spoken = shorter
            break
    groups = len(re.findall(r"[aeiouyà-ÿ]+", spoken))
    return max(1, groups + len(_SPLIT_VOWELS.findall(spoken)))


@dataclass(frozen=True)
class Measure:
    """Counts of a text, and what follows from them."""

    sentences: int
    """How many sentences."""
    words: int
    """How many words."""
    counted: int
    """How many of them count for hardness: names and explained terms do not."""
    syllables: int
    """Syllables of the counted words."""

    @property
    def flesch_kincaid(self) -> float:
        """US school grade after Flesch and Kincaid."""
        if not self.counted:
            return 0.0
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.counted - 15.59


def sentences(text: str) -> list[str]:
    """`text` cut into sentences.

    A full stop after an abbreviation or inside a number does not end one.
    """
    found: list[str] = []
    for piece in _SENTENCE_END.split(text.strip()):
        if found and _ABBREVIATIONS.search(found[-1], len(found[-1]) - _LONGEST):
            found[-1] = f"{found[-1]} {piece}"
        elif _WORD.search(piece):
            found.append(piece)
    return found


def words(text: str) -> list[str]:
    """The words of a text, hyphenated ones apart, numbers included."""
    return _WORD.findall(text)


def measure(sentences: Collection[Sequence[str]], exempt: frozenset[str] = frozenset()) -> Measure:
    """Measure running text.

    Args:
        sentences: the words of each; the end of a paragraph or list item ends a sentence.
        exempt: words that do not count as hard, in lower case. Words with a capital inside a
            sentence are names and do not count either.
    """
    first, later = _hardness(exempt)
    spoken = [first[sentence[0]] for sentence in sentences]
    spoken += [later[word] for sentence in sentences for word in sentence[1:]]
    return Measure(
        sentences=max(1, len(sentences)),
        words=len(spoken),
        counted=len(spoken) - spoken.count(0),
        syllables=sum(spoken),
    )


@lru_cache(maxsize=2)
def _hardness(exempt: frozenset[str]) -> tuple[_Hardness, _Hardness]:
    """How hard the first word of a sentence is, and a later one."""
    return _Hardness(exempt, names=False), _Hardness(exempt, names=True)


class _Hardness(dict[str, int]):
    """Syllables of each word met so far; 0 for one that does not count."""

    def __init__(self, exempt: frozenset[str], *, names: bool) -> None:
        super().__init__()
        self._exempt = exempt
        self._names = names

    def __missing__(self, word: str) -> int:
        named = self._names and word[0].isupper() and len(word) > 1
        self[word] = 0 if named or word.casefold() in self._exempt else syllables(word)
        return self[word]
