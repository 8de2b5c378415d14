# Runs a check on one content file at a time. While a site is served, a file is checked again only when that
# file, or anything else the check depends on, has changed.

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from generator.memo import while_known

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
    dependencies = last_if_equal(name, (library.content.root, *dependencies))
    for kind, id_, model in library.documents():
        yield from while_known(
            model,
            name,
            dependencies,
            lambda: tuple(check(library, kind, id_, model)),  # noqa: B023 - called at once
        )


_last: dict[str, tuple[object, ...]] = {}


def last_if_equal(name: str, dependencies: tuple[object, ...]) -> tuple[object, ...]:
    """Return the tuple passed the last time if the new one equals it, so that files compare by identity.

    Args:
        name: the check's module.
        dependencies: everything the check reads besides the file it checks.
    """
    if _last.get(name) != dependencies:
        _last[name] = dependencies
    return _last[name]
