# Good questions: no flaw that helps those who know how tests work, or confuses those who do not.
#
# After the NBME's item-writing guide (see `schema/item_writing.py`). The rules are plain functions in
# the tables below; a warning can be waived in the quiz file with a reason, an error cannot. Wrong
# numbers of keys and missing texts are refused by the schema, answers without a source by `evidence`.

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from generator.checks.each import as_before
from generator.checks.items import balance, bank, blueprint, cues, feedback, numbers, options, stems
from generator.checks.items.item import items_of
from generator.checks.items.waivers import Waivers
from generator.memo import while_known
from generator.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from generator.checks.items.item import CheckedItem, Finding
    from generator.content.library import Library
    from generator.problems import Problem
    from generator.schema.item_writing import ItemWriting
    from generator.schema.quiz import Quiz

ItemRule: TypeAlias = "Callable[[CheckedItem, ItemWriting], Iterable[Finding]]"
QuizRule: TypeAlias = "Callable[[tuple[CheckedItem, ...], ItemWriting], Iterable[str]]"

ERRORS: Mapping[str, ItemRule] = {
    "blank-in-stem": stems.blank,
    "duplicate-options": options.duplicates,
    "all-or-none": options.all_or_none,
    "joined-options": options.joined,
}
"""Flaws of one question that nothing excuses."""

WARNINGS: Mapping[str, ItemRule] = {
    "negative-stem": stems.negative,
    "absolute-term": stems.absolute,
    "vague-term": stems.vague,
    "option-count": options.count,
    "longest-key": cues.longest_key,
    "clang": cues.clang,
    "grammar-cue": cues.grammar,
    "overlapping-numbers": numbers.overlapping,
    "unordered-numbers": numbers.unordered,
    "empty-feedback": feedback.empty,
}
"""Flaws of one question that can be right where they are."""

QUIZ_WARNINGS: Mapping[str, QuizRule] = {
    "key-position": balance.key_position,
    "longest-key-rate": balance.longest_key_rate,
    "true-false-balance": balance.true_false,
    "mostly-recall": balance.recall,
}
"""Flaws of a quiz as a whole."""

_TOPIC = "topic-missing"
_WAIVABLE = (*WARNINGS, *QUIZ_WARNINGS, _TOPIC)


class _Looked(NamedTuple):
    """What the rules find in what a quiz asks."""

    items: tuple[CheckedItem, ...]
    errors: tuple[tuple[str, Finding], ...] = ()
    warnings: tuple[tuple[str, Finding], ...] = ()


def check(library: Library) -> Iterator[Problem]:
    """Flawed questions, unbalanced quizzes, questions asked twice, waivers that waive nothing."""
    looked = {id_: _looked(library, quiz) for id_, quiz in library.quizzes.items()}
    for id_, quiz in library.quizzes.items():
        for rule, finding in looked[id_].errors:
            yield _problem(library, id_, rule, finding)
        waivers = Waivers(quiz, _WAIVABLE)
        topics = ((_TOPIC, _at(quiz, message)) for message in blueprint.missing_topics(library, quiz))
        for rule, finding in chain(looked[id_].warnings, topics):
            if not waivers.waive(rule, finding):
                yield replace(_problem(library, id_, rule, finding), severity=Severity.WARNING)
        for finding in waivers.idle():
            yield _problem(library, id_, "waiver", finding)
    written = {id_: looked[id_].items for id_, quiz in library.quizzes.items() if not quiz.draw}
    for id_, finding in bank.alike(written, library.item_writing):
        yield _problem(library, id_, "duplicate-stem", finding)
    for path, message in blueprint.unknown_topics(library):
        yield library.content.problem("item-writing", "item-writing", path, message, "blueprint")


def _looked(library: Library, quiz: Quiz) -> _Looked:
    """What was found before, unless a quiz asks other quizzes' questions or the rules have changed."""
    language = library.item_writing
    if quiz.draw:
        items = items_of(library, quiz)
        return _Looked(items, (), tuple(_of_quiz(quiz, items, language)))
    known = as_before(__name__, (language, next(iter(library.regions.values()))))
    return while_known(quiz, __name__, known, partial(_look, library, quiz, language))


def _look(library: Library, quiz: Quiz, language: ItemWriting) -> _Looked:
    items = items_of(library, quiz)
    warnings = (*_of_items(WARNINGS, items, language), *_of_quiz(quiz, items, language))
    return _Looked(items, tuple(_of_items(ERRORS, items, language)), warnings)


def _of_quiz(
    quiz: Quiz, items: tuple[CheckedItem, ...], language: ItemWriting
) -> Iterator[tuple[str, Finding]]:
    for rule, find in QUIZ_WARNINGS.items():
        yield from ((rule, _at(quiz, message)) for message in find(items, language))


def _at(quiz: Quiz, message: str) -> Finding:
    """Where a quiz as a whole is mended."""
    return (("draw",), f"{message}; or try another `seed`") if quiz.draw else (("questions",), message)


def _of_items(
    rules: Mapping[str, ItemRule], items: Iterable[CheckedItem], language: ItemWriting
) -> Iterator[tuple[str, Finding]]:
    for item in items:
        for rule, find in rules.items():
            yield from ((rule, finding) for finding in find(item, language))


def _problem(library: Library, quiz: str, rule: str, finding: Finding) -> Problem:
    path, message = finding
    return library.content.problem("quizzes", quiz, path, message, rule)
