# What content knows of the runs that have checked it: in which files they have found nothing. It is
# remembered by `checks/clean.py` and `checks/file_words.py`.

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from generator.schema.common import Model


class CleanWords(Protocol):
    """Words of the files in which a check has found nothing."""

    def read(self) -> None:
        """Read what earlier runs have kept, unless this was done."""
        ...

    def has_no_changed_word(self, file: str, listed: frozenset[str]) -> bool:
        """Whether a check that has found nothing in a file finds nothing with another list, either."""
        ...

    def of(self, file: str) -> str | None:
        """The words of a file, packed; None if they are not known."""
        ...

    def keep(
        self, listed: frozenset[str], found: Mapping[str, str], files: Callable[[], Iterable[str]]
    ) -> None:
        """Keep the words of files in which nothing was found, and write all if enough of them are new."""
        ...


class Clean(Protocol):
    """Files in which a check has found nothing."""

    def digest(self, check: str, given: str, kind: str, id_: str, model: Model) -> str:
        """What names one file in one check."""
        ...

    def has(self, digest: str) -> bool:
        """Whether a check has found nothing in a file."""
        ...

    def add(self, digest: str) -> None:
        """Remember that a check has found nothing in a file."""
        ...

    def words(self, check: str) -> CleanWords:
        """The words of the files in which a check has found nothing."""
        ...

    def findings(self, check: str, given: str, find: Callable[[], list[Any]]) -> list[Any]:
        """What a check finds, from an earlier run if it has read the same."""
        ...
