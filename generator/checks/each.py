# Checks that look at one content file at a time, on all cores. All of them look at a file before it is the
# turn of the next one, so that what they ask of it is worked out once and need not be kept. While a site is
# served, a file is checked again only when that file, or anything else the check depends on, has changed.

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeVar, cast
from zlib import crc32

from generator.content.fingerprint import fingerprint
from generator.memo import last_if_equal, once_per_object
from generator.output.parallel import spread
from generator.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from generator.content.library import Library
    from generator.content.load import Clean
    from generator.schema.common import Model

    T = TypeVar("T")
    Check: TypeAlias = "Callable[[Library, str, str, Model], Iterable[T]]"
    _File: TypeAlias = tuple[str, str, Model]
    """Kind, id and model."""
    _Asked: TypeAlias = "Sequence[tuple[EachFile, str, _Given]]"
    """Checks, each with a digest of what it depends on, and that itself."""
    _FoundByEach: TypeAlias = tuple[tuple[Problem, ...], ...]
    """For each check what it has found in a file; empty if that is nothing."""


@dataclass(frozen=True)
class EachFile:
    """A check of every content file."""

    check: Check[Problem]
    """Takes the library and one file's kind, id and model."""
    dependencies: tuple[object, ...]
    """Everything the check reads besides that file."""
    listed: frozenset[str] = frozenset()
    """Words. The check asks of each word of a file whether it is one of them, and nothing else."""
    words: Check[str] = lambda *_: ()
    """All words of a file that the check asks this of."""

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


class _Given(NamedTuple):
    """What a check depends on beside a file. Its tuples are compared by identity."""

    name: str
    dependencies: tuple[object, ...]
    listed: tuple[object, ...]
    """Has `EachFile.listed`."""

    @classmethod
    def of(cls, library: Library, check: EachFile) -> _Given:
        """The same tuples as the last time if they are equal."""
        dependencies = (library.content.root, *check.dependencies)
        listed = last_if_equal(f"{check.name} listed", (check.listed,))
        return cls(check.name, last_if_equal(f"{check.name} of each file", dependencies), listed)


def _in_files(library: Library, checks: Sequence[EachFile]) -> Iterator[Problem]:
    clean = library.content.clean
    given = tuple(_Given.of(library, check) for check in checks)
    now = cast("tuple[_Given, ...]", last_if_equal(__name__, given))
    digests = [fingerprint((check.dependencies, check.listed)) if clean else "" for check in checks]
    everything = fingerprint([(check.name, digest) for check, digest in zip(checks, digests, strict=True)])
    asked = list(zip(checks, digests, now, strict=True))
    files = [*library.documents()]
    for file in files:
        kept = _kept(file[-1])
        if clean and not kept.given and clean.has(clean.digest(__name__, everything, *file)):
            kept.given = now  # an earlier run has found nothing by any check
    changed = [file for file in files if _kept(file[-1]).given is not now]
    is_served = any(_kept(file[-1]).given for file in changed)
    look = partial(_look_at, library, asked)
    found = map(look, changed) if is_served else spread(look, changed)
    for file, problems in zip(changed, found, strict=True):
        kept = _kept(file[-1])
        kept.given, kept.problems = now, problems
        if clean:
            _note_clean(clean, everything, asked, file, problems)
    for file in files:
        for of_check in _kept(file[-1]).problems:
            yield from of_check


def _look_at(library: Library, checks: _Asked, file: _File) -> _FoundByEach:
    """Find out what checks find in a file.

    Args:
        library: all content.
        checks: the checks.
        file: kind, id and model.

    Returns:
        For each check what it has found; `_NONE` if that is nothing.
    """
    kept = _kept(file[-1])
    before = kept.by_check()
    of_checks = tuple(
        found
        if (found := _still_right(kept, before, given)) is not None
        else _found(library, check.check, (check.name, digest, *file))
        for check, digest, given in checks
    )
    if before:  # the site is served: words may change again
        for check, _, given in checks:
            if check.listed and not _has_words(kept, before, given):
                kept.words[check.name] = _packed(check.words(library, *file))
    return of_checks if any(of_checks) else _NONE


def _note_clean(clean: Clean, everything: str, checks: _Asked, file: _File, found: _FoundByEach) -> None:
    """Remember by which checks nothing was found in a file, and whether by any."""
    for (check, digest, _), problems in zip(checks, found or ((),) * len(checks), strict=True):
        if not problems:
            clean.add(clean.digest(check.name, digest, *file))
    if not found:
        clean.add(clean.digest(__name__, everything, *file))


_NONE: _FoundByEach = ()
"""No check has found a problem."""


class _Kept:
    """What checks have last found in a file."""

    __slots__ = ("given", "problems", "words")

    def __init__(self) -> None:
        self.given: tuple[Any, ...] = ()
        """For each check what it depends on, a `_Given`; compared by identity."""
        self.problems = _NONE
        """For each check what it has found."""
        self.words: dict[str, bytes] = {}
        """Name of a check → the words of the file, packed, once they have been needed."""

    def by_check(self) -> dict[str, tuple[_Given, tuple[Problem, ...]]]:
        """Name of a check → what it depends on, and what it has found."""
        problems = self.problems or ((),) * len(self.given)
        return {given.name: (given, found) for given, found in zip(self.given, problems, strict=True)}


@once_per_object
def _kept(_: Model) -> _Kept:
    return _Kept()


def _still_right(
    kept: _Kept, before: Mapping[str, tuple[_Given, tuple[Problem, ...]]], now: _Given
) -> tuple[Problem, ...] | None:
    """What a check has last found in a file; None if it may find something else now."""
    if now.name not in before:
        return None
    given, found = before[now.name]
    if given.dependencies is not now.dependencies:
        return None
    if given.listed is now.listed:
        return found
    words = kept.words.get(now.name)
    changed = _changed(given.listed[0], now.listed[0])
    return None if words is None or any(word in words for word in changed) else found


def _has_words(kept: _Kept, before: Mapping[str, tuple[_Given, tuple[Problem, ...]]], now: _Given) -> bool:
    """Whether the words of a file for a check are known, and all that they are read with is the same."""
    same = now.name in before and before[now.name][0].dependencies is now.dependencies
    return same and now.name in kept.words


@lru_cache(8)
def _changed(before: frozenset[str], now: frozenset[str]) -> tuple[bytes, ...]:
    """The words that are in one of the two sets, each packed."""
    return tuple(_packed([word]) for word in before ^ now)


def _packed(words: Iterable[str]) -> bytes:
    """Words as bytes. If those of one word are not in those of a text, the text has not got the word."""
    return b"".join(crc32(word.encode()).to_bytes(4) for word in sorted({*words}))


def _found(
    library: Library, check: Check[Problem], named: tuple[str, str, str, str, Model]
) -> tuple[Problem, ...]:
    """The problems that a check finds in a file; none if an earlier run has found none."""
    _, _, kind, id_, model = named
    clean = library.content.clean
    if clean and clean.has(clean.digest(*named)):
        return ()
    return tuple(check(library, kind, id_, model))
