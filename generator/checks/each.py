# Runs a check on one content file at a time. While a site is served, a file is checked again only when that
# file, or anything else the check depends on, has changed.

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from generator.content.fingerprint import fingerprint
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
    clean = library.content.clean
    digest = fingerprint(dependencies) if clean else ""
    for kind, id_, model in library.documents():
        yield from latest_per_object(
            model,
            name,
            given,
            lambda: _found(library, check, (name, digest, kind, id_, model)),  # noqa: B023 - called at once
        )


def _found(library: Library, check: Check, named: tuple[str, str, str, str, Model]) -> tuple[Problem, ...]:
    """The problems that a check finds in a file; none if an earlier run has found none."""
    _, _, kind, id_, model = named
    clean = library.content.clean
    digest = clean.digest(*named) if clean else ""
    if clean and clean.has(digest):
        return ()
    problems = tuple(check(library, kind, id_, model))
    if clean and not problems:
        clean.add(digest)
    return problems
