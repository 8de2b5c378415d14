# How plain the words of each content file are: the numbers behind the checks and the coverage table.

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from generator import prose
from generator.content.fields import prose_in
from generator.content.references import References
from generator.memo import once_for_each
from generator.prose import readability
from generator.prose.phrases import Words, words_in
from generator.schema.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.content.library import Library
    from generator.problems import FieldPath
    from generator.prose import Prose
    from generator.prose.readability import Measure
    from generator.schema.common import Model
    from generator.schema.region import Region

SHOWN_TO_READERS = (
    "techniques",
    "symptoms",
    "muscles",
    "self-care",
    "quizzes",
    "leaflets",
    "pages",
    "warning-signs",
    "cautions",
    "session",
    "glossary",
)
"""Kinds whose words are written for readers. Bibliography and ledger quote others."""

_TO_BE = r"(?:am|is|are|was|were|be|been|being|get|gets|got)"
_PARTICIPLE = (
    r"(?:\w{2,}ed|done|given|held|kept|known|made|put|seen|shown|taken|told|used|said|found|felt|left|meant|"
    r"read|built|cut|lost|sent|set|written|worn|torn|thought|taught|brought|chosen|drawn|hurt|led|paid)"
)
_BETWEEN = r"(?:\s+(?:not|also|often|only|still|just|now))?"
_PASSIVE = re.compile(rf"\b{_TO_BE}{_BETWEEN}\s+{_PARTICIPLE}\b", re.IGNORECASE)
_ADJECTIVES = r"(?:tired|worried|needed|scared|supposed|used to|red|hundred)"
_NOT_PASSIVE = re.compile(rf"\b{_TO_BE}\s+{_ADJECTIVES}\b", re.IGNORECASE)


_YOU = re.compile(r"\byou(?:r|rs|rself)?\b", re.IGNORECASE)


def passive(sentence: str) -> bool:
    """Whether a sentence is probably in the passive voice: a form of "to be" and a participle."""
    return bool(_PASSIVE.search(sentence)) and not _NOT_PASSIVE.search(sentence)


@dataclass(frozen=True)
class Reading:
    """The reader-facing text of one content file."""

    texts: tuple[tuple[FieldPath, str], ...]
    """Each paragraph or list item, with the way to it; an empty way for a page's Markdown."""
    exempt: frozenset[str]
    """Words that do not count as hard: names and explained terms."""

    @cached_property
    def measure(self) -> Measure:
        """Counts and grades over all of it."""
        return readability.measure(self._words, self.exempt)

    @cached_property
    def sentences(self) -> tuple[tuple[FieldPath, str], ...]:
        """Every sentence with the way to its paragraph."""
        return tuple((path, s) for (path, _), cut in zip(self.texts, self._cut, strict=True) for s in cut)

    @cached_property
    def _cut(self) -> list[list[str]]:
        """The sentences of each paragraph."""
        return [readability.sentences(text) for _, text in self.texts]

    @cached_property
    def _words(self) -> list[list[str]]:
        """The words of each sentence."""
        return [readability.words(sentence) for _, sentence in self.sentences]

    @cached_property
    def words(self) -> Words:
        """All of it, to be looked through for phrases."""
        return words_in(*(text for _, text in self.texts))

    @cached_property
    def passive(self) -> tuple[str, ...]:
        """The sentences in the passive voice."""
        return tuple(sentence for _, sentence in self.sentences if passive(sentence))

    @property
    def passive_share(self) -> float:
        """Share of sentences in the passive voice, 0 to 1."""
        return len(self.passive) / max(1, len(self.sentences))

    @cached_property
    def said_you(self) -> int:
        """How often it says "you", "your" or "yourself"."""
        return sum(len(_YOU.findall(text)) for _, text in self.texts)

    @cached_property
    def paragraph_words(self) -> tuple[int, ...]:
        """How many words each paragraph has."""
        lengths = iter(self.sentence_words)
        return tuple(sum(islice(lengths, len(cut))) for cut in self._cut)

    @cached_property
    def sentence_words(self) -> tuple[int, ...]:
        """How many words each sentence has."""
        return tuple(map(len, self._words))

    def exempting(self, words: frozenset[str]) -> Reading:
        """The same text with other exempt words: what else was found of it stays."""
        other = replace(self, exempt=words)
        vars(other).update(
            {name: it for name, it in vars(self).items() if name not in ("exempt", "measure")}
        )
        return other

    def hardest(self, count: int) -> list[str]:
        """The sentences that raise the grade most."""
        sentences = [sentence for _, sentence in self.sentences]
        return sorted(sentences, key=self._grade, reverse=True)[:count]

    def _grade(self, sentence: str) -> float:
        return readability.measure([readability.words(sentence)], self.exempt).flesch_kincaid


class _Words(References):
    """References of no page; a word that no region has stands for itself, and another check says so."""

    def word(self, name: str) -> str:
        try:
            return super().word(name)
        except KeyError:
            return name


def plain_text(library: Library, region: Region) -> Callable[[Prose], str]:
    """What turns prose into the words that readers of a region see.

    Args:
        library: for titles.
        region: whose words to use.
    """
    references = _Words(library, region, "", explain=False)
    return lambda found: prose.to_text(found, references)


def reading(library: Library, region: Region, model: Model) -> Reading:
    """What readers read of one content file.

    Args:
        library: for terms and titles.
        region: whose words to use.
        model: its content.
    """
    kept = _readings(model)
    found = kept.get(region.id)
    if found is None or found[0] is not region:
        found = kept[region.id] = (region, _reading(library, region, model))
    elif found[1].exempt != library.easy_words:
        found = kept[region.id] = (region, found[1].exempting(library.easy_words))
    return found[1]


@once_for_each
def _readings(_: Model) -> dict[str, tuple[Region, Reading]]:
    """What was last read of a file, by region: checks and pages ask again."""
    return {}


def _reading(library: Library, region: Region, model: Model) -> Reading:
    text = plain_text(library, region)
    texts = [(path, text(found)) for path, found in prose_in(model)]
    if isinstance(model, Page):
        texts += [((), paragraph) for paragraph in _paragraphs(model.body, region)]
    return Reading(tuple(texts), library.easy_words)


_CODE = re.compile(r"```.*?```|`[^`]*`|<[^>]+>|\{[:#][^}]*\}|^\s*\|.*$|^    .*$", re.DOTALL | re.MULTILINE)
_CITE = re.compile(r"\s*\[@[^\]]*\]")
_LINK = re.compile(r"!?\[([^\]]*)\](?:\[[^\]]*\]|\([^)]*\))")
_WORD = re.compile(r"\{([a-z_]+)\}")


def _paragraphs(body: str, region: Region) -> Iterator[str]:
    """The paragraphs and list items of a page's Markdown as plain text, headings and code left out."""
    text = _CITE.sub("", _CODE.sub("", body))
    text = _LINK.sub(r"\1", text)
    text = _WORD.sub(lambda m: region.words.get(m[1], region.emergency_number), text)
    for block in re.split(r"\n\s*\n|\n(?=\s*(?:[-*]|\d+\.)\s)", text):
        plain = re.sub(r"^\s*(?:[-*:>]|\d+\.)\s+|[*_]{1,2}", "", block.strip(), flags=re.MULTILINE)
        if plain and not plain.startswith("#"):
            yield " ".join(plain.split())
