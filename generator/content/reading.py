# Measures how easy each content file is to read, for the checks and the coverage table.

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from generator import prose
from generator.content.fields import prose_in
from generator.content.references import References
from generator.memo import for_recent_objects, kept, latest_per_object, replayed_property
from generator.prose import Foreign, readability
from generator.prose.phrases import FoldedText, words_in
from generator.prose.scales import scale_of
from generator.schema.page import Page, UntranslatedPage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.content.library import Library
    from generator.memo import KeptResult
    from generator.problems import FieldPath
    from generator.prose import Prose
    from generator.prose.readability import Measure
    from generator.prose.scales import Scale
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
"""Kinds whose text is written for readers. The bibliography and the ledger of claims quote others."""

_AT_ONCE = 64
"""How many files are read at once: those of one page."""
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
    """Whether a sentence is probably in the passive voice: a form of "be" or "get" and a participle."""
    return bool(_PASSIVE.search(sentence)) and not _NOT_PASSIVE.search(sentence)


@dataclass(frozen=True)
class Reading:
    """The text of one content file that readers see, with its measures."""

    texts: tuple[tuple[FieldPath, str], ...]
    """Field path and text of each paragraph or list item. In a page's Markdown, the path is empty."""
    language: str
    """The language as a BCP 47 tag; empty if some of it is in another, as it has no translation."""

    def measure(self, easy_words: frozenset[str]) -> Measure:
        """Counts of the whole text. Syllables count in languages that have a scale.

        Args:
            easy_words: words that do not count as hard, case-folded.
        """
        return latest_per_object(
            self, __name__, easy_words, lambda: self._measured(self.words_of_sentences, easy_words)
        )

    @property
    def scale(self) -> Scale | None:
        """The scale of its language; None if there is none."""
        return scale_of(self.language)

    def ease(self, easy_words: frozenset[str]) -> float | None:
        """How easy it is on the scale of its language; None if there is none.

        Args:
            easy_words: words that do not count as hard, case-folded.
        """
        return self.scale.value(self.measure(easy_words)) if self.scale else None

    @replayed_property
    def sentences(self) -> tuple[tuple[FieldPath, str], ...]:
        """Every sentence, with the field path of its paragraph."""
        paragraphs = zip(self.texts, self._sentences_by_paragraph, strict=True)
        return tuple((path, sentence) for (path, _), sentences in paragraphs for sentence in sentences)

    @replayed_property
    def _sentences_by_paragraph(self) -> list[list[str]]:
        """The sentences of each paragraph."""
        return [readability.sentences(text) for _, text in self.texts]

    @replayed_property
    def words_of_sentences(self) -> list[list[str]]:
        """The words of each sentence, as they are counted."""
        return [readability.words(sentence) for _, sentence in self.sentences]

    @replayed_property
    def words(self) -> FoldedText:
        """The whole text, prepared for a search for phrases."""
        return words_in(*(text for _, text in self.texts))

    @replayed_property
    def passive(self) -> tuple[str, ...]:
        """The sentences in the passive voice."""
        return tuple(sentence for _, sentence in self.sentences if passive(sentence))

    @property
    def passive_share(self) -> float:
        """Share of the sentences in the passive voice, from 0 to 1."""
        return len(self.passive) / max(1, len(self.sentences))

    @replayed_property
    def said_you(self) -> int:
        """How often "you", "your", "yours" or "yourself" occurs."""
        return sum(len(_YOU.findall(text)) for _, text in self.texts)

    @property
    def word_count(self) -> int:
        """The number of words."""
        return sum(self.sentence_words)

    @replayed_property
    def paragraph_words(self) -> tuple[int, ...]:
        """The number of words in each paragraph."""
        lengths = iter(self.sentence_words)
        return tuple(sum(islice(lengths, len(sentences))) for sentences in self._sentences_by_paragraph)

    @replayed_property
    def sentence_words(self) -> tuple[int, ...]:
        """The number of words in each sentence."""
        return tuple(map(len, self.words_of_sentences))

    def trim(self) -> None:
        """Forget all but the texts, which pages need again: it would fill memory."""
        for name in vars(self).keys() - {"texts", "language"}:
            del vars(self)[name]

    def hardest(self, count: int, easy_words: frozenset[str]) -> list[str]:
        """The `count` sentences that are hardest, hardest first; none without a scale."""
        if not (scale := self.scale):
            return []
        sentences = [sentence for _, sentence in self.sentences]
        return sorted(
            sentences,
            key=lambda one: scale.hardness(self._measured([readability.words(one)], easy_words)),
            reverse=True,
        )[:count]

    def _measured(self, sentences: list[list[str]], easy_words: frozenset[str]) -> Measure:
        measure = self.scale.measure if self.scale else readability.measure
        return measure(sentences, easy_words)


