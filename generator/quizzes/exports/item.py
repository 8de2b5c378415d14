# Format-neutral questions: one class for each way of answering, which every export format writes out.
#
# The names are those of IMS QTI: an assessment has items, an item has choices. Matching and ordering
# questions both have rows, each with one right target: a match, or a place in the order.

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from html import escape
from itertools import chain

from generator.memo import replayed_property
from generator.prose.languages import arrow, language_marks
from generator.prose.typed_answers import spellings


@dataclass(frozen=True)
class ItemWords:
    """A text, both plain and as HTML."""

    text: str
    """Plain text."""
    unmarked: str
    """HTML that does not say in which language it is; also well-formed XML."""
    language: str = ""
    """The language of a translation, as a BCP 47 tag, which platforms do not know otherwise."""

    @property
    def html(self) -> str:
        """HTML for the inside of a block element; also well-formed XML."""
        if not (self.unmarked and self.language):
            return self.unmarked
        return f"<span {language_marks(self.language)}>{self.unmarked}</span>"

    @classmethod
    def plain(cls, text: str) -> ItemWords:
        """Make one from plain text, which is escaped in the HTML."""
        return cls(text, escape(text, quote=False))

    @property
    def bare(self) -> str:
        """HTML without any element, for places where readers ignore markup."""
        return escape(self.text, quote=False)


def with_label(label: ItemWords, words: ItemWords) -> ItemWords:
    """A text after a label, which is bold in the HTML: for example a choice and its feedback."""
    html = f"<strong>{label.html}</strong> {words.unmarked}"
    return ItemWords(f"{label.text} {words.text}", html, words.language)


@dataclass(frozen=True, kw_only=True)
class Item:
    """One question, worth one point."""

    id: str
    """Unique among the questions of all quizzes; never changes."""
    type: str
    """The type of question, as in the content: `single-choice`, `matching` and so on."""
    stem: ItemWords
    """The question itself."""
    explanation: ItemWords
    """Why the right answer is right."""
    sources: tuple[str, ...]
    """Bibliographic references, as plain text."""
    sources_label: str
    """The word printed before each source."""
    guide: str
    """Absolute address of the part of the site that teaches this; empty if the site has no address."""
    guide_label: str
    """The text of the link to `guide`."""
    bloom: str
    """Level of Bloom's taxonomy: `remember`, `understand` and so on."""
    tags: tuple[str, ...]
    """Topics of the question."""

    @replayed_property
    def key(self) -> tuple[ItemWords, ...]:
        """The answer key with feedback, one paragraph for each choice, row or answer."""
        raise NotImplementedError

    @property
    def labels(self) -> tuple[str, ...]:
        """Tags for platforms: the topics and `bloom-<level>`."""
        return (*self.tags, f"bloom-{self.bloom}")

    @replayed_property
    def reason(self) -> tuple[ItemWords, ...]:
        """Paragraphs to show after an answer: explanation, sources, link to the guide."""
        return (self.explanation, *self.references, *([self.read_on] if self.guide else []))

    @replayed_property
    def references(self) -> tuple[ItemWords, ...]:
        """The sources, one paragraph each."""
        return tuple(ItemWords.plain(f"{self.sources_label} {source}") for source in self.sources)

    @replayed_property
    def read_on(self) -> ItemWords:
        """A link to the part of the site that teaches this; call it only if `guide` is not empty."""
        label = escape(self.guide_label, quote=False)
        return ItemWords(f"{self.guide_label}: {self.guide}", f'<a href="{escape(self.guide)}">{label}</a>')


# --- choice questions


@dataclass(frozen=True)
class Choice:
    """One answer that can be picked."""

    id: str
    """A letter, unique within its item."""
    words: ItemWords
    """The text of the choice."""
    correct: bool
    """Whether it is a right answer."""
    points: Fraction
    """What picking it adds to the item's points; the sum is kept between 0 and 1."""
    feedback: ItemWords
    """Why it is right or wrong."""


