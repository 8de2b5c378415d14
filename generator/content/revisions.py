# When the words of questions last changed: what `revisions.yml` records, and what it should.
#
# Learners who have imported a quiz get a changed question only if it is newer than theirs. So each has a
# time that rises exactly when its own words change, or those that every copy of it carries.

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from generator.content.records import recorded
from generator.content.signatures import reviewer_of
from generator.content.words_hash import wording
from generator.schema.revisions import Revision, Revisions

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from generator.content.library import Library
    from generator.schema.quiz import Question, Quiz
    from generator.schema.region import Region
    from generator.schema.revisions import ByRegion

COMMAND = "unknot revise"
_GROUPS = ("questions", "quizzes")

_HEAD = """\
# yaml-language-server: $schema=../schemas/revisions.json
# SPDX-License-Identifier: CC-BY-4.0

# When the words of each question last changed, by region, and what reviewers signed. `unknot revise` and
# `unknot review --sign` write this file.
"""


class Revised(NamedTuple):
    """Something whose words have a date."""

    group: str
    """`questions` or `quizzes`."""
    id: str
    """The id of the question or quiz."""


@dataclass(frozen=True)
class Difference:
    """A difference between the words of the content and those that are recorded."""

    revised: Revised
    """What differs."""
    regions: tuple[str, ...]
    """The regions where it does."""
    recorded: ByRegion
    """What is recorded of it."""


def differences(library: Library, regions: Mapping[str, Region]) -> Iterator[Difference]:
    """Yield what has other words than are recorded, in some of `regions`: it changed, or it is new."""
    known = recorded(library)
    for revised in _everything(library):
        entry = _entry(known, revised)
        differing = tuple(
            id_
            for id_, region in regions.items()
            if id_ not in entry or entry[id_].words != _wording(library, region, revised)
        )
        if differing:
            yield Difference(revised, differing, entry)


def left_over(library: Library) -> Iterator[tuple[str, ...]]:
    """Yield the path, in `revisions.yml`, of each entry whose question, quiz or region is gone."""
    present = set(_everything(library))
    known = recorded(library)
    for group in _GROUPS:
        for id_, entry in getattr(known, group).items():
            if Revised(group, id_) not in present:
                yield (group, id_)
                continue
            yield from ((group, id_, region) for region in entry if region not in library.regions)


def renewed(library: Library, today: dt.date, groups_renewed: Collection[str] = _GROUPS) -> Revisions:
    """The revisions as they should be recorded: with today's date where the words differ.

    Args:
        library: all content, not localised.
        today: the date of the changes.
        groups_renewed: the groups whose changes are recorded.
    """
    known = recorded(library)
    groups: dict[str, dict[str, ByRegion]] = {group: {} for group in groups_renewed}
    for revised in _everything(library):
        if revised.group not in groups:
            continue
        entry = _entry(known, revised)
        groups[revised.group][revised.id] = {
            id_: _renewed(entry.get(id_), _wording(library, region, revised), today)
            for id_, region in library.regions.items()
        }
    return known.model_copy(update=groups)


def as_yaml(revisions: Revisions) -> str:
    """The text of `revisions.yml`."""
    return _HEAD + "".join(_lines(revisions))


def time_of(library: Library, region: Region, question: Question, quiz: Quiz) -> int | None:
    """When the words of a copy of a question last changed, as recorded.

    Returns:
        Seconds since 1970, on the day of the change; each recorded version adds one, so that two of a day
        differ. None if the question or quiz is not recorded for the region.
    """
    known = recorded(library)
    parts = (Revised("questions", question.id), Revised("quizzes", quiz.id))
    revisions = [_entry(known, part).get(region.id) for part in parts]
    dated = [revision for revision in revisions if revision]
    if len(dated) < len(parts):
        return None
    day = max(revision.date for revision in dated)
    midnight = dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)
    return int(midnight.timestamp()) + sum(revision.number for revision in dated)


def _everything(library: Library) -> Iterator[Revised]:
    """Yield everything that should be recorded."""
    yield from (Revised("questions", id_) for id_ in library.bank)
    yield from (Revised("quizzes", id_) for id_ in library.quizzes)


def _wording(library: Library, region: Region, revised: Revised) -> str:
    """The hash of a question, or of what every copy of a quiz's questions carries."""
    if revised.group == "questions":
        return wording(library, region, library.bank[revised.id])
    numbers = [region.emergency_number, region.words.get("elsewhere", "")]
    reviewer = reviewer_of(library, region, library.quizzes[revised.id])
    return wording(library, region, library.warning_signs.strip, *numbers, reviewer)


def _entry(revisions: Revisions, revised: Revised) -> ByRegion:
    entry: ByRegion = getattr(revisions, revised.group).get(revised.id, {})
    return entry


def _renewed(old: Revision | None, words: str, today: dt.date) -> Revision:
    if old is None:
        return Revision(words=words, date=today, number=1)
    if old.words == words:
        return old
    return Revision(words=words, date=max(today, old.date), number=old.number + 1)


def _lines(revisions: Revisions) -> Iterator[str]:
    for group in _GROUPS:
        entries = getattr(revisions, group)
        yield f"\n{group}:\n" if entries else f"\n{group}: {{}}\n"
        for id_, entry in sorted(entries.items()):
            yield f"  {id_}:\n"
            for region, one in sorted(entry.items()):
                yield f'    {region}: {{words: "{one.words}", date: {one.date}, number: {one.number}}}\n'
    if revisions.signatures:
        yield "\nsignatures:\n"
    for file, signature in sorted(revisions.signatures.items()):
        yield f"  {file}:\n    date: {signature.date}\n    words: {_by_region(signature.words)}\n"
        if signature.parts:
            yield "    parts:\n"
        for part, words in sorted(signature.parts.items()):
            yield f"      {part}: {_by_region(words)}\n"


def _by_region(words: Mapping[str, str]) -> str:
    return "{" + ", ".join(f'{region}: "{one}"' for region, one in sorted(words.items())) + "}"
