# What the last build found in the store, in one file, so that the next one need not look up each thing.
#
# To look up one thing by itself takes two small files and the digests of some hundred reads, and a large
# site has tens of thousands of things. Nearly all that they read gives the same after an edit. So each read
# is compared once, and all reads of a content file together by one version of the file; a thing is right
# if nothing that was read for it has changed. What is not right is looked up as if this file did not exist.
#
# The file is unpickled, which is why it is in a folder that only this user can write to, and never leaves
# this machine.

from __future__ import annotations

import json
import pickle
from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from generator.output.disk_cache import DiskCache, is_worth_writing
from generator.output.parallel import in_background

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

_MANY = 2000
"""Above this number of things to look up, which takes seconds, the build does not wait for the file."""
_SHORT = 400
"""In characters of JSON: what was made is in this file if it is no longer than this."""


class ReadsAtPresent(Protocol):
    """What reads give at present."""

    def digests(self, reads: Iterable[str]) -> list[str]:
        """What each read gives, as a digest; a read is given as JSON."""
        ...

    def file_of(self, read: str) -> str:
        """A name for the content file that was read; empty for all other reads."""
        ...

    def version_of(self, file: str) -> str:
        """What differs whenever anything that is read of a content file does; empty if it is gone."""
        ...

    def know(self, file: str, digests: Mapping[str, str]) -> None:
        """Take what reads of a content file gave when it had the version that it has now."""
        ...


def last_builds(folder: Path) -> DiskCache:
    """Where the files are.

    Args:
        folder: that of the store.
    """
    return DiskCache(folder / "last-build")


@dataclass(frozen=True, slots=True)
class Found:
    """Something that a build has found in the store, or put there."""

    key: str
    """The key under which the store has it."""
    made: str
    """The thing itself as JSON if it is short; else empty."""
    files: bytes
    """The numbers of the content files that were read, as unsigned integers."""
    reads: bytes
    """The numbers of all other reads."""

    def value(self, result: Callable[[str], Any]) -> Any:
        """What was made; None if the store no longer has it.

        Args:
            result: returns what the store has under a key.
        """
        return json.loads(self.made) if self.made else result(self.key)


@dataclass(frozen=True)
class _Contents:
    """What is in the file."""

    files: Sequence[str] = ()
    """Names of content files; see `ReadsAtPresent.file_of`."""
    versions: Sequence[str] = ()
    """The version of each file."""
    fields: Sequence[Mapping[str, str]] = ()
    """For each file: reads of it, and what each gives as a digest."""
    reads: Sequence[str] = ()
    """All other reads."""
    digests: Sequence[str] = ()
    """What each of these gives."""
    found: Mapping[str, Found] = field(default_factory=dict)
    """Name of a thing → what was found."""


