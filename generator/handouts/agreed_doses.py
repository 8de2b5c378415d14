# Doses that were agreed with one reader, as `unknot handout --dose` takes them: `walking=20min,3/week`.

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.content import doses
from generator.content.exercises import printed_exercises
from generator.problems import did_you_mean
from generator.schema.exercise import Dose

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generator.content.library import Library
    from generator.schema.leaflet import Leaflet


class BadDose(ValueError):  # noqa: N818 - the name says what went wrong, as KeyError does
    """A dose that cannot be read; the message says why."""


_FORMS = (
    (re.compile(r"(?P<sets>\d+)x(?P<repetitions>\d+)"), "3x10 (sets and repetitions)"),
    (re.compile(r"(?P<hold>\d+)s"), "5s (hold)"),
    (re.compile(r"(?P<minutes>\d+)min"), "20min"),
    (re.compile(r"(?P<times_a_day>\d+)/day"), "2/day"),
    (re.compile(r"(?P<days_a_week>\d+)/week"), "5/week"),
)
"""How each part of a dose is written, and an example."""


def agreed_doses(library: Library, leaflets: Sequence[Leaflet], texts: Iterable[str]) -> dict[str, Dose]:
    """Key of each exercise for which a dose was agreed → that dose; other numbers stay as they were.

    Args:
        library: all content.
        leaflets: the leaflets to be printed.
        texts: exercise and dose, such as `walking=20min,3/week`.

    Raises:
        BadDose: no leaflet has a table with this exercise, or the dose cannot be read.
    """
    exercises = {key: topic for one in leaflets for key, topic in printed_exercises(library, one).items()}
    ids = {key.partition("/")[2]: key for key in exercises}
    by_name = {**ids, **{key: key for key in exercises}}
    agreed = {}
    for text in texts:
        name, _, parts = text.partition("=")
        if name not in by_name:
            raise BadDose(_unknown(name, sorted(ids)))
        exercise = exercises[by_name[name]].exercise
        agreed[by_name[name]] = _changed(exercise.dose if exercise else None, parts)
    return agreed


def _unknown(name: str, known: Sequence[str]) -> str:
    if not known:
        return "these handouts have no table of exercises"
    hint = did_you_mean(name, known) or f"; there are: {', '.join(known)}"
    return f"no exercise '{name}' on these handouts{hint}"


def _changed(dose: Dose | None, text: str) -> Dose:
    """A dose with some new numbers. Minutes replace counts, and counts replace minutes."""
    new = {name: number for part in text.split(",") for name, number in _numbers(part.strip()).items()}
    old = doses.numbers(dose) if dose else {}
    replaced: set[str] = set()
    if "minutes" in new:
        replaced = {"sets", "repetitions", "hold"}
    elif not new.keys().isdisjoint({"sets", "repetitions"}):
        replaced = {"minutes"}
    kept = {name: number for name, number in old.items() if name not in replaced}
    return Dose.model_validate({**kept, **new})


def _numbers(part: str) -> Mapping[str, int]:
    matches = (pattern.fullmatch(part) for pattern, _ in _FORMS)
    match = next(filter(None, matches), None)
    if match is None:
        forms = ", ".join(example for _, example in _FORMS)
        raise BadDose(f"'{part}' is no part of a dose; write {forms}, joined by commas")
    numbers = {name: int(number) for name, number in match.groupdict().items()}
    for name, number in numbers.items():
        lowest, highest = doses.bounds(name)
        if not lowest <= number <= highest:
            raise BadDose(f"'{part}': {name.replace('_', ' ')} must be from {lowest} to {highest}")
    return numbers