class _RegionWords(References):
    """References without a page. An unknown region word becomes its own name; another check reports it."""

    def word(self, name: str) -> str:
        try:
            return super().word(name)
        except KeyError:
            return name


def plain_text(library: Library, region: Region) -> Callable[[Prose], str]:
    """Make a function that turns prose into the plain text that readers of a region see."""
    references = _RegionWords(library, region, "", explain=False)
    return lambda markup: prose.to_text(markup, references)


def reading(library: Library, region: Region, model: Model) -> Reading:
    """The text that readers of a region see of one content file, computed once until something changes."""
    cache = _readings(model)
    if region.id not in cache or cache[region.id][0] is not region:
        cache[region.id] = (region, kept(lambda: _reading(library, region, model)))
    return cache[region.id][1].get()


@for_recent_objects(_AT_ONCE)
def _readings(_: Model) -> dict[str, tuple[Region, KeptResult[Reading]]]:
    """The cache of `reading`: region id → the region and its reading."""
    return {}


def _reading(library: Library, region: Region, model: Model) -> Reading:
    text = plain_text(library, region)
    prose_of_model = [*prose_in(model)]
    texts = [(path, text(value)) for path, value in prose_of_model]
    is_foreign = isinstance(model, UntranslatedPage) or any(_is_foreign(one) for _, one in prose_of_model)
    if isinstance(model, Page):
        texts += [((), paragraph) for paragraph in _paragraphs(model.body, region)]
    return Reading(tuple(texts), "" if is_foreign else region.language)


def _is_foreign(prose: Prose) -> bool:
    """Whether it is in the language of the source, as it has no translation."""
    return any(isinstance(node, Foreign) for node in prose.nodes)


_CODE = re.compile(r"```.*?```|`[^`]*`|<[^>]+>|\{[:#][^}]*\}|^\s*\|.*$|^    .*$", re.DOTALL | re.MULTILINE)
_CITE = re.compile(r"\s*\[@[^\]]*\]")
_LINK = re.compile(r"!?\[([^\]]*)\](?:\[[^\]]*\]|\([^)]*\))")
_WORD = re.compile(r"\{([a-z_]+)\}")
_QUOTED = re.compile(r"\{[a-z]+:[a-z0-9-]+\}")


def _paragraphs(body: str, region: Region) -> Iterator[str]:
    """The paragraphs and list items of a page's Markdown as plain text, without headings and code."""
    text = _CITE.sub("", _CODE.sub("", body))
    text = _LINK.sub(r"\1", text)
    words = region.all_words
    text = _WORD.sub(lambda match: words.get(match[1], ""), _QUOTED.sub("", text))
    for block in re.split(r"\n\s*\n|\n(?=\s*(?:[-*]|\d+\.)\s)", text):
        plain = re.sub(r"^\s*(?:[-*:>]|\d+\.)\s+|[*_]{1,2}", "", block.strip(), flags=re.MULTILINE)
        if plain and not plain.startswith("#"):
            yield " ".join(plain.split())
