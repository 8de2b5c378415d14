# The file of what the last build found; `last_build.py` says what it is for.

from __future__ import annotations

import json
import pickle
from array import array
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Any, NamedTuple, TypeAlias

from generator.output.disk_cache import DiskCache
from generator.output.journal import records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path


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
class Contents:
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


KnownRead: TypeAlias = tuple[str, str, str, str]
"""A read as JSON; what it gives at present; the content file that was read, empty if it was none; the
version of that file. A plain tuple, since a build notes hundreds of thousands."""


class Noted(NamedTuple):
    """A record: a thing was found in the store by looking it up, or was put there."""

    name: str
    key: str
    """As in `Found`."""
    made: str
    """As in `Found`."""
    numbers: bytes
    """The numbers of its reads, as unsigned integers."""
    numbering: bytes
    """Names the numbering: each process numbers its reads by itself."""
    new: Sequence[KnownRead]
    """The reads that get the next numbers in it."""


class StillRight(NamedTuple):
    """A record: what the last build found is right."""

    names: Sequence[str]


def last_builds(folder: Path) -> DiskCache:
    """Where the files are.

    Args:
        folder: that of the store.
    """
    return DiskCache(folder / "last-build")


def last_build(folder: Path, given: str) -> Contents:
    """What is in the file; nothing if there is none.

    Args:
        folder: that of the store.
        given: a digest of whatever decides all things, such as the generator's code.
    """
    data = last_builds(folder).get((given.encode(),))
    return pickle.loads(data) if data else Contents()  # noqa: S301 - only this user can write to the folder


def write_last_build(folder: Path, given: str, before: Contents, journal: IO[bytes]) -> None:
    """Write the file.

    Args:
        folder: that of the store.
        given: see `last_build`.
        before: what was in the file when the journal began.
        journal: records of what this build has found.
    """
    gathered = _Gathered(before)
    for record in records(journal):
        gathered.add(record)
    data = pickle.dumps(gathered.contents(), pickle.HIGHEST_PROTOCOL)
    last_builds(folder).put((given.encode(),), data)


class _Gathered:
    """Gathers what a build has found, with new numbers."""

    def __init__(self, before: Contents) -> None:
        self._before = before
        self._files: dict[str, int] = {}
        self._versions: list[str] = []
        self._fields: list[dict[str, str]] = []
        self._reads: dict[str, int] = {}
        self._digests: list[str] = []
        self._found: dict[str, Found] = {}
        self._numbered: dict[bytes, array[int]] = {}
        """Numbering → for each of its numbers twice the new one, and 1 more if it is that of a file."""

    def add(self, record: Noted | StillRight) -> None:
        if isinstance(record, Noted):
            self._add(record)
        else:
            for name in record.names:
                self._carry(name)

    def contents(self) -> Contents:
        files, reads = [*self._files], [*self._reads]
        return Contents(files, self._versions, self._fields, reads, self._digests, self._found)

    def _add(self, noted: Noted) -> None:
        numbered = self._numbered.setdefault(noted.numbering, array("I"))
        numbered.extend(map(self._number, noted.new))
        own = [*map(numbered.__getitem__, unpacked(noted.numbers))]
        files = dict.fromkeys(number >> 1 for number in own if number & 1)
        reads = (number >> 1 for number in own if not number & 1)
        self._found[noted.name] = Found(noted.key, noted.made, packed(files), packed(reads))

    def _number(self, known: KnownRead) -> int:
        """The new number, as `_numbered` has it."""
        read, digest, file, version = known
        if not file:
            return self._read(read, digest) << 1
        number = self._file(file, version)
        self._fields[number][read] = digest
        return number << 1 | 1

    def _carry(self, name: str) -> None:
        """Add what the last build has found, too."""
        before, found = self._before, self._before.found[name]
        files = map(self._carried_file, unpacked(found.files))
        reads = (
            self._read(before.reads[number], before.digests[number]) for number in unpacked(found.reads)
        )
        self._found[name] = Found(found.key, found.made, packed(files), packed(reads))

    def _carried_file(self, before: int) -> int:
        number = self._file(self._before.files[before], self._before.versions[before])
        self._fields[number].update(self._before.fields[before])
        return number

    def _file(self, name: str, version: str) -> int:
        number = self._files.setdefault(name, len(self._files))
        if number == len(self._fields):
            self._versions.append(version)
            self._fields.append({})
        return number

    def _read(self, read: str, digest: str) -> int:
        number = self._reads.setdefault(read, len(self._reads))
        if number == len(self._digests):
            self._digests.append(digest)
        return number


def packed(numbers: Iterable[int]) -> bytes:
    """Numbers as unsigned integers."""
    return array("I", numbers).tobytes()


def unpacked(data: bytes) -> memoryview:
    """The numbers in what `packed` returned."""
    return memoryview(data).cast("I")
