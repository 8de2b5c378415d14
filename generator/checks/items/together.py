# Checks on the questions of one quiz beside each other: none answers another, or repeats what it has.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.items.item import content_words
from generator.prose import readability
from generator.prose.typed_answers import folded
from generator.schema.quiz import ChoiceQuestion, MatchingQuestion, ShortAnswerQuestion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checks.items.item import CheckedItem, Finding
    from generator.problems import FieldPath
    from generator.schema.item_writing import ItemWriting

_TELLING = 2
"""Fewest content words of an answer that give it away when they stand in another question. The name that a
short answer asks for gives it away by itself."""


def given_away(items: tuple[CheckedItem, ...], language: ItemWriting) -> Iterator[Finding]:
    """Report right answers whose words all stand in another stem, and typed ones in another option too."""
    for item in items:
        own = content_words(item.stem, language)
        typed = isinstance(item.question, ShortAnswerQuestion)
        for path, text in _right_answers(item):
            words = content_words(text, language)
            # Words that its own question gives as well tell nobody which answer is right.
            if len(words - own) < (1 if typed else _TELLING):
                continue
            for other in items:
                given = _given(other, language, with_options=typed)
                if other is not item and any(words <= text_words for text_words in given):
                    message = f"the question '{other.question.id}' has it in its words; change one of them"
                    yield path, message


def _given(item: CheckedItem, language: ItemWriting, *, with_options: bool) -> Iterator[frozenset[str]]:
    """The content words of a question, text by text, as readers see them before they answer."""
    yield content_words(item.stem, language)
    for choice in item.choices if with_options else ():
        yield content_words(choice.text, language)


def _right_answers(item: CheckedItem) -> Iterator[tuple[FieldPath, str]]:
    if isinstance(item.question, ShortAnswerQuestion):
        yield item.at("accepted"), item.question.accepted[0]
    elif item.single:
        yield item.keys[0].path, item.keys[0].text


def sign_twice(items: tuple[CheckedItem, ...], _language: ItemWriting) -> Iterator[Finding]:
    """Report warning signs whose help two questions ask for, so that one answers the other."""
    asked: dict[str, str] = {}
    for item in items:
        for path, sign in _signs_asked(item):
            earlier = asked.setdefault(sign, item.question.id)
            if earlier != item.question.id:
                message = f"'{earlier}' asks about the sign '{sign}' already; ask about another"
                yield path, message


def _signs_asked(item: CheckedItem) -> Iterator[tuple[FieldPath, str]]:
    """The signs whose tier the answer gives away, each with the path of the field that names it."""
    question = item.question
    if isinstance(question, ChoiceQuestion):
        helps = any(option.tier for option in question.options)
        if helps:
            yield from ((item.at("signs"), sign) for sign in question.signs)
        for index, option in enumerate(question.options):
            if question.asks and option.sign:
                yield (*item.at("options"), index, "sign"), option.sign
    if isinstance(question, MatchingQuestion):
        for index, pair in enumerate(question.pairs):
            if pair.sign:
                yield (*item.at("pairs"), index, "sign"), pair.sign


def distractor_twice(items: tuple[CheckedItem, ...], _language: ItemWriting) -> Iterator[Finding]:
    """Report wrong options that another question has as well: who knows one knows the other."""
    earlier: dict[str, str] = {}
    for item in items:
        for choice in item.distractors:
            form = folded(choice.text)
            if form in earlier and not choice.quoted and not _is_number(choice.text):
                yield choice.path, f"'{earlier[form]}' has the same wrong answer; write another one"
            earlier.setdefault(form, item.question.id)


def _is_number(text: str) -> bool:
    return any(word[0].isdigit() for word in readability.words(text))


def feedback_twice(items: tuple[CheckedItem, ...], _language: ItemWriting) -> Iterator[Finding]:
    """Report feedback that an earlier question gives word for word."""
    earlier: dict[str, str] = {}
    for item in items:
        for feedback in item.feedback:
            question = earlier.setdefault(feedback.text, item.question.id)
            if question != item.question.id:
                yield feedback.path, f"'{question}' gives the same feedback; say what is so here"
