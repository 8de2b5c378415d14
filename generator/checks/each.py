# Checks that look at one content file at a time. All of them look at a file before it is the turn of the
# next one, so that what they ask of it is worked out once and need not be kept. While a site is served, a
# file is checked again only when that file, or anything else the check depends on, has changed.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from generator.content.fingerprint import fingerprint
from generator.memo import last_if_equal, once_per_object
from generator.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from generator.content.library import Library
    from generator.schema.common import Model

    Check: TypeAlias = "Callable[[Library, str, str, Model], Iterable[Problem]]"


@dataclass(frozen=True)
class EachFile:
    """A check of every content file."""

    check: Check
    """Takes the library and one file's kind, id and model."""
    dependencies: tuple[object, ...]
    """Everything the check reads besides that file."""

    @property
    def name(self) -> str:
        """Its name, unique among such checks."""
        return self.check.__module__


Found: TypeAlias = "Problem | EachFile"
"""What a check yields: problems, and checks of each file that are to be run."""


def all_problems(library: Library, found: Iterable[Found]) -> Iterator[Problem]:
    """Yield what checks have found and, after that, what their checks of each file find.

    Args:
        library: all content.
        found: what checks of the library have yielded.
    """
    of_files: list[EachFile] = []
    for one in found:
        if isinstance(one, Problem):
            yield one
        else:
            of_files.append(one)
    if of_files:
        yield from _in_files(library, of_files)


def _in_files(library: Library, checks: Sequence[EachFile]) -> Iterator[Problem]:
    root, clean = library.content.root, library.content.clean
    given = [(check.name, last_if_equal(check.name, (root, *check.dependencies))) for check in checks]
    now = last_if_equal(__name__, tuple(given))
    digests = [fingerprint(check.dependencies) if clean else "" for check in checks]
    for kind, id_, model in library.documents():
        kept = _kept(model)
        if kept.given is not now:
            before = kept.by_check()
            of_checks = tuple(
                before[name][1]
                if name in before and before[name][0] is of_check
                else _found(library, check.check, (name, digest, kind, id_, model))
                for check, digest, (name, of_check) in zip(checks, digests, given, strict=True)
            )
            kept.given, kept.problems = now, of_checks if any(of_checks) else _NONE
        for problems in kept.problems:
            yield from problems


_NONE: tuple[tuple[Problem, ...], ...] = ()
"""No check has found a problem."""


class _Kept:
    """What checks have last found in a file."""

    __slots__ = ("given", "problems")

    def __init__(self) -> None:
        self.given: tuple[Any, ...] = ()
        """For each check its name, and what it depends on, which is compared by identity."""
        self.problems = _NONE
        """For each check what it has found."""

    def by_check(self) -> dict[str, tuple[object, tuple[Problem, ...]]]:
        """Name of a check → what it depends on, and what it has found."""
        problems = self.problems or ((),) * len(self.given)
        return {name: (given, found) for (name, given), found in zip(self.given, problems, strict=True)}


@once_per_object
def _kept(_: Model) -> _Kept:
    return _Kept()


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
