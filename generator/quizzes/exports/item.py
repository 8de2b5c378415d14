# A question as every format takes it: one class for each way to answer.
#
# The names are those of IMS QTI: an assessment has items, an item has choices. Matching and ordering are
# both rows, each of which has one right target: a match, or a place.

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from html import escape


@dataclass(frozen=True)
class ItemWords:
    """A text in both of its forms."""

    text: str
    """Plain."""
    html: str
    """For the inside of a block element; it is well-formed XML, too."""

    @classmethod
    def plain(cls, text: str) -> ItemWords:
        """Text without markup."""
        return cls(text, escape(text, quote=False))

    @property
    def bare(self) -> str:
        """HTML without any element, for places that show characters and nothing else."""
        return escape(self.text, quote=False)


def explained(name: ItemWords, feedback: ItemWords) -> ItemWords:
    """A choice or a row by name, and why it is right or wrong."""
    return ItemWords(f"{name.text} {feedback.text}", f"<strong>{name.html}</strong> {feedback.html}")


@dataclass(frozen=True, kw_only=True)
class Item:
    """One question, worth one point."""

    id: str
    """Unique over all quizzes, for ever."""
    type: str
    """The type of question, as content names it."""
    stem: ItemWords
    """What is asked."""
    explanation: ItemWords
    """The reason."""
    sources: tuple[str, ...]
    """References, as plain text."""
    sources_label: str
    """The word before them."""
    guide: str
    """Address of the part of the site that teaches it; empty if the site has no address."""
    guide_label: str
    """What a link to it says."""
    bloom: str
    """The level of thinking it asks for."""
    tags: tuple[str, ...]
    """Topics."""

    @cached_property
    def key(self) -> tuple[ItemWords, ...]:
        """The answer and its feedback, a paragraph for each part."""
        raise NotImplementedError

    @property
    def labels(self) -> tuple[str, ...]:
        """Topics and the level of thinking, as tags."""
        return (*self.tags, f"bloom-{self.bloom}")

    @cached_property
    def reason(self) -> tuple[ItemWords, ...]:
        """Paragraphs to show after an answer: the explanation, its sources, where to read on."""
        return (self.explanation, *self.references, *([self.read_on] if self.guide else []))

    @cached_property
    def references(self) -> tuple[ItemWords, ...]:
        """The sources, each a paragraph."""
        return tuple(ItemWords.plain(f"{self.sources_label} {source}") for source in self.sources)

    @cached_property
    def read_on(self) -> ItemWords:
        """A link to the part of the site that teaches it."""
        label = escape(self.guide_label, quote=False)
        return ItemWords(f"{self.guide_label}: {self.guide}", f'<a href="{escape(self.guide)}">{label}</a>')


# --- pick one, or several


@dataclass(frozen=True)
class Choice:
    """One answer to pick."""

    id: str
    """A letter; unique within its item."""
    words: ItemWords
    """What it says."""
    correct: bool
    """Whether it is right."""
    points: Fraction
    """What picking it adds to the item's points, which never fall below 0 nor rise above 1."""
    feedback: ItemWords
    """Why it is right or wrong."""


@dataclass(frozen=True, kw_only=True)
class ChoiceItem(Item):
    """Pick the right choices: one, all, or true and false."""

    choices: tuple[Choice, ...]
    """In the order they are written."""
    shuffle: bool
    """Whether they can be shown in any order."""

    @property
    def many(self) -> bool:
        """Whether more than one choice may be picked."""
        return self.type == "multiple-choice"

    @property
    def true_false(self) -> bool:
        """Whether the first choice is "true", the second "false", and there is no third."""
        return self.type == "true-false"

    @property
    def correct(self) -> tuple[Choice, ...]:
        """The choices that are right."""
        return tuple(choice for choice in self.choices if choice.correct)

    @cached_property
    def key(self) -> tuple[ItemWords, ...]:
        """Every choice with its feedback."""
        return tuple(explained(choice.words, choice.feedback) for choice in self.choices)


# --- find a target for each row


@dataclass(frozen=True)
class Target:
    """A match, or a place in an order."""

    id: str
    """A number from 1; unique within its item."""
    words: ItemWords
    """What it says; a place says its number."""


@dataclass(frozen=True)
class ItemRow:
    """What needs a target."""

    id: str
    """A letter; unique within its item."""
    words: ItemWords
    """What it says."""
    target: Target
    """The right one."""
    feedback: ItemWords
    """Why it is the right one."""


@dataclass(frozen=True, kw_only=True)
class RowsItem(Item):
    """Each row that gets its right target is an equal part of the point."""

    rows: tuple[ItemRow, ...]
    """In the order they are shown; in an ordering question none of them is in its place."""
    targets: tuple[Target, ...]
    """In the order they are offered; some may belong to no row, or to several."""

    @property
    def share(self) -> Fraction:
        """What a right row adds to the item's points."""
        return Fraction(1, len(self.rows))

    @property
    def lead(self) -> tuple[ItemWords, ...]:
        """What is asked, where rows are matched with targets."""
        return (self.stem,)

    def key_of(self, row: ItemRow) -> ItemWords:
        """A row with its target and its feedback."""
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class MatchItem(RowsItem):
    """Find what belongs to each row."""

    @cached_property
    def key(self) -> tuple[ItemWords, ...]:
        """Every row with its match."""
        return tuple(map(self.key_of, self.rows))

    def key_of(self, row: ItemRow) -> ItemWords:
        """A row with its match and its feedback."""
        return explained(_joined(row.words, " → ", row.target.words), row.feedback)


@dataclass(frozen=True, kw_only=True)
class OrderItem(RowsItem):
    """Put the rows in order; the targets are their places."""

    places_hint: ItemWords
    """How to answer where a format knows no order, and places are matched instead."""

    @property
    def in_order(self) -> tuple[ItemRow, ...]:
        """The rows as they should stand."""
        return tuple(sorted(self.rows, key=lambda row: self.targets.index(row.target)))

    @property
    def lead(self) -> tuple[ItemWords, ...]:
        """What is asked, and how places are given."""
        return (self.stem, self.places_hint)

    @cached_property
    def key(self) -> tuple[ItemWords, ...]:
        """Every row in its place."""
        return tuple(map(self.key_of, self.in_order))

    def key_of(self, row: ItemRow) -> ItemWords:
        """A row with its place and its feedback."""
        return explained(_joined(row.target.words, ". ", row.words), row.feedback)


def _joined(first: ItemWords, between: str, second: ItemWords) -> ItemWords:
    return ItemWords(f"{first.text}{between}{second.text}", f"{first.html}{between}{second.html}")


# --- type a word


@dataclass(frozen=True, kw_only=True)
class TextItem(Item):
    """Type one of the accepted answers."""

    accepted: tuple[str, ...]
    """The answers, as they are written."""
    folded: tuple[str, ...]
    """The same as they are compared: small letters, single spaces, no punctuation."""
    if_right: ItemWords
    """Feedback for those who knew it."""
    if_wrong: ItemWords
    """Feedback for all others."""

    @cached_property
    def spellings(self) -> tuple[str, ...]:
        """Every form of an answer that a format should take which only forgives capitals."""
        forms = {form.lower(): form for form in reversed((*self.accepted, *self.folded))}
        return tuple(reversed(forms.values()))

    @cached_property
    def key(self) -> tuple[ItemWords, ...]:
        """The answers, and both feedbacks."""
        return (explained(ItemWords.plain(" / ".join(self.accepted)), self.if_right), self.if_wrong)
