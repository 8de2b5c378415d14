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
    from collections.abc import Callable, Iterable

    from generator.output.store import Store

_MANY = 64
"""If more words of the list have changed, words are kept for the list of now, if most files were noted."""
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
        self._noted: dict[str, str] = {}
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

    def knows(self, file: str) -> bool:
        """Whether the words of a file are known, named as for `has_no_changed_word`."""
        self.read()
        return file in self._words

    def note(self, file: str, words: str | None) -> None:
        """Remember that a check has found nothing in a file with the list of now.

        Args:
            file: as for `has_no_changed_word`.
            words: all its words, as `packed` returns them; None if they are known.
        """
        self.read()
        words = self._words.get(file) if words is None else words
        if words is not None:
            self._noted[file] = words

    def settle(self, listed: frozenset[str], files: Callable[[], Iterable[str]]) -> None:
        """Merge what this run has noted, and write everything if enough of it is new.

        Args:
            listed: the list of now.
            files: returns the names of all files that there are.
        """
        noted, self._noted = self._noted, {}
        if not noted:
            return
        self.read()
        changed, names = _changed(self._listed, listed), frozenset(files())
        if not self._words or (len(changed) > _MANY and len(noted) > len(names) / 2):
            self._listed, self._words, self._new = listed, noted, len(noted)
        else:  # with the earlier list nothing was found, either, where none of the changed words is
            new = {
                file: words
                for file, words in noted.items()
                if file not in self._words and not _any_in(changed, words)
            }
            self._words.update(new)
            self._new += len(new)
        if is_worth_writing(self._new, len(self._words)):
            self._write(names)

    def read(self) -> None:
        """Read what earlier runs have kept, unless this was done."""
        if not self._is_read:
            self._is_read = True
            kept = self._store.result(self._key) or {"listed": (), "words": {}}
            self._listed, self._words = frozenset(kept["listed"]), kept["words"]

    def _write(self, files: frozenset[str]) -> None:
        self._words = {file: words for file, words in self._words.items() if file in files}
        self._store.put_result(self._key, {"listed": sorted(self._listed), "words": self._words})
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
