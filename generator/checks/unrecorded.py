# Checks that `revisions.yml` records the words of all questions as they are now.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.content.records import KIND, recorded
from generator.content.requirements import Requirement
from generator.content.revisions import COMMAND, differences, left_over
from generator.memo import recorded as noted_reads
from generator.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.content.library import Library
    from generator.content.revisions import Difference
    from generator.output.earlier import EarlierBuilds
    from generator.problems import FieldPath
    from generator.schema.kinds import Kind
    from generator.schema.region import Region

_RULE = "revision"


def check(library: Library, regions: Mapping[str, Region]) -> Iterator[Problem]:
    """Report questions and quizzes whose words are not those that are recorded, and entries left over.

    Args:
        library: all content.
        regions: the regions to look at, by id.
    """
    if library.content.broken:
        return
    different = list(differences(library, regions))
    if different and not recorded(library).questions:
        file = library.content.file(KIND, KIND)
        message = f"no question has a date yet; `{COMMAND}` writes this file"
        yield Problem(file, 1, 1, "", message, _RULE)
        return
    places = _places(library)
    for difference in different:
        yield library.content.problem("quizzes", *places[difference.revised], _message(difference), _RULE)
    for path in left_over(library):
        message = f"what it dates is not in the content any more; `{COMMAND}` removes it"
        yield library.content.problem(KIND, KIND, path, message, _RULE)


def asks(_library: Library, kind: Kind) -> Iterator[Requirement]:
    """Say how questions get their dates."""
    if kind.name == "quizzes":
        yield Requirement(_RULE, f"When all is filled in, and after each change of words: `{COMMAND}`.")
    if kind.name == KIND:
        yield Requirement(_RULE, f"`{COMMAND}` writes this file; nobody needs to.")


def check_changed(library: Library, region: Region, earlier: EarlierBuilds) -> list[Problem]:
    """As `check`, for one region; an earlier build that has read the same has found nothing.

    Args:
        library: all content, noting what is read of it.
        region: the region.
        earlier: what earlier builds have found.
    """
    if earlier.find("unrecorded") is not None:
        return []
    with noted_reads() as reads:
        problems = [*check(library, {region.id: region})]
    if not problems:
        earlier.keep([], reads, "unrecorded")
    return problems


def _places(library: Library) -> dict[tuple[str, str], tuple[str, FieldPath]]:
    """Group and id → the id of the quiz's file, and the path in it."""
    quizzes = library.quizzes.values()
    questions = {
        ("questions", question.id): (quiz.id, ("questions", index))
        for quiz in quizzes
        for index, question in enumerate(quiz.questions)
    }
    return {**questions, **{("quizzes", quiz.id): (quiz.id, ()) for quiz in quizzes}}


def _message(difference: Difference) -> str:
    regions = ", ".join(difference.regions)
    if not difference.recorded:
        return f"it has no date yet; `{COMMAND}` gives it one"
    what = (
        "its words" if difference.revised.group == "questions" else "who checked it, or its emergency line,"
    )
    verb = "have" if difference.revised.group == "questions" else "has"
    return f"{what} {verb} changed ({regions}); `{COMMAND}` records that"
