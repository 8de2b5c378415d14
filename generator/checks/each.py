# Checks that look at one content file at a time, on all cores. All of them look at a file before it is the
# turn of the next one, so that what they ask of it is worked out once and need not be kept. While a site is
# served, a file is checked again only when that file, or anything else the check depends on, has changed.

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeVar, cast

from generator.checks.file_words import packed
from generator.content.fingerprint import fingerprint
from generator.memo import last_if_equal, once_per_object
from generator.output.parallel import spread
from generator.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from generator.content.clean import Clean
    from generator.content.library import Library
    from generator.schema.common import Model

    T = TypeVar("T")
    Check: TypeAlias = "Callable[[Library, str, str, Model], Iterable[T]]"
    _File: TypeAlias = tuple[str, str, Model]
    """Kind, id and model."""
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

    def same_as(self, other: _Given) -> bool:
        """Whether both are the same."""
        return self.dependencies is other.dependencies and self.listed is other.listed


class _Asked(NamedTuple):
    """A check of each file, and what it depends on beside the file."""

    check: EachFile
    given: _Given
    unlisted: str
    """A digest of its dependencies."""
    digest: str
    """A digest of these and of its listed words."""

    @classmethod
    def of(cls, library: Library, check: EachFile) -> _Asked:
        """What a check depends on now. Its digests are needed only if earlier runs are known."""
        given = _Given.of(library, check)
        if not library.content.clean:
            return cls(check, given, "", "")
        unlisted = fingerprint(check.dependencies)
        return cls(check, given, unlisted, fingerprint((unlisted, check.listed)))


class _Findings(NamedTuple):
    """What checks find in a file."""

    of_checks: _FoundByEach
    """For each check what it has found; `_NONE` if no check has found anything."""
    words: dict[str, str]
    """Name of a check that has listed words and has looked at the file → the words of the file, packed."""


def _in_files(library: Library, checks: Sequence[EachFile]) -> Iterator[Problem]:
    clean = library.content.clean
    asked = [_Asked.of(library, check) for check in checks]
    now = cast("tuple[_Given, ...]", last_if_equal(__name__, tuple(one.given for one in asked)))
    files = [*library.documents()]
    earlier = _Earlier(clean, asked) if clean else None
    for file in files:
        kept = _kept(file[-1])
        if earlier and kept.given is not now and earlier.found_nothing(file):
            kept.given, kept.problems = now, _NONE
    changed = [file for file in files if _kept(file[-1]).given is not now]
    if earlier and changed:
        earlier.read_words()
    is_served = any(_kept(file[-1]).given for file in changed)
    look = partial(_look_at, library, asked, earlier)
    found = map(look, changed) if is_served else spread(look, changed)
    for file, findings in zip(changed, found, strict=True):
        kept = _kept(file[-1])
        kept.given, kept.problems = now, findings.of_checks
        if earlier:
            earlier.note(file, findings)
    if earlier:
        earlier.keep_words(files)
    for file in files:
        for of_check in _kept(file[-1]).problems:
            yield from of_check


def _look_at(library: Library, asked: Sequence[_Asked], earlier: _Earlier | None, file: _File) -> _Findings:
    """Find out what checks find in a file.

    Args:
        library: all content.
        asked: the checks.
        earlier: what earlier runs have found, if that is known.
        file: kind, id and model.
    """
    before = _kept(file[-1]).by_check()
    of_checks: list[tuple[Problem, ...]] = []
    words: dict[str, str] = {}
    for one in asked:
        check = one.check
        found: tuple[Problem, ...] = ()
        if check.name in before and before[check.name][0].same_as(one.given):
            found = before[check.name][1]
        elif not (earlier and earlier.found_nothing_by(one, file)):
            if earlier and check.listed:
                words[check.name] = earlier.words_of(one, file) or packed(check.words(library, *file))
            found = tuple(check.check(library, *file))
        of_checks.append(found)
    return _Findings(tuple(of_checks) if any(of_checks) else _NONE, words)