class LastBuild:
    """What the last build found, seen from the present."""

    def __init__(self, folder: Path, given: str, present: ReadsAtPresent) -> None:
        """Read the file.

        Args:
            folder: that of the store.
            given: a digest of whatever decides all things, such as the generator's code.
            present: what reads give.
        """
        self._cache = last_builds(folder)
        self._given = given.encode()
        self._present = present
        data = self._cache.get((self._given,))
        # From a folder that only this user can write to.
        self._before: _Contents = pickle.loads(data) if data else _Contents()  # noqa: S301
        self._changed_files = {*self._compared_files()}
        self._changed: set[int] = set()
        self._not_compared = {*range(len(self._before.reads))}
        self._asked: dict[str, bool] = {}

    def _compared_files(self) -> Iterator[int]:
        """The numbers of files that have changed. What is known of the others saves their digests."""
        before = self._before
        files = zip(before.files, before.versions, before.fields, strict=True)
        for number, (file, version, digests) in enumerate(files):
            if self._present.version_of(file) == version:
                self._present.know(file, digests)
            else:
                yield number

    def find(self, name: str) -> Found | None:
        """What the last build found under a name, if nothing that was read for it has changed."""
        found = self._before.found.get(name)
        right = found is not None and self._is_right(found)
        self._asked[name] = right
        return found if right else None

    def _is_right(self, found: Found) -> bool:
        if not self._changed_files.isdisjoint(_numbers(found.files)):
            return False
        reads = _numbers(found.reads)
        if not self._changed.isdisjoint(reads):
            return False
        if new := self._not_compared.intersection(reads):
            self._compare(new)
        return self._changed.isdisjoint(new)

    def _compare(self, numbers: Iterable[int]) -> None:
        """Compare what some reads give with what they gave; facts among them may ask for others."""
        reads, before = self._before.reads, self._before.digests
        numbers = [*numbers]
        digests = self._present.digests(reads[number] for number in numbers)
        pairs = zip(numbers, digests, strict=True)
        self._changed.update(number for number, digest in pairs if digest != before[number])
        self._not_compared.difference_update(numbers)

    def save(self, look_up: Callable[[str], tuple[str, Any, Sequence[str]] | None]) -> None:
        """Write the file for the next build, unless few things are not in it or no longer right.

        Args:
            look_up: what the store has for a name: key, thing and reads; None if it has nothing.
        """
        new = [name for name, right in self._asked.items() if not right]
        if not is_worth_writing(len(new), len(self._asked)):
            return
        if len(new) > _MANY:
            in_background(lambda: self._write(look_up))
        else:
            self._write(look_up)

    def _write(self, look_up: Callable[[str], tuple[str, Any, Sequence[str]] | None]) -> None:
        contents = _Gathered(self._present)
        handled: set[str] = set()
        while names := [name for name in self._asked if name not in handled]:
            handled.update(names)
            for name in names:
                if self._asked[name]:
                    contents.carry(name, self._before.found[name], self._before)
                elif looked_up := look_up(name):
                    contents.add(name, *looked_up)
            contents.work_out()  # facts among the reads, which ask for others
        self._cache.put((self._given,), pickle.dumps(contents.all(), pickle.HIGHEST_PROTOCOL))


class _Gathered:
    """Gathers what is right at present."""

    def __init__(self, present: ReadsAtPresent) -> None:
        self._present = present
        self._files: dict[str, int] = {}
        self._fields: dict[str, dict[str, None]] = {}
        self._file_of: dict[str, str] = {}
        self._reads: dict[str, int] = {}
        self._found: dict[str, Found] = {}

    def add(self, name: str, key: str, made: Any, reads: Iterable[str]) -> None:
        """Add what is found with its reads."""
        files: dict[str, None] = {}
        others: list[str] = []
        for read in reads:
            if read not in self._file_of:
                self._file_of[read] = self._present.file_of(read)
            if file := self._file_of[read]:
                files[file] = None
                self._fields.setdefault(file, {})[read] = None
            else:
                others.append(read)
        text = json.dumps(made, ensure_ascii=False)
        self._put(name, key, text if len(text) <= _SHORT else "", files, others)

    def carry(self, name: str, found: Found, before: _Contents) -> None:
        """Add what the last build has found, too."""
        numbers = _numbers(found.files)
        for number in numbers:
            self._fields.setdefault(before.files[number], {}).update(dict.fromkeys(before.fields[number]))
        files = map(before.files.__getitem__, numbers)
        reads = map(before.reads.__getitem__, _numbers(found.reads))
        self._put(name, found.key, found.made, files, reads)

    def _put(self, name: str, key: str, made: str, files: Iterable[str], reads: Iterable[str]) -> None:
        self._found[name] = Found(key, made, _numbered(files, self._files), _numbered(reads, self._reads))

    def work_out(self) -> None:
        """Work out what has been read."""
        self._present.digests(self._reads)

    def all(self) -> _Contents:
        """All that was added, and what it depends on."""
        digests, files, reads = self._present.digests, [*self._files], [*self._reads]
        versions = [*map(self._present.version_of, files)]
        fields = [dict(zip(own, digests(own), strict=True)) for own in map(self._fields.__getitem__, files)]
        return _Contents(files, versions, fields, reads, digests(reads), self._found)


def _numbered(names: Iterable[str], numbers: dict[str, int]) -> bytes:
    """The number of each name, which a new one gets."""
    return array("I", [numbers.setdefault(name, len(numbers)) for name in names]).tobytes()


def _numbers(data: bytes) -> memoryview:
    return memoryview(data).cast("I")
