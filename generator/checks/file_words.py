# Remembers the words of the content files in which a check has found nothing. The check asks of each word
# of a file whether it is in a list, such as the words of all titles. When the list changes, the check looks
# again only at files that have one of the words that are new in the list or gone from it.

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

from generator.output.disk_cache import is_worth_writing
from generator.output.store import key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from generator.output.store import Store

_MANY = 64
"""If more words of the list have changed, and most files were looked at, the new list counts."""
_LENGTH = 3
"""Characters of a packed word. So few take little memory, and a text hardly ever has them by chance."""


class FileWords:
    """The words of each file in which one check has found nothing, all with the same list of words."""

    def __init__(self, store: Store, code: str, check: str) -> None:
        """Read nothing yet.

        Args:
            store: where they are kept from one run to the next.
            code: a digest of the program.
            check: the name of the check.
        """
        self._store = store
        self._key = key_of(("file words", code, check))
        self._is_read = False
        self._listed: frozenset[str] = frozenset()
        """The list with which nothing was found."""
        self._words: dict[str, str] = {}
        """Name of a file → its words, packed."""
        self._new = 0
        """How many of them are not on disk."""

    def has_no_changed_word(self, file: str, listed: frozenset[str]) -> bool:
        """Whether a check that has found nothing in a file finds nothing with another list, either.

        Args:
            file: names the content of the file and all that the check depends on beside the list.
            listed: the list now.
        """
        self.read()
        return file in self._words and not _any_in(_changed(self._listed, listed), self._words[file])

    def of(self, file: str) -> str | None:
        """The words of a file, packed, named as for `has_no_changed_word`; None if they are not known."""
        self.read()
        return self._words.get(file)

    def keep(
        self, listed: frozenset[str], found: Mapping[str, str], files: Callable[[], Iterable[str]]
    ) -> None:
        """Keep the words of files in which nothing was found, and write all if enough of them are new.

        Args:
            listed: the list with which nothing was found.
            found: name of such a file → its words, packed.
            files: returns the names of all files that there are.
        """
        if not found:
            return
        self.read()
        changed = _changed(self._listed, listed)
        # Where none of the changed words is, nothing is found with either list.
        if not self._words or (len(changed) > _MANY and 2 * len(found) > len(self._words)):
            same = {file: words for file, words in self._words.items() if not _any_in(changed, words)}
            self._listed, self._words = listed, {**same, **found}
            self._new = len(self._words)
        else:
            others = {file: words for file, words in found.items() if file not in self._words}
            new = {file: words for file, words in others.items() if not _any_in(changed, words)}
            self._words.update(new)
            self._new += len(new)
        if is_worth_writing(self._new, len(self._words)):
            self._write(frozenset(files()))

    def read(self) -> None:
        """Read what earlier runs have kept, unless this was done."""
        if not self._is_read:
            self._is_read = True
            listed, self._words = self._store.result(self._key) or ((), {})
            self._listed = frozenset(listed)

    def _write(self, files: frozenset[str]) -> None:
        self._words = {file: words for file, words in self._words.items() if file in files}
        self._store.put_result(self._key, [sorted(self._listed), self._words])
        self._new = 0


def packed(words: Iterable[str]) -> str:
    """Words as a string. If that of one word is not in that of a text, the text has not got the word."""
    hashes = (crc32(word.encode()).to_bytes(4) for word in sorted({*words}))
    return "".join(b64encode(hash_).decode()[:_LENGTH] for hash_ in hashes)


def _any_in(some: Iterable[str], words: str) -> bool:
    """Whether one of some packed words is in packed words."""
    return any(word in words for word in some)


@lru_cache(2)
def _changed(before: frozenset[str], now: frozenset[str]) -> tuple[str, ...]:
    """The words that are in one of two lists, each packed."""
    return tuple(packed([word]) for word in before ^ now)