class _Earlier:
    """What earlier runs have found: by which checks nothing in which files."""

    def __init__(self, clean: Clean, asked: Sequence[_Asked]) -> None:
        """Take what they have kept.

        Args:
            clean: what they have kept.
            asked: the checks of now.
        """
        self._clean = clean
        self._asked = asked
        self._with_lists = [one for one in asked if one.check.listed]
        self._others = fingerprint([(one.check.name, one.digest) for one in asked if not one.check.listed])
        self._words: dict[str, dict[str, str]] = {one.check.name: {} for one in self._with_lists}
        """Name of a check → the words of files in which it has found nothing now."""

    def found_nothing(self, file: _File) -> bool:
        """Whether they have found nothing in a file by any check."""
        return self._clean.has(self._digest_in_others(file)) and all(
            self.found_nothing_by(one, file) for one in self._with_lists
        )

    def found_nothing_by(self, one: _Asked, file: _File) -> bool:
        """Whether they have found nothing in a file by a check, or would not with its words of now.

        The latter is remembered.
        """
        check, clean = one.check, self._clean
        digest = clean.digest(check.name, one.digest, *file)
        if clean.has(digest):
            return True
        if not check.listed:
            return False
        named = self._digest_without_list(one, file)
        if not clean.words(check.name).has_no_changed_word(named, check.listed):
            return False
        clean.add(digest)
        return True

    def words_of(self, one: _Asked, file: _File) -> str | None:
        """The words of a file that a check asks for in its list; None if they are not known."""
        return self._clean.words(one.check.name).of(self._digest_without_list(one, file))

    def read_words(self) -> None:
        """Read the words of files, since children that look at files would each read them."""
        for one in self._with_lists:
            self._clean.words(one.check.name).read()

    def note(self, file: _File, findings: _Findings) -> None:
        """Remember by which checks nothing was found in a file."""
        others_found_problems = False
        for one, problems in zip(self._asked, _each(findings.of_checks, len(self._asked)), strict=True):
            name = one.check.name
            if problems:
                others_found_problems |= not one.check.listed
                continue
            self._clean.add(self._clean.digest(name, one.digest, *file))
            if name in findings.words:
                self._words[name][self._digest_without_list(one, file)] = findings.words[name]
        if not others_found_problems:
            self._clean.add(self._digest_in_others(file))

    def keep_words(self, files: Sequence[_File]) -> None:
        """Keep the words of the files in which nothing was found.

        Args:
            files: all files that there are.
        """
        for one in self._with_lists:
            name, names = one.check.name, partial(map, partial(self._digest_without_list, one), files)
            self._clean.words(name).keep(one.check.listed, self._words[name], names)

    def _digest_in_others(self, file: _File) -> str:
        """Names a file in all checks that have no listed words."""
        return self._clean.digest(__name__, self._others, *file)

    def _digest_without_list(self, one: _Asked, file: _File) -> str:
        """Names a file in a check, whatever words are listed."""
        return self._clean.digest(one.check.name, one.unlisted, *file)


_NONE: _FoundByEach = ()
"""No check has found a problem."""


def _each(found: _FoundByEach, checks: int) -> _FoundByEach:
    """What each of some checks has found."""
    return found or ((),) * checks


class _Kept:
    """What checks have last found in a file."""

    __slots__ = ("given", "problems")

    def __init__(self) -> None:
        self.given: tuple[Any, ...] = ()
        """For each check what it depends on, a `_Given`; compared by identity."""
        self.problems = _NONE
        """For each check what it has found."""

    def by_check(self) -> dict[str, tuple[_Given, tuple[Problem, ...]]]:
        """Name of a check → what it depends on, and what it has found."""
        problems = _each(self.problems, len(self.given))
        return {given.name: (given, found) for given, found in zip(self.given, problems, strict=True)}


@once_per_object
def _kept(_: Model) -> _Kept:
    return _Kept()
