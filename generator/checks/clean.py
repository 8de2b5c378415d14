# Remembers, from one run to the next, in which content files a check has found nothing, so that an edit
# has only the files checked again that it concerns.

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING, Any

from generator.checks.file_words import FileWords
from generator.content.fingerprint import file_digest
from generator.output.disk_cache import is_worth_writing
from generator.output.store import key_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.content.library import Library
    from generator.output.store import Store
    from generator.schema.common import Model

_NAME = "checked"
_ROOM = 4
"""How many times as many digests are kept as one run needs: those of earlier states of the content."""


class CleanFiles:
    """Files in which checks have found nothing, by digests of all that decides it."""

    def __init__(self, store: Store, code: str) -> None:
        """Read what earlier runs have found.

        Args:
            store: where it is kept.
            code: a digest of the program.
        """
        self._store = store
        self._code = code
        self._key = key_of((_NAME, code))
        self._earlier: dict[str, None] = dict.fromkeys(store.result(self._key) or ())
        self._now: dict[str, None] = {}
        self._new = 0
        self._words: dict[str, FileWords] = {}

    def words(self, check: str) -> FileWords:
        """The words of the files in which a check has found nothing.

        Args:
            check: the name of the check.
        """
        if check not in self._words:
            self._words[check] = FileWords(self._store, self._code, check)
        return self._words[check]

    def digest(self, check: str, given: str, kind: str, id_: str, model: Model) -> str:
        """What names one file in one check.

        Args:
            check: the name of the check.
            given: a digest of all that the check reads beside the file.
            kind: the kind of the file.
            id_: its id.
            model: its content.
        """
        of_file = f"{_of_check(check, given)} {kind} {id_} {file_digest(model)}"
        return hashlib.sha256(of_file.encode()).hexdigest()[:32]

    def has(self, digest: str) -> bool:
        """Whether a check has found nothing in a file, in this run or an earlier one."""
        if digest in self._earlier:
            self._now[digest] = None
        return digest in self._now

    def add(self, digest: str) -> None:
        """Remember that a check has found nothing in a file."""
        self._new += digest not in self._now
        self._now[digest] = None

    def findings(self, check: str, given: str, find: Callable[[], list[Any]]) -> list[Any]:
        """What a check finds, from an earlier run if it has read the same.

        Args:
            check: the name of the check.
            given: a digest of all that it reads.
            find: returns the findings, which JSON can hold.
        """
        key = key_of(("findings", self._code, check, given))
        kept: list[Any] | None = self._store.result(key)
        if kept is None:
            kept = find()
            self._store.put_result(key, kept)
        return kept

    def forget(self) -> None:
        """Free memory: no more files will be checked."""
        self._earlier, self._now, self._new = {}, {}, 0
        self._words = {}

    def save(self) -> None:
        """Keep what this run has found, and some of what earlier runs had.

        It is not written for a few files among many: the next run checks these sooner than all is written.
        """
        if is_worth_writing(self._new, len(self._now)):
            self._new = 0
            everything = [*self._now, *(digest for digest in self._earlier if digest not in self._now)]
            room = max(_ROOM * len(self._now), len(self._earlier))
            self._store.put_result(self._key, everything[:room])


def kept_findings(library: Library, check: str, given: str, find: Callable[[], list[Any]]) -> list[Any]:
    """What a check finds, from an earlier run if that is known and has read the same.

    Args:
        library: all content.
        check: the name of the check.
        given: a digest of all that it reads.
        find: returns the findings, which JSON can hold.
    """
    clean = library.content.clean
    return clean.findings(check, given, find) if clean else find()


@cache
def _of_check(check: str, given: str) -> str:
    return key_of((check, given))
