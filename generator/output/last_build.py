# What the last build found in the store, in one file, so that the next one need not look up each thing.
#
# To look up one thing by itself takes two small files and the digests of some hundred reads, and a large
# site has tens of thousands of things. Nearly all that they read gives the same after an edit. So each read
# is compared once, and all reads of a content file together by one version of the file; a thing is right
# if nothing that was read for it has changed. What is not right is looked up as if this file did not exist.
#
# Whoever finds or makes a thing knows its reads and what they give, and notes them in a journal, from which
# the file is written. A large one is written by a program of its own, while the build goes on: it takes
# seconds, and more memory than is left beside a large site.
#
# The file is unpickled, which is why it is in a folder that only this user can write to, and never leaves
# this machine.

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from itertools import count
from typing import TYPE_CHECKING, Any, Protocol

from generator.output.disk_cache import is_worth_writing
from generator.output.journal import Journal
from generator.output.last_build_file import (
    Found,
    Noted,
    StillRight,
    last_build,
    last_builds,
    packed,
    unpacked,
    write_last_build,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from generator.output.last_build_file import KnownRead

_WRITER = "generator.output.write_last_build"
"""The program that writes a large file."""
_MANY = 2000
"""Above this number of new things the file is written by a program of its own."""
_SHORT = 400
"""In characters of JSON: what was made is in this file if it is no longer than this."""
_MOST_READS = 50_000
"""After so many a process numbers its reads anew, since their names fill memory."""


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


class LastBuild:
    """What the last build found, seen from the present."""

    def __init__(self, folder: Path, given: str, present: ReadsAtPresent) -> None:
        """Read the file.

        Args:
            folder: that of the store.
            given: a digest of whatever decides all things, such as the generator's code.
            present: what reads give.
        """
        self._folder = folder
        self._given = given
        self._present = present
        self._before = last_build(folder, given)
        self._changed_files = {*self._compared_files()}
        self._changed: set[int] = set()
        self._not_compared = {*range(len(self._before.reads))}
        self._asked: dict[str, bool] = {}
        """Name of a thing → whether what the last build found is right."""
        self._asked_by_children: dict[str, bool] = {}
        """The same for things that children have asked for; these have noted it."""
        self._notes = _Notes(last_builds(folder).folder, present)

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
        if right and self._notes.is_in_child and name not in self._asked:
            self._notes.still_right([name])
        self._asked[name] = right
        return found if right else None

    @property
    def asked(self) -> Mapping[str, bool]:
        """Name of a thing that this process has asked for → whether what the last build found is right."""
        return self._asked

    def asked_by_child(self, asked: Mapping[str, bool]) -> None:
        """Take what a child has asked for; see `asked`."""
        self._asked_by_children.update(asked)

    def _is_right(self, found: Found) -> bool:
        if not self._changed_files.isdisjoint(unpacked(found.files)):
            return False
        reads = unpacked(found.reads)
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

    def note(self, name: str, key: str, made: Any, reads: Sequence[str]) -> None:
        """Note what was found by looking it up, or was put into the store, in any process of the build.

        Args:
            name: see `find`.
            key: that of the store.
            made: the thing.
            reads: what was read for it, as JSON.
        """
        self._notes.found(name, key, made, reads)

    def save(self) -> None:
        """Write the file for the next build, unless few things are not in it or no longer right."""
        asked = {**self._asked_by_children, **self._asked}
        new = sum(not right for right in asked.values())
        journal = self._notes.journal
        if journal.file is None or not is_worth_writing(new, len(asked)):
            return
        self._notes.still_right([name for name, right in self._asked.items() if right])
        if new <= _MANY:
            write_last_build(self._folder, self._given, self._before, journal.file)
            return
        program = (sys.executable, "-P", "-m", _WRITER, str(self._folder), self._given)
        with suppress(OSError):  # the system allows no further process
            writer = subprocess.Popen(program, stdin=journal.file, stderr=subprocess.DEVNULL)  # noqa: S603
            atexit.register(writer.wait)


class _Notes:
    """Notes what is found."""

    def __init__(self, folder: Path, present: ReadsAtPresent) -> None:
        self._present = present
        self._build = self._process = os.getpid()
        self._numbering = os.urandom(8)
        self._numbers: dict[str, int] = {}
        self._lock = threading.Lock()
        self.journal = Journal(folder)

    @property
    def is_in_child(self) -> bool:
        """Whether this is not the process that will write the file."""
        return os.getpid() != self._build

    def still_right(self, names: Sequence[str]) -> None:
        self.journal.append(StillRight(names))

    def found(self, name: str, key: str, made: Any, reads: Sequence[str]) -> None:
        # First: facts among the reads are worked out now, and what is found for them is noted, too.
        digests = dict(zip(reads, self._present.digests(reads), strict=True))
        with self._lock:  # sheets are printed in threads
            if self._process != os.getpid() or len(self._numbers) > _MOST_READS:
                self._process, self._numbering, self._numbers = os.getpid(), os.urandom(8), {}
            new = [read for read in digests if read not in self._numbers]
            self._numbers.update(zip(new, count(len(self._numbers)), strict=False))
            own = packed(map(self._numbers.__getitem__, reads))
            text = json.dumps(made, ensure_ascii=False)
            short = text if len(text) <= _SHORT else ""
            known = [self._known(read, digests[read]) for read in new]
            self.journal.append(Noted(name, key, short, own, self._numbering, known))

    def _known(self, read: str, digest: str) -> KnownRead:
        file = self._present.file_of(read)
        return read, digest, file, self._present.version_of(file) if file else ""
