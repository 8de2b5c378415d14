# Checks quiz questions by the rules of the NBME's item-writing guide (see `schema/item_writing.py`): no
# flaw that helps readers who know how tests work, or confuses those who do not.
#
# The rules are plain functions in the tables below. A warning can be waived in the quiz file with a reason,
# an error cannot. The schema rejects wrong numbers of right answers and missing texts, `checks/evidence.py`
# answers without a source.

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from generator.checks.items import (
    balance,
    bank,
    blueprint,
    cues,
    feedback,
    numbers,
    options,
    stems,
    together,
)
from generator.checks.items.item import items_of
from generator.checks.items.waivers import Waivers
from generator.memo import last_if_equal, latest_per_object
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
PairRule: TypeAlias = "Callable[[tuple[CheckedItem, ...], ItemWriting], Iterable[Finding]]"

ERRORS: Mapping[str, ItemRule] = {
    "blank-in-stem": stems.blank,
    "duplicate-options": options.duplicates,
    "all-or-none": options.all_or_none,
    "joined-options": options.joined,
    "dismissal": feedback.dismissal,
}
"""Rule → flaw of one question that cannot be waived."""

WARNINGS: Mapping[str, ItemRule] = {
    "negative-stem": stems.negative,
    "absolute-term": stems.absolute,
    "vague-term": stems.vague,
    "two-ideas": options.two_ideas,
    "option-count": options.count,
    "longest-key": cues.longest_key,
    "clang": cues.clang,
    "grammar-cue": cues.grammar,
    "overlapping-numbers": numbers.overlapping,
    "unordered-numbers": numbers.unordered,
    "empty-feedback": feedback.empty,
}
"""Rule → flaw of one question that can be waived."""

PAIR_WARNINGS: Mapping[str, PairRule] = {
    "given-away": together.given_away,
    "sign-twice": together.sign_twice,
    "distractor-twice": together.distractor_twice,
    "feedback-twice": together.feedback_twice,
}
"""Rule → flaw of a question beside the others of its quiz that can be waived."""

QUIZ_WARNINGS: Mapping[str, QuizRule] = {
    "key-position": balance.key_position,
    "longest-key-rate": balance.longest_key_rate,
    "true-false-balance": balance.true_false,
    "mostly-recall": balance.recall,
}
"""Rule → flaw of a whole quiz that can be waived."""

_TOPIC = "topic-missing"
_WAIVABLE = (*WARNINGS, *PAIR_WARNINGS, *QUIZ_WARNINGS, _TOPIC)


class _Findings(NamedTuple):
    """The questions of a quiz, and what the rules found in them."""

    items: tuple[CheckedItem, ...]
    errors: tuple[tuple[str, Finding], ...] = ()
    warnings: tuple[tuple[str, Finding], ...] = ()


def check(library: Library) -> Iterator[Problem]:
    """Report flawed questions, unbalanced quizzes, questions asked twice and waivers without effect."""
    findings = {id_: _findings(library, quiz) for id_, quiz in library.quizzes.items()}
    for id_, quiz in library.quizzes.items():
        for rule, finding in findings[id_].errors:
            yield _problem(library, id_, rule, finding)
        waivers = Waivers(quiz, _WAIVABLE)
        topics = ((_TOPIC, _at(quiz, message)) for message in blueprint.missing_topics(library, quiz))
        for rule, finding in chain(findings[id_].warnings, topics):
            if not waivers.waive(rule, finding):
                yield replace(_problem(library, id_, rule, finding), severity=Severity.WARNING)
        for finding in waivers.unused():
            yield _problem(library, id_, "waiver", finding)
    own_items = {id_: findings[id_].items for id_, quiz in library.quizzes.items() if not quiz.draw}
    for id_, finding in bank.alike(own_items, library.item_writing):
        yield _problem(library, id_, "duplicate-stem", finding)
    for path, message in blueprint.unknown_topics(library):
        yield library.content.problem("item-writing", "item-writing", path, message, "blueprint")


def _findings(library: Library, quiz: Quiz) -> _Findings:
    """Findings for a quiz; reused from the last check if neither the quiz nor the rules have changed."""
    language = library.item_writing
    if quiz.draw:
        items = items_of(library, quiz)
        return _Findings(items, (), tuple(_quiz_findings(quiz, items, language)))
    dependencies = last_if_equal(__name__, (language, *library.regions.values()))
    return latest_per_object(quiz, __name__, dependencies, partial(_find, library, quiz, language))


def _find(library: Library, quiz: Quiz, language: ItemWriting) -> _Findings:
    items = items_of(library, quiz)
    warnings = (*_item_findings(WARNINGS, items, language), *_quiz_findings(quiz, items, language))
    return _Findings(items, tuple(_item_findings(ERRORS, items, language)), warnings)


def _quiz_findings(
    quiz: Quiz, items: tuple[CheckedItem, ...], language: ItemWriting
) -> Iterator[tuple[str, Finding]]:
    for rule, pairs in PAIR_WARNINGS.items():
        for finding in pairs(items, language):
            yield rule, _at(quiz, finding[1]) if quiz.draw else finding
    for rule, find in QUIZ_WARNINGS.items():
        yield from ((rule, _at(quiz, message)) for message in find(items, language))


def _at(quiz: Quiz, message: str) -> Finding:
    """The finding for a message about a whole quiz, at the field where it is fixed."""
    return (("draw",), f"{message}; or try another `seed`") if quiz.draw else (("questions",), message)


def _item_findings(
    rules: Mapping[str, ItemRule], items: Iterable[CheckedItem], language: ItemWriting
) -> Iterator[tuple[str, Finding]]:
    for item in items:
        for rule, find in rules.items():
            yield from ((rule, finding) for finding in find(item, language))


def _problem(library: Library, quiz: str, rule: str, finding: Finding) -> Problem:
    path, message = finding
    return library.content.problem("quizzes", quiz, path, message, rule)
