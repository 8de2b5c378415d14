# Warnings that a quiz file waives, with its reasons.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.problems import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.checks.items.item import Finding
    from generator.problems import FieldPath
    from generator.schema.quiz import Quiz


class Waivers:
    """The waivers of one quiz: its own hold for all of its questions, a question's for that one.

    Args:
        quiz: the quiz.
        rules: the rules whose warnings can be waived.
    """

    def __init__(self, quiz: Quiz, rules: Sequence[str]) -> None:
        own = {((), rule) for rule in quiz.waive}
        asked = {
            (("questions", index), rule)
            for index, question in enumerate(quiz.questions)
            for rule in question.waive
        }
        self._all: set[tuple[FieldPath, str]] = {*own, *asked}
        self._used: set[tuple[FieldPath, str]] = set()
        self._rules = rules

    def waive(self, rule: str, finding: Finding) -> bool:
        """Whether a warning is waived; remembers that it was."""
        place, _ = finding
        waivers = {(place[:2], rule), ((), rule)} & self._all
        self._used |= waivers
        return bool(waivers)

    def idle(self) -> Iterator[Finding]:
        """Waivers of warnings that were not there, of errors, of rules that are none."""
        for place, rule in sorted(self._all - self._used, key=str):
            if rule in self._rules:
                message = f"nothing here breaks '{rule}' any more; remove the waiver"
            else:
                message = f"no warning is named '{rule}'{did_you_mean(rule, self._rules)}"
                message += "" if "; " in message else "; remove the waiver"
            yield (*place, "waive", rule), message
