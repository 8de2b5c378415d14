# A quiz question in the form that the rules check: plain texts, each with the path of its field.

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from generator.content.localise import localised
from generator.content.reading import plain_text
from generator.memo import once_per_object
from generator.prose import Quoted, readability
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
    from generator.schema.common import Model
    from generator.schema.item_writing import ItemWriting
    from generator.schema.quiz import Question, Quiz

Finding: TypeAlias = "tuple[FieldPath, str]"
"""The path of a field, and a message: what is wrong and what to do."""


@dataclass(frozen=True)
class CheckedChoice:
    """One option of a question."""

    path: FieldPath
    """Path of its text."""
    text: str
    correct: bool
    quoted: bool
    """Whether any of its words are quoted, so that its author cannot change them."""


@dataclass(frozen=True)
class Feedback:
    """The feedback on one answer."""

    path: FieldPath
    """Path of the feedback."""
    text: str
    about: str
    """The text of the answer."""


@dataclass(frozen=True)
class CheckedItem:
    """One question."""

    path: FieldPath
    """Path of the question."""
    question: Question
    """The question as authored."""
    stem: str
    choices: tuple[CheckedChoice, ...]
    """Its options; empty for types without options."""
    pairs: tuple[tuple[str, str], ...]
    """Each match and its item; empty unless it is a matching question."""
    feedback: tuple[Feedback, ...]
    """The feedback on each answer."""
    explanation: str
    told_apart: tuple[tuple[tuple[FieldPath, str], ...], ...]
    """Lists of texts that readers have to tell apart, each with its path: options, items, matches or steps.
    Each list is there once for every region."""

    @property
    def lead_in(self) -> str:
        """The last sentence of the stem, which asks the question; the whole stem if it is true or false."""
        sentences = readability.sentences(self.stem)
        return self.stem if self.judged or not sentences else sentences[-1]

    @property
    def judged(self) -> bool:
        """Whether the stem is a statement to judge as true or false."""
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
        """Whether the reader picks exactly one option."""
        return self.question.type == "single-choice"

    def at(self, field: str) -> FieldPath:
        """The path of one of its fields."""
        return (*self.path, field)


def items_of(library: Library, quiz: Quiz) -> tuple[CheckedItem, ...]:
    """The questions of a quiz for the rules to check, in the words of the first region."""
    text = plain_text(library, next(iter(library.regions.values())))
    questions = library.questions_of(quiz)
    return tuple(
        _item(question, path := ("questions", index), text, tuple(_told_apart(library, question, path)))
        for index, question in enumerate(questions)
    )


def _told_apart(
    library: Library, question: Question, path: FieldPath
) -> Iterator[tuple[tuple[FieldPath, str], ...]]:
    for region in library.regions.values():
        text = plain_text(library, region)
        for fields in _alternatives(localised(question, region)):
            yield tuple(((*path, *field), text(alternative)) for field, alternative in fields)


def _alternatives(question: Model) -> Iterator[list[tuple[FieldPath, Prose]]]:
    """Lists of texts that must differ, each with its path within the question."""
    match question:
        case ChoiceQuestion():
            yield [(("options", n, "text"), option.text) for n, option in enumerate(question.options)]
        case MatchingQuestion():
            yield [(("pairs", n, "item"), pair.item) for n, pair in enumerate(question.pairs)]
            shared: dict[str, tuple[FieldPath, Prose]] = {}
            for n, pair in enumerate(question.pairs):
                shared.setdefault(pair.match.source, (("pairs", n, "match"), pair.match))
            yield [*shared.values(), *((("extra", n), match) for n, match in enumerate(question.extra))]
        case OrderingQuestion():
            yield [(("steps", n, "text"), step.text) for n, step in enumerate(question.steps)]


def _item(
    question: Question,
    path: FieldPath,
    text: Callable[[Prose], str],
    told_apart: tuple[tuple[tuple[FieldPath, str], ...], ...],
) -> CheckedItem:
    choices = tuple(
        CheckedChoice(
            (*path, "options", number, "text"), text(option.text), option.correct, _quotes(option.text)
        )
        for number, option in enumerate(question.options if isinstance(question, ChoiceQuestion) else ())
    )
    feedback = tuple(
        Feedback((*path, *field), text(feedback), " ".join(map(text, about)))
        for field, feedback, *about in _feedback(question)
    )
    matched = question.pairs if isinstance(question, MatchingQuestion) else ()
    pairs = tuple((text(pair.match), text(pair.item)) for pair in matched)
    explanation = text(question.explanation)
    return CheckedItem(
        path, question, text(question.stem), choices, pairs, feedback, explanation, told_apart
    )


def _quotes(prose: Prose) -> bool:
    return any(isinstance(node, Quoted) for node in prose.references)


def _feedback(question: Question) -> Iterator[tuple[FieldPath, Prose, *tuple[Prose, ...]]]:
    """Path of each feedback within the question, the feedback, and the texts of the answer it is about."""
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
    """The first phrase in a text, as spelt there; an empty string if there is none."""
    match = _any_word_of(phrases).search(text)
    return match[0] if match else ""


@cache
def _any_word_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{any_of(phrases)})(?![\w-])", re.IGNORECASE)


@cache
def any_of(phrases: tuple[str, ...]) -> str:
    """A regular expression for any of the phrases, longest first; apostrophes may be straight or curly."""
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.sub("['’]", "['’]", re.escape(phrase)) for phrase in ordered) or _NOTHING


_NOTHING = "(?!)"
"""A regular expression that never matches."""


def content_words(text: str, language: ItemWriting) -> frozenset[str]:
    """The words of a text without function words and endings."""
    stem = _stems(language)
    return frozenset(filter(None, (stem[word] for word in readability.words(text))))


@once_per_object
def _stems(language: ItemWriting) -> _Stems:
    return _Stems(language.endings, language.function_words)


class _Stems(dict[str, str]):
    """Cache of words without their endings; a function word maps to an empty string."""

    def __init__(self, endings: tuple[str, ...], function_words: tuple[str, ...]) -> None:
        super().__init__()
        self._ending = re.compile(rf"(?<=\w{{{_SHORTEST}}})(?:{'|'.join(endings) or _NOTHING})$")
        self._function_words = frozenset(function_words)

    def __missing__(self, word: str) -> str:
        form = word.casefold().replace("’", "'")
        self[word] = "" if form in self._function_words else self._ending.sub("", form)
        return self[word]


_SHORTEST = 3
"""Fewest letters that must remain when an ending is cut off."""
