# Checks that ids in lists are unique: each is an anchor on a page or identifies a question.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.content.fields import questions_in, values_at
from generator.content.requirements import Requirement
from generator.schema.quiz import Quiz

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.content.library import Library
    from generator.problems import FieldPath, Problem
    from generator.schema.common import Model
    from generator.schema.kinds import Kind

_LISTS = {
    "glossary": "terms.*.id",
    "claims": "claims.*.id",
    "sources": "references.*.id",
    "cautions": "groups.*.cautions.*.id",
    "warning-signs": "tiers.*.signs.*.id",
    "quizzes": "questions.*.id",
    "body-map": "muscles.*.id",
}
"""Kind → path of its ids, which are unique across all files of the kind."""


def check(library: Library) -> Iterator[Problem]:
    """Report ids used more than once within their kind."""
    for kind, pattern in _LISTS.items():
        first_use: dict[str, str] = {}
        for file_id, model in library.content.items.get(kind, {}).items():
            for path, id_ in _ids(pattern, model):
                if id_ in first_use:
                    owner = library.content.file(kind, first_use[id_])
                    message = f"the id '{id_}' is taken by {owner}; give this one another"
                    yield library.content.problem(kind, file_id, path, message, "duplicate")
                first_use.setdefault(id_, file_id)


def _ids(pattern: str, model: Model) -> Iterable[tuple[FieldPath, str]]:
    """Path and text of each id in a file."""
    if isinstance(model, Quiz):  # there are many, and their ids are known
        return ((("questions", at, "id"), id_) for at, id_ in enumerate(questions_in(model)))
    return values_at(model, pattern)


def asks(_library: Library, kind: Kind) -> Iterator[Requirement]:
    """Say which ids must be unique."""
    if kind.name in _LISTS:
        yield Requirement("duplicate", f"No other in {kind.path} has the same.", _LISTS[kind.name])
