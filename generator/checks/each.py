# Checks of one file at a time. While a site is served, a file is checked again only if it or what the check
# knows of other files has changed.

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from generator.memo import while_known

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator.content.library import Library
    from generator.problems import Problem
    from generator.schema.common import Model

    Check: TypeAlias = "Callable[[Library, str, str, Model], Iterable[Problem]]"


def each_document(library: Library, check: Check, known: tuple[object, ...]) -> Iterator[Problem]:
    """What a check finds in each content file.

    Args:
        library: all content.
        check: looks at one file: library, kind, id, model.
        known: everything that it looks at besides that file.
    """
    name = check.__module__
    known = as_before(name, (library.content.root, *known))
    for kind, id_, model in library.documents():
        yield from while_known(model, name, known, lambda: tuple(check(library, kind, id_, model)))  # noqa: B023 - called at once


_last: dict[str, tuple[object, ...]] = {}


def as_before(name: str, known: tuple[object, ...]) -> tuple[object, ...]:
    """What a check knew the last time, if it is the same: then one look tells that for each file.

    Args:
        name: the check's module.
        known: all that it looks at besides a file.
    """
    if _last.get(name) != known:
        _last[name] = known
    return _last[name]
