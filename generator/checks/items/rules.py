# Checks quiz questions by the rules of the NBME's item-writing guide (see `schema/item_writing.py`): no
# flaw that helps readers who know how tests work, or confuses those who do not.
#
# The rules are plain functions in the tables below. A warning can be waived in the quiz file with a reason,
# an error cannot. The schema rejects wrong numbers of right answers and missing texts, `checks/evidence.py`
# answers without a source.

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

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
from generator.content.fingerprint import file_digest
from generator.content.requirements import Requirement
from generator.memo import last_if_equal, latest_per_object
from generator.output.store import key_of
from generator.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from generator.checks.items.item import CheckedItem, Finding
    from generator.content.library import Library
    from generator.problems import Problem
    from generator.schema.item_writing import ItemWriting
    from generator.schema.kinds import Kind
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
    """What the rules found in a quiz."""

    errors: tuple[tuple[str, Finding], ...]
    warnings: tuple[tuple[str, Finding], ...]


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
    for id_, finding in _known(library, "alike", library.quizzes.values(), lambda: alike_in(library)):
        yield _problem(library, id_, "duplicate-stem", _finding(finding))
    for path, message in blueprint.unknown_topics(library):
        yield library.content.problem("item-writing", "item-writing", path, message, "blueprint")


def asks(library: Library, kind: Kind) -> Iterator[Requirement]:
    """Say what is reported in quizzes: each rule's own first sentence, and what quizzes must teach."""
    if kind.name == "quizzes":
        tables: Mapping[str, Mapping[str, Callable[..., object]]] = {
            _OF_QUESTIONS: {**ERRORS, **WARNINGS},
            _OF_QUIZZES: {**PAIR_WARNINGS, **QUIZ_WARNINGS},
        }
        for field, rules in tables.items():
            for rule, find in rules.items():
                yield Requirement(rule, f"Avoid {_reported(find, library.item_writing)}", field)
        yield Requirement("duplicate-stem", "Avoid a question that some quiz asks already.", _OF_QUESTIONS)
        message = f"Something here breaks the rule, and it is one of {', '.join(_WAIVABLE)}."
        yield Requirement("waiver", message, "waive")
        yield from (
            Requirement(_TOPIC, message, _OF_QUIZZES, topic) for topic, message in blueprint.asked(library)
        )
    if kind.name == "item-writing":
        message = "There is such a page, and a quiz with such a `topic`."
        yield Requirement("blueprint", message, "blueprint")


_OF_QUESTIONS, _OF_QUIZZES = "questions.*", "questions"


def _reported(rule: Callable[..., object], language: ItemWriting) -> str:
    """What a rule reports, from the first paragraph of its docstring, with the limits that it names."""
    text = " ".join((rule.__doc__ or "").partition("\n\n")[0].split()).removeprefix("Report ")
    return re.sub("`([a-z_]+)`", lambda name: _limit(getattr(language, name[1])), text)


def _limit(value: float) -> str:
    return f"{value:.0%}" if value <= 1 else f"{value:g}"


def alike_in(library: Library) -> list[tuple[str, Finding]]:
    """Quizzes with questions that others ask, too. Nothing is read but questions, regions and words."""
    own = {id_: _items(library, quiz) for id_, quiz in library.quizzes.items() if not quiz.draw}
    return [*bank.alike(own, library.item_writing)]


def _findings(library: Library, quiz: Quiz) -> _Findings:
    """Findings for a quiz; reused from the last check if neither the quiz nor the rules have changed."""
    if quiz.draw:
        return _found(library, quiz)
    return latest_per_object(quiz, __name__, _dependencies(library), partial(_found, library, quiz))


def _dependencies(library: Library) -> tuple[object, ...]:
    """What findings depend on beside the questions, the same object as long as it is equal."""
    return last_if_equal(__name__, (library.item_writing, *library.regions.values()))


def _found(library: Library, quiz: Quiz) -> _Findings:
    """Findings for a quiz; from an earlier run if all of this was the same then."""
    quizzes = library.quizzes.values() if quiz.draw else (quiz,)
    found = _known(library, f"quiz {quiz.id}", quizzes, lambda: list(found_in(library, quiz)))
    errors, warnings = (tuple((rule, _finding(finding)) for rule, finding in one) for one in found)
    return _Findings(errors, warnings)


def found_in(library: Library, quiz: Quiz) -> _Findings:
    """Findings for a quiz. Nothing is read but questions, regions and the rules' words."""
    items, language = _items(library, quiz), library.item_writing
    of_quiz = tuple(_quiz_findings(quiz, items, language))
    if quiz.draw:
        return _Findings((), of_quiz)
    warnings = (*_item_findings(WARNINGS, items, language), *of_quiz)
    return _Findings(tuple(_item_findings(ERRORS, items, language)), warnings)


def _items(library: Library, quiz: Quiz) -> tuple[CheckedItem, ...]:
    """The questions of a quiz; worked out once for quizzes that have questions of their own."""
    if quiz.draw:
        return items_of(library, quiz)
    name = f"{__name__} items"
    return latest_per_object(quiz, name, _dependencies(library), partial(items_of, library, quiz))


def _known(
    library: Library, name: str, quizzes: Iterable[Quiz], find: Callable[[], list[Any]]
) -> list[Any]:
    """What is found in some quizzes, from an earlier run if they and the rules were the same then."""
    clean = library.content.clean
    if not clean:
        return find()
    read = (library.item_writing, *library.regions.values(), *quizzes)
    return clean.findings(f"{__name__} {name}", key_of(map(file_digest, read)), find)


def _finding(kept: Any) -> Finding:
    """A finding that may have been kept as JSON, which makes lists of tuples."""
    path, message = kept
    return tuple(path), message


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
