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
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from generator.checks.clean import kept_findings
from generator.checks.each import EachFile
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
from generator.content.fingerprint import file_digest, fingerprint
from generator.content.requirements import Requirement
from generator.memo import last_if_equal, latest_per_object
from generator.output.store import key_of
from generator.problems import Severity
from generator.schema.quiz import Quiz

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from generator.checks.each import Found
    from generator.checks.items.item import CheckedItem, Finding
    from generator.content.library import Library
    from generator.problems import FieldPath, Problem
    from generator.schema.common import Model
    from generator.schema.item_writing import ItemWriting
    from generator.schema.kinds import Kind

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


def check(library: Library) -> Iterator[Found]:
    """Report flawed questions, unbalanced quizzes, questions asked twice and waivers without effect."""
    ids = {kind: tuple(models) for kind, models in library.content.items.items()}
    yield EachFile(_check, (*_dependencies(library), tuple(library.entries), ids))
    for id_, quiz in library.quizzes.items():
        if quiz.draw:
            yield from _in_quiz(library, id_, quiz)
    for id_, finding in _known(library, "alike", library.quizzes.values(), lambda: alike_in(library)):
        yield _problem(library, id_, "duplicate-stem", _finding(finding))
    for path, message in blueprint.unknown_topics(library):
        yield library.content.problem("item-writing", "item-writing", path, message, "blueprint")


def _check(library: Library, kind: str, id_: str, model: Model) -> Iterator[Problem]:
    """Problems in one quiz, unless it draws its questions from others."""
    if kind == "quizzes" and isinstance(model, Quiz) and not model.draw:
        yield from _in_quiz(library, id_, model)


def _in_quiz(library: Library, id_: str, quiz: Quiz) -> Iterator[Problem]:
    findings = _findings(library, quiz)
    for rule, finding in findings.errors:
        yield _problem(library, id_, rule, finding)
    waivers = Waivers(quiz, _WAIVABLE)
    for rule, finding in findings.warnings:
        if not waivers.waive(rule, finding):
            yield replace(_problem(library, id_, rule, finding), severity=Severity.WARNING)
    for finding in waivers.unused():
        yield _problem(library, id_, "waiver", finding)


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
    stems = (
        bank.Asked(id_, *one)
        for id_, quiz in library.quizzes.items()
        if not quiz.draw
        for one in latest_per_object(quiz, __name__, _dependencies(library), partial(_stems, library, quiz))
    )
    return [*bank.alike(tuple(stems), library.item_writing)]


def _stems(library: Library, quiz: Quiz) -> tuple[tuple[str, FieldPath, str], ...]:
    """Id of each question in a quiz, path and text of its stem. There are very many, so no more is kept."""
    return tuple((item.question.id, item.at("stem"), item.stem) for item in items_of(library, quiz))


def _findings(library: Library, quiz: Quiz) -> _Findings:
    """Findings for a quiz; if it draws its questions, from an earlier run with the same questions."""
    if not quiz.draw:
        return _with_topics(library, quiz)
    quizzes = library.quizzes.values()
    found = _known(library, f"quiz {quiz.id}", quizzes, lambda: list(_with_topics(library, quiz)))
    errors, warnings = (tuple((rule, _finding(finding)) for rule, finding in one) for one in found)
    return _Findings(errors, warnings)


def _dependencies(library: Library) -> tuple[object, ...]:
    """What findings depend on beside the questions, the same object as long as it is equal."""
    return last_if_equal(__name__, (library.item_writing, *library.regions.values()))


def _with_topics(library: Library, quiz: Quiz) -> _Findings:
    """Findings for a quiz, and what the blueprint lists for it that it does not teach."""
    found = found_in(library, quiz)
    topics = ((_TOPIC, _at(quiz, message)) for message in blueprint.missing_topics(library, quiz))
    return found._replace(warnings=(*found.warnings, *topics))


def found_in(library: Library, quiz: Quiz) -> _Findings:
    """Findings for a quiz. Nothing is read but questions, regions and the rules' words."""
    items, language = items_of(library, quiz), library.item_writing
    of_quiz = tuple(_quiz_findings(quiz, items, language))
    if quiz.draw:
        return _Findings((), of_quiz)
    warnings = (*_item_findings(WARNINGS, items, language), *of_quiz)
    return _Findings(tuple(_item_findings(ERRORS, items, language)), warnings)


def _known(
    library: Library, name: str, quizzes: Iterable[Quiz], find: Callable[[], list[Any]]
) -> list[Any]:
    """What is found in some quizzes, from an earlier run if they and the rules were the same then."""
    read = (library.item_writing, *library.regions.values(), *quizzes)
    files = fingerprint((tuple(library.entries), tuple(library.content.items)))
    return kept_findings(library, f"{__name__} {name}", key_of((files, *map(file_digest, read))), find)


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
