# The warnings that a quiz file waives, each with a reason.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.problems import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.checks.items.item import Finding
    from generator.problems import FieldPath
    from generator.schema.quiz import Quiz


class Waivers:
    """The waivers of one quiz: its own hold for all its questions, those of a question for that question.

    Args:
        quiz: the quiz whose waivers to read.
        rules: names of the rules whose warnings can be waived.
    """

    def __init__(self, quiz: Quiz, rules: Sequence[str]) -> None:
        of_quiz = {((), rule) for rule in quiz.waive}
        of_questions = {
            (("questions", index), rule)
            for index, question in enumerate(quiz.questions)
            for rule in question.waive
        }
        self._all: set[tuple[FieldPath, str]] = {*of_quiz, *of_questions}
        self._used: set[tuple[FieldPath, str]] = set()
        self._rules = rules

    def waive(self, rule: str, finding: Finding) -> bool:
        """Return whether a warning is waived, and mark the waivers that did it as used."""
        path, _ = finding
        waivers = {(path[:2], rule), ((), rule)} & self._all
        self._used |= waivers
        return bool(waivers)

    def unused(self) -> Iterator[Finding]:
        """Report waivers that no warning needed, and waivers of errors or unknown rules."""
        for path, rule in sorted(self._all - self._used, key=str):
            if rule in self._rules:
                message = f"nothing here breaks '{rule}' any more; remove the waiver"
            else:
                message = f"no warning is named '{rule}'{did_you_mean(rule, self._rules)}"
                message += "" if "; " in message else "; remove the waiver"
            yield (*path, "waive", rule), message
