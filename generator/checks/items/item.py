# A question as the rules see it: plain texts, each with the way to its field.

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from generator.content.reading import plain_text
from generator.memo import once_for_each
from generator.prose import readability
from generator.schema.quiz import (
    ChoiceQuestion,
    MatchingQuestion,
    OrderingQuestion,
    ShortAnswerQuestion,
    TrueFalseQuestion,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.content.library import Library
    from generator.problems import FieldPath
    from generator.prose import Prose
    from generator.schema.item_writing import ItemWriting
    from generator.schema.quiz import Question, Quiz

Finding: TypeAlias = "tuple[FieldPath, str]"
"""The way to a field, and what is wrong with it and what to do."""


@dataclass(frozen=True)
class CheckedChoice:
    """One option."""

    path: FieldPath
    """The way to its text."""
    text: str
    """What it says."""
    correct: bool
    """Whether it is right."""


@dataclass(frozen=True)
class Feedback:
    """What is said to one answer."""

    path: FieldPath
    """The way to it."""
    text: str
    """What it says."""
    about: str
    """The answer."""


@dataclass(frozen=True)
class CheckedItem:
    """One question."""

    path: FieldPath
    """The way to it."""
    question: Question
    """As it was written."""
    stem: str
    """What it asks."""
    choices: tuple[CheckedChoice, ...]
    """Its options; none unless the question lists some."""
    pairs: tuple[tuple[str, str], ...]
    """Each match with its item; none unless they are to be matched."""
    feedback: tuple[Feedback, ...]
    """What it says to each answer."""

    @property
    def lead_in(self) -> str:
        """What it asks in the end, without the story before it; all of a statement to judge."""
        told = readability.sentences(self.stem)
        return self.stem if self.judged or not told else told[-1]

    @property
    def judged(self) -> bool:
        """Whether the stem is a statement to be judged as true or false."""
        return isinstance(self.question, TrueFalseQuestion)

    @property
    def keys(self) -> tuple[CheckedChoice, ...]:
        """The right options."""
        return tuple(choice for choice in self.choices if choice.correct)

    @property
    def distractors(self) -> tuple[CheckedChoice, ...]:
        """The wrong options."""
        return tuple(choice for choice in self.choices if not choice.correct)

    @property
    def single(self) -> bool:
        """Whether one option is to be picked."""
        return self.question.type == "single-choice"

    def at(self, field: str) -> FieldPath:
        """The way to one of its fields."""
        return (*self.path, field)


def items_of(library: Library, quiz: Quiz) -> tuple[CheckedItem, ...]:
    """What a quiz asks as the rules see it, in the words of the first region."""
    text = plain_text(library, next(iter(library.regions.values())))
    asked = library.questions_of(quiz)
    return tuple(_item(question, ("questions", index), text) for index, question in enumerate(asked))


def _item(question: Question, path: FieldPath, text: Callable[[Prose], str]) -> CheckedItem:
    choices = tuple(
        CheckedChoice((*path, "options", number, "text"), text(option.text), option.correct)
        for number, option in enumerate(question.options if isinstance(question, ChoiceQuestion) else ())
    )
    feedback = tuple(
        Feedback((*path, *way), text(said), " ".join(map(text, about)))
        for way, said, *about in _feedback(question)
    )
    matched = question.pairs if isinstance(question, MatchingQuestion) else ()
    pairs = tuple((text(pair.match), text(pair.item)) for pair in matched)
    return CheckedItem(path, question, text(question.stem), choices, pairs, feedback)


def _feedback(question: Question) -> Iterator[tuple[FieldPath, Prose, *tuple[Prose, ...]]]:
    """The way to each feedback, the feedback, and what it is about."""
    match question:
        case ChoiceQuestion():
            for number, option in enumerate(question.options):
                yield ("options", number, "feedback"), option.feedback, option.text
        case TrueFalseQuestion():
            yield ("if_true",), question.if_true, question.stem
            yield ("if_false",), question.if_false, question.stem
        case MatchingQuestion():
            for number, pair in enumerate(question.pairs):
                yield ("pairs", number, "feedback"), pair.feedback, pair.item, pair.match
        case OrderingQuestion():
            for number, step in enumerate(question.steps):
                yield ("steps", number, "feedback"), step.feedback, step.text
        case ShortAnswerQuestion():
            yield ("if_right",), question.if_right, question.stem
            yield ("if_wrong",), question.if_wrong, question.stem


# --- words


def found_in(text: str, phrases: tuple[str, ...]) -> str:
    """The first of some phrases that stands in a text, as it stands there; nothing if none does."""
    found = _any_word_of(phrases).search(text)
    return found[0] if found else ""


@cache
def _any_word_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{any_of(phrases)})(?![\w-])", re.IGNORECASE)


@cache
def any_of(phrases: tuple[str, ...]) -> str:
    """A pattern for any of some phrases, the longest first; an apostrophe may be straight or curly."""
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.sub("['’]", "['’]", re.escape(phrase)) for phrase in ordered) or _NOTHING


_NOTHING = "(?!)"
"""A pattern that nothing fits."""


def content_words(text: str, language: ItemWriting) -> frozenset[str]:
    """The words of a text that carry its content, without endings."""
    stem = _stems(language)
    return frozenset(filter(None, (stem[word] for word in readability.words(text))))


@once_for_each
def _stems(language: ItemWriting) -> _Stems:
    return _Stems(language.endings, language.function_words)


class _Stems(dict[str, str]):
    """Each word met so far without its ending; nothing for one without content of its own."""

    def __init__(self, endings: tuple[str, ...], idle: tuple[str, ...]) -> None:
        super().__init__()
        self._ending = re.compile(rf"(?<=\w{{{_SHORTEST}}})(?:{'|'.join(endings) or _NOTHING})$")
        self._idle = frozenset(idle)

    def __missing__(self, word: str) -> str:
        said = word.casefold().replace("’", "'")
        self[word] = "" if said in self._idle else self._ending.sub("", said)
        return self[word]


_SHORTEST = 3
"""Letters that a word keeps when it loses its ending."""
