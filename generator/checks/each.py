# Runs a check on one content file at a time. While a site is served, a file is checked again only when that
# file, or anything else the check depends on, has changed.

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from generator.memo import last_if_equal, latest_per_object

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator.content.library import Library
    from generator.problems import Problem
    from generator.schema.common import Model

    Check: TypeAlias = "Callable[[Library, str, str, Model], Iterable[Problem]]"


def each_document(library: Library, check: Check, dependencies: tuple[object, ...]) -> Iterator[Problem]:
    """Run a check on every content file and yield the problems.

    Args:
        library: all content.
        check: takes the library and one file's kind, id and model.
        dependencies: everything the check reads besides that file.
    """
    name = check.__module__
    given = last_if_equal(name, (library.content.root, *dependencies))
    for kind, id_, model in library.documents():
        yield from latest_per_object(
            model,
            name,
            given,
            lambda: tuple(check(library, kind, id_, model)),  # noqa: B023 - called at once
        )
