# A question as the rules see it: plain texts, each with the way to its field.

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from generator import readability
from generator.plain_language import plain_text
from generator.schema.quiz import ChoiceQuestion, TrueFalseQuestion

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from generator.library import Library
    from generator.problems import FieldPath
    from generator.prose import Prose
    from generator.schema.item_writing import ItemWriting
    from generator.schema.quiz import Question, Quiz

Finding: TypeAlias = "tuple[FieldPath, str]"
"""The way to a field, and what is wrong with it and what to do."""


@dataclass(frozen=True)
class Choice:
    """One option."""

    path: FieldPath
    """The way to its text."""
    text: str
    """What it says."""
    correct: bool
    """Whether it is right."""


@dataclass(frozen=True)
class Item:
    """One question."""

    path: FieldPath
    """The way to it."""
    question: Question
    """As it was written."""
    stem: str
    """What it asks."""
    choices: tuple[Choice, ...]
    """Its options; none where "true" and "false" are the options."""
    feedback: tuple[tuple[FieldPath, str], ...]
    """What it says to each answer."""

    @property
    def lead_in(self) -> str:
        """What it asks in the end, without the story before it; all of a statement to judge."""
        told = readability.sentences(self.stem)
        return told[-1] if self.choices and told else self.stem

    @property
    def keys(self) -> tuple[Choice, ...]:
        """The right options."""
        return tuple(choice for choice in self.choices if choice.correct)

    @property
    def distractors(self) -> tuple[Choice, ...]:
        """The wrong options."""
        return tuple(choice for choice in self.choices if not choice.correct)

    @property
    def single(self) -> bool:
        """Whether one option is to be picked."""
        return self.question.type == "single-choice"

    def at(self, field: str) -> FieldPath:
        """The way to one of its fields."""
        return (*self.path, field)


def items_of(library: Library, quiz: Quiz) -> tuple[Item, ...]:
    """The questions of a quiz as the rules see them, in the words of the first region."""
    text = plain_text(library, next(iter(library.regions.values())))
    return tuple(
        _item(question, ("questions", index), text) for index, question in enumerate(quiz.questions)
    )


def _item(question: Question, path: FieldPath, text: Callable[[Prose], str]) -> Item:
    choices = tuple(
        Choice((*path, "options", number, "text"), text(option.text), option.correct)
        for number, option in enumerate(question.options if isinstance(question, ChoiceQuestion) else ())
    )
    feedback = tuple(((*path, *way), text(said)) for way, said in _feedback(question))
    return Item(path, question, text(question.stem), choices, feedback)


def _feedback(question: Question) -> Iterator[tuple[FieldPath, Prose]]:
    match question:
        case ChoiceQuestion():
            for number, option in enumerate(question.options):
                yield ("options", number, "feedback"), option.feedback
        case TrueFalseQuestion():
            yield ("if_true",), question.if_true
            yield ("if_false",), question.if_false


# --- words


def found_in(text: str, phrases: Sequence[str]) -> str:
    """The first of some phrases that stands in a text, as it stands there; nothing if none does."""
    found = re.search(rf"(?<![\w-])(?:{alternatives(phrases)})(?![\w-])", text, re.IGNORECASE)
    return found[0] if found and phrases else ""


def alternatives(phrases: Iterable[str]) -> str:
    """A pattern for any of some phrases, the longest first; an apostrophe may be straight or curly."""
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.sub("['’]", "['’]", re.escape(phrase)) for phrase in ordered)


def content_words(text: str, language: ItemWriting) -> frozenset[str]:
    """The words of a text that carry its content, without endings."""
    said = (word.casefold().replace("’", "'") for word in readability.words(text))
    return frozenset(_stripped(word, language) for word in said if word not in language.function_words)


_SHORTEST = 3
"""Letters that a word keeps when it loses its ending."""


def _stripped(word: str, language: ItemWriting) -> str:
    for ending in language.endings:
        shorter = re.sub(rf"(?:{ending})$", "", word)
        if shorter != word and len(shorter) >= _SHORTEST:
            return shorter
    return word