@dataclass(frozen=True, kw_only=True)
class ChoiceItem(Item):
    """Pick one choice, pick all that are right, or decide between true and false."""

    choices: tuple[Choice, ...]
    """In the order of the content file."""
    shuffle: bool
    """Whether the choices may be shown in any order."""

    @property
    def many(self) -> bool:
        """Whether more than one choice may be picked."""
        return self.type == "multiple-choice"

    @property
    def true_false(self) -> bool:
        """Whether there are two choices, "true" first and "false" second."""
        return self.type == "true-false"

    @property
    def correct(self) -> tuple[Choice, ...]:
        """The right choices."""
        return tuple(choice for choice in self.choices if choice.correct)

    @replayed_property
    def key(self) -> tuple[ItemWords, ...]:
        """Every choice with its feedback."""
        return tuple(with_label(choice.words, choice.feedback) for choice in self.choices)


# --- matching and ordering questions


@dataclass(frozen=True)
class Target:
    """What a row can be assigned to: a match, or a place in the order."""

    id: str
    """A number from 1, unique within its item."""
    words: ItemWords
    """The text of the match, or the number of the place."""


@dataclass(frozen=True)
class ItemRow:
    """Something to match, or a step to put in its place."""

    id: str
    """A letter, unique within its item."""
    words: ItemWords
    """The text of the row."""
    target: Target
    """The right target."""
    feedback: ItemWords
    """Why this target is right."""


@dataclass(frozen=True, kw_only=True)
class RowsItem(Item):
    """Assign each row its target. Every right row earns an equal share of the point."""

    rows: tuple[ItemRow, ...]
    """In the order shown; in an ordering question no row is shown in its right place."""
    targets: tuple[Target, ...]
    """In the order offered; a target may belong to no row, or to several."""

    @property
    def share(self) -> Fraction:
        """What a right row adds to the item's points."""
        return Fraction(1, len(self.rows))

    @property
    def lead(self) -> tuple[ItemWords, ...]:
        """Paragraphs of the question, for formats that match rows with targets."""
        return (self.stem,)

    def key_of(self, row: ItemRow) -> ItemWords:
        """A row with its target and its feedback."""
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class MatchItem(RowsItem):
    """Find the match of each row."""

    @replayed_property
    def key(self) -> tuple[ItemWords, ...]:
        """Every row with its match and its feedback."""
        return tuple(map(self.key_of, self.rows))

    def key_of(self, row: ItemRow) -> ItemWords:
        """A row with its match and its feedback."""
        pointing = arrow(row.words.language) if row.words.language else "→"
        return with_label(_joined(row.words, f" {pointing} ", row.target.words), row.feedback)


@dataclass(frozen=True, kw_only=True)
class OrderItem(RowsItem):
    """Put the rows in order; the targets are the places."""

    places_hint: ItemWords
    """How to answer in a format that has no ordering questions, so that steps are matched with places."""

    @property
    def in_order(self) -> tuple[ItemRow, ...]:
        """The rows in the right order."""
        return tuple(sorted(self.rows, key=lambda row: self.targets.index(row.target)))

    @property
    def lead(self) -> tuple[ItemWords, ...]:
        """Paragraphs of the question, and how to match steps with places."""
        return (self.stem, self.places_hint)

    @replayed_property
    def key(self) -> tuple[ItemWords, ...]:
        """Every row with its place and its feedback, in the right order."""
        return tuple(map(self.key_of, self.in_order))

    def key_of(self, row: ItemRow) -> ItemWords:
        """A row with its place and its feedback."""
        return with_label(_joined(row.target.words, ". ", row.words), row.feedback)


def _joined(first: ItemWords, separator: str, second: ItemWords) -> ItemWords:
    return ItemWords(f"{first.text}{separator}{second.text}", f"{first.html}{separator}{second.html}")


# --- short answers


@dataclass(frozen=True, kw_only=True)
class TextItem(Item):
    """Type one of the accepted answers."""

    accepted: tuple[str, ...]
    """The accepted answers, as in the content file."""
    if_right: ItemWords
    """Feedback on a right answer."""
    if_wrong: ItemWords
    """Feedback on any other answer."""

    @replayed_property
    def spellings(self) -> tuple[str, ...]:
        """Every spelling to list in a format that ignores case but nothing else when it compares."""
        by_lower_case: dict[str, str] = {}
        for form in (*self.accepted, *chain.from_iterable(map(spellings, self.accepted))):
            by_lower_case.setdefault(form.lower(), form)
        return tuple(by_lower_case.values())

    @replayed_property
    def key(self) -> tuple[ItemWords, ...]:
        """The accepted answers with the feedback on them, then the feedback on all others."""
        return (with_label(ItemWords.plain(" / ".join(self.accepted)), self.if_right), self.if_wrong)
