# Ids inside lists are unique: each one is an anchor, or the identity of a question.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.content.fields import values_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.content.library import Library
    from generator.problems import Problem

_LISTS = {
    "glossary": "terms.*.id",
    "claims": "claims.*.id",
    "sources": "references.*.id",
    "cautions": "groups.*.cautions.*.id",
    "warning-signs": "tiers.*.signs.*.id",
    "quizzes": "questions.*.id",
    "body-map": "muscles.*.id",
}
"""Kind → where its ids stand, over all files of the kind."""


def check(library: Library) -> Iterator[Problem]:
    """Ids that are used twice within their kind."""
    for kind, way in _LISTS.items():
        first: dict[str, str] = {}
        for file_id, model in library.content.items.get(kind, {}).items():
            for path, id_ in values_at(model, way):
                if id_ in first:
                    taken_by = library.content.file(kind, first[id_])
                    message = f"the id '{id_}' is taken by {taken_by}; give this one another"
                    yield library.content.problem(kind, file_id, path, message, "duplicate")
                first.setdefault(id_, file_id)
