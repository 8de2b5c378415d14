# Readability of text: sentences and words; syllables of English, and the Flesch-Kincaid grade.
#
# `scales.py` has the measure of each language, `spanish.py` the syllables of Spanish.
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
_START = "A-ZÀ-ÖØ-Þ"
_SENTENCE_END = re.compile(
    rf"(?<=[.!?])[”’)]*\s+(?=[“‘(¿¡]{{0,2}}[{_START}0-9])|(?<=[.!?][”’)])\s+(?=[{_START}¿¡])"
)
_ABBREVIATIONS = re.compile(
    r"\b(?:Dra?|Mr|Mrs|Ms|Prof|Sra?|St|vs|e\.g|i\.e|etc|EE|núm|pág|p\. ej|aprox)\.$", re.IGNORECASE
)
_LONGEST_ABBREVIATION = len("aprox.")

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
"""Two vowels that are pronounced as two syllables."""
_SILENT_E = re.compile(r"(?<![aeiouyl])e$|(?<=[aeiouy]l)e$|(?<=rl)e$")
_SILENT_ES = re.compile(
    r"(?<=[aeiouy])(?<![aeiouy]{2})es$|(?<![sxzcgh])(?<![aeiouyl])es$|(?<=[aeiouy]l)es$"
)
_SILENT_ED = re.compile(r"(?<![td])ed$")
_SILENT_INNER = re.compile(
    r"(?<=[^aeiouy])e(?=(?:ly|ful|fully|less|ment|ments|ness|where|thing|s?times?)$)"
)


def syllables(word: str) -> int:
    """Count the syllables of an English word, without what follows an apostrophe. A number has one."""
    word = re.sub(r"[’'].*$", "", word.casefold())
    if not word or not word[0].isalpha():
        return 1
    if word in _EXCEPTIONS:
        return _EXCEPTIONS[word]
    voiced = _SILENT_INNER.sub("", word)
    for silent in (_SILENT_ED, _SILENT_ES, _SILENT_E):
        shorter = silent.sub("", voiced)
        if shorter != voiced:
            voiced = shorter
            break
    groups = len(re.findall(r"[aeiouyà-ÿ]+", voiced))
    return max(1, groups + len(_SPLIT_VOWELS.findall(voiced)))


@dataclass(frozen=True)
class Measure:
    """Counts for a text, and the grade computed from them."""

    sentences: int
    """Number of sentences, at least 1."""
    words: int
    """Number of words."""
    counted: int
    """Number of words whose syllables count. Names and exempt words are left out."""
    syllables: int
    """Number of syllables in the counted words."""

    @property
    def flesch_kincaid(self) -> float:
        """Flesch-Kincaid grade level, in US school years; 0 if no word counts."""
        if not self.counted:
            return 0.0
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.counted - 15.59


def sentences(text: str) -> list[str]:
    """Split `text` into sentences.

    A full stop after an abbreviation or inside a number does not end a sentence.
    """
    result: list[str] = []
    for piece in _SENTENCE_END.split(text.strip()):
        if result and _ABBREVIATIONS.search(result[-1], len(result[-1]) - _LONGEST_ABBREVIATION):
            result[-1] = f"{result[-1]} {piece}"
        elif _WORD.search(piece):
            result.append(piece)
    return result


def words(text: str) -> list[str]:
    """The words and numbers in `text`; a hyphenated word counts as several."""
    return _WORD.findall(text)


def measure(sentences: Collection[Sequence[str]], exempt: frozenset[str] = frozenset()) -> Measure:
    """Measure running text.

    Args:
        sentences: the words of each sentence, at least one.
        exempt: words whose syllables do not count, in lower case. Capitalised words inside a sentence are
            treated as names and do not count either.
    """
    first, other = _counters(exempt)
    counts = [first[sentence[0]] for sentence in sentences]
    counts += [other[word] for sentence in sentences for word in sentence[1:]]
    return Measure(
        sentences=max(1, len(sentences)),
        words=len(counts),
        counted=len(counts) - counts.count(0),
        syllables=sum(counts),
    )


@lru_cache(maxsize=2)
def _counters(exempt: frozenset[str]) -> tuple[_SyllableCounter, _SyllableCounter]:
    """The counter for the first word of a sentence, and the one for all other words."""
    return _SyllableCounter(exempt, names=False), _SyllableCounter(exempt, names=True)


class _SyllableCounter(dict[str, int]):
    """Word → its syllables, computed at the first look-up; 0 if the word does not count."""

    def __init__(self, exempt: frozenset[str], *, names: bool) -> None:
        super().__init__()
        self._exempt = exempt
        self._names = names

    def __missing__(self, word: str) -> int:
        is_name = self._names and word[0].isupper() and len(word) > 1
        self[word] = 0 if is_name or word.casefold() in self._exempt else syllables(word)
        return self[word]
